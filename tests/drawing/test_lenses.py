"""What each lens sees in maps made by hand."""

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.agreement import agreement_of
from isthmus.analysis.check import check
from isthmus.analysis.results import Analysis, Finding, FindingKind, Metrics
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.drawing.kin import hues_of, marks_of
from isthmus.drawing.lenses import LENSES, custom_fields, is_lens, lens_words, read
from isthmus.drawing.reading import OTHER, UNKNOWN, Reading
from isthmus.model.document import Document
from isthmus.model.records import (
    Criticality,
    DataObject,
    Department,
    Flow,
    FlowState,
    Holding,
    HoldingRole,
    Hosting,
    Lifecycle,
    PerceptionAnswer,
    Record,
    Side,
    System,
)
from isthmus.model.snapshot import Snapshot
from isthmus.workspace import edits
from support.harbour import harbour_vale

NONE = Analysis(revision=-1, islands=(), findings=(), metrics=Metrics())


def made(*records: Record) -> Snapshot:
    document = Document()
    with document.edit("Make") as tx:
        for record in records:
            tx.put(record)
    return document.snapshot()


def seen(
    snapshot: Snapshot, lens: str, analysis: Analysis = NONE, *, sizes: bool = False
) -> Reading:
    return read(snapshot, analysis, load_catalogue(), lens, sizes=sizes)


def legend(reading: Reading) -> dict[str, int]:
    return {value.words: value.count for value in reading.values}


def systems(count: int, **values: object) -> list[System]:
    return [System(id=f"s{n}", name=f"S{n}", **values) for n in range(count)]  # type: ignore[arg-type]


def test_department_tells_each_and_keeps_the_unknown_apart() -> None:
    sales, it = Department(id="d1", name="Sales"), Department(id="d2", name="IT", is_it=True)
    a, b, c = systems(3)
    snapshot = made(
        sales, it, *(System(id=s.id, name=s.name, department=d) for s, d in
                     ((a, "d1"), (b, "d1"), (c, None)))
    )  # fmt: skip
    reading = seen(snapshot, "department")
    assert reading.of == {"s0": "d1", "s1": "d1", "s2": UNKNOWN}
    assert legend(reading) == {"Sales": 2, "No department known": 1}
    assert reading.values[0].hue != reading.values[1].hue


def test_a_department_has_the_colour_of_the_one_above_it_and_a_shape_of_its_own() -> None:
    departments = [
        Department(id="m", name="Marketing"),
        Department(id="e", name="Events", parent="m"),
        Department(id="f", name="Fairs", parent="e"),
        Department(id="s", name="Sales"),
        Department(id="i", name="Inside sales", parent="s", colour="rose"),
        Department(id="p", name="Phone", parent="i"),
    ]
    hues = hues_of({one.id: one for one in departments})
    assert hues["m"] == hues["e"] == hues["f"] != hues["s"]
    assert hues["i"] == hues["p"] == "rose"
    marks = marks_of({one.id: one for one in departments}, hues)
    assert len({(hues[key], marks[key]) for key in hues}) == len(departments)


def test_below_a_single_head_each_branch_has_its_own_colour() -> None:
    departments = [Department(id="all", name="City")]
    departments += [Department(id=f"d{n}", name=f"D{n}", parent="all") for n in range(4)]
    departments += [Department(id=f"t{n}", name=f"T{n}", parent=f"d{n}") for n in range(4)]
    hues = hues_of({one.id: one for one in departments})
    assert len({hues[f"d{n}"] for n in range(4)} | {hues["all"]}) == 5
    assert all(hues[f"t{n}"] == hues[f"d{n}"] for n in range(4))


def test_eighty_departments_are_all_told_apart_by_colour_and_shape() -> None:
    departments = {f"d{n}": Department(id=f"d{n}", name=f"D{n:02}") for n in range(80)}
    hues = hues_of(departments)
    marks = marks_of(departments, hues)
    assert len({(hues[key], marks[key]) for key in departments}) == 80


def test_the_colour_that_a_department_chose_is_taken() -> None:
    snapshot = made(
        Department(id="d", name="Sales", colour="rose"), System(id="s", name="S", department="d")
    )
    assert seen(snapshot, "department").values[0].hue == "rose"


@pytest.mark.parametrize(
    ("lens", "field", "kinds"),
    [
        ("lifecycle", "lifecycle", Lifecycle),
        ("criticality", "criticality", Criticality),
        ("hosting", "hosting", Hosting),
    ],
)
def test_a_field_has_a_value_for_each_of_its_kinds(lens: str, field: str, kinds: type) -> None:
    every = [System(id=kind.value, name=kind.value, **{field: kind}) for kind in kinds]
    reading = seen(made(*every), lens)
    assert reading.of == {kind.value: kind.value for kind in kinds}
    assert len(reading.values) == len(kinds)
    assert len({(value.hue, value.mark) for value in reading.values}) == len(kinds)


def test_involvement_tells_embedded_stewards_from_ours_and_from_none() -> None:
    snapshot = made(
        Department(id="it", name="IT", is_it=True),
        Department(id="m", name="Marketing"),
        System(id="ours", name="A", it_steward="Kim"),
        System(id="embedded", name="B", it_steward="Lee", steward_in_business=True),
        System(id="owned", name="C", department="it"),
        System(id="rogue", name="D", department="m"),
        System(id="blank", name="E"),
    )
    assert seen(snapshot, "involvement").of == {
        "ours": "steward",
        "embedded": "embedded",
        "owned": "owner",
        "rogue": "none",
        "blank": UNKNOWN,
    }


def test_area_is_that_of_the_category_unless_the_system_has_its_own() -> None:
    snapshot = made(
        System(id="a", name="A", category="crm"),
        System(id="b", name="B", category="crm", technology_area="mobile"),
        System(id="c", name="C"),
        System(id="d", name="D", technology_area="our own"),
    )
    reading = seen(snapshot, "area")
    assert reading.of == {"a": "crm", "b": "mobile", "c": UNKNOWN, "d": "our own"}
    assert "our own" in legend(reading)


def test_spend_is_told_in_ranges_of_the_maps_currency() -> None:
    costs = [System(id=f"s{n}", name=f"S{n}", annual_cost=Decimal(n * 1000)) for n in range(10)]
    other = System(id="usd", name="X", annual_cost=Decimal(5), currency="USD")
    reading = seen(made(*costs, other, System(id="none", name="Y")), "spend")
    assert reading.of["usd"] == "foreign"
    assert reading.of["none"] == UNKNOWN
    assert [value.count for value in reading.values] == [2, 2, 2, 2, 2, 1, 1]
    assert reading.values[0].words == "€8k and more"
    assert reading.of["s9"] == reading.values[0].key
    assert reading.words["usd"] == "$5 a year"


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
def test_dearer_systems_never_fall_into_a_lower_range(costs: list[int]) -> None:
    every = [
        System(id=f"s{n}", name="S", annual_cost=Decimal(cost)) for n, cost in enumerate(costs)
    ]
    reading = seen(made(*every), "spend")
    order = [value.key for value in reversed(reading.values)]
    ranks = [order.index(reading.of[f"s{n}"]) for n in range(len(costs))]
    for cost, rank in zip(costs, ranks, strict=True):
        assert all(rank >= r for c, r in zip(costs, ranks, strict=True) if c <= cost)
    assert sum(value.count for value in reading.values) == len(costs)


def test_spend_by_size_gives_areas_in_proportion() -> None:
    snapshot = made(
        System(id="a", name="A", annual_cost=Decimal(400)),
        System(id="b", name="B", annual_cost=Decimal(100)),
        System(id="c", name="C"),
    )
    reading = seen(snapshot, "spend", sizes=True)
    assert reading.sizes == {"a": 1.0, "b": 0.25}
    assert reading.of["a"] == reading.of["b"] == "known"
    assert reading.of["c"] == UNKNOWN


def answers(pairs: Iterable[tuple[Side, str, str]]) -> list[PerceptionAnswer]:
    return [PerceptionAnswer(side=side, system=system, driver=who) for side, system, who in pairs]


def test_agreement_sets_both_sides_answers_beside_each_other() -> None:
    said = answers([
        (Side.IT, "s0", "it"), (Side.BUSINESS, "s0", "IT"),
        (Side.IT, "s1", "it"), (Side.BUSINESS, "s1", "m"),
        (Side.IT, "s2", "it"), (Side.BUSINESS, "s3", "it"),
    ])  # fmt: skip
    snapshot = made(Department(id="m", name="Marketing"), *systems(5), *said)
    reading = seen(snapshot, "agreement")
    assert reading.of == {
        "s0": "agree", "s1": "disagree", "s2": "only-it", "s3": "only-business", "s4": UNKNOWN,
    }  # fmt: skip
    assert reading.words == {"s1": "IT ≠ Marketing"}


def test_sides_that_agree_for_the_most_part_agree_in_part() -> None:
    """As the account of agreement has it: less than half of the answers differ."""
    said = answers([
        (Side.IT, "s0", "it"), (Side.IT, "s0", "IT"), (Side.IT, "s0", "m"),
        (Side.BUSINESS, "s0", "IT"),
        (Side.IT, "s1", "it"), (Side.IT, "s1", "m"), (Side.BUSINESS, "s1", "m"),
    ])  # fmt: skip
    snapshot = made(Department(id="m", name="Marketing"), *systems(2), *said)
    reading = seen(snapshot, "agreement")
    assert reading.of == {"s0": "partly", "s1": "disagree"}
    assert reading.words["s0"] == "IT and Marketing ≠ IT"
    told = agreement_of(snapshot, load_catalogue()).subjects
    assert {one.system: one.verdict.value for one in told} == reading.of


def test_what_is_said_of_a_system_counts_before_its_area() -> None:
    area = [
        PerceptionAnswer(side=side, technology_area="crm", driver=who)
        for side, who in ((Side.IT, "it"), (Side.BUSINESS, "m"))
    ]
    own = PerceptionAnswer(side=Side.IT, system="s1", driver="m")
    both = systems(2, category="crm")
    reading = seen(made(*both, *area, own), "agreement")
    assert reading.of == {"s0": "disagree", "s1": "agree"}


def finding(key: str, severity: Severity, *systems: str, waived: bool = False) -> Finding:
    return Finding(key, FindingKind.ISLAND, "ISL", severity, key, systems, (), "", waived=waived)


def test_risk_is_the_worst_open_finding() -> None:
    found = (
        finding("1", Severity.LOW, "s0", "s1"),
        finding("2", Severity.HIGH, "s1"),
        finding("3", Severity.CRITICAL, "s2", waived=True),
    )
    analysis = Analysis(revision=1, islands=(), findings=found, metrics=Metrics())
    reading = seen(made(*systems(3)), "risk", analysis)
    assert reading.of == {"s0": "low", "s1": "high", "s2": "none"}
    assert set(seen(made(*systems(2)), "risk").of.values()) == {UNKNOWN}


def test_islands_count_what_stands_on_which_land_and_dress_no_card() -> None:
    snapshot = harbour_vale().snapshot()
    analysis = check(snapshot, load_catalogue())
    reading = seen(snapshot, "islands", analysis)
    assert not reading.dresses
    assert legend(reading) == {"Mainland": 11, "Rogue island": 4}


def path_map() -> Snapshot:
    """m masters it, r gets a replica, x reads it unreached, t gets it from r, u has no part."""
    names = ("m", "r", "x", "t", "u")
    thing = DataObject(id="c", name="Customer")
    roles = (("m", HoldingRole.MASTER), ("r", HoldingRole.REPLICA), ("x", HoldingRole.READER))
    return made(
        thing,
        *(System(id=name, name=name) for name in names),
        *(Holding(id=f"h{s}", system=s, data_object="c", role=role) for s, role in roles),
        Flow(id="f1", source="m", target="r", data_objects=("c",)),
        Flow(id="f2", source="r", target="t", data_objects=("c",)),
        Flow(id="f3", source="t", target="u", data_objects=()),
        Flow(id="f4", source="m", target="x", data_objects=("c",), state=FlowState.PLANNED),
    )


def test_a_path_tells_who_masters_who_gets_and_where_it_stops() -> None:
    snapshot = path_map()
    reading = seen(snapshot, "data:c", check(snapshot, load_catalogue()))
    assert reading.of == {"m": "master", "r": "replica", "x": "lost", "t": "stops", "u": "out"}
    assert reading.lit == {"m", "r", "x", "t", "f1", "f2", "f4"}
    assert "Gets it, stops here" in [value.words for value in reading.values]
    assert reading.words == {}
    assert reading.title == "Path of Customer"


def custom(*values: str) -> Snapshot:
    return made(*(
        System(id=f"s{n}", name=f"S{n}", custom=(("Tier", value),) if value else ())
        for n, value in enumerate(values)
    ))  # fmt: skip


def test_a_custom_field_has_its_commonest_values_and_others() -> None:
    words = [letter for letter in "abcdefghijkl" for _ in range(1 + (letter < "j"))]
    reading = seen(custom(*words, ""), "field:Tier")
    assert len(reading.values) == 11
    assert reading.of["s0"] == "value:a"
    assert reading.of[f"s{len(words) - 1}"] == OTHER
    assert reading.words[f"s{len(words) - 1}"] == "l"
    assert reading.of[f"s{len(words)}"] == UNKNOWN


def test_values_that_differ_in_case_are_one() -> None:
    reading = seen(custom("Gold", "gold", "Gold", "Silver"), "field:Tier")
    assert legend(reading) == {"Gold": 3, "Silver": 1}


def test_numbers_of_a_custom_field_are_told_in_ranges() -> None:
    reading = seen(custom(*map(str, range(100)), ""), "field:Tier")
    assert [value.count for value in reading.values] == [20, 20, 20, 20, 20, 1]
    assert reading.values[0].words == "80 and more"
    assert reading.of["s0"] == reading.values[4].key
    assert len(seen(custom("1", "2", "x"), "field:Tier").values) == 3


def test_lenses_that_are_gone_are_those_of_islands() -> None:
    snapshot = custom("a")
    assert custom_fields(snapshot) == ["Tier"]
    for lens in ("data:gone", "field:gone", "nonsense", ""):
        assert not is_lens(snapshot, lens)
        assert seen(snapshot, lens).lens == "islands"
        assert lens_words(snapshot, lens) == "Islands"
    assert lens_words(snapshot, "field:Tier") == "Tier"


@pytest.mark.parametrize("lens", [*LENSES, "field:Tier"])
def test_every_system_has_a_value_that_the_legend_counts(lens: str) -> None:
    for snapshot in (harbour_vale().snapshot(), custom("a", "", "b"), made()):
        reading = seen(snapshot, lens, check(snapshot, load_catalogue()))
        assert set(reading.of) == set(snapshot.systems)
        assert {value.key for value in reading.values} == set(reading.of.values())
        assert sum(value.count for value in reading.values) == len(snapshot.systems)
        assert len({(value.hue, value.mark) for value in reading.values}) == len(reading.values)


def test_a_part_of_a_reading_is_counted_anew() -> None:
    reading = seen(custom("a", "a", "b"), "field:Tier").among({"s0", "s2"})
    assert legend(reading) == {"a": 1, "b": 1}


def test_a_department_that_comes_later_changes_no_other_ones_colour() -> None:
    document = Document()
    for name in ("Marketing", "Sales", "Finance"):
        edits.add_department(document, name)
    before = hues_of(document.snapshot().departments)
    assert len(set(before.values())) == 3
    edits.add_department(document, "Accounts")
    after = hues_of(document.snapshot().departments)
    assert {key: after[key] for key in before} == before
    assert len(set(after.values())) == 4


def test_choosing_a_colour_leaves_the_others_theirs() -> None:
    departments = [Department(id=name, name=name) for name in ("a", "b", "c")]
    document = Document({"departments": {one.id: one for one in departments}})
    before = hues_of(document.snapshot().departments)
    edits.set_department_colour(document, "a", "olive")
    after = hues_of(document.snapshot().departments)
    assert after == {**before, "a": "olive"}
    document.undo()
    assert hues_of(document.snapshot().departments) == before


def test_a_few_departments_have_a_shape_each() -> None:
    departments = {
        name: Department(id=name, name=name, colour=hue)
        for name, hue in (("a", "teal"), ("b", "brown"), ("c", "blue"), ("d", "rose"))
    }
    marks = marks_of(departments, hues_of(departments))
    assert len(set(marks.values())) == 4
