"""The integration-gap report as a file."""

from datetime import date
from pathlib import Path

from isthmus.analysis.results import Analysis, Finding, FindingKind
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.report.content import build
from isthmus.report.pdf import to_pdf
from isthmus.storage.replacing import replace_file
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.pictures import map_svg

DASHED = 12
"""Missing integrations that the report's map shows, the most severe; more would hide the map."""


def write_report(
    snapshot: Snapshot, analysis: Analysis, catalogue: Catalogue, path: Path, as_of: date
) -> None:
    """Write the report as PDF, as of a day.

    Raises:
        WorkspaceError: the path does not end in .pdf.
        StorageError: the file cannot be written; what was there is as it was.
    """
    if path.suffix.lower() != ".pdf":
        raise WorkspaceError(f"{path.name}: the report is a PDF. Let the name end in .pdf.")
    content = build(snapshot, analysis, catalogue, as_of)
    picture = ""
    if snapshot.systems:
        picture = map_svg(snapshot, analysis, catalogue, missing=to_dash(analysis))
    data = to_pdf(content, picture)
    replace_file(path, lambda temporary: _write(temporary, data))


def to_dash(analysis: Analysis) -> tuple[Finding, ...]:
    """The missing integrations that a map on paper shows dashed."""
    missing = [
        one
        for one in analysis.findings
        if one.kind is FindingKind.MISSING_INTEGRATION and not one.waived
    ]
    return tuple(missing[:DASHED])


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
