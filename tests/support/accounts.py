"""What an import says of all it read, as a text to look at and to compare."""

from collections.abc import Iterator

from isthmus.exchange.proposal import Proposal, SheetAccount, Tally


def account_text(proposal: Proposal) -> str:
    """Sheets, columns, counts and problems, a line each."""
    return "\n".join(_lines(proposal)) + "\n"


def _lines(proposal: Proposal) -> Iterator[str]:
    for sheet in proposal.sheets:
        yield from _sheet(sheet)
    for name, tally in (
        ("systems", proposal.systems),
        ("flows", proposal.flows),
        ("others", proposal.others),
    ):
        yield f"{name}: {_counts(tally)}"
    yield ""
    for one in proposal.problems:
        where = f"{one.sheet}!{one.cell}" if one.cell else one.sheet
        yield f"{one.severity} {where}: {one.message}"


def _sheet(sheet: SheetAccount) -> Iterator[str]:
    hidden = ", hidden" if sheet.hidden else ""
    program = f", from {sheet.program}" if sheet.program else ""
    yield f"{sheet.file} / {sheet.name}: {sheet.role}{hidden}{program}"
    yield f"  {sheet.why}"
    yield f"  header row {sheet.header_row}, rows {sheet.rows}, references {sheet.references}"
    for column in sheet.columns:
        yield f"  {column.cell} '{column.header}': {column.field} {column.score:.2f}"
        yield f"      {column.reason}"
    yield ""


def _counts(tally: Tally) -> str:
    parts = (f"{getattr(tally, what)} {what}" for what in ("new", "updated", "merged", "reported"))
    return f"{', '.join(parts)}; {tally.total} in all"
