"""IT's involvement: the signs, the verdicts, and where IT is absent."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.involvement.verdicts import Involvement, Verdict, involvement
from isthmus.analysis.results import Finding, FindingKind
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.thumbs import Asks, Sign, Thumbs
from isthmus.catalogue.types import Severity
from isthmus.model.records import Criticality, HoldingRole
from support.mapmaker import MapMaker, catalogue_of
from support.portfolio import sample

DAY = date(2026, 6, 1)


def catalogue(*signs: Sign, leads: int = 5, advises: int = 2) -> Catalogue:
    known = load_catalogue()
    thumbs = Thumbs(leads, advises, signs) if signs else known.thumbs
    return replace(catalogue_of(), regions=known.regions, thumbs=thumbs)


def of(make: MapMaker, name: str, *signs: Sign) -> Involvement:
    ident = make.system(name)
    return next(
        v for v in involvement(make.snapshot(), catalogue(*signs), DAY) if v.system == ident
    )


@pytest.mark.parametrize(
    ("fields", "sign", "said"),
    [
        ({"criticality": Criticality.CRITICAL}, "critical", "is of critical criticality"),
        ({"criticality": Criticality.HIGH}, "high-criticality", "is of high criticality"),
        ({"criticality": Criticality.MEDIUM}, None, ""),
        ({"custom": (("Shared Passwords", "Yes"),)}, "shared-passwords",
         "has shared passwords (Shared Passwords: Yes)"),
        ({"custom": (("Shared passwords", "no"),)}, None, ""),
        ({"regulations": ("GDPR",)}, "regulation", "falls under GDPR"),
        ({"contract_end": DAY + timedelta(180)}, "licence-end",
         "has a contract that ends on 28 November 2026"),
        ({"contract_end": DAY - timedelta(1)}, "licence-end",
         "has a contract that ended on 31 May 2026"),
        ({"contract_end": DAY + timedelta(181)}, None, ""),
        ({"annual_cost": Decimal(50_000)}, "spend", "costs 50,000 EUR a year"),
        ({"annual_cost": Decimal(200_000)}, "much-spend", "costs 200,000 EUR a year"),
        ({"annual_cost": Decimal(200_000), "currency": "USD"}, None, ""),
        ({"annual_cost": Decimal(49_999)}, None, ""),
    ],
)  # fmt: skip
def test_each_sign_fires_by_what_is_recorded_and_says_so(fields, sign, said) -> None:
    make = MapMaker()
    make.system("Crm", "crm", **fields)
    reasons = of(make, "Crm").reasons
    assert [(r.sign, r.told) for r in reasons] == ([(sign, said)] if sign else [])


def test_personal_data_counts_whether_it_is_held_given_or_taken() -> None:
    make = MapMaker()
    make.data_object("contact", regulations=("GDPR",))
    make.holding("Crm", "contact", HoldingRole.READER)
    make.flow("Crm", "Mail", "consent", "invoice")
    told = {r.asks: r.told for r in of(make, "Crm").reasons}
    assert told[Asks.PERSONAL_DATA] == "has consent and contact, personal data"
    assert told[Asks.REGULATION] == "falls under GDPR"
    assert [r.told for r in of(make, "Mail").reasons] == ["has consent, personal data"]


@pytest.mark.parametrize(
    ("home", "other", "said"),
    [
        ((), "EU", ""), ((), "US", "has personal data crossing regions"),
        (("US",), "US", "runs in Germany"), (("EU",), "EU", ""), (("Mars",), "EU", ""),
    ],
)  # fmt: skip
def test_a_region_is_a_sign_away_from_home_or_where_data_crosses(home, other, said) -> None:
    make = MapMaker()
    make.system("Crm", "crm", regions=("Germany",))
    make.system("Mail", "mail", regions=(other,))
    make.flow("Crm", "Mail", "contact")
    sign = Sign("region", Asks.REGION, 1, home=home)
    assert [r.told for r in of(make, "Crm", sign).reasons] == ([said] if said else [])


@pytest.mark.parametrize(("others", "points"), [(2, 0), (3, 1), (7, 1), (8, 2)])
def test_integrations_count_other_systems_not_flows(others, points) -> None:
    make = MapMaker()
    for i in range(others):
        make.flow("Bus", f"S{i}")
        make.flow(f"S{i}", "Bus", two_way=True)
    assert of(make, "Bus").points == points


def test_what_is_not_recorded_is_said() -> None:
    make = MapMaker()
    make.system("Crm", "crm")
    one = of(make, "Crm")
    assert one.verdict is Verdict.STEPS_BACK
    assert one.unknown == ("the data that it has", "its criticality", "its cost")


SIGNS = (
    Sign("much", Asks.SPEND, 4, at_least=100), Sign("some", Asks.SPEND, 1, at_least=10),
    Sign("tied", Asks.INTEGRATIONS, 2, at_least=1),
    Sign("grave", Asks.CRITICALITY, 3, level=Criticality.HIGH),
)  # fmt: skip


@given(
    costs=st.lists(st.sampled_from([None, 5, 10, 99, 100]), min_size=1, max_size=5),
    levels=st.lists(st.sampled_from(Criticality), min_size=5, max_size=5),
    flows=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4),
    leads=st.integers(1, 9),
)
def test_the_verdict_is_by_the_sum_of_the_best_sign_of_each_test(costs, levels, flows, leads):
    make = MapMaker()
    for i, cost in enumerate(costs):
        make.system(str(i), annual_cost=cost and Decimal(cost), criticality=levels[i])
    tied = {(a, b) for a, b in flows if a != b and max(a, b) < len(costs)}
    for a, b in tied:
        make.flow(str(a), str(b))
    found = involvement(make.snapshot(), catalogue(*SIGNS, leads=leads, advises=1), DAY)
    for i, one in enumerate(found):
        spend = 4 if (costs[i] or 0) >= 100 else 1 if (costs[i] or 0) >= 10 else 0
        grave = 3 * (levels[i] in (Criticality.HIGH, Criticality.CRITICAL))
        points = spend + grave + 2 * any(i in pair for pair in tied)
        assert one.points == points
        steps = Verdict.ADVISES if points else Verdict.STEPS_BACK
        assert one.verdict is (Verdict.LEADS if points >= leads else steps)


def absent(make: MapMaker, rules: Catalogue | None = None) -> list[Finding]:
    found = check(make.snapshot(), rules or catalogue(), DAY).findings
    return [f for f in found if f.kind is FindingKind.IT_ABSENT]


def company() -> MapMaker:
    make = MapMaker()
    make.system("Erp", "erp", department="IT", backbone=True)
    make.system("Plan", department="Finance", criticality=Criticality.CRITICAL,
                annual_cost=Decimal(200_000))  # fmt: skip
    make.flow("Erp", "Plan", "invoice")
    return make


def test_it_is_absent_where_it_should_lead_and_nobody_looks_after_it() -> None:
    make = company()
    [finding] = absent(make)
    assert (finding.rule, finding.severity) == ("INV-01", Severity.LOW)
    assert finding.systems == (make.system("Plan"),)
    assert finding.evidence == (
        "IT should lead with Plan, by the rules of thumb, and nobody of IT looks after it: it is "
        "of critical criticality and costs 200,000 EUR a year."
    )


def test_personal_data_makes_it_worse() -> None:
    make = company()
    make.holding("Plan", "contact")
    assert [f.severity for f in absent(make)] == [Severity.MEDIUM]


@pytest.mark.parametrize(
    "fields", [{"it_steward": "Ana"}, {"steward_in_business": True}, {"department": "IT"}]
)
def test_it_is_not_absent_where_somebody_of_it_looks_after_the_system(fields) -> None:
    make = company()
    ident = make.system("Plan")
    if "department" in fields:
        fields = {"department": make.department("IT")}
    make.tables["systems"][ident] = replace(make.tables["systems"][ident], **fields)
    assert absent(make) == []


def test_a_rogue_island_says_so_already() -> None:
    make = company()
    make.tables["flows"].clear()
    assert absent(make) == []


def test_where_nobody_of_it_is_known_nothing_is_said() -> None:
    make = MapMaker()
    make.system("Plan", criticality=Criticality.CRITICAL, annual_cost=Decimal(200_000))
    make.flow("Erp", "Plan")
    assert absent(make) == []


def test_without_rules_of_thumb_there_is_no_verdict() -> None:
    make = company()
    assert involvement(make.snapshot(), catalogue_of(), DAY) == ()
    assert absent(make, catalogue_of()) == []


def test_the_sample_has_all_three_verdicts_and_it_is_absent_nowhere_but_on_rogue_islands() -> None:
    day = date(2026, 12, 1)
    found = involvement(sample(), load_catalogue(), day)
    names = {sample().systems[v.system].name: v for v in found}
    assert {v.verdict for v in found} == set(Verdict)
    assert names["SAP S/4HANA"].verdict is Verdict.LEADS
    assert names["Canva"].verdict is Verdict.STEPS_BACK
    assert [name for name, v in names.items() if v.absent] == ["Pipedrive"]
    findings = check(sample(), load_catalogue(), day).findings
    assert FindingKind.IT_ABSENT not in {f.kind for f in findings}
