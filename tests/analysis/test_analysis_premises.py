"""What the findings depend on: the map's settings of ties, mainland, rules and rates."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.livemap import live_map
from isthmus.analysis.packs import by_pack
from isthmus.analysis.planning.efforts import Efforts
from isthmus.analysis.planning.ground import ground_of
from isthmus.analysis.planning.problem import ROOT
from isthmus.analysis.premises import (
    Bond,
    MainlandBy,
    Premises,
    catalogue_for,
    premises_of,
    settings_for,
)
from isthmus.analysis.resilience.failing import failing
from isthmus.analysis.resilience.stress import stress
from isthmus.analysis.results import Finding, IslandKind
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.rules import Known, rules_of_text
from isthmus.catalogue.types import Rule, Scope
from isthmus.model.rates import Rates
from isthmus.model.records import FlowMethod, Hosting, Setting
from isthmus.model.snapshot import Snapshot
from support.mapmaker import MapMaker, catalogue_of, rule

RULE = rule("MKT-01", ["mail"], ["crm"])


def so_set(make: MapMaker, premises: Premises) -> Snapshot:
    for setting in settings_for(premises).values():
        if setting is not None:
            make._put("settings", setting)
    return make.snapshot()


def kinds(snapshot: Snapshot) -> dict[str, IslandKind]:
    found = check(snapshot, catalogue_of())
    return {
        ", ".join(sorted(snapshot.systems[i].name for i in one.systems)): one.kind
        for one in found.islands
    }


def missing(snapshot: Snapshot, *rules: Rule) -> list[Finding]:
    keys = {one.key for one in rules}
    return [f for f in check(snapshot, catalogue_of(*rules)).findings if f.rule in keys]


def tied() -> MapMaker:
    make = MapMaker()
    make.system("Erp", "erp", department="IT", it_steward="Ann")
    make.flow("Erp", "Crm", "invoice")
    make.flow("Crm", "Mail", "contact", method=FlowMethod.FILE)
    return make


def test_a_map_without_settings_is_judged_as_the_design_says():
    assert premises_of(tied().snapshot()) == Premises()
    assert set(settings_for(Premises()).values()) == {None}


def test_files_tie_firmly_if_they_are_set_to():
    assert kinds(tied().snapshot()) == {
        "Crm, Erp": IslandKind.MAINLAND, "Mail": IslandKind.TIDAL}  # fmt: skip
    firm = so_set(tied(), Premises(carried=frozenset({FlowMethod.MANUAL})))
    assert kinds(firm) == {"Crm, Erp, Mail": IslandKind.MAINLAND}


def test_what_counts_as_by_hand_is_set():
    make = MapMaker()
    make.system("Mail", "mail")
    make.system("Crm", "crm")
    make.flow("Mail", "Crm", "contact", method=FlowMethod.FILE)
    assert not missing(make.snapshot(), RULE)
    strict = Premises(manual=frozenset({FlowMethod.MANUAL, FlowMethod.FILE}))
    (found,) = missing(so_set(make, strict), RULE)
    assert found.title == "Manual transfer"


def test_systems_of_one_name_are_one_if_they_are_set_to():
    make = MapMaker()
    make.system("Erp", "erp", it_steward="Ann")
    make.flow("Erp", "Crm", "contact")
    make._put("systems", make.tables["systems"][make.system("Crm")].__class__(name="CRM "))
    make.flow("Crm", "Mail", "contact")
    twin = make.tables["systems"]
    (other,) = [key for key, one in twin.items() if one.name == "CRM "]
    assert len(check(make.snapshot(), catalogue_of()).islands) == 2
    after = check(so_set(make, Premises(same_name=True)), catalogue_of())
    assert len(after.islands) == 1
    assert after.island_of[other] == 0


def test_a_namesake_hands_data_on():
    make = MapMaker()
    make.system("Mail", "mail")
    make.system("Crm", "crm")
    make.system("Hub", "hub")
    make._put("systems", make.tables["systems"][make.system("Hub")].__class__(
        name="hub", category="hub"))  # fmt: skip
    (twin,) = [key for key, one in make.tables["systems"].items() if one.name == "hub"]
    make._named["systems", "Twin"] = twin
    make.flow("Mail", "Hub", "contact")
    make.flow("Twin", "Crm", "contact")
    assert missing(make.snapshot(), RULE)
    assert not missing(so_set(make, Premises(same_name=True)), RULE)


@pytest.mark.parametrize(
    ("by", "expected"),
    [(MainlandBy.STANDING, "Crm, Erp"), (MainlandBy.SIZE, "A, B, C"), (MainlandBy.BACKBONE, "")],
)
def test_what_marks_the_mainland_is_set(by: MainlandBy, expected: str):
    make = MapMaker()
    make.system("Erp", "erp", department="IT", it_steward="Ann")
    make.flow("Erp", "Crm", "invoice")
    make.flow("A", "B")
    make.flow("B", "C")
    found = kinds(so_set(make, Premises(mainland=by)))
    assert [names for names, kind in found.items() if kind is IslandKind.MAINLAND] == (
        [expected] if expected else []
    )


def test_rates_turn_costs_into_the_maps_currency():
    make = MapMaker()
    make.system("Crm", "crm", annual_cost=Decimal(100), currency="USD", department="Sales")
    assert check(make.snapshot(), catalogue_of()).metrics.costs_unknown == 1
    rated = so_set(make, Premises(rates=Rates({"USD": Decimal("0.5")})))
    assert check(rated, catalogue_of()).metrics.spend_outside == 50


# --- rules -------------------------------------------------------------------------------------


@pytest.mark.parametrize("silent", ["MKT-01", "test"])
def test_rules_and_packs_are_switched_off(silent: str):
    make = MapMaker()
    make.system("Mail", "mail")
    make.system("Crm", "crm")
    snapshot = so_set(make, Premises(silent=frozenset({silent})))
    found = check(snapshot, catalogue_of(RULE))
    assert (found.metrics.expected, found.metrics.missing) == (0, 0)
    assert by_pack(snapshot, catalogue_of(RULE), found) == ()


OWN = """
[OWN-01]
title = "Mail knows who buys"
sources = ["erp"]
targets = ["mail"]
data_objects = ["contact"]
subject = "target"
max_hops = 2
severity = "low"
why = "Mail may be sent to strangers."
"""


def test_a_rule_of_ones_own_is_held_like_the_others_and_may_take_anothers_place():
    make = MapMaker()
    make.system("Mail", "mail")
    make.system("Crm", "crm")
    make.system("Erp", "erp")
    edited = OWN.replace("OWN-01", "MKT-01")
    snapshot = so_set(make, Premises(own={"mine": OWN, "edited": edited}))
    found = {f.rule: f for f in check(snapshot, catalogue_of(RULE)).findings}
    assert {"OWN-01", "MKT-01"} <= found.keys()
    assert "Mail may be sent to strangers." in found["MKT-01"].evidence
    adapted = catalogue_for(snapshot, catalogue_of(RULE))
    assert adapted.sources["own"].title == "The company's own rule"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("[OWN-01]", "[own]"), "the key is not like MKT-01"),
        (('"erp"', '"elephant"'), "'sources' refers to 'elephant', which is not known"),
        (("max_hops = 2", "max_hops = 99"), "no whole number from 1 to 6"),
        (("title", 'within = "moon"\ntitle'), "none of anywhere, department, region"),
        (("title", "colour = 3\ntitle"), "the key 'colour' is not known"),
        (("[OWN-01]", "[OWN-01"), "Expected ']'"),
        (("title", "a = " + "[" * 100_000 + "\ntitle"), "mine.toml"),
    ],
)
def test_a_faulty_pack_of_ones_own_is_told_and_counts_for_nothing(change, told: str):
    catalogue, text = catalogue_of(RULE), OWN.replace(*change)
    known = Known(catalogue.categories, catalogue.data_objects, ())
    with pytest.raises(CatalogueError, match=r"mine\.toml") as error:
        rules_of_text("mine", text, known)
    assert told in str(error.value)
    snapshot = so_set(MapMaker(), Premises(own={"mine": text}))
    assert catalogue_for(snapshot, catalogue).rules == (RULE,)


def scoped(**fields: object) -> MapMaker:
    """A mail tool and a CRM in each of two regions, tied the wrong way round."""
    make = MapMaker()
    for region, department in (("EU", "Sales"), ("US", "Service")):
        more = {"regions": (region,), "department": department, **fields}
        make.system(f"Mail {region}", "mail", **more)
        make.system(f"Crm {region}", "crm", **more)
    make.flow("Mail EU", "Crm US", "contact")
    make.flow("Mail US", "Crm US", "contact")
    return make


@pytest.mark.parametrize("within", [Scope.REGION, Scope.DEPARTMENT])
def test_a_counterpart_may_have_to_be_in_the_same_place(within: Scope):
    make = scoped()
    assert not missing(make.snapshot(), RULE)
    near = rule("MKT-01", ["mail"], ["crm"], within=within)
    (found,) = missing(make.snapshot(), near)
    assert [make.snapshot().systems[i].name for i in found.systems] == ["Mail EU", "Crm EU"]
    make.flow("Mail EU", "Crm EU", "contact")
    assert not missing(make.snapshot(), near)


def test_where_there_is_no_counterpart_one_elsewhere_does():
    make = scoped()
    make.system("Mail APAC", "mail", regions=("APAC",))
    make.flow("Mail APAC", "Crm US", "contact")
    make.flow("Mail EU", "Crm EU", "contact")
    assert not missing(make.snapshot(), rule("MKT-01", ["mail"], ["crm"], within=Scope.REGION))


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"departments": ("sales",)}, ["Mail EU"]),
        ({"departments": ("Group",)}, ["Mail EU", "Mail US"]),
        ({"regions": ("us",)}, ["Mail US"]),
        ({"hosting": (Hosting.SAAS,)}, []),
        ({"criticality": ("unknown",)}, ["Mail EU", "Mail US"]),
    ],
)
def test_a_rule_is_about_some_systems_only(fields, about):
    make = scoped()
    for table in ("flows",):
        make.tables[table].clear()
    group = make.department("Group")
    for key, one in make.tables["departments"].items():
        if key != group:
            make.tables["departments"][key] = type(one)(id=key, name=one.name, parent=group)
    snapshot = make.snapshot()
    some = rule("MKT-01", ["mail"], ["crm"], **fields)
    found = missing(snapshot, some)
    assert sorted(snapshot.systems[f.systems[0]].name for f in found) == about
    analysis = check(snapshot, catalogue_of(some))
    assert analysis.metrics.expected == len(about)
    assert sum(t.expected for t in by_pack(snapshot, catalogue_of(some), analysis)) == len(about)


# --- what anybody may have written ---------------------------------------------------------------

methods = st.frozensets(st.sampled_from(FlowMethod))
rates = st.dictionaries(
    st.sampled_from(["USD", "GBP"]), st.decimals(min_value="0.01", max_value=1000, places=4)
)


@given(
    st.builds(
        Premises,
        carried=methods,
        manual=methods,
        same_name=st.booleans(),
        mainland=st.sampled_from(MainlandBy),
        silent=st.frozensets(st.sampled_from(["MKT-01", "hr"])),
        own=st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=2),
        rates=rates.map(Rates),
    )
)
def test_premises_are_kept_and_read_again(premises: Premises):
    assert premises_of(so_set(MapMaker(), premises)) == premises


@pytest.mark.parametrize(
    "text", ["", "[", "null", "{}", "[1]", '"moon"', '{"USD": "-1"}', '{"USD": 3}', "[" * 100_000]
)
@pytest.mark.parametrize("name", [*settings_for(Premises())])
def test_settings_that_make_no_sense_are_none(name: str, text: str):
    make = MapMaker()
    make._put("settings", Setting(id=name, value=text))
    if (name, text[0:1]) not in {("rules.own", "{"), ("rates", "{")} or text == '{"USD": 3}':
        assert premises_of(make.snapshot()) == Premises()
    check(make.snapshot(), load_catalogue())


def suite() -> MapMaker:
    """A suite that flows tie in, a module of it, and a tool that runs on the same platform."""
    make = MapMaker()
    make.system("Erp", "erp", it_steward="Ann", backbone=True)
    make.system("Azure", "cloud", it_steward="Ann")
    make.flow("Erp", "Crm", "contact")
    make.flow("Crm", "Azure", "contact")
    make.system("Module", part_of=make.system("Erp"))
    make.system("Tool", runs_on=(make.system("Azure"),))
    return make


@pytest.mark.parametrize(
    ("bonds", "mainland"),
    [
        ((), "Azure, Crm, Erp"),
        ((Bond.PART_OF,), "Azure, Crm, Erp, Module"),
        ((Bond.RUNS_ON,), "Azure, Crm, Erp, Tool"),
        (tuple(Bond), "Azure, Crm, Erp, Module, Tool"),
    ],
)
def test_parts_and_platforms_tie_only_if_they_are_set_to(bonds: tuple[Bond, ...], mainland: str):
    found = kinds(so_set(suite(), Premises(bonds=frozenset(bonds))))
    assert [who for who, kind in found.items() if kind is IslandKind.MAINLAND] == [mainland]
    assert len(found) == 3 - len(bonds)


def test_what_is_no_flow_carries_no_data():
    make = MapMaker()
    make.system("Crm", "crm")
    make.system("Mail", "mail", part_of=make.system("Crm"))
    make.flow("Crm", "Beyond", "invoice")
    assert missing(so_set(make, Premises(bonds=frozenset(Bond))), RULE)


def test_a_module_is_lost_with_its_suite_and_not_by_a_flow():
    snapshot = so_set(suite(), Premises(bonds=frozenset(Bond)))
    live = live_map(snapshot, catalogue_of())
    found = failing(live)
    names = {live.name(cut.what): [live.name(i) for i in found.cut_off(cut)]
             for cut in found.systems}  # fmt: skip
    assert names == {"Erp": ["Module"], "Azure": ["Tool"], "Crm": ["Azure", "Tool"]}
    ends = [tuple(live.name(i) for i in live.ends[cut.what]) for cut in found.flows]
    assert sorted(ends) == [("Crm", "Azure"), ("Erp", "Crm")]
    erp = next(key for key, one in snapshot.systems.items() if one.name == "Erp")
    lost = stress(snapshot, catalogue_of(), [erp], []).lost
    assert [snapshot.systems[key].name for key in lost] == ["Module"]


def test_what_a_suite_ties_needs_no_bridge():
    """Nor is it a piece by itself to the plan."""
    snapshot = so_set(suite(), Premises(bonds=frozenset(Bond)))
    assert check(snapshot, catalogue_of()).findings == ()
    ground = ground_of(snapshot, catalogue_of(), Efforts())
    assert set(ground.nodes) == {ROOT}
