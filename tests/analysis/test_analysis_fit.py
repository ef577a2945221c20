"""The fit report: a candidate put on the map, what it needs, and the map with that in place."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.test_analysis_determinism import FLOW, HOLDING, SYSTEM, drawn, other_ids
from isthmus.analysis.candidate import CANDIDATE, Candidate, CandidateError, candidate_of
from isthmus.analysis.check import check
from isthmus.analysis.fit import Fit, fit
from isthmus.analysis.fitjson import fit_json
from isthmus.analysis.fitwords import fit_lines
from isthmus.analysis.involvement.verdicts import Verdict, involvement
from isthmus.analysis.results import FindingKind, IslandKind
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Direction, Severity, Subject
from isthmus.model.document import Document
from isthmus.model.records import Flow, HoldingRole, Lifecycle
from isthmus.paths import resources
from isthmus.workspace.sources import load_sources
from support.mapmaker import MapMaker, catalogue_of, rule
from support.portfolio import sample

CATALOGUE = load_catalogue()
RULES = catalogue_of(
    rule("A-01", ["mail"], ["crm"], direction=Direction.BOTH),
    rule("A-02", ["erp"], ["mail"], data_objects=("invoice",), subject=Subject.TARGET,
         severity=Severity.LOW),
    rule("A-03", ["forms"], ["mail"]),
    rule("A-04", ["mail"], ["hub"], together=True, data_objects=("consent",)),
)  # fmt: skip


def company() -> MapMaker:
    make = MapMaker()
    make.system("Crm", "crm", department="IT", backbone=True)
    make.system("Erp", "erp", department="IT")
    make.flow("Erp", "Crm", "invoice")
    make.holding("Crm", "contact")
    make.holding("Erp", "invoice")
    make.department("Marketing")
    return make


def flows_of(found: Fit) -> list[tuple[str, str, tuple[str, ...]]]:
    name = {i: system.name for i, system in found.snapshot.systems.items()}
    return [(name[n.flow.source], name[n.flow.target], n.flow.data_objects) for n in found.needs]


def test_a_candidate_needs_what_the_rules_say_of_its_category():
    found = fit(company().snapshot(), RULES, Candidate("New", "mail", department="Marketing"))
    assert flows_of(found) == [
        ("New", "Crm", ("contact",)),
        ("Crm", "New", ("contact",)),
        ("Erp", "New", ("invoice",)),
    ]
    assert [[r.key for r in need.rules] for need in found.needs] == [["A-01"], ["A-01"], ["A-02"]]
    assert found.effort == 3
    assert (found.bought_as, found.tied_as) == (IslandKind.ROGUE, IslandKind.MAINLAND)
    assert (found.before.islands, found.bought.islands, found.tied.islands) == (0, 1, 0)
    assert (found.before.missing, found.bought.missing, found.tied.missing) == (0, 2, 0)
    assert [rule.key for rule in found.unmet] == ["A-04"]
    assert [need.name for need in found.data] == ["contact", "invoice"]
    masters = [found.snapshot.systems[i].name for need in found.data for i in need.masters]
    assert masters == ["Crm", "Erp"]
    assert found.compliance.personal == ("contact",)


def test_what_others_lack_because_of_the_candidate_is_its_need_too():
    make = company()
    make.system("Form", "forms", department="IT")
    make.flow("Form", "Crm")
    found = fit(make.snapshot(), RULES, Candidate("New", "mail"))
    assert ("Form", "New", ("Contact",)) in [
        (a, b, tuple(n.capitalize() for n in names)) for a, b, names in flows_of(found)
    ]


def test_a_candidate_that_no_rule_names_is_tied_in_by_its_data_or_not_at_all():
    found = fit(company().snapshot(), RULES, Candidate("New", "hub"))
    assert (found.needs, found.bought_as, found.tied_as) == (
        (), IslandKind.ISLAND, IslandKind.ISLAND,
    )  # fmt: skip
    assert "nothing that a rule or shared data names" in "\n".join(fit_lines(found, RULES))


def test_a_candidate_that_no_rule_demands_anything_of_is_tied_in_where_one_speaks_of_it():
    make = company()
    make.system("Mail", "mail", department="IT")
    make.flow("Erp", "Mail", "invoice")
    make.flow("Mail", "Crm", "contact", two_way=True)
    found = fit(make.snapshot(), RULES, Candidate("New", "erp"))
    assert flows_of(found) == [("New", "Mail", ("invoice",))]
    assert found.needs[0].rules == ()
    assert (found.bought_as, found.tied_as) == (IslandKind.ISLAND, IslandKind.MAINLAND)
    assert "to tie it to the mainland" in "\n".join(fit_lines(found, RULES))


def test_a_candidate_gives_what_is_its_own_of_what_a_rule_asks_for():
    rules = catalogue_of(rule("A-01", ["crm"], ["erp"], data_objects=("contact", "invoice")))
    found = fit(company().snapshot(), rules, Candidate("New", "crm"))
    assert flows_of(found) == [("New", "Erp", ("contact",))]


def test_personal_data_that_is_elsewhere_only_crosses_regions():
    make = company()
    make.tables["systems"][make.system("Crm")] = _in_regions(make, "Crm", ("EU",))
    snapshot = make.snapshot()
    there = fit(snapshot, RULES, Candidate("New", "mail", regions=("US",)))
    [crossing] = there.compliance.crossings
    assert (crossing.name, crossing.here, crossing.there) == ("contact", ("US",), ("EU",))
    here = fit(snapshot, RULES, Candidate("New", "mail", regions=("eu",)))
    unsaid = fit(snapshot, RULES, Candidate("New", "mail"))
    assert here.compliance.crossings == unsaid.compliance.crossings == ()
    assert "where it runs is not said" in "\n".join(fit_lines(unsaid, RULES))


def _in_regions(make: MapMaker, name: str, regions: tuple[str, ...]):
    return replace(make.tables["systems"][make.system(name)], regions=regions)


def test_what_it_is_said_to_hold_counts_as_data_of_its_own():
    candidate = Candidate("New", "mail", holds=("INVOICE", "Slogan"), regulations=("SOX",))
    found = fit(company().snapshot(), RULES, candidate)
    data = {need.name: (need.own, need.held, need.personal) for need in found.data}
    assert data["invoice"] == (False, True, False)
    assert data["Slogan"] == (False, True, False)
    assert data["contact"] == (False, False, True)
    assert found.compliance.regulations == ("SOX",)
    [held] = [one for one in found.snapshot.holdings.values() if one.system == CANDIDATE]
    assert found.snapshot.data_objects[held.data_object].name == "invoice"
    said = "\n".join(fit_lines(found, RULES))
    assert "Slogan: it would hold it; without a master on the map" in said


def test_of_what_a_rule_lets_it_give_it_gives_what_it_is_said_to_hold():
    rules = catalogue_of(rule("A-01", ["mail"], ["erp"], data_objects=("contact", "invoice")))
    found = fit(company().snapshot(), rules, Candidate("New", "mail", holds=("invoice",)))
    assert flows_of(found) == [("New", "Erp", ("invoice",))]


def test_a_candidate_keeps_each_word_once_and_its_cost_goes_to_json():
    made = candidate_of(
        CATALOGUE, "Klaviyo", holds=(" Contact", "contact", ""), regulations=("GDPR",),
        annual_cost=Decimal("9000.50"),
    )  # fmt: skip
    assert (made.holds, made.regulations) == (("Contact",), ("GDPR",))
    told = json.loads(json.dumps(fit_json(fit(company().snapshot(), CATALOGUE, made))))
    assert told["candidate"]["annual_cost"] == "9000.50"
    assert told["candidate"]["holds"] == ["Contact"]
    assert {one["name"]: one["held"] for one in told["data"]}["contact"]


def test_its_like_is_told_of_with_the_reasons():
    make = company()
    make.holding("Other", "contact", HoldingRole.REPLICA)
    make.system("Second crm", "crm")
    found = fit(make.snapshot(), RULES, Candidate("New", "crm"))
    [first, second] = found.alike
    name = {i: system.name for i, system in found.snapshot.systems.items()}
    assert (name[first.system], first.likeness.weak) == ("Crm", False)
    assert first.likeness.reasons == ("Both are of the category Crm", "Both would hold contact")
    assert (name[second.system], second.likeness.weak) == ("Second crm", True)


def test_its_part_is_that_of_the_rules_of_thumb_once_it_is_tied_in():
    """The same verdict that the map gives once it has been bought and tied in."""
    catalogue = CATALOGUE
    candidate = candidate_of(catalogue, "HubSpot", department="Marketing")
    found = fit(sample(), catalogue, candidate, date(2026, 12, 1))
    tables = {name: dict(rows) for name, rows in found.snapshot.tables.items()}
    names = {one.name: one.id for one in found.snapshot.data_objects.values()}
    for number, need in enumerate(found.needs):
        objects = tuple(names[name] for name in need.flow.data_objects if name in names)
        ends = {"source": need.flow.source, "target": need.flow.target}
        flow = Flow(id=f"need-{number}", **ends, data_objects=objects)
        tables["flows"][flow.id] = flow
    held = involvement(Document(tables).snapshot(), catalogue, date(2026, 12, 1))
    wanted = next(one for one in held if one.system == CANDIDATE)
    assert found.involvement.verdict is wanted.verdict is not Verdict.STEPS_BACK
    told = [(reason.sign, reason.points) for reason in found.involvement.reasons]
    assert told == [(reason.sign, reason.points) for reason in wanted.reasons]


def test_without_rules_of_thumb_it_steps_back():
    found = fit(company().snapshot(), RULES, Candidate("New", "mail"))
    assert (found.involvement.verdict, found.involvement.reasons) == (Verdict.STEPS_BACK, ())
    told = list(fit_lines(found, RULES))
    assert "IT's part: IT steps back: no sign speaks for more" in told


@given(
    systems=st.lists(SYSTEM, max_size=7),
    flows=st.lists(FLOW, max_size=10),
    holdings=st.lists(HOLDING, max_size=6),
    category=st.sampled_from(["crm", "mail", "erp", "hub", "forms"]),
    random=st.randoms(use_true_random=False),
)
def test_the_needed_flows_close_what_the_candidate_brings(
    systems, flows, holdings, category, random
):
    snapshot = drawn(systems, flows, holdings)
    found = fit(snapshot, RULES, Candidate("New", category))
    assert CANDIDATE not in snapshot.systems
    assert all(CANDIDATE in (n.flow.source, n.flow.target) for n in found.needs)
    pairs = [(n.flow.source, n.flow.target) for n in found.needs]
    assert len(set(pairs)) == len(pairs)
    bought = check(found.snapshot, RULES)
    lacking = [
        f for f in bought.findings
        if f.kind is FindingKind.MISSING_INTEGRATION and CANDIDATE in f.systems
    ]  # fmt: skip
    assert {f.rule for f in lacking} == {r.key for n in found.needs for r in n.rules}
    assert found.tied.missing <= found.before.missing
    again = fit(other_ids(snapshot, random), RULES, Candidate("New", category))
    assert json.dumps(fit_json(found)) == json.dumps(fit_json(again))


def test_the_sample_is_told_what_hubspot_means_for_it():
    snapshot = load_sources([resources() / "samples/harbour-vale.isthmus"], CATALOGUE).snapshot()
    found = fit(snapshot, CATALOGUE, candidate_of(CATALOGUE, "HubSpot", department="marketing"))
    partners = {found.snapshot.systems[need.partner].name for need in found.needs}
    assert partners == {"OneTrust", "SAP S/4HANA", "SFDC", "Okta", "Snowflake"}
    assert found.effort == 7
    assert (found.bought.missing - found.before.missing, found.tied) == (6, found.before)
    assert [found.snapshot.systems[a.system].name for a in found.alike] == ["Marketo Engage"]
    assert {source.key for source in found.connectors} == {"meltano-hub", "power-platform"}
    assert not found.on_map
    again = fit(
        other_ids(snapshot, Random(5)), CATALOGUE,
        candidate_of(CATALOGUE, "HubSpot", department="Marketing"),
    )  # fmt: skip
    assert list(fit_lines(again, CATALOGUE))[1:] == list(fit_lines(found, CATALOGUE))[1:]


def test_what_is_on_the_map_already_is_said():
    make = MapMaker()
    make.system("Our mailer", "marketing-automation", product="marketo-engage")
    make.system("marketo", "crm", lifecycle=Lifecycle.RETIRED)
    found = fit(make.snapshot(), CATALOGUE, candidate_of(CATALOGUE, "Marketo"))
    assert [found.snapshot.systems[i].name for i in found.on_map] == ["marketo", "Our mailer"]


@pytest.mark.parametrize(
    ("name", "product", "category"),
    [
        ("marketo-engage", "Marketo Engage", "marketing-automation"),
        ("Marketo", "Marketo", "marketing-automation"),
        ("Salesforce", "Salesforce", "crm"),
    ],
)
def test_a_product_is_known_by_key_and_by_name(name, product, category):
    found = candidate_of(CATALOGUE, name)
    assert (found.name, found.category) == (product, category)


def test_with_a_category_any_name_goes():
    found = candidate_of(
        CATALOGUE, " Zork  9 ", category="Marketing automation", regions=("EU", "")
    )
    assert found == Candidate("Zork 9", "marketing-automation", regions=("EU",))


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("Hubspit", {}, "HubSpot"),
        ("", {}, "does not know the product ''"),
        ("Zork", {"category": "marketing-automaton"}, "marketing-automation"),
        ("", {"category": "crm"}, "does not know the product ''"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is_close(name, options, told):
    with pytest.raises(CandidateError) as caught:
        candidate_of(CATALOGUE, name, **options)
    assert told in str(caught.value)


def test_a_department_that_the_map_has_not_is_refused_with_those_it_has():
    with pytest.raises(
        CandidateError, match=r"no department 'Mars'\. Those on it: IT and Marketing"
    ):
        fit(company().snapshot(), RULES, Candidate("New", "mail", department="Mars"))
