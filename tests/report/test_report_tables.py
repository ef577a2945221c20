"""The report's tables of data objects, systems and rules."""

import io
from dataclasses import replace

from pypdf import PdfReader

from isthmus.analysis.check import check
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import DataObjectKind
from isthmus.model.document import Document
from isthmus.model.records import (
    Criticality,
    DataObject,
    Department,
    Flow,
    Holding,
    HoldingRole,
    Record,
    System,
)
from isthmus.report.content import build
from isthmus.report.parts import ReportContent
from isthmus.report.pdf import to_pdf
from support.report_cases import DAY, small_catalogue

NOTHING_KNOWN = Catalogue()


def content_of(*records: Record, catalogue: Catalogue = NOTHING_KNOWN) -> ReportContent:
    document = Document()
    with document.edit("Draw") as tx:
        for record in records:
            tx.put(record)
    snapshot = document.snapshot()
    return build(snapshot, check(snapshot, catalogue, DAY), catalogue, DAY)


def masters() -> ReportContent:
    """A data object with two masters, one held without any, and one that is only named."""
    a, b, c = (System(name=name) for name in "ABC")
    account, lead, forecast = (DataObject(name=name) for name in ("Account", "Lead", "Forecast"))
    holdings = [
        Holding(system=a.id, data_object=account.id, role=HoldingRole.MASTER),
        Holding(system=b.id, data_object=account.id, role=HoldingRole.MASTER),
        Holding(system=a.id, data_object=lead.id, role=HoldingRole.REPLICA),
        Holding(system=b.id, data_object=lead.id, role=HoldingRole.REPLICA),
    ]
    flows = [Flow(source=a.id, target=b.id), Flow(source=b.id, target=c.id)]
    return content_of(a, b, c, account, lead, forecast, *holdings, *flows)


def test_masters_are_told_with_the_gap_that_flags_them() -> None:
    content = masters()
    gaps = {gap.title: gap.number for gap in content.gaps}
    told = {row.name: (row.masters, row.fault) for row in content.data_objects}
    assert told == {
        "Account": ("A, B", f"two masters, {gaps['Two masters']}"),
        "Lead": ("", f"no master, {gaps['No master']}"),
        "Forecast": ("", ""),
    }


def test_the_inventory_says_who_pays_and_how_critical_a_system_is() -> None:
    it, sales = Department(name="IT", is_it=True), Department(name="Sales")
    crm = System(name="CRM", department=sales.id, funder=it.id, criticality=Criticality.HIGH)
    own = System(name="Own", department=sales.id, steward_in_business=True)
    rows = [(row.department, row.payer, row.criticality, row.steward)
            for row in content_of(it, sales, crm, own).systems]  # fmt: skip
    assert rows == [("Sales", "IT", "High", ""), ("Sales", "", "", "In the business")]


def test_rules_that_found_nothing_are_a_sentence() -> None:
    mail = System(name="Mail", category="email-campaigns")
    automation = System(name="Automation", category="marketing-automation")
    contact = DataObject(name="Contact", kind="contact")
    flow = Flow(source=mail.id, target=automation.id, two_way=True, data_objects=(contact.id,))
    kinds = {"contact": DataObjectKind("contact", "Contact", personal=True)}
    known = replace(small_catalogue(), data_objects=kinds)
    apart = content_of(mail, automation, contact, catalogue=known)
    tied = content_of(mail, automation, contact, flow, catalogue=known)
    assert [(row.key, row.found) for row in apart.rules] == [("MKT-02", "1")]
    assert (apart.quiet_rules, tied.rules) == ("", ())
    assert tied.quiet_rules == "1 more rule concerns this map and found no gap: MKT-02."
    assert "1 concerns kinds of systems that are on this map; 0 of them" in tied.rules_note


def test_a_master_that_is_only_not_recorded_is_no_fault_on_paper() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(masters(), "")))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "A, B · two masters, G" in text
    assert "not recorded" in text
    assert "None" not in text
