"""The report's tables of data objects, systems and rules."""

import io

from pypdf import PdfReader

from isthmus.analysis.check import check
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.document import Document
from isthmus.model.records import DataObject, Flow, Holding, HoldingRole, System
from isthmus.report.content import build
from isthmus.report.parts import ReportContent
from isthmus.report.pdf import to_pdf
from support.report_cases import DAY


def content_of(*records: System | Flow | DataObject | Holding) -> ReportContent:
    document = Document()
    with document.edit("Draw") as tx:
        for record in records:
            tx.put(record)
    snapshot = document.snapshot()
    return build(snapshot, check(snapshot, Catalogue(), DAY), Catalogue(), DAY)


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


def test_a_master_that_is_only_not_recorded_is_no_fault_on_paper() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(masters(), "")))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "A, B · two masters, G" in text
    assert "not recorded" in text
    assert "None" not in text
