"""Systems that do the same: the score, who is folded into whom, the flows to rebuild."""

import json
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.test_analysis_determinism import FLOW, HOLDING, SYSTEM, drawn, other_ids
from isthmus.analysis.overlap import MOST_SERVING, Overlap, overlaps
from isthmus.analysis.overlapjson import overlap_json
from isthmus.catalogue.load import load_catalogue
from isthmus.model.rates import Rates
from isthmus.model.records import Capability, HoldingRole
from isthmus.model.snapshot import Snapshot
from isthmus.paths import resources
from isthmus.workspace.sources import load_sources
from support.mapmaker import MapMaker, catalogue_of

CATALOGUE = catalogue_of()
SAMPLE = resources() / "samples/harbour-vale.isthmus"


def told(make: MapMaker, **options) -> list[tuple[str, str, Overlap]]:
    snapshot = make.snapshot()
    name = {i: system.name for i, system in snapshot.systems.items()}
    found = overlaps(snapshot, CATALOGUE, **options)
    return [(name[o.folded], name[o.kept], o) for group in found for o in group.overlaps]


def flows_of(make: MapMaker, overlap: Overlap) -> set[tuple[str, str, tuple[str, ...]]]:
    name = {i: s.name for i, s in make.tables["systems"].items()}
    return {(name[f.source], name[f.target], f.data_objects) for f in overlap.rebuild}


def test_a_category_alone_is_weak_and_is_told_last():
    make = MapMaker()
    for name in ("Erp a", "Erp b"):
        make.system(name, "erp")
    for name, users in (("Crm a", 5), ("Crm b", 50)):
        make.system(name, "crm", users=users)
        make.holding(name, "contact")
    make.system("Nothing a")
    make.system("Nothing b")
    (small, large, first), (_, _, last) = told(make)
    assert (small, large, first.weak, last.weak) == ("Crm a", "Crm b", False, True)
    assert first.likeness == pytest.approx(0.35 + 0.3)
    assert last.likeness == pytest.approx(0.35)
    assert last.reasons == ("Both are of the category Erp",)
    shown = overlap_json(make.snapshot(), overlaps(make.snapshot(), CATALOGUE))
    assert [len(row["merges"]) for row in shown] == [1, 0]
    assert shown[1]["systems"] == ["Erp a", "Erp b"]


def test_regions_and_the_backbone_are_told_but_lower():
    make = MapMaker()
    make.system("A", "crm", regions=("EU",), users=1, department="Sales")
    make.system("B", "crm", regions=("US",), users=2, department="Sales", backbone=True)
    [(_, kept, found)] = told(make)
    assert kept == "B"
    assert found.likeness == pytest.approx(0.35 + 0.1 - 0.15 - 0.15)
    assert found.cautions == (
        "They are in different regions: EU and US",
        "B is marked as backbone",
    )


def test_what_moves_between_two_makes_them_steps_of_one_process_not_alike():
    make = MapMaker()
    make.system("A", "crm")
    make.system("B", "crm")
    make.flow("A", "B", "contact")
    [(_, _, found)] = told(make)
    assert (found.weak, found.shared, found.between, found.rebuild) == (True, (), 1, ())
    assert found.cautions == ("Data moves between them: they may be two steps of one process",)


def test_the_flows_that_the_kept_one_lacks_are_rebuilt_and_no_others():
    make = MapMaker()
    make.system("Small", "crm", annual_cost=Decimal(700))
    make.system("Large", "crm", users=9)
    make.flow("Small", "Erp", "contact", "invoice")
    make.flow("Large", "Erp", "contact")
    make.flow("Mail", "Small", "contact")
    make.flow("Mail", "Large", "contact")
    make.flow("Small", "Hub")
    make.flow("Forms", "Small", "contact", two_way=True)
    make.flow("Small", "Large", "contact")
    [(small, large, found)] = told(make)
    assert (small, large) == ("Small", "Large")
    assert flows_of(make, found) == {
        ("Large", "Erp", ("invoice",)),
        ("Large", "Hub", ()),
        ("Large", "Forms", ("contact",)),
        ("Forms", "Large", ("contact",)),
    }
    assert (found.in_place, found.between, found.saved) == (1, 1, Decimal(700))


def test_a_flow_that_says_not_what_it_carries_may_carry_all():
    make = MapMaker()
    make.system("Small", "crm")
    make.system("Large", "crm", users=9)
    make.flow("Small", "Erp", "contact")
    make.flow("Large", "Erp")
    [(_, _, found)] = told(make)
    assert (found.rebuild, found.in_place) == ((), 1)


@pytest.mark.parametrize(
    ("cost", "currency", "saved"),
    [
        (None, "", None),
        (Decimal(5), "", Decimal(5)),
        (Decimal(5), "USD", None),
        (Decimal(5), "chf", Decimal(6)),
    ],
)
def test_what_is_saved_is_the_smaller_ones_cost_if_it_is_known(cost, currency, saved):
    make = MapMaker()
    make.system("Small", "crm", annual_cost=cost, currency=currency)
    make.system("Large", "crm", users=9, annual_cost=Decimal(100))
    [(_, _, found)] = told(make, rates=Rates({"CHF": Decimal("1.2")}))
    assert found.saved == saved


def test_systems_of_two_categories_are_alike_only_by_capabilities_and_data():
    for shared, holds, alike in ((True, True, True), (True, False, False), (False, True, False)):
        make = MapMaker()
        sell, other = (make._put("capabilities", Capability(name=n)) for n in ("Sell", "Plan"))
        make.system("A", "crm", capabilities=(sell,))
        make.system("B", "mail", users=3, capabilities=(sell if shared else other,))
        for name in ("A", "B") if holds else ():
            make.holding(name, "contact", HoldingRole.REPLICA)
        found = told(make)
        assert bool(found) is alike
        if alike:
            assert found[0][2].reasons == ("Both serve Sell", "Both hold contact")


def test_a_capability_that_many_serve_makes_none_of_them_alike():
    for serving, alike in ((MOST_SERVING, True), (MOST_SERVING + 1, False)):
        make = MapMaker()
        sell = make._put("capabilities", Capability(name="Sell"))
        for number in range(serving):
            make.system(f"S{number}", f"own {number}", capabilities=(sell,))
            make.holding(f"S{number}", "contact", HoldingRole.REPLICA)
        assert bool(told(make)) is alike


def test_one_shared_partner_is_no_evidence_and_two_are():
    for partners, weak in ((("Erp",), True), (("Erp", "Mail"), False), (("Erp", "Hub"), True)):
        make = MapMaker()
        make.system("Hub", "hub")
        make.system("A", "crm")
        make.system("B", "crm", users=3)
        for name in ("A", "B"):
            for partner in partners:
                make.flow(name, partner)
        [(_, _, found)] = told(make)
        assert found.weak is weak


def test_two_that_exchange_data_are_no_partners_that_either_lacks():
    make = MapMaker()
    make.system("A", "crm")
    make.system("B", "crm", users=3)
    make.flow("A", "B")
    make.flow("A", "Erp")
    make.flow("B", "Erp")
    [(_, _, found)] = told(make)
    assert found.likeness == pytest.approx(0.35 + 0.1)


def jaccard(one: set, other: set) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def oracle(snapshot: Snapshot, a: str, b: str) -> float:
    """The documented score, worked out from the records."""
    one, other = snapshot.systems[a], snapshot.systems[b]
    flows = [f for f in snapshot.flows.values() if f.state == "live"]
    tying = {i for i, s in snapshot.systems.items() if s.category == "hub"}

    def partners(x: str, y: str) -> set:
        ends = {end for f in flows if x in (f.source, f.target) for end in (f.source, f.target)}
        return ends - {x, y} - tying

    def things(x: str, y: str) -> set:
        held = {h.data_object for h in snapshot.holdings.values() if h.system == x}
        moved = {
            i for f in flows for i in f.data_objects
            if x in (f.source, f.target) and {f.source, f.target} & partners(x, y)
        }  # fmt: skip
        return held or moved

    score = 0.35 if one.category and one.category == other.category else 0.0
    mine, theirs = things(a, b), things(b, a)
    if mine and theirs:
        score += 0.3 * len(mine & theirs) / min(len(mine), len(theirs))
    score += 0.1 * jaccard(partners(a, b), partners(b, a))
    score += 0.1 if one.department and one.department == other.department else 0.0
    return score


@given(
    systems=st.lists(SYSTEM, max_size=7),
    flows=st.lists(FLOW, max_size=12),
    holdings=st.lists(HOLDING, max_size=8),
    random=st.randoms(use_true_random=False),
)
def test_each_is_folded_into_the_most_alike_by_the_documented_score(
    systems, flows, holdings, random
):
    snapshot = drawn(systems, flows, holdings)
    groups = overlaps(snapshot, CATALOGUE)
    found = [each for group in groups for each in group.overlaps]
    assert len({each.folded for each in found}) == len(found)
    same = {
        frozenset(pair)
        for pair in combinations(snapshot.systems, 2)
        if len({snapshot.systems[i].category for i in pair} - {""}) == 1
        and all(snapshot.systems[i].category for i in pair)
    }
    for each in found:
        assert frozenset((each.kept, each.folded)) in same
        assert each.likeness == pytest.approx(oracle(snapshot, each.kept, each.folded), abs=1e-3)
    alone = set(snapshot.systems) - {each.folded for each in found}
    assert not any(frozenset(pair) in same for pair in combinations(alone, 2))
    other = other_ids(snapshot, random)
    shown = [overlap_json(m, overlaps(m, CATALOGUE)) for m in (snapshot, other)]
    assert json.dumps(shown[0]) == json.dumps(shown[1])


def test_the_samples_overlaps_are_those_that_an_architect_would_name():
    catalogue = load_catalogue()
    snapshot = load_sources([SAMPLE], catalogue).snapshot()
    shown = overlap_json(snapshot, overlaps(snapshot, catalogue))
    merges = [(m["folded"], m["kept"], m["saved"]) for row in shown for m in row["merges"]]
    assert merges == [("Klarna", "Stripe", 0.0), ("Pipedrive", "SFDC", 11900.0)]
    weak = [row["systems"] for row in shown if row["weak"]]
    assert weak == [["Hootsuite", "Meltwater"], ["SurveyMonkey", "Trustpilot"]]
    again = other_ids(snapshot, Random(3))
    assert overlap_json(again, overlaps(again, catalogue)) == shown
