"""Data objects with no master, with two, or held where no master reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.results import Finding, FindingKind
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.model.records import CellRef, FlowMethod, HoldingRole, Lifecycle
from isthmus.model.snapshot import Snapshot
from support.mapmaker import MapMaker, catalogue_of, rule

KINDS = {FindingKind.NO_MASTER, FindingKind.TWO_MASTERS, FindingKind.OUT_OF_REACH}


def found(make: MapMaker) -> list[Finding]:
    return [f for f in check(make.snapshot(), catalogue_of()).findings if f.kind in KINDS]


def names(make: MapMaker, ids) -> list[str]:
    systems = make.snapshot().systems
    return [systems[i].name for i in ids]


def test_a_held_object_without_a_master_is_flagged_once_with_its_holders():
    make = MapMaker()
    make.holding("Mail", "contact", HoldingRole.REPLICA)
    make.holding("Crm", "contact", HoldingRole.READER)
    make.flow("Crm", "Other", "contact")
    [finding] = found(make)
    assert (finding.kind, finding.rule) == (FindingKind.NO_MASTER, "OBJ-01")
    assert (finding.title, finding.severity) == ("No master", Severity.MEDIUM)
    assert names(make, finding.systems) == ["Crm", "Mail"]
    assert finding.data_objects == ("contact",)
    assert "contact is held by Crm and Mail, none of them as its master" in finding.evidence


def test_a_carried_object_without_a_holder_is_low_and_names_the_usual_system_of_record():
    make = MapMaker()
    make.system("Crm", "crm")
    make.flow("Crm", "Mail", "contact")
    make.flow("Forms", "Mail", "contact")
    make.holding("Erp", "invoice")
    [finding] = found(make)
    assert finding.severity is Severity.LOW
    assert "contact moves between Crm, Forms and Mail" in finding.evidence
    assert finding.evidence.endswith("Crm would usually be its system of record.")


@pytest.mark.parametrize(
    ("flows", "flagged"),
    [
        ("Crm>Mail", False),
        ("Crm>Bus Bus>Mail Bus>Erp", False),
        ("Crm>Bus Bus>Crm", True),
        ("Crm>Bus Forms>Bus Bus>Mail", True),
        ("Crm>Mail Erp>Lake Lake>Erp", True),
    ],
)
def test_an_object_that_comes_from_one_system_alone_needs_no_master_on_record(flows, flagged):
    make = MapMaker()
    make.holding("Crm", "invoice")
    for flow in flows.split():
        make.flow(*flow.split(">"), "contact")
    assert [f.kind for f in found(make)] == [FindingKind.NO_MASTER] * flagged


def test_a_two_way_flow_makes_an_origin_of_either_end():
    make = MapMaker()
    make.holding("Crm", "invoice")
    make.flow("Crm", "Mail", "contact", two_way=True)
    assert [f.kind for f in found(make)] == [FindingKind.NO_MASTER]


def test_a_holder_is_not_out_of_reach_as_well_where_a_gap_asks_for_the_flow():
    make = MapMaker()
    make.system("Crm", "crm")
    make.system("Mail", "mail")
    make.holding("Crm", "contact")
    for name in ("Mail", "Forms"):
        make.holding(name, "contact", HoldingRole.REPLICA)
    asked = rule("X-01", ["crm"], ["mail"])
    analysis = check(make.snapshot(), catalogue_of(asked))
    [finding] = [f for f in analysis.findings if f.kind in KINDS]
    assert names(make, finding.systems) == ["Forms"]
    assert any(f.rule == "X-01" for f in analysis.findings)
    [(thing, beyond)] = analysis.out_of_reach.items()
    assert (thing, names(make, beyond)) == (make.data_object("contact"), ["Forms", "Mail"])


def test_where_no_holding_is_recorded_at_all_nothing_is_said_of_masters():
    make = MapMaker()
    make.flow("Crm", "Mail", "contact")
    assert found(make) == []


def test_an_object_that_no_live_system_has_is_not_flagged():
    make = MapMaker()
    make.system("Gone", lifecycle=Lifecycle.RETIRED)
    make.holding("Gone", "contact", HoldingRole.REPLICA)
    make.holding("Erp", "invoice")
    make.data_object("consent")
    assert found(make) == []


def test_two_masters_of_personal_data_are_high():
    make = MapMaker()
    for name in ("Crm", "Mail"):
        make.holding(name, "contact")
        make.holding(name, "invoice")
    high, medium = found(make)
    assert (high.kind, high.title, high.severity) == (
        FindingKind.TWO_MASTERS, "Two masters", Severity.HIGH,
    )  # fmt: skip
    assert names(make, high.systems) == ["Crm", "Mail"]
    assert medium.severity is Severity.MEDIUM
    assert high.evidence == (
        "contact has two masters: Crm and Mail each claim to be its system of record."
    )


def test_a_holder_that_no_flow_from_the_master_reaches_is_out_of_reach():
    make = MapMaker()
    make.holding("Crm", "contact")
    for name in ("Mail", "Forms", "Desk", "Lake"):
        make.holding(name, "contact", HoldingRole.REPLICA)
    make.flow("Crm", "Bus", "contact")
    make.flow("Bus", "Desk")
    make.holding("Crm", "invoice")
    make.flow("Crm", "Mail", "invoice")
    make.flow("Mail", "Lake", "contact", two_way=True)
    [finding] = found(make)
    assert (finding.kind, finding.title) == (FindingKind.OUT_OF_REACH, "Out of reach")
    assert names(make, finding.systems) == ["Forms", "Lake", "Mail"]
    assert [(f.source, f.target) for f in finding.closes_with] == [
        (make.system("Crm"), make.system("Forms")),
        (make.system("Crm"), make.system("Lake")),
    ]


def test_it_cites_the_cells_of_the_holdings():
    make = MapMaker()
    ident = make.holding("Crm", "contact", HoldingRole.REPLICA)
    cell = CellRef("a.xlsx", "Data", "C4", "role")
    object.__setattr__(make.tables["holdings"][ident], "origin", (cell,))
    assert found(make)[0].cells == (cell,)


def reached_by_force(snapshot: Snapshot, thing: str, start: set[str]) -> set[str]:
    seen = set(start)
    while True:
        more = set()
        for flow in snapshot.flows.values():
            if flow.data_objects and thing not in flow.data_objects:
                continue
            more |= {flow.target} if flow.source in seen else set()
            more |= {flow.source} if flow.two_way and flow.target in seen else set()
        if more <= seen:
            return seen
        seen |= more


@given(
    flows=st.lists(
        st.tuples(
            st.integers(0, 6), st.integers(0, 6), st.sampled_from(["contact", "invoice", ""]),
            st.booleans(),
        ).filter(lambda flow: flow[0] != flow[1]),
        max_size=12,
    ),
    holdings=st.dictionaries(
        st.tuples(st.integers(0, 6), st.sampled_from(["contact", "invoice"])),
        st.sampled_from(HoldingRole),
        max_size=9,
    ),
)  # fmt: skip
def test_reach_and_its_remedy_equal_a_plain_closure(flows, holdings):
    make = MapMaker()
    for i in range(7):
        make.system(f"s{i}")
    for a, b, thing, two_way in flows:
        make.flow(f"s{a}", f"s{b}", *filter(None, [thing]), two_way=two_way)
    for (i, thing), role in holdings.items():
        make.holding(f"s{i}", thing, role)
    snapshot = make.snapshot()
    expected = {}
    for thing in snapshot.data_objects:
        roles = {h.system: h.role for h in snapshot.holdings.values() if h.data_object == thing}
        masters = {i for i, role in roles.items() if role is HoldingRole.MASTER}
        lost = set(roles) - reached_by_force(snapshot, thing, masters)
        if masters and lost:
            expected[snapshot.data_objects[thing].name] = lost

    out = [f for f in found(make) if f.kind is FindingKind.OUT_OF_REACH]

    assert {f.data_objects[0]: set(f.systems) for f in out} == expected
    for finding in out:
        thing = make.data_object(finding.data_objects[0])
        targets = {flow.target for flow in finding.closes_with}
        behind = {t: reached_by_force(snapshot, thing, {t}) for t in targets}
        assert set(finding.systems) <= set().union(*behind.values())
        for target in targets:
            assert not any(target in behind[other] for other in targets - {target})


def test_a_transfer_by_hand_reaches_too():
    make = MapMaker()
    make.holding("Crm", "invoice")
    make.holding("Mail", "invoice", HoldingRole.READER)
    make.flow("Crm", "Mail", "invoice", method=FlowMethod.MANUAL)
    assert found(make) == []


def test_a_system_that_collects_such_data_is_not_out_of_reach_of_its_master():
    make = MapMaker()
    make.system("Typeform", "forms")
    for thing in ("contact", "invoice"):
        make.holding("Crm", thing)
        make.holding("Typeform", thing, HoldingRole.REPLICA)
        make.holding("Mail", thing, HoldingRole.REPLICA)
    out = {f.data_objects: names(make, f.systems) for f in found(make)}
    assert out == {("contact",): ["Mail"], ("invoice",): ["Mail", "Typeform"]}
    analysis = check(make.snapshot(), catalogue_of())
    assert names(make, analysis.out_of_reach[make.data_object("contact")]) == ["Mail"]


@pytest.mark.parametrize(
    ("category", "thing"),
    [
        *((key, "contact") for key in (
            "forms", "customer-feedback", "event-management", "scheduling", "social-media",
            "live-chat", "contact-centre", "web-analytics",
        )),
        ("e-commerce", "customer"),
    ],
)  # fmt: skip
def test_what_collects_contacts_and_customers_is_in_the_catalogue(category, thing):
    make = MapMaker()
    make.system("Collector", category)
    make.holding("Crm", thing)
    make.holding("Collector", thing, HoldingRole.REPLICA)
    analysis = check(make.snapshot(), load_catalogue())
    assert FindingKind.OUT_OF_REACH not in {finding.kind for finding in analysis.findings}
    assert analysis.out_of_reach == {}
