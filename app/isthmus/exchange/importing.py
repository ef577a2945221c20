"""The import: files in, a proposal out. Nothing is changed; the user looks at it first."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.accounting import account_of, nothing_in, references_of
from isthmus.exchange.bonds import Bonder
from isthmus.exchange.building import build, match_product
from isthmus.exchange.choices import AS_RECOGNISED, Choices, Fate, SheetChoice, SheetKey
from isthmus.exchange.collecting import Collection
from isthmus.exchange.editions import editions_of
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.factsheets import RECORDS, Recorder, of_records, parts_of
from isthmus.exchange.fixing import with_fixes
from isthmus.exchange.flowmatching import FlowMatcher
from isthmus.exchange.holdings import Holder
from isthmus.exchange.intake import Cancelled, Intake, Progress, take_in
from isthmus.exchange.ledger import MERGED, UPDATED, Ledger
from isthmus.exchange.linking import Linker
from isthmus.exchange.marks import as_list
from isthmus.exchange.matrices import known_of, with_matrices
from isthmus.exchange.missing import Reread, missing_flows, missing_rows, missing_systems, retired
from isthmus.exchange.naming import are_listed, are_numbered, name_systems, with_departments
from isthmus.exchange.ours.tables import is_ours
from isthmus.exchange.ours.taking import Ground, Ledgers, take_ours
from isthmus.exchange.programs import with_program
from isthmus.exchange.properties import Row, ids_of_relations, join_flows, join_systems
from isthmus.exchange.proposal import (
    DATA_MATRIX,
    FLOWS,
    HOLDINGS,
    IGNORED,
    INFO,
    MIXED,
    SYSTEMS,
    WARNING,
    Conflict,
    Missing,
    Proposal,
    SheetAccount,
)
from isthmus.exchange.registry import Registry
from isthmus.exchange.renamed import (
    RenamedColumns,
    columns_gone,
    named_again,
    renamed_columns,
    with_renamed,
)
from isthmus.exchange.resolve import Directory
from isthmus.exchange.tables import Table, make_table, with_fields
from isthmus.exchange.telling import tell_of_grid
from isthmus.exchange.updating import Updating, same_but_cells
from isthmus.model.changes import ChangeSet
from isthmus.model.document import Document
from isthmus.model.garbage import held_off
from isthmus.model.records import MapInfo
from isthmus.model.snapshot import Snapshot
from isthmus.model.tables import TABLES
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
    with held_off():
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
    with held_off():
        return _Import(intake, catalogue, base, choices).run(progress, cancelled)


def sheets_of(
    intake: Intake, catalogue: Catalogue, choices: Choices = AS_RECOGNISED
) -> tuple[SheetAccount, ...]:
    """What the sheets are taken for, though nothing in them may name a system: to be put right."""
    job = _Import(intake, catalogue, Document().snapshot(), choices)
    return tuple(account_of(table) for table in job.tables())


_READING = 0.35
"""The share of the whole that reading the files is taken to be."""


def _unheard(_share: float, _what: str) -> None:
    """Nobody wants to know how far it is."""


def _never() -> bool:
    """Nobody stops it."""
    return False


class _Import:
    """One import under way."""

    def __init__(
        self,
        intake: Intake,
        catalogue: Catalogue,
        base: Snapshot,
        choices: Choices,
        renamed: RenamedColumns | None = None,
    ) -> None:
        self.intake = intake
        self.catalogue = catalogue
        self.base = self._given = base
        self._renamed = renamed
        """Columns that are known by what they hold; None before that was looked for."""
        self.choices = choices
        self.ledger = Ledger()
        self.links = Ledger()
        self.others = Ledger()
        """Of data objects, departments, capabilities, holdings, waivers."""
        self.edit = Transaction(base.tables, by_hand=False)
        self._progress: Progress = _unheard
        self._cancelled: Cancelled = _never
        self._conflicts: list[Conflict] = []
        """Those that Isthmus's own sheets bring."""
        self._properties: list[Row] = []
        """Rows of properties that are of no system, and may be of flows."""
        self._flows_alone = False
        """Only flows are given and the map is empty: their ends are the systems."""

    def run(self, progress: Progress, cancelled: Cancelled) -> Proposal:
        """Recognise, collect, link."""
        self._progress, self._cancelled = progress, cancelled
        names = self.intake.names
        tables = self.tables()
        ours = self._take_ours(tables)
        lists = [as_list(table, self.catalogue) for table in tables]
        foreign = [table for table in lists if not is_ours(table)]
        self._check(names, foreign, has_ours=len(foreign) < len(lists))
        self._step(0.2, "Collecting the systems")
        collection = self._collect(foreign)
        editions = editions_of(names, collection.entries, self.base, self.choices)
        updating = Updating(self.edit, self.catalogue, editions, self.choices)
        if self._renamed is None and editions.replaced:
            renamed = renamed_columns(collection.entries, editions, updating.words)
            if renamed:  # what these columns hold is read anew
                parts = (self.intake, self.catalogue, self._given, self.choices)
                return _Import(*parts, renamed).run(progress, cancelled)
        registry = Registry.of(self.base, self.catalogue, self.edit, updating)
        self._step(0.4, "Matching products and categories")
        self._record([t for t in tables if not is_ours(t)], collection, registry)
        directory = self._match(collection, registry)
        self._step(0.7, "Linking the systems")
        linker = self._link(foreign, collection, directory)
        linker.bonder.settle(collection.entries, self.edit, updating)
        self._hold(foreign, directory, registry)
        missing = [*ours, *self._settle(foreign, linker, collection, registry)]
        for file, sheet, told in columns_gone(collection.entries, editions):
            self.ledger.tell_sheet(WARNING, file, sheet, told)
        self._put_currency(collection)
        self._step(1.0, "Done")
        return Proposal(
            change=ChangeSet(f"Import {', '.join(names)}", self.edit.deltas()),
            sheets=tuple(
                account_of(table, references_of(listed, linker.references))
                for table, listed in zip(tables, lists, strict=True)
            ),
            systems=self.ledger.tally(),
            flows=self.links.tally(),
            others=self.others.tally(),
            problems=tuple(
                problem
                for ledger in (self.ledger, self.links, self.others)
                for problem in ledger.problems()
            ),
            matches=tuple(collection.matches),
            missing=tuple(missing),
            conflicts=(*self._conflicts, *updating.conflicts),
            editions=editions.found,
        )

    def _pulse(self) -> None:
        """Stop if the user gave the import up."""
        if self._cancelled():
            raise ImportCancelled

    def _step(self, share: float, what: str) -> None:
        self._pulse()
        self._progress(share, what)

    def tables(self) -> list[Table]:
        """Every sheet of every file, made out."""
        tables = []
        sources = self.intake.sources
        for number, source in enumerate(sources):
            self._step(0.2 * number / len(sources), f"Recognising {source.name}")
            found = []
            for read in source.grids:
                self._pulse()
                grid = with_fixes(read, self.choices.fixes)
                choice = self.choices.sheets.get(SheetKey(number, grid.name), SheetChoice())
                table = with_program(make_table(grid, self.catalogue, choice, number))
                table = named_again(table, choice, self.base, self.catalogue)
                found += [table] if choice.role else parts_of(table, self.catalogue)
                self._tell_of_sheet(table, choice)
            tables += with_departments(found)
        known = known_of(self.base)
        found = with_matrices(tables, known, self.catalogue, self._fixed(tables))
        known_again = (with_renamed(table, self._renamed or {}) for table in found)
        return [with_fields(table, self._choice(table)) for table in known_again]

    def _choice(self, table: Table) -> SheetChoice:
        """What the user chose for a sheet."""
        return self.choices.sheets.get(SheetKey(table.number, table.grid.name), SheetChoice())

    def _fixed(self, tables: list[Table]) -> frozenset[int]:
        """The places of the sheets whose role the user chose."""
        chosen = {key for key, choice in self.choices.sheets.items() if choice.role}
        return frozenset(
            place
            for place, table in enumerate(tables)
            if SheetKey(table.number, table.grid.name) in chosen
        )

    def _tell_of_sheet(self, table: Table, choice: SheetChoice) -> None:
        """Tell what the reader had to put up with, and that a hidden sheet is imported."""
        grid = table.grid
        for note in grid.notes:
            self.ledger.tell_sheet(WARNING, grid.file, grid.name, note)
        if table.role != IGNORED:
            tell_of_grid(self.ledger, grid, read_hidden=choice.hidden)

    def _take_ours(self, tables: list[Table]) -> list[Missing]:
        """Take Isthmus's own sheets into the map; the rest of the import goes on top of that."""
        ledgers = Ledgers(self.ledger, self.links, self.others)
        ground = Ground(
            *(self.base, self.catalogue, self.edit, ledgers),
            choices=self.choices,
            pulse=self._pulse,
        )
        taken = take_ours(tables, ground)
        missing = missing_rows(taken.missing, self.base, self.catalogue, self.choices)
        self.base = taken.snapshot
        self._conflicts += taken.conflicts
        self._decide(missing)
        return missing

    def _check(self, names: Sequence[str], tables: list[Table], *, has_ours: bool) -> None:
        """Refuse an import that names no system; tell of files that add nothing."""
        if has_ours:
            return
        used = {table.grid.file for table in tables if table.role != IGNORED}
        roles = {table.role for table in tables}
        if not roles & {SYSTEMS, MIXED} and not self.base.systems:
            alone = roles & {FLOWS, DATA_MATRIX, HOLDINGS}
            self._flows_alone = bool(alone) and not (are_numbered(tables) or are_listed(tables))
            if not self._flows_alone:
                raise ImportFault(nothing_in(names, tables))
        elif not roles & {SYSTEMS, MIXED, FLOWS, DATA_MATRIX, HOLDINGS, *RECORDS}:
            raise ImportFault(nothing_in(names, tables))
        for name in names:
            if name not in used:
                told = "Nothing in this file is a system or a flow; nothing was imported from it."
                self.ledger.tell_sheet(WARNING, name, "", told)

    def _collect(self, tables: list[Table]) -> Collection:
        collection = Collection(self.ledger, self.choices, self._pulse)
        collection.know(self.base)
        for table in tables:
            if table.role in (SYSTEMS, MIXED):
                collection.sheet(table)
        if self._flows_alone:
            name_systems(tables, collection, Directory(self.catalogue))
        self._properties = join_systems(tables, collection, self.catalogue)
        collection.tell_alike()
        return collection

    def _match(self, collection: Collection, registry: Registry) -> Directory:
        """Put the systems into the edit; all systems, the map's own too, can be linked to."""
        directory = Directory(self.catalogue)
        for number, entry in enumerate(collection.entries):
            if number % 500 == 0:
                self._step(0.4 + 0.3 * number / len(collection.entries), "Matching products")
            notes = match_product(entry, registry)
            system, more = build(entry, registry, registry.updating)
            for field, message in (*notes, *more):
                self.ledger.tell(INFO, *entry.where[field], message)
            if entry.base is not None and same_but_cells(system, entry.base):
                self.ledger.counts[UPDATED] -= 1
                self.ledger.counts[MERGED] += 1
            if system != entry.base:
                self.edit.put(system)
            directory.add(entry, system.product)
        for text, kind in collection.others.items():
            directory.add_other(text, kind)
        for entry in collection.unmet.values():
            directory.add(entry, entry.base.product if entry.base else "")
        return directory

    def _link(self, tables: list[Table], collection: Collection, directory: Directory) -> Linker:
        linker = Linker(directory, self.links, Bonder(directory, self.links), self._pulse)
        for table in tables:
            if table.role == FLOWS:
                linker.sheet(table)
            elif table.role in (SYSTEMS, MIXED):
                linker.tell_of_ways(table)
        for number, entry in enumerate(collection.entries):
            if number % 500 == 0:
                self._step(0.7 + 0.25 * number / len(collection.entries), "Linking the systems")
            linker.entry(entry)
        others = (*collection.others, *ids_of_relations(tables))
        join_flows(self._properties, linker, others, self.ledger)
        return linker

    def _record(self, tables: list[Table], collection: Collection, registry: Registry) -> None:
        recorder = Recorder(registry, self.others, collection.others)
        for table in of_records(tables):
            recorder.sheet(table)

    def _hold(self, tables: list[Table], directory: Directory, registry: Registry) -> None:
        holder = Holder(directory, registry, self.others)
        for table in tables:
            if table.role in (DATA_MATRIX, HOLDINGS):
                holder.sheet(table)

    def _settle(
        self, tables: list[Table], linker: Linker, collection: Collection, registry: Registry
    ) -> list[Missing]:
        """Put the flows into the edit; what newer editions lack has the fate that was chosen."""
        matcher = FlowMatcher(registry, self.links, dict(self.base.flows))
        matcher.settle(linker.flows)
        reread = Reread.of(registry.updating.editions, tables)
        ends = {end for pair in linker.flows for end in pair} | linker.bonder.named
        systems = missing_systems(collection.unmet.values(), ends, reread, self.choices)
        gone = {one.id: one.fate for one in systems}
        unmet = matcher.unmet.values()
        flows = missing_flows(unmet, gone, self.base, reread, self.choices)
        self._decide([*systems, *flows])
        return [*systems, *flows]

    def _decide(self, missing: Sequence[Missing]) -> None:
        """Give records that are missing the fate that was chosen."""
        for one in missing:
            record = self.edit.get(TABLES[one.table], one.id)
            if record is not None and one.fate is Fate.DELETE:
                self.edit.delete(type(record), one.id)
            elif record is not None and one.fate is Fate.RETIRE:
                self.edit.put(retired(record))

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
