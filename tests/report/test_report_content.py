from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.results import Analysis, DepartmentSpend, IslandKind, Metrics
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.document import Document
from isthmus.model.records import Department, PerceptionAnswer, Side, System, Waiver
from isthmus.report.content import build
from support.harbour import harbour_vale, system_id
from support.harbour_findings import harbour_analysis
from support.report_cases import (
    DAY,
    document_of,
    harbour_content,
    parted,
    small_catalogue,
    systems_of,
)

MAIN, ROGUE, ISLAND, TIDAL = (
    IslandKind.MAINLAND,
    IslandKind.ROGUE,
    IslandKind.ISLAND,
    IslandKind.TIDAL,
)


def test_the_first_page_of_the_harbour_says_what_the_target_says():
    content = harbour_content()
    assert content.subtitle == (
        "15 systems and 14 data flows, as of 22 November 2026. Rule pack: martech."
    )
    assert content.result == (
        "Four systems are cut off from the mainland. Two new flows would reconnect them all."
    )
    assert [(each.value, each.caption) for each in content.figures] == [
        ("2", "rogue islands, 4 systems"),
        ("4", "missing integrations"),
        ("69%", "of 13 expected integrations in place"),
        ("40%", "spend outside IT, on top of IT's"),
    ]


def result_of(parts, **figures):
    """The result sentence for parts given as (kind, number of systems)."""
    members = [(kind, systems_of(count, kind.value)) for kind, count in parts]
    document = document_of([system for _, group in members for system in group])
    return build(document.snapshot(), parted(members, **figures), Catalogue(), DAY).result


@pytest.mark.parametrize(
    ("parts", "figures", "said"),
    [
        ([], {}, "The map is empty: there is nothing to report on yet."),
        ([(MAIN, 1)], {},
         "The map holds a single system: there is nothing yet that it could be tied to."),
        ([(ISLAND, 1), (ISLAND, 1)], {},
         "This inventory records no data flows, so islands cannot be judged."),
        ([(MAIN, 5)], {}, ("Every system is tied to the mainland. No rule expects an integration "
         "between the systems that are on it.")),
        ([(MAIN, 5)], {"expected": 3, "in_place": 3}, ("Every system is tied to the mainland. "
         "Every integration that the rules expect is in place.")),
        ([(MAIN, 5)], {"expected": 3, "in_place": 2, "missing": 1},
         "Every system is tied to the mainland. One integration that the rules expect is missing."),
        ([(MAIN, 5), (ROGUE, 1)], {}, ("One system is cut off from the mainland. "
         "One new flow would reconnect it.")),
        ([(MAIN, 5), (ISLAND, 3)], {}, ("Three systems are cut off from the mainland. "
         "One new flow would reconnect them.")),
        ([(MAIN, 34), (ISLAND, 26), *[(ISLAND, 1)] * 13], {},
         "39 systems are cut off from the mainland. 14 new flows would reconnect them all."),
        ([(MAIN, 5), (TIDAL, 2)], {"expected": 4, "in_place": 2, "missing": 2},
         ("Two systems hang on the mainland by files or manual transfers alone. "
         "Two integrations that the rules expect are missing.")),
        ([(MAIN, 5), (ROGUE, 2), (TIDAL, 1)], {}, ("Two systems are cut off from the mainland. "
         "One new flow would reconnect them. "
         "One system hangs on the mainland by files or manual transfers alone.")),
    ],
)  # fmt: skip
def test_the_result_in_a_sentence(parts, figures, said):
    assert result_of(parts, **figures) == said


def test_gaps_are_numbered_most_severe_first_and_cite_their_cells():
    gaps = harbour_content().gaps
    assert [gap.number for gap in gaps] == [f"G{n}" for n in range(1, 7)]
    assert [gap.severity for gap in gaps][:3] == ["Critical", "High", "High"]
    assert gaps[0].systems == "Airtable, Mailchimp, Typeform"
    assert gaps[1].systems == "Mailchimp → Marketo"
    assert gaps[0].cells == "inventory.xlsx, Applications!B16, B17, B18"
    assert gaps[1].closes == ("Mailchimp → Marketo: Contact, Consent",)


def test_a_flow_that_closes_two_gaps_is_named_once():
    reconnecting, others = harbour_content().closing
    assert reconnecting.title == "These reconnect every island"
    assert [(row.flow, row.closes) for row in reconnecting.flows] == [
        ("Mailchimp → Marketo", "G1, G2"),
        ("Hootsuite → Segment", "G3"),
    ]
    assert [(row.flow, row.closes) for row in others.flows] == [("Salesforce → Marketo", "G4")]


def test_many_plain_islets_are_one_row_that_names_them():
    main, islets = systems_of(4, "Main"), systems_of(113, "Alone")
    parts = [(MAIN, main), *[(ISLAND, [each]) for each in islets]]
    content = build(document_of(main + islets).snapshot(), parted(parts), Catalogue(), DAY)
    assert [row.name for row in content.islands] == ["Mainland", "Islets"]
    assert content.islands[1].count == "113"
    assert len(content.gaps) == 1
    assert content.gaps[0].title == "113 islets"
    assert len(content.gaps[0].keys) == 113
    assert all(name in content.islands[1].systems for name in ("Alone 1", "Alone 113"))
    assert "B113" in content.gaps[0].cells


def test_few_islets_keep_a_row_each():
    main, islets = systems_of(4, "Main"), systems_of(3, "Alone")
    parts = [(MAIN, main), *[(ISLAND, [each]) for each in islets]]
    content = build(document_of(main + islets).snapshot(), parted(parts), Catalogue(), DAY)
    assert [row.name for row in content.islands] == ["Mainland", "Islet", "Islet", "Islet"]
    assert len(content.gaps) == 3


def test_the_state_of_a_waiver_tells_why_it_does_not_hold():
    found = harbour_analysis()
    island = found.findings[0]
    document = harbour_vale()
    with document.edit("Accept") as tx:
        past = DAY - timedelta(days=1)
        tx.put(Waiver(finding_key=island.key, reason="Past", until=past))
        tx.put(Waiver(finding_key=island.key, reason="Grown", until=DAY))
        covers = island.systems[:1]
        tx.put(Waiver(finding_key=f"{island.kind}/ISL-01/0", reason="Smaller", covers=covers))
    content = build(document.snapshot(), found, small_catalogue(), DAY)
    assert {row.reason: (row.finding, row.state) for row in content.waivers} == {
        "Past": (island.title, "Ended: the gap counts again"),
        "Grown": (island.title, "Outgrown: the gap counts again"),
        "Smaller": (island.title, "Outgrown: the gap counts again"),
    }


def test_a_waived_finding_is_no_gap_but_is_told_with_its_end():
    found = harbour_analysis()
    key = found.findings[0].key
    waived = (replace(found.findings[0], waived=True), *found.findings[1:])
    document = harbour_vale()
    with document.edit("Accept") as tx:
        until = date(2027, 1, 31)
        tx.put(Waiver(finding_key=key, reason="Pilot", who="Ana Ruiz", role="CIO", until=until))
        tx.put(Waiver(finding_key="gone", reason="Was closed"))
    analysis = replace(found, findings=waived)
    content = build(document.snapshot(), analysis, small_catalogue(), DAY)
    assert key not in {each for gap in content.gaps for each in gap.keys}
    assert {row.who for row in content.waivers} == {"Ana Ruiz (CIO)", ""}
    rows = {row.reason: (row.finding, row.until, row.state) for row in content.waivers}
    assert rows == {
        "Pilot": ("Rogue island", "31 January 2027", "Holds"),
        "Was closed": (
            "A finding that is no longer there",
            "Until withdrawn",
            "Not found any more",
        ),
    }


def test_spend_bars_are_ordered_scaled_and_say_their_share():
    bars = harbour_content().spend
    assert [bar.department for bar in bars][:3] == ["Marketing", "Finance", "Sales"]
    assert bars[0].text == "€180k · 66% outside IT"
    assert bars[0].inside + bars[0].outside == pytest.approx(1)
    assert bars[1].inside == pytest.approx(120 / 180)


def test_departments_beyond_the_tenth_share_a_bar_that_adds_up():
    rows = tuple(
        DepartmentSpend(f"Department {n:02}", Decimal(1000), Decimal(n)) for n in range(14)
    )
    analysis = Analysis(0, (), (), Metrics(spend=rows))
    bars = build(Document().snapshot(), analysis, Catalogue(), DAY).spend
    assert len(bars) == 10
    assert bars[-1].department == "5 others"
    assert bars[-1].text.startswith("€5k")


def test_data_objects_say_who_masters_holds_and_misses_them():
    rows = {row.name: row for row in harbour_content().data_objects}
    assert rows["Contact"].masters == "Salesforce"
    assert rows["Contact"].holders == "Airtable, Mailchimp, Marketo"
    assert rows["Contact"].out_of_reach == "Airtable, Mailchimp"
    assert rows["Contact"].personal
    assert rows["Invoice"].out_of_reach == ""


def test_what_is_unknown_is_counted():
    systems = [System(name="A"), System(name="B", it_steward="Ana", category="crm")]
    analysis = parted([(MAIN, systems)], costs_unknown=2)
    said = build(document_of(systems).snapshot(), analysis, Catalogue(), DAY).unknowns
    assert any(each.startswith("2 of 2 systems have no cost") for each in said)
    assert any(each.startswith("1 of 2 systems has no IT steward") for each in said)
    assert any(each.startswith("1 of 2 systems could not be given a category") for each in said)
    assert any("No system is marked as backbone" in each for each in said)


def test_benchmarks_stand_beside_the_maps_own_figures():
    rows = harbour_content().benchmarks
    assert (rows[0].here, rows[0].study, rows[0].source) == ("40%", "40%", "CEB, 2013")
    # Of 180k for what marketing owns, IT pays 61k for Marketo and Segment.
    assert (rows[1].here, rows[1].study) == ("66%", "30%")


def test_marketing_technology_is_what_marketing_owns_or_a_marketing_category():
    it, marketing = Department(name="IT", is_it=True), Department(name="Digital Marketing")
    mail = System(name="Mail", category="email-campaigns", annual_cost=Decimal(30), funder=it.id)
    consent = System(name="Consent", department=marketing.id, funder=it.id, annual_cost=Decimal(50))
    forms = System(name="Forms", department=marketing.id, annual_cost=Decimal(20))
    ledger = System(name="Ledger", department=it.id, annual_cost=Decimal(900))
    document = Document({"departments": {one.id: one for one in (it, marketing)}})
    with document.edit("Systems") as tx:
        for system in (mail, consent, forms, ledger):
            tx.put(system)
    snapshot = document.snapshot()
    content = build(snapshot, check(snapshot, small_catalogue(), DAY), small_catalogue(), DAY)
    assert content.benchmarks[1].here == "20%"
    assert "a marketing department owns" in content.benchmarks_note


def test_the_rules_that_concern_the_map_name_their_source():
    content = harbour_content()
    assert [row.key for row in content.rules] == ["MKT-02"]
    assert content.rules[0].expects == "Email campaigns ↔ Marketing automation: contact"
    assert content.rules[0].source == "An essay on rogue IT, 2013"
    assert content.rules[0].found == "1"


def test_answers_of_it_and_business_are_set_side_by_side():
    document = harbour_vale()
    segment = system_id("Segment")
    with document.edit("Ask") as tx:
        tx.put(PerceptionAnswer(side=Side.IT, technology_area="social", driver="it"))
        tx.put(PerceptionAnswer(side=Side.BUSINESS, technology_area="social", driver="Marketing"))
        tx.put(PerceptionAnswer(side=Side.IT, system=segment, driver="Marketing"))
        tx.put(PerceptionAnswer(side=Side.BUSINESS, system=segment, driver="Marketing"))
        tx.put(PerceptionAnswer(side=Side.IT, technology_area="cloud", driver="it"))
    content = build(document.snapshot(), harbour_analysis(), small_catalogue(), DAY)
    rows = [
        (row.subject, row.it_says, row.business_says, row.verdict) for row in content.agreements
    ]
    assert rows == [
        ("cloud", "IT", "", ""),
        ("social", "IT", "Marketing", "Disagree"),
        ("Segment", "Marketing", "Marketing", "Agree"),
    ]


def test_the_inventory_is_whole_and_in_order():
    content = harbour_content()
    names = [row.name for row in content.systems]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == 15
    assert len(content.flows) == 14
    marketo = next(row for row in content.systems if row.name == "Marketo")
    assert (marketo.category, marketo.steward) == (
        "Marketing automation",
        "Ana Ruiz, in the business",
    )
    assert marketo.cost == "€38,000"


def test_the_same_map_under_other_ids_gives_the_same_report():
    first, second = (systems_of(9) for _ in range(2))
    contents = [
        build(document_of(each).snapshot(), parted([(MAIN, each)]), Catalogue(), DAY)
        for each in (first, second[::-1])
    ]
    assert contents[0] == contents[1]


kinds = st.lists(st.tuples(st.sampled_from([ROGUE, ISLAND, TIDAL]), st.integers(1, 4)), max_size=9)


@settings(max_examples=60, deadline=None)
@given(kinds, st.integers(1, 5))
def test_the_parts_told_add_up_to_the_map(parts, mainland):
    members = [(MAIN, systems_of(mainland))]
    members += [(kind, systems_of(count, f"{kind} {n}")) for n, (kind, count) in enumerate(parts)]
    document = document_of([system for _, group in members for system in group])
    content = build(document.snapshot(), parted(members), Catalogue(), DAY)
    assert sum(int(row.count) for row in content.islands) == len(document.snapshot().systems)
    assert len([key for gap in content.gaps for key in gap.keys]) == len(parts)
    assert [gap.number for gap in content.gaps] == [
        f"G{n}" for n in range(1, len(content.gaps) + 1)
    ]


texts = st.text(max_size=12)
odd_systems = st.lists(
    st.builds(
        System,
        name=texts,
        category=texts,
        it_steward=texts,
        currency=st.sampled_from(["", "EUR", "USD", "€"]),
        annual_cost=st.none() | st.decimals(-(10**9), 10**12, allow_nan=False, places=2),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(odd_systems)
def test_any_map_gives_a_report_of_itself(systems):
    snapshot = document_of(systems).snapshot()
    content = build(snapshot, check(snapshot, small_catalogue(), DAY), small_catalogue(), DAY)
    assert [row.name for row in content.systems] == sorted(
        (row.name for row in systems), key=lambda name: (name.casefold(), name)
    )
    assert content.result
    assert all(0 <= bar.inside <= 1 and 0 <= bar.outside <= 1 for bar in content.spend)
    assert len(content.figures) == 4


def test_tidal_islets_told_together_are_not_said_to_have_no_flow():
    main, islets = systems_of(4, "Main"), systems_of(14, "Tied")
    parts = [(MAIN, main), *[(TIDAL, [each]) for each in islets]]
    found = parted(parts)
    told = tuple(replace(one, evidence=f"{one.key} is tied by hand") for one in found.findings)
    found = replace(found, findings=told)
    content = build(document_of(main + islets).snapshot(), found, Catalogue(), DAY)
    (gap,) = content.gaps
    assert gap.title == "14 tidal islets"
    assert gap.evidence.endswith("only by manual transfers or files.")
