"""Maps to lay out and to draw, and islands found by plain union-find instead of the analysis."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from random import Random

from isthmus.analysis.results import (
    Analysis,
    Finding,
    FindingKind,
    Island,
    IslandKind,
    Metrics,
    ProposedFlow,
)
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Category, Head, Severity
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.model.document import Document
from isthmus.model.records import DataObject, Flow, FlowMethod, FlowState, System
from isthmus.model.snapshot import Snapshot
from support.harbour import harbour_vale

_CATEGORIES = {
    "marketing": (
        "Marketing automation|Customer data platform|Web analytics|Email campaigns|Forms|"
        "Campaign database|Social media"
    ),
    "service": "Service desk",
    "finance": "Payments|ERP",
    "sales": "CRM",
    "data": "Data warehouse|Business intelligence",
    "it": "Identity",
    "hr": "HRIS",
}


def catalogue() -> Catalogue:
    """A few heads and categories, so that a drawing depends on no others."""
    categories = {}
    for head, names in _CATEGORIES.items():
        for name in names.split("|"):
            key = name.lower().replace(" ", "-")
            categories[key] = Category(key, name, head, "")
    return Catalogue(heads={h: Head(h, h.title()) for h in _CATEGORIES}, categories=categories)


def harbour() -> Snapshot:
    """The fifteen systems of the pictures' company."""
    return harbour_vale().snapshot()


def drawn(names: Sequence[str], ends: Iterable[tuple[int, int]], seed: int = 0) -> Snapshot:
    """A map of systems by those names, with flows between them by index; ids are random."""
    random = Random(seed)
    kept = list(catalogue().categories)
    systems = [System(name=name, category=random.choice(kept)) for name in names]
    words = ("Contacts", "Consent", "Orders", "Invoices", "Employees", "Product catalogue", "Leads")
    objects = [DataObject(name=word) for word in words]
    document = Document()
    with document.edit("Draw") as tx:
        for record in (*systems, *objects):
            tx.put(record)
        for a, b in ends:
            moves = random.sample([each.id for each in objects], random.choice((0, 1, 1, 1, 2, 3)))
            tx.put(
                Flow(
                    source=systems[a].id,
                    target=systems[b].id,
                    data_objects=tuple(moves),
                    two_way=random.random() < 0.1,
                    method=random.choice(list(FlowMethod)),
                    state=random.choice([FlowState.LIVE] * 8 + list(FlowState)),
                )
            )
    return document.snapshot()


def company(systems: int, flows: float = 1.6, seed: int = 1, cut_off: float = 0.15) -> Snapshot:
    """A generated company: hubs, departments that keep to themselves, and a share of islands."""
    random = Random(seed)
    words = ("Atlas", "Beacon", "Cobalt", "Delta", "Ember", "Fathom", "Gala", "Harbor", "Indigo")
    kinds = ("CRM", "Desk", "Mail", "Ledger", "Insights", "Portal", "Hub", "Payroll Administration")
    names = [
        f"{words[i % 9]} {kinds[i // 9 % 8]}" + (f" {i // 72 + 1}" if i >= 72 else "")
        for i in range(systems)
    ]
    inner = max(1, round(systems * (1 - cut_off)))
    hubs = [i * inner // max(1, inner // 20) for i in range(max(1, inner // 20))]
    ends = set()
    for i in range(1, inner):
        near = random.randrange(max(0, i - 8), i)
        other = random.choice(hubs) if random.random() < 0.35 else near
        if other != i:
            ends.add((i, other) if random.random() < 0.5 else (other, i))
        ends.add((near, i))
    while len(ends) < inner * flows:
        a = random.randrange(inner)
        b = random.choice(hubs) if random.random() < 0.4 else (a + random.randrange(1, 9)) % inner
        if a != b:
            ends.add((a, b))
    at = inner
    while at < systems:
        size = random.choice((1, 1, 1, 2, 3, 5))
        ends.update((i, i + 1) for i in range(at, min(at + size, systems) - 1))
        at += size
    return drawn(names, sorted(ends), seed)


def islands(snapshot: Snapshot, missing: Iterable[tuple[str, str]] = ()) -> Analysis:
    """An analysis with islands (largest is the mainland) and findings for the pairs of names."""
    parts = sorted(_parts(snapshot), key=lambda part: (-len(part), _name(snapshot, part[0])))
    found = tuple(
        Island(
            key=f"island-{_name(snapshot, part[0])}",
            kind=(IslandKind.ROGUE if number % 3 else IslandKind.ISLAND)
            if number
            else IslandKind.MAINLAND,
            systems=tuple(part),
            spend_outside=Decimal(84_000) if number % 3 == 1 else Decimal(0),
        )
        for number, part in enumerate(parts)
    )
    of = {system: number for number, part in enumerate(parts) for system in part}
    findings = tuple(_findings(snapshot, found, missing))
    return Analysis(snapshot.revision, found, findings, Metrics(), of)


def _findings(
    snapshot: Snapshot, found: Sequence[Island], missing: Iterable[tuple[str, str]]
) -> Iterable[Finding]:
    for island in found:
        if island.kind is IslandKind.ROGUE:
            yield Finding(
                f"rogue-{island.key}", FindingKind.ROGUE_ISLAND, "ISL-01", Severity.CRITICAL,
                "Rogue island", island.systems, (), "No live flow to the mainland.",
            )  # fmt: skip
    ids = {system.name: key for key, system in snapshot.systems.items()}
    for a, b in missing:
        flow = ProposedFlow(ids[a], ids[b], ("Contacts", "Consent"))
        yield Finding(
            f"missing-{a}-{b}", FindingKind.MISSING_INTEGRATION, "MKT-01", Severity.HIGH,
            "Missing integration", (ids[a], ids[b]), ("Contacts", "Consent"), "No path.",
            closes_with=(flow,),
        )  # fmt: skip


def _name(snapshot: Snapshot, system: str) -> str:
    return snapshot.systems[system].name


def _parts(snapshot: Snapshot) -> list[list[str]]:
    root = {key: key for key in snapshot.systems}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for flow in snapshot.flows.values():
        if flow.state is FlowState.LIVE:
            root[find(flow.source)] = find(flow.target)
    parts: dict[str, list[str]] = {}
    for key in sorted(snapshot.systems, key=lambda key: (_name(snapshot, key).casefold(), key)):
        parts.setdefault(find(key), []).append(key)
    return list(parts.values())


def boxes_at(positions: Mapping[str, tuple[float, float]]) -> dict[str, Box]:
    """The cards that stand at these corners."""
    return {key: Box(x, y, CARD_WIDTH, CARD_HEIGHT) for key, (x, y) in positions.items()}


def overlap(a: Box, b: Box) -> bool:
    """Whether the boxes share more than an edge."""
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
