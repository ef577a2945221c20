"""Departments, data objects, capabilities and holdings that rows name: found, or made once."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import CategoryMatch
from isthmus.exchange.folding import fold
from isthmus.exchange.updating import Told, Updating
from isthmus.exchange.vocabulary import names_it
from isthmus.model.records import Capability, CellRef, DataObject, Department, Holding, HoldingRole
from isthmus.model.snapshot import Snapshot
from isthmus.model.sourcing import CUSTOM, name_before
from isthmus.model.transaction import Transaction

_WITHIN = re.compile(r"\s+>\s+")
"""What stands between a department and one within it."""
_LONGEST = 250


@dataclass(slots=True)
class Registry:
    """What the map has by name, and what the import adds to it."""

    catalogue: Catalogue
    edit: Transaction
    _departments: dict[tuple[str | None, str], str]
    _capabilities: dict[str, str]
    _data: dict[tuple[str, str], str]
    _holdings: dict[tuple[str, str], Holding]
    updating: Updating
    _held: dict[str, list[tuple[str, str]]]
    """What each of the map's systems holds."""
    _met: dict[str, str] = field(default_factory=dict)
    """Data objects by the texts that were looked up."""
    _told: set[tuple[str, str]] = field(default_factory=set)
    """Holdings that this import has told of."""
    _categories: dict[str, CategoryMatch | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls, base: Snapshot, catalogue: Catalogue, edit: Transaction, updating: Updating
    ) -> "Registry":
        """A registry over what a map has; what was renamed there is found by its old name too."""
        departments = {
            (one.parent, fold(name)): one.id
            for one in base.departments.values()
            for name in _names(one)
        }
        held: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one in base.holdings.values():
            held[one.system].append((one.system, one.data_object))
        return cls(
            catalogue,
            edit,
            departments,
            {fold(name): one.id for one in base.capabilities.values() for name in _names(one)},
            {
                _data_key(name, one.kind): one.id
                for one in base.data_objects.values()
                for name in _names(one)
            },
            {(one.system, one.data_object): one for one in base.holdings.values()},
            updating,
            held,
        )

    def department(self, text: str, origin: CellRef | None) -> str:
        """The id of a department; 'A > B' is B within A. One without parent is found anywhere."""
        parent: str | None = None
        path = [part for part in _WITHIN.split(text.strip()) if part] or [text]
        for name in path:
            parent = self._department(" ".join(name.split())[:_LONGEST], parent, origin)
        return parent or ""

    def _department(self, name: str, parent: str | None, origin: CellRef | None) -> str:
        key = (parent, fold(name) or name)
        known = self._departments.get(key)
        if known is None and parent is None:
            same = (i for (_, folded), i in self._departments.items() if folded == key[1])
            known = next(same, None)
        if known is None:
            made = Department(
                name=name, parent=parent, is_it=names_it(name), origin=(origin,) if origin else ()
            )
            known = self.edit.put(made).id
            self._departments[key] = known
        return known

    def category(self, text: str) -> CategoryMatch | None:
        """The catalogue's category that a text means; each text is looked up once."""
        if text not in self._categories:
            self._categories[text] = self.catalogue.match_category(text)
        return self._categories[text]

    def capability(self, name: str, origin: CellRef | None) -> str:
        """The id of a capability."""
        key = fold(name) or name
        if key not in self._capabilities:
            cells = (origin,) if origin else ()
            made = Capability(name=name[:_LONGEST], origin=cells)
            self._capabilities[key] = self.edit.put(made).id
        return self._capabilities[key]

    def data_object(self, text: str, origin: CellRef | None) -> str:
        """The id of a data object, called in the inventory's own word.

        Singular and plural of one that the catalogue knows are the same; two words for one kind
        stay two data objects, since their masters may well be two.
        """
        if text not in self._met:
            self._met[text] = self._data_object(" ".join(text.split())[:_LONGEST], origin)
        return self._met[text]

    def _data_object(self, name: str, origin: CellRef | None) -> str:
        kind = self.catalogue.match_data_object(name)
        key = _data_key(name, kind.key if kind else "")
        if key not in self._data:
            is_the_same = kind and key == _data_key(kind.name, kind.key)
            made = DataObject(
                name=kind.name if kind and is_the_same else name,
                kind=kind.key if kind else "",
                personal=kind.personal if kind else False,
                origin=(origin,) if origin else (),
            )
            self._data[key] = self.edit.put(made).id
        return self._data[key]

    def hold(
        self, system: str, data_object: str, role: HoldingRole, origin: CellRef | None
    ) -> None:
        """A system holds a data object; who is its master is never made less by another cell."""
        told = Told({"role": role}, (origin,) if origin else ())
        self.hold_as((system, data_object), told)

    def hold_as(self, key: tuple[str, str], told: Told) -> Holding:
        """The same for system and data object, with all that a row says of the holding."""
        known = self._holdings.get(key)
        if known is None:
            made = _with(Holding(system=key[0], data_object=key[1]), told)
            made = replace(made, origin=tuple(told.cells))
        elif key not in self._told:
            made = self.updating.merged(known, told)
        else:
            made = _with(known, told)
        self._told.add(key)
        if made != known:
            self._holdings[key] = self.edit.put(made)
        return made

    def let_go(self, system: str, cells: Collection[CellRef]) -> None:
        """Take back what cells said that a system holds, and do not say any more."""
        for key in self._held.get(system, ()) if cells else ():
            known = self._holdings[key]
            is_left = key not in self._told and not known.imported
            if is_left and any(self.updating.replaces(cell, known) for cell in cells):
                self.edit.delete(Holding, known.id)


def _with(known: Holding, told: Told) -> Holding:
    """A holding of which another cell tells in the same import: nothing is taken back."""
    role = known.role if known.role is HoldingRole.MASTER else told.values["role"]
    fields = {n.removeprefix(CUSTOM): v for n, v in told.values.items() if n.startswith(CUSTOM)}
    custom = tuple({**dict(known.custom), **fields}.items())
    cells = [cell for cell in told.cells if cell.field.startswith(CUSTOM)]
    origin = tuple(dict.fromkeys((*known.origin, *cells)))
    return replace(known, role=role, custom=custom, origin=origin)


def _names(record: Department | Capability | DataObject) -> list[str]:
    """What a record is called, and what its cell called it before it was renamed."""
    return [name for name in (name_before(record), record.name) if name]


def _data_key(name: str, kind: str) -> tuple[str, str]:
    """What data objects that are the same have in common: the kind, and the word in singular."""
    word = fold(name) or name
    if kind and word.endswith("ies"):
        return kind, word.removesuffix("ies") + "y"
    if kind and word.endswith("s") and not word.endswith("ss"):
        return kind, word.removesuffix("s")
    return kind, word
