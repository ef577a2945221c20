"""After any small edit, the mended chart says what a fresh one would; the rest stays in place."""

from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose, recompose
from isthmus.drawing.covered import covered
from isthmus.drawing.options import options_for
from isthmus.drawing.renew import renew
from isthmus.drawing.retouch import Drawn
from isthmus.drawing.shores import bounds
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.layout.sides import sides_of
from isthmus.model.document import Document
from isthmus.model.records import DataObject, Flow, System
from isthmus.model.viewing import Bend, Placement
from support.bigmap import big_map
from support.harbour import harbour_vale, system_id
from support.maps import overlap
from support.quality import lines_of, lines_over_cards

CATALOGUE = load_catalogue()


def places(document: Document) -> dict[str, tuple[float, float]]:
    return {p.system: (p.x, p.y) for p in document.snapshot().placements.values()}


class Drawing:
    """A chart kept up with a document by mending alone, beside a fresh one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.chart = self.fresh()
        self.drawn = self.now()

    def now(self) -> Drawn:
        snapshot = self.document.snapshot()
        return Drawn(snapshot, check(snapshot, CATALOGUE))

    @property
    def options(self):
        snapshot = self.document.snapshot()
        return options_for(snapshot, next(iter(snapshot.views)))

    def fresh(self) -> Chart:
        now = self.now()
        return compose(now.snapshot, now.analysis, CATALOGUE, places(self.document), self.options)

    def follow(self, touched: set[str]) -> Chart:
        """Mend the chart after an edit; the one before it."""
        before, now = self.chart, self.now()
        self.chart = renew(
            before, now.snapshot, now.analysis, CATALOGUE, places(self.document),
            touched=touched, options=self.options, since=self.drawn,
        )  # fmt: skip
        self.drawn = now
        return before

    def assert_true(self) -> None:
        """All but ways and labels is what a fresh chart has."""
        mine, wanted = self.chart, self.fresh()
        assert list(mine.cards.items()) == list(wanted.cards.items())
        assert mine.coasts == wanted.coasts
        assert mine.flows.keys() == wanted.flows.keys()
        for key, flow in mine.flows.items():
            other = wanted.flows[key]
            assert (flow.source, flow.target, flow.look, flow.two_way) == (
                other.source, other.target, other.look, other.two_way,
            )  # fmt: skip
        stand = (card.box for card in mine.cards.values())
        assert mine.bounds == bounds(stand, mine.coasts, mine.flows.values())
        self.assert_index(wanted)

    def assert_index(self, wanted: Chart) -> None:
        mine, other = self.chart.index, wanted.index
        assert mine is not None
        assert other is not None
        tables = []
        for index in (mine, other):
            rows = zip(index.rows, index.sides.tolist(), index.owner.tolist(), strict=True)
            tables.append({key: (edges, owner) for key, edges, owner in rows})
        assert tables[0] == tables[1]
        for key, row in mine.label_rows.items():
            numbers = [step[1] for step in self.chart.flows[key].steps]
            across = [x for some in numbers for x in some[0::2]]
            down = [y for some in numbers for y in some[1::2]]
            hull = [min(across), min(down), max(across), max(down)]
            assert mine.spans[row].tolist() == hull
        named = [{k: {f.id for f in v} for k, v in index.flows.items()} for index in (mine, other)]
        assert named[0] == named[1]
        assert mine.label_rows.keys() == self.chart.flows.keys()
        for key, row in mine.label_rows.items():
            box, edges = self.chart.flows[key].label_box, mine.labels[row].tolist()
            assert (edges == [box.x, box.y, box.right, box.bottom]) if box else edges[0] > edges[2]


def touch(document: Document, act: str, k: int, point: tuple[float, float]) -> set[str]:
    """Do some edit; the systems that it touches."""
    snapshot = document.snapshot()
    systems, flows = sorted(snapshot.systems), sorted(snapshot.flows)
    one, other = systems[k % len(systems)], systems[(k * 7 + 3) % len(systems)]
    flow = snapshot.flows[flows[k % len(flows)]] if flows else None
    view = next(iter(snapshot.views))
    with document.edit(act) as tx:
        if act == "draw" and one != other:
            tx.put(Flow(source=one, target=other))
            return {one, other}
        if act == "add":
            new = tx.put(System(name=f"{'AMZ'[k % 3]} new {k}"))
            tx.put(Placement(view=view, system=new.id, x=point[0], y=point[1]))
            return {new.id}
        if act == "move":
            at = next(p for p in snapshot.placements.values() if p.system == one)
            tx.change(Placement, at.id, x=point[0], y=point[1], width=200.0 if k % 2 else 0.0)
            return {one}
        if act == "delete" and len(systems) > 4:
            tx.delete(System, one)
            return {one}
        if act == "erase" and flow:
            tx.delete(Flow, flow.id)
            return {flow.source, flow.target}
        if act == "turn" and flow:
            tx.change(Flow, flow.id, source=flow.target, target=flow.source)
            return {flow.source, flow.target}
        if act == "bend" and flow:
            tx.put(Bend(id=f"b{flow.id}", view=view, flow=flow.id, points=(point,)))
            return {flow.source, flow.target}
        if act == "rename":
            tx.change(System, one, name=f"Renamed {k}")
            tx.change(DataObject, min(snapshot.data_objects), name=f"Thing {k}")
    return set()


ACTS = ("draw", "add", "move", "delete", "erase", "turn", "bend", "rename")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(ACTS),
            st.integers(0, 40),
            st.tuples(st.integers(-30, 140), st.integers(-20, 100)),
        ),
        min_size=1,
        max_size=5,
    )
)
@example(acts=[("move", 0, (53, 0)), ("move", 1, (0, 63)), ("rename", 33, (0, 0))])
def test_mended_after_any_edits_it_is_what_a_fresh_chart_is(acts) -> None:
    drawing = Drawing(harbour_vale())
    for act, k, (x, y) in acts:
        drawing.follow(touch(drawing.document, act, k, (x * 8.0, y * 8.0)))
    drawing.assert_true()
    labels = [flow.label_box for flow in drawing.chart.flows.values() if flow.label_box]
    assert not any(overlap(a, b) for a, b in combinations(labels, 2))
    cards = [card.box for card in drawing.chart.cards.values()]
    assert not any(overlap(a, b) for a in labels for b in cards)


@pytest.mark.parametrize("act", ["draw", "erase", "turn", "bend"])
def test_at_a_crowded_hub_nothing_moves_but_what_changed(act) -> None:
    drawing = Drawing(big_map(120, 300))
    snapshot = drawing.document.snapshot()
    hub = "s0"
    assert sum(hub in (flow.source, flow.target) for flow in snapshot.flows.values()) > 40
    flow = next(f for f in snapshot.flows.values() if f.source == hub)
    with drawing.document.edit("Edit") as tx:
        if act == "draw":
            tx.put(Flow(id="new", source=hub, target="s61"))
        elif act == "erase":
            tx.delete(Flow, flow.id)
        elif act == "turn":
            tx.change(Flow, flow.id, source=flow.target, target=flow.source)
        else:
            tx.put(Bend(view="view", flow=flow.id, points=((400.0, 300.0),)))
    other = "s61" if act == "draw" else flow.target
    before = drawing.follow({hub, other})
    drawing.assert_true()
    for key, kept in before.flows.items():
        if key != flow.id and other not in (kept.source, kept.target):
            assert drawing.chart.flows[key] is kept


def ends_at(chart: Chart, system: str) -> list[tuple[float, float]]:
    """Where flows end at a card."""
    found = []
    for flow in chart.flows.values():
        if flow.source == system:
            found.append(flow.steps[0][1][:2])
        elif flow.target == system:
            found.append(flow.steps[-1][1][-2:])
    return found


def test_a_flow_drawn_at_a_hub_ends_where_no_other_does() -> None:
    drawing = Drawing(big_map(60, 120))
    with drawing.document.edit("Draw") as tx:
        tx.put(Flow(id="new", source="s0", target="s33"))
    drawing.follow({"s0", "s33"})
    new = drawing.chart.flows["new"].steps[0][1][:2]
    others = [at for at in ends_at(drawing.chart, "s0") if at != new]
    assert len(others) == len(ends_at(drawing.chart, "s0")) - 1
    same_side = [at for at in others if at[0] == new[0] or at[1] == new[1]]
    assert all(abs(at[0] - new[0]) + abs(at[1] - new[1]) >= 0.5 for at in same_side)


def test_a_drop_leaves_what_the_drag_showed_and_all_else_in_place() -> None:
    document = harbour_vale()
    drawing = Drawing(document)
    snapshot, analysis = drawing.drawn.snapshot, drawing.drawn.analysis
    moved = system_id("Salesforce")
    chart = drawing.chart
    for step in range(1, 6):
        chart = recompose(chart, snapshot, analysis, {moved: (560 + 9 * step, 262 + 7 * step)})
    at_once = recompose(drawing.chart, snapshot, analysis, {moved: (605.0, 297.0)})
    assert chart.flows == at_once.flows
    assert chart.coasts == at_once.coasts
    for key, flow in drawing.chart.flows.items():
        if moved not in (flow.source, flow.target):
            assert chart.flows[key] is flow
    for system in chart.cards:
        ends = ends_at(chart, system)
        assert len(set(ends)) == len(ends), "two flows end at the same place"


def _on_a_flow(chart: Chart) -> tuple[float, float]:
    """A place for a card in the sea that flows between others cross."""
    cards = [card.box for card in chart.cards.values()]
    for x, y in product(range(200, 1000, 20), range(200, 700, 10)):
        room = Box(x - 30, y - 30, CARD_WIDTH + 60, CARD_HEIGHT + 60)
        if any(overlap(room, box) for box in cards):
            continue
        if lines_over_cards(lines_of(chart), sides_of([Box(x, y, CARD_WIDTH, CARD_HEIGHT)])):
            return float(x), float(y)
    raise AssertionError("no flow crosses any free place")


def test_flows_go_round_a_card_that_is_set_down_on_them() -> None:
    drawing = Drawing(harbour_vale())
    x, y = _on_a_flow(drawing.chart)
    with drawing.document.edit("Move") as tx:
        at = next(p for p in tx.all(Placement) if p.system == system_id("Hootsuite"))
        tx.change(Placement, at.id, x=x, y=y)
    before = drawing.follow({system_id("Hootsuite")})
    box = {system_id("Hootsuite"): drawing.chart.cards[system_id("Hootsuite")].box}
    assert before.index is not None
    assert covered(before.flows, before.index, box)
    card = sides_of(box.values())
    assert lines_over_cards(lines_of(before), card) > 0
    assert lines_over_cards(lines_of(drawing.chart), card) == 0
