"""The import: files in, a proposal out. Nothing is changed; the user looks at it first."""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.building import build, match_product
from isthmus.exchange.choices import AS_RECOGNISED, Choices, SheetChoice, SheetKey
from isthmus.exchange.collecting import Collection
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.intake import Cancelled, Intake, Progress, take_in
from isthmus.exchange.ledger import MERGED, UPDATED, Ledger
from isthmus.exchange.linking import Linker
from isthmus.exchange.naming import are_numbered, name_systems, with_departments
from isthmus.exchange.ours.tables import is_ours, our_table
from isthmus.exchange.ours.taking import Ledgers, take_ours
from isthmus.exchange.proposal import (
    FLOWS,
    IGNORED,
    INFO,
    MIXED,
    SYSTEMS,
    WARNING,
    Proposal,
    SheetAccount,
)
from isthmus.exchange.registry import Registry
from isthmus.exchange.resolve import Directory
from isthmus.exchange.tables import Table, make_table
from isthmus.model.changes import ChangeSet
from isthmus.model.document import Document
from isthmus.model.records import MapInfo
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction

__all__ = ["Proposal", "propose", "propose_from"]


def propose(
    paths: Sequence[Path],
    catalogue: Catalogue,
    base: Snapshot | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Proposal:
    """What importing the files into the map `base` (None: an empty one) would change.

    `progress` hears how much is done (0 to 1) and what is being done. The change set fits `base`
    as it is given, and is one undo step.

    Raises:
        ImportFault: a file cannot be read, or nothing in the files names a system.
        ImportCancelled: `cancelled` said so.
    """
    heard, stopped = progress or _unheard, cancelled or _never
    with _no_collecting():
        intake = take_in(paths, lambda share, what: heard(_READING * share, what), stopped)
        job = _Import(intake, catalogue, base or Document().snapshot(), AS_RECOGNISED)
        return job.run(lambda share, what: heard(_READING + (1 - _READING) * share, what), stopped)


def propose_from(
    intake: Intake,
    catalogue: Catalogue,
    base: Snapshot,
    choices: Choices = AS_RECOGNISED,
    *,
    progress: Progress = lambda _share, _what: None,
    cancelled: Cancelled = lambda: False,
) -> Proposal:
    """The same for what was read before, as the user decided.

    Raises:
        ImportFault: nothing in the files names a system.
        ImportCancelled: `cancelled` said so.
    """
    with _no_collecting():
        return _Import(intake, catalogue, base, choices).run(progress, cancelled)


_READING = 0.35
"""The share of the whole that reading the files is taken to be."""


def _unheard(_share: float, _what: str) -> None:
    """Nobody wants to know how far it is."""


def _never() -> bool:
    """Nobody stops it."""
    return False


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hold the garbage collector off: an import makes hundreds of thousands of records to keep.

    Measured with 10,000 rows of 20 columns: a quarter of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Import:
    """One import under way."""

    def __init__(
        self, intake: Intake, catalogue: Catalogue, base: Snapshot, choices: Choices
    ) -> None:
        self.intake = intake
        self.catalogue = catalogue
        self.base = base
        self.choices = choices
        self.ledger = Ledger()
        self.links = Ledger()
        self.others = Ledger()
        self.edit = Transaction(base.tables)
        self._progress: Progress = _unheard
        self._cancelled: Cancelled = _never
        self._flows_alone = False
        """Only flows are given and the map is empty: their ends are the systems."""

    def run(self, progress: Progress, cancelled: Cancelled) -> Proposal:
        """Recognise, collect, link."""
        self._progress, self._cancelled = progress, cancelled
        names = self.intake.names
        everything = self._tables()
        tables = [table for table in everything if not is_ours(table)]
        if len(tables) == len(everything):
            self._check(names, tables)
        self._step(0.2, "Collecting the systems")
        ledgers = Ledgers(self.ledger, self.links, self.others)
        self.base = take_ours(
            everything, self.base, self.catalogue, self.edit, ledgers, pulse=self._pulse
        )
        registry = Registry.of(self.base, self.catalogue, self.edit)
        collection = self._collect(tables)
        self._step(0.4, "Matching products and categories")
        directory = self._match(collection, registry)
        self._step(0.7, "Linking the systems")
        linker = self._link(tables, collection, directory)
        self._put_flows(linker, registry)
        self._put_currency(collection)
        self._step(1.0, "Done")
        label = f"Import {', '.join(names)}"
        return Proposal(
            change=ChangeSet(label, self.edit.deltas()),
            sheets=tuple(_account(table, linker) for table in everything),
            systems=self.ledger.tally(),
            flows=self.links.tally(),
            problems=(*self.ledger.problems(), *self.links.problems(), *self.others.problems()),
            others=self.others.tally(),
        )

    def _pulse(self) -> None:
        """Stop if the user gave the import up."""
        if self._cancelled():
            raise ImportCancelled

    def _step(self, share: float, what: str) -> None:
        self._pulse()
        self._progress(share, what)

    def _tables(self) -> list[Table]:
        """Every sheet of every file, made out."""
        tables = []
        sources = self.intake.sources
        for number, source in enumerate(sources):
            self._step(0.2 * number / len(sources), f"Recognising {source.name}")
            found = []
            for grid in source.grids:
                self._pulse()
                choice = self.choices.sheets.get(SheetKey(number, grid.name), SheetChoice())
                ours = our_table(grid, choice, number)
                found.append(ours or make_table(grid, self.catalogue, choice, number))
                self._tell_of_sheet(found[-1])
            tables += with_departments(found)
        return tables

    def _tell_of_sheet(self, table: Table) -> None:
        """Tell what the reader had to put up with, and that a hidden sheet is imported."""
        grid = table.grid
        for note in grid.notes:
            self.ledger.tell_sheet(WARNING, grid.file, grid.name, note)
        if grid.hidden and table.role != IGNORED:
            told = "The sheet is hidden in the workbook; it was imported all the same."
            self.ledger.tell_sheet(INFO, grid.file, grid.name, told)

    def _check(self, names: Sequence[str], tables: list[Table]) -> None:
        """Refuse an import that names no system; tell of files that add nothing."""
        used = {table.grid.file for table in tables if table.role != IGNORED}
        roles = {table.role for table in tables}
        if not roles & {SYSTEMS, MIXED} and not self.base.systems:
            self._flows_alone = FLOWS in roles and not are_numbered(tables)
            if not self._flows_alone:
                raise ImportFault(_nothing(names, tables))
        elif not roles & {SYSTEMS, MIXED, FLOWS}:
            raise ImportFault(_nothing(names, tables))
        for name in names:
            if name not in used:
                told = "Nothing in this file is a system or a flow; nothing was imported from it."
                self.ledger.tell_sheet(WARNING, name, "", told)

    def _collect(self, tables: list[Table]) -> Collection:
        collection = Collection(self.ledger, self._pulse)
        collection.know(self.base)
        for table in tables:
            if table.role in (SYSTEMS, MIXED):
                collection.sheet(table)
        if self._flows_alone:
            name_systems(tables, collection, Directory(self.catalogue))
        collection.tell_alike()
        return collection

    def _match(self, collection: Collection, registry: Registry) -> Directory:
        """Put the systems into the edit; all systems, the map's own too, can be linked to."""
        directory = Directory(self.catalogue)
        for number, entry in enumerate(collection.entries):
            if number % 500 == 0:
                self._step(0.4 + 0.3 * number / len(collection.entries), "Matching products")
            notes = match_product(entry, registry)
            system, more = build(entry, registry)
            for field, message in (*notes, *more):
                self.ledger.tell(INFO, *entry.where[field], message)
            if system == entry.base:
                self.ledger.counts[UPDATED] -= 1
                self.ledger.counts[MERGED] += 1
            else:
                self.edit.put(system)
            directory.add(entry, system.product)
        for text, kind in collection.others.items():
            directory.add_other(text, kind)
        for entry in collection.unmet.values():
            directory.add(entry, entry.base.product if entry.base else "")
        return directory

    def _link(self, tables: list[Table], collection: Collection, directory: Directory) -> Linker:
        linker = Linker(directory, self.links, self._pulse)
        for flow in self.base.flows.values():
            linker.know(flow)
        for table in tables:
            if table.role == FLOWS:
                linker.sheet(table)
        for number, entry in enumerate(collection.entries):
            if number % 500 == 0:
                self._step(0.7 + 0.25 * number / len(collection.entries), "Linking the systems")
            for link in entry.links:
                linker.link(entry, link)
        return linker

    def _put_flows(self, linker: Linker, registry: Registry) -> None:
        for several in linker.flows.values():
            for entry in several:
                flow = entry.flow
                if entry.data:
                    origin = next((c for c in flow.origin if c.field == "data_objects"), None)
                    ids = [registry.data_object(name, origin) for name in entry.data]
                    carried = tuple(dict.fromkeys((*flow.data_objects, *ids)))
                    flow = replace(flow, data_objects=carried)
                if flow != entry.base:
                    self.edit.put(flow)
                else:
                    self.links.counts[UPDATED] -= entry.updates
                    self.links.counts[MERGED] += entry.updates

    def _put_currency(self, collection: Collection) -> None:
        """The first costs of a map say in which currency they are added up, or it is assumed."""
        if any(system.annual_cost is not None for system in self.base.systems.values()):
            return
        costly = [entry for entry in collection.entries if "annual_cost" in entry.values]
        codes = Counter(str(e.values["currency"]) for e in costly if "currency" in e.values)
        if codes:
            code = min(codes, key=lambda code: (-codes[code], code))
            self.edit.change(MapInfo, "map", currency=code)
        elif costly:
            told = (
                "No currency is named; the costs are taken to be in "
                f"{self.base.info.currency}, the map's. Its properties can say another."
            )
            cells = (ref for ref in costly[0].origin if ref.field == "annual_cost")
            for ref in cells:
                self.ledger.tell_cell(WARNING, ref, told)


def _account(table: Table, linker: Linker) -> SheetAccount:
    grid = table.grid
    return SheetAccount(
        file=grid.file,
        name=grid.name,
        role=table.role,
        why=table.why + (" The sheet is hidden." if grid.hidden else ""),
        header_row=None if table.header is None else table.header + 1,
        rows=len(table.rows),
        columns=tuple(column.account() for column in table.columns),
        references=_references(table, linker),
        number=table.number,
        hidden=grid.hidden,
    )


def _references(table: Table, linker: Linker) -> int:
    """How many flows a sheet names; a row of our own names one."""
    own = len(table.rows) if is_ours(table) and table.role == FLOWS else 0
    return own or linker.references.get(id(table.grid), 0)


def _nothing(files: Sequence[str], tables: list[Table]) -> str:
    """Why nothing can be imported, which headers were seen, and what is needed."""
    names = ", ".join(files)
    if all(not table.rows and table.header is None for table in tables):
        return f"{names} is empty: no sheet of it holds anything. Choose another file."
    if any(table.role == FLOWS for table in tables):
        return (
            f"{names} lists flows only, and names their ends by number. Import it together with "
            "the inventory of the systems that "
            "it names, or into a map that has them."
        )
    seen = "; ".join(
        f"sheet '{table.grid.name}': {table.why}" for table in tables if table.rows or table.columns
    )
    return (
        f"{names}: no column could name a system. Seen in {seen} An inventory needs one row a "
        "system, and a header such as 'Application name' over the column with the names."
    )
