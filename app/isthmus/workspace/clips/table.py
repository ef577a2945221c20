"""A clip as a table for other programs: one line a system, cells parted by tabs, headers first."""

from collections.abc import Callable, Iterable, Mapping

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import DataObject, Department, Flow, FlowMethod, System
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.clips.clip import Clip

_RISKY = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""

Column = tuple[str, Callable[[System], str]]


def as_table(clip: Clip, catalogue: Catalogue) -> str:
    """The systems of a clip as lines of cells; columns that say nothing are left out."""
    departments = {one.id: one for one in clip.departments}
    return _table(_columns(departments, catalogue, _fed(clip)), clip.systems)


def flows_as_table(snapshot: Snapshot, flows: Iterable[Flow]) -> str:
    """Flows as lines of cells: from, to, what moves, how."""
    systems, data = snapshot.systems, snapshot.data_objects
    lines = [("Source", "Target", "Data objects", "Method", "State")]
    for flow in flows:
        ends = systems[flow.source].name, systems[flow.target].name
        lines.append((*ends, _names(data, flow), _method(flow), flow.state.value))
    return "\n".join("\t".join(_cell(text) for text in line) for line in lines)


def _table(columns: Iterable[Column], systems: Iterable[System]) -> str:
    rows = list(systems)
    cells = [(title, [of(one) for one in rows]) for title, of in columns]
    kept = [(title, texts) for title, texts in cells if title == "Name" or any(texts)]
    lines = [[title for title, _ in kept]]
    lines += [[_cell(texts[number]) for _, texts in kept] for number in range(len(rows))]
    return "\n".join("\t".join(line) for line in lines)


def _columns(
    departments: dict[str, Department], catalogue: Catalogue, fed: dict[str, str]
) -> list[Column]:
    def department(key: str | None) -> str:
        return departments[key].name if key in departments else ""

    def category(key: str) -> str:
        return catalogue.categories[key].name if key in catalogue.categories else key

    return [
        ("Name", lambda one: one.name),
        ("Category", lambda one: category(one.category)),
        ("Vendor", lambda one: one.vendor),
        ("Department", lambda one: department(one.department)),
        ("Paid by", lambda one: department(one.funder)),
        ("Business owner", lambda one: one.business_owner),
        ("IT steward", lambda one: one.it_steward),
        ("Lifecycle", lambda one: _known(one.lifecycle.value)),
        ("Hosting", lambda one: _known(one.hosting.value)),
        ("Criticality", lambda one: _known(one.criticality.value)),
        ("Annual cost", lambda one: "" if one.annual_cost is None else f"{one.annual_cost:f}"),
        ("Currency", lambda one: one.currency if one.annual_cost is not None else ""),
        ("Sends data to", lambda one: fed.get(one.id, "")),
        ("Description", lambda one: one.description),
    ]


def _fed(clip: Clip) -> dict[str, str]:
    """The names of those that each system sends data to."""
    names = {one.id: one.name for one in clip.systems}
    found: dict[str, dict[str, None]] = {}
    for flow in clip.flows:
        found.setdefault(flow.source, {})[names[flow.target]] = None
    return {key: "; ".join(sorted(some, key=str.casefold)) for key, some in found.items()}


def _names(data: Mapping[str, DataObject], flow: Flow) -> str:
    return "; ".join(data[key].name for key in flow.data_objects)


def _method(flow: Flow) -> str:
    return "" if flow.method is FlowMethod.UNKNOWN else flow.method.value


def _known(word: str) -> str:
    return "" if word == "unknown" else word


def _cell(text: str) -> str:
    """One line without tabs; what would be a formula is marked as text, as spreadsheets do."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain.startswith(_RISKY) else plain
