"""Personal data across regions, regulations nobody recorded, what has ended: by plain counting."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.compliance.deadlines import EndOf, When, deadlines_of
from isthmus.analysis.compliance.findings import compliance_of
from isthmus.analysis.compliance.regions import Regions
from isthmus.analysis.livemap import live_map
from isthmus.analysis.results import Finding, FindingKind
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.model.records import CellRef, Criticality, HoldingRole, Lifecycle
from isthmus.model.snapshot import Snapshot
from support.mapmaker import MapMaker, catalogue_of
from support.portfolio import sample

DAY = date(2026, 6, 1)
KINDS = {
    FindingKind.OUTSIDE_REGIONS, FindingKind.CROSSING_REGIONS, FindingKind.REGULATION_UNRECORDED,
    FindingKind.END_OF_LIFE, FindingKind.CONTRACT_ENDED,
}  # fmt: skip


def catalogue() -> Catalogue:
    plain = catalogue_of()
    return Catalogue(
        categories=plain.categories,
        data_objects=plain.data_objects,
        regions=load_catalogue().regions,
    )


def at(snapshot: Snapshot, day: date | None = DAY) -> list[Finding]:
    return [f for f in check(snapshot, catalogue(), day).findings if f.kind in KINDS]


def found(make: MapMaker, day: date | None = DAY) -> list[Finding]:
    return at(make.snapshot(), day)


def names(make: MapMaker, ids) -> list[str]:
    return [make.snapshot().systems[i].name for i in ids]


@pytest.mark.parametrize(
    ("some", "others", "apart"),
    [
        (["EU"], ["US"], True), (["EU"], ["Germany"], False),
        (["Deutschland"], ["eu-west-1"], False),
        (["EU"], ["UK"], True), (["EMEA"], ["EU"], False), (["APAC"], ["USA"], True),
        (["EU", "US"], ["USA"], False), (["Worldwide"], ["EU"], False), (["Mars"], ["EU"], False),
        (["EU", "Mars"], ["US"], False), (["non-EU"], ["EU"], False), ([], ["EU"], False),
        (["US/Canada"], ["Canada"], False), (["DACH"], ["Switzerland"], False),
        (["us-east-1"], ["Azure, West Europe"], True), (["Russia"], ["Asia"], False),
    ],
)  # fmt: skip
def test_regions_are_apart_only_where_that_is_certain(some, others, apart) -> None:
    regions = Regions(load_catalogue())
    assert regions.apart(some, others) is apart
    assert regions.apart(others, some) is apart


def test_every_region_of_the_catalogue_is_within_those_that_it_says() -> None:
    known = load_catalogue().regions
    regions = Regions(load_catalogue())
    for region in known.values():
        assert regions.is_known(region.name)
        for outer in region.within:
            assert not regions.apart([region.name], [known[outer].name])


def abroad() -> MapMaker:
    make = MapMaker()
    make.system("Crm", "crm", regions=("EU",))
    for name in ("Mail", "Survey"):
        make.system(name, "mail", regions=("US",))
        make.flow("Crm", name, "contact")
    return make


def test_crossings_with_one_system_are_one_finding_about_it() -> None:
    make = abroad()
    make.flow("Mail", "Crm", "contact", "invoice")
    [finding] = found(make)
    assert (finding.kind, finding.rule) == (FindingKind.CROSSING_REGIONS, "REG-02")
    assert finding.severity is Severity.MEDIUM
    assert names(make, finding.systems) == ["Crm", "Mail", "Survey"]
    assert finding.data_objects == ("contact",)
    assert finding.evidence.startswith(
        "contact, personal data, goes between Crm (EU) and Mail (US) and Survey (US): 3 live flows"
    )


def test_a_waiver_of_a_crossing_holds_while_other_things_change() -> None:
    make = abroad()
    [finding] = found(make)
    make.waive(finding.key)
    make.flow("Mail", "Erp", "contact")
    make.system("Other", regions=("Japan",))
    assert [(f.key, f.waived) for f in found(make)] == [(finding.key, True)]


def test_what_is_not_personal_and_what_nobody_knows_crosses_nothing() -> None:
    make = MapMaker()
    make.system("Crm", "crm", regions=("EU",))
    make.system("Erp", "erp", regions=("US",))
    make.system("Lake", "hub")
    make.flow("Crm", "Erp", "invoice")
    make.flow("Crm", "Erp")
    make.flow("Crm", "Lake", "contact")
    assert found(make) == []


def test_data_outside_its_regions_is_high_and_not_told_as_crossing_too() -> None:
    make = MapMaker()
    make.data_object("contact", regions=("Germany", "France"))
    make.system("Crm", "crm", regions=("EU",))
    make.system("Mail", "mail", regions=("US",))
    make.flow("Crm", "Mail", "contact")
    make.holding("Crm", "contact")
    [finding] = found(make)
    assert (finding.kind, finding.severity) == (FindingKind.OUTSIDE_REGIONS, Severity.HIGH)
    assert finding.evidence == (
        "Mail runs in US and has contact, personal data that may be only elsewhere: contact in "
        "Germany and France. It comes there from Crm."
    )


def test_a_regulation_is_told_once_with_all_who_record_none() -> None:
    make = MapMaker()
    for name in ("contact", "consent"):
        make.data_object(name, regulations=("GDPR", "gdpr"))
    make.system("Crm", "crm", regulations=("ISO 27001",))
    make.holding("Crm", "contact")
    make.holding("Mail", "contact", HoldingRole.REPLICA)
    make.flow("Crm", "Forms", "consent")
    [finding] = found(make)
    assert (finding.kind, finding.severity) == (FindingKind.REGULATION_UNRECORDED, Severity.LOW)
    assert names(make, finding.systems) == ["Forms", "Mail"]
    assert finding.evidence == (
        "consent and contact fall under GDPR, but Forms and Mail have such data and record no "
        "regulation at all; 1 other that has it does: nobody can tell whether it is kept to there."
    )


@pytest.mark.parametrize(
    ("days", "end_of", "when"),
    [
        (-1, EndOf.CONTRACT, When.PAST), (0, EndOf.CONTRACT, When.SOON), (0, EndOf.LIFE, When.PAST),
        (1, EndOf.LIFE, When.SOON), (90, EndOf.CONTRACT, When.SOON),
        (91, EndOf.CONTRACT, When.LATER), (180, EndOf.LIFE, When.LATER), (181, EndOf.LIFE, None),
    ],
)  # fmt: skip
def test_ends_are_past_soon_or_later(days, end_of, when) -> None:
    field = "contract_end" if end_of is EndOf.CONTRACT else "end_of_life"
    make = MapMaker()
    make.system("Crm", **{field: DAY + timedelta(days)})
    deadlines = deadlines_of(live_map(make.snapshot(), catalogue()), DAY)
    assert [(one.end_of, one.days, one.when) for one in deadlines] == (
        [(end_of, days, when)] if when else []
    )


def test_a_system_past_its_end_of_life_names_what_still_comes_there() -> None:
    make = MapMaker()
    make.system("Old", "crm", end_of_life=date(2020, 5, 3), contract_end=date(2020, 5, 3))
    make.flow("Mail", "Old", "contact")
    make.flow("Erp", "Old", "invoice")
    [finding] = found(make, None)
    assert (finding.kind, finding.rule, finding.severity) == (
        FindingKind.END_OF_LIFE, "EOL-01", Severity.HIGH,
    )  # fmt: skip
    assert finding.evidence == (
        "Old reached its end of life on 3 May 2020 and is not retired. 2 live flows still lead "
        "into it, with contact, personal data: from Erp and Mail."
    )
    assert found(make, DAY) == []  # at a date that system lives no more


@pytest.mark.parametrize(
    ("fields", "flow", "severity"),
    [
        ({}, None, Severity.LOW),
        ({"criticality": Criticality.HIGH}, None, Severity.MEDIUM),
        ({}, "invoice", Severity.MEDIUM),
        ({"criticality": Criticality.CRITICAL}, "invoice", Severity.HIGH),
        ({"criticality": Criticality.CRITICAL}, "contact", Severity.HIGH),
    ],
)
def test_the_more_goes_to_what_has_ended_the_worse(fields, flow, severity) -> None:
    make = MapMaker()
    make.system("Old", "crm", end_of_life=date(2020, 5, 3), **fields)
    if flow:
        make.flow("Mail", "Old", flow)
    assert [f.severity for f in found(make, None)] == [severity]


@pytest.mark.parametrize(("days", "severity"), [(60, Severity.MEDIUM), (120, Severity.LOW)])
def test_a_life_that_ends_soon_is_a_finding_where_others_need_it(days, severity) -> None:
    make = MapMaker()
    make.system("Old", "crm", end_of_life=DAY + timedelta(days))
    assert found(make) == []
    make.holding("Old", "contact")
    make.flow("Old", "Mail", "contact")
    [finding] = found(make)
    assert (finding.rule, finding.severity) == ("EOL-02", severity)
    assert finding.evidence.endswith("it masters contact and Mail gets data from it.")


def test_contracts_that_have_ended_are_one_finding_whose_key_changes_with_another() -> None:
    make = MapMaker()
    cell = CellRef("inventory.xlsx", "Systems", "F2", "contract_end")
    make.system("Crm", contract_end=date(2026, 5, 1), origin=(cell,))
    [one] = found(make)
    make.system("Mail", contract_end=date(2026, 4, 1), criticality=Criticality.CRITICAL)
    make.system("New", contract_end=DAY)
    make.system("Gone", contract_end=date(2026, 1, 1), lifecycle=Lifecycle.RETIRED)
    [two] = found(make)
    assert (one.severity, two.severity) == (Severity.LOW, Severity.MEDIUM)
    assert one.cells == (cell,)
    assert one.key != two.key
    assert names(make, two.systems) == ["Crm", "Mail"]
    assert "of Mail (1 April 2026) and Crm (1 May 2026) have ended" in two.evidence


def test_what_has_ended_and_is_tied_to_nothing_is_told_in_one() -> None:
    make = MapMaker()
    for i in range(3):
        make.system(f"Old {i}", end_of_life=date(2020, 5, 3 + i))
    make.system("Grave", end_of_life=date(2020, 5, 3), criticality=Criticality.HIGH)
    medium, low = found(make, None)
    assert (medium.severity, names(make, medium.systems)) == (Severity.MEDIUM, ["Grave"])
    assert (low.severity, names(make, low.systems)) == (Severity.LOW, ["Old 0", "Old 1", "Old 2"])
    assert low.evidence.startswith(
        "Old 0 (3 May 2020), Old 1 (4 May 2020) and Old 2 (5 May 2020) reached their end of life"
    )


SYSTEMS = st.lists(st.sampled_from(["", "EU", "Germany", "US", "Japan", "Mars"]), max_size=6)
FLOWS = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(0, 5), st.sampled_from(["contact", "consent", "invoice", ""])
    ),
    max_size=10,
)
BOUND = st.sampled_from([(), ("EU",), ("Japan", "US")])
LANDS = {"EU": {"eu", "de"}, "Germany": {"de"}, "US": {"us"}, "Japan": {"jp"}}


def built(systems, flows, bound, order=lambda rows: rows) -> MapMaker:
    make = MapMaker()
    make.data_object("contact", regions=bound)
    for i, region in order(list(enumerate(systems))):
        make.system(str(i), regions=(region,) if region else ())
    for a, b, thing in order(flows):
        if a != b and max(a, b) < len(systems):
            make.flow(str(a), str(b), *([thing] if thing else []))
    return make


def are_apart(one: str, other: str) -> bool:
    here, there = LANDS.get(one), LANDS.get(other)
    return bool(here and there and not here & there)


@given(systems=SYSTEMS, flows=FLOWS, bound=BOUND)
def test_each_crossing_is_told_once_with_its_two_ends(systems, flows, bound):
    make = built(systems, flows, bound)
    expected, outside = set(), {}
    for a, b, thing in flows:
        if a == b or max(a, b) >= len(systems) or thing not in ("contact", "consent"):
            continue
        is_out = thing == "contact" and bound and all(are_apart(r, systems[b]) for r in bound)
        if is_out:
            outside[b] = True
        elif are_apart(systems[a], systems[b]):
            expected.add(frozenset((a, b)))
    told = found(make)
    crossed = [f for f in told if f.kind is FindingKind.CROSSING_REGIONS]
    pairs = [
        pair
        for f in crossed
        for pair in {frozenset((f.systems[0], other)) for other in f.systems[1:]}
    ]
    assert len(pairs) == len(set(pairs))
    by_number = {frozenset(int(n) for n in names(make, pair)) for pair in pairs}
    assert by_number == expected
    assert {
        int(names(make, f.systems)[0]) for f in told if f.kind is FindingKind.OUTSIDE_REGIONS
    } == set(outside)
    ends = {i for pair in expected for i in pair}
    if any(all(i in pair for pair in expected) for i in ends):
        assert len(crossed) == 1


@given(systems=SYSTEMS, flows=FLOWS, bound=BOUND, random=st.randoms(use_true_random=False))
def test_neither_order_nor_a_system_that_has_nothing_changes_what_is_found(
    systems, flows, bound, random
):
    def shuffled(rows):
        rows = list(rows)
        random.shuffle(rows)
        return rows

    before = built(systems, flows, bound)
    after = built(systems, flows, bound, shuffled)
    after.system("Nothing", regions=("US",), regulations=("GDPR",))
    assert told(after) == told(before)


def told(make: MapMaker) -> list[tuple[object, ...]]:
    return [(f.key, f.severity, names(make, f.systems), f.evidence) for f in found(make)]


@given(systems=SYSTEMS, flows=FLOWS)
def test_the_account_has_every_flow_that_crosses(systems, flows):
    make = built(systems, flows, ())
    account = compliance_of(live_map(make.snapshot(), catalogue()), DAY)
    count = sum(
        a != b and max(a, b) < len(systems) and thing in ("contact", "consent")
        and are_apart(systems[a], systems[b])
        for a, b, thing in flows
    )  # fmt: skip
    assert len(account.crossings) == count
    assert account.strange_regions == (("Mars",) if "Mars" in systems else ())


def test_regions_of_the_test_are_those_of_the_catalogue() -> None:
    regions = Regions(load_catalogue())
    for one, other in combinations(LANDS, 2):
        assert regions.apart([one], [other]) is are_apart(one, other)


def test_the_sample_is_told_of_what_has_ended_in_one_finding() -> None:
    on = at(sample(), date(2026, 12, 1))
    assert [(f.kind, len(f.systems)) for f in on] == [(FindingKind.CONTRACT_ENDED, 2)]
    deadlines = deadlines_of(live_map(sample(), catalogue()), date(2026, 12, 1))
    assert len(deadlines) > 15
