"""From what is typed to what is meant: categories, currencies, systems."""

from collections.abc import Callable, Mapping

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import Flow, System
from isthmus.model.snapshot import Snapshot
from isthmus.ui.session import Session

SURE = 0.9
"""From this score (0 to 1) on, words are taken for the catalogue's category."""


class Unknown(ValueError):  # noqa: N818 - says what the text is
    """What was typed means nothing that there is; the message says what would."""


def category_reader(catalogue: Catalogue) -> Callable[[str], str]:
    """Reads a category's name as its key; '' for nothing. Raises Unknown."""

    def read(text: str) -> str:
        wanted = text.strip().casefold()
        if not wanted:
            return ""
        for key, category in catalogue.categories.items():
            if wanted in (key, category.name.casefold()):
                return key
        match = catalogue.match_category(text)
        if match is None or match.score < SURE:
            raise Unknown("No such category: choose one from the list")
        return match.category.key

    return read


def category_writer(catalogue: Catalogue) -> Callable[[str], str]:
    """Writes a category's key as its name; a key that is not in the catalogue as it is."""

    def write(key: str) -> str:
        category = catalogue.categories.get(key)
        return category.name if category else key

    return write


def read_currency(text: str) -> str:
    """An ISO 4217 code in capitals; '' for nothing. Raises Unknown."""
    code = text.strip().upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Unknown("Three letters, such as EUR")
    return code


def system_named(snapshot: Snapshot, text: str) -> str:
    """Id of the system of that name. Raises Unknown, also where several have it."""
    wanted = text.strip().casefold()
    found = [s.id for s in snapshot.systems.values() if s.name.casefold() == wanted]
    if len(found) != 1:
        raise Unknown("Several systems have this name" if found else "No such system on the map")
    return found[0]


def names_of(keys: tuple[str, ...], table: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the records of those ids."""
    return tuple(str(getattr(table[key], "name", "")) for key in keys if key in table)


def data_object_names(session: Session) -> list[str]:
    """The map's data objects, then the catalogue's."""
    own = [one.name for one in session.snapshot.data_objects.values()]
    return [*own, *(kind.name for kind in session.catalogue.data_objects.values())]


def flow_line(flow: Flow, snapshot: Snapshot, seen_from: str = "") -> str:
    """'→ Salesforce · Lead', or with both ends: 'Marketo → Salesforce · Lead'."""
    systems: Mapping[str, System] = snapshot.systems
    source, target = systems[flow.source].name, systems[flow.target].name
    arrow = "↔" if flow.two_way else "→"
    if seen_from == flow.source:
        ends = f"{arrow} {target}"
    elif seen_from == flow.target:
        ends = f"{'↔' if flow.two_way else '←'} {source}"
    else:
        ends = f"{source} {arrow} {target}"
    what = ", ".join(names_of(flow.data_objects, snapshot.data_objects)) or flow.name
    state = "" if flow.state == "live" else str(flow.state)
    return " · ".join(part for part in (ends, what, state) if part)
