"""The method of the report: what the map says that its findings depend on, in sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from isthmus.analysis.check import check
from isthmus.analysis.premises import Bond, MainlandBy, Premises
from isthmus.analysis.rulebook import held_rules, with_pack, with_rule
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.model.document import Document
from isthmus.model.rates import Rates
from isthmus.model.records import FlowMethod, System
from isthmus.report.content import build
from isthmus.report.parts import ReportContent
from isthmus.workspace import edits
from support.harbour import harbour_vale, system_id

DAY = date(2026, 11, 22)
PACK = """
[OWN-01]
title = "Mail knows who buys"
sources = ["erp"]
targets = ["email-campaigns"]
data_objects = ["order"]
subject = "target"
max_hops = 2
severity = "critical"
why = "Mail may be sent to strangers."
"""


def told(document: Document) -> ReportContent:
    catalogue = load_catalogue()
    snapshot = document.snapshot()
    return build(snapshot, check(snapshot, catalogue, DAY), catalogue, DAY)


def under(premises: Premises) -> ReportContent:
    document = harbour_vale()
    edits.set_premises(document, premises)
    return told(document)


def test_where_all_is_as_usual_one_sentence_says_so():
    assert told(harbour_vale()).premises == (
        "This map sets nothing of that otherwise: all rules hold.",
    )


def test_ties_and_mainland_are_told_and_the_terms_follow():
    content = under(
        Premises(
            carried=frozenset({FlowMethod.MANUAL, FlowMethod.ETL}),
            manual=frozenset({FlowMethod.FILE, FlowMethod.MANUAL}),
            same_name=True,
            bonds=frozenset(Bond),
            mainland=MainlandBy.SIZE,
        )
    )
    assert content.premises == (
        "What ties systems only while somebody carries the data: manual transfers and ETL.",
        "By hand, where a rule wants an automated flow, are: manual transfers and files.",
        "Besides flows, systems are tied by what they are part of and what they run on.",
        "Systems of the same name count as one system.",
        "The mainland is the largest connected part of the map.",
    )
    terms = dict(content.terms)
    assert terms["Tidal island"].startswith("tied to the mainland only by manual transfers or ETL:")
    assert terms["Mainland"].endswith("that holds the most systems.")
    firm = under(Premises(carried=frozenset(), manual=frozenset()))
    assert "Tidal island" not in dict(firm.terms)
    assert firm.premises == (
        "Every live flow ties systems firmly, by whatever method it goes.",
        "No flow counts as by hand where a rule wants an automated one.",
    )


def test_what_ties_a_tidal_island_is_called_by_its_method():
    document = harbour_vale()
    edits.set_premises(document, Premises(carried=frozenset({FlowMethod.DATABASE})))
    tableau = [gap for gap in told(document).gaps if gap.systems == "Tableau"]
    assert [gap.evidence for gap in tableau if "tied to the mainland only by" in gap.evidence]
    assert any("only by 1 database transfer" in gap.evidence for gap in tableau)


def test_rules_off_new_and_changed_are_named_by_key():
    catalogue = load_catalogue()
    premises = with_pack(Premises(), catalogue, "acme", PACK)
    rule = held_rules(premises, catalogue)["MKT-02"].rule
    premises = with_rule(premises, catalogue, replace(rule, severity=Severity.LOW))
    premises = replace(
        premises, silent=frozenset({"hr", "MKT-01"}), own={**premises.own, "bad": "["}
    )
    content = under(premises)
    assert content.premises[:4] == (
        "Packs of rules that are switched off: HR (10 rules).",
        "Rules that are switched off: MKT-01.",
        "Rules of the company's own: OWN-01.",
        "Rules of the catalogue that the company has changed: MKT-02.",
    )
    assert content.premises[4].startswith("A pack of rules cannot be read and counts for nothing")
    assert content.rules_note.startswith("Of the map's ")
    by_key = {row.key: row for row in content.rules}
    assert by_key["OWN-01"].source == "The company's own rule"
    assert "MKT-01" not in by_key
    assert "MKT-01" not in content.quiet_rules


def test_rates_are_told_and_costs_without_one_are_counted():
    document = harbour_vale()
    with document.edit("Costs in dollars") as tx:
        tx.change(System, system_id("Mailchimp"), currency="USD")
        tx.change(System, system_id("Typeform"), currency="usd")
        tx.change(System, system_id("Airtable"), currency="GBP")
    bare = told(document)
    assert bare.premises == (
        "Costs that have no rate are left out: GBP (1 system) and USD (2 systems).",
    )
    edits.set_premises(document, Premises(rates=Rates({"USD": Decimal("0.5")})))
    content = told(document)
    assert content.premises == (
        "Rates of exchange: 1 USD is 0.5 EUR.",
        "Costs that have no rate are left out: GBP (1 system).",
    )
    bought = [row.here for row in content.benchmarks]
    assert bought != [row.here for row in bare.benchmarks]
