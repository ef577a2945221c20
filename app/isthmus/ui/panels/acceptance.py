"""An accepted risk in a sentence: by whom, in what role, until when, why."""

from collections.abc import Mapping

from isthmus.analysis.results import Analysis, Finding
from isthmus.analysis.wording import by_whom
from isthmus.model.records import Waiver
from isthmus.ui.dates import write_date


def acceptance_line(waiver: Waiver) -> str:
    """'Accepted by Ann (CIO), until 2027-03-31: The contract ends in March.'."""
    who = by_whom(waiver)
    until = f"until {write_date(waiver.until)}" if waiver.until else "until taken back"
    head = f"Accepted by {who}, {until}" if who else f"Accepted {until}"
    return f"{head}: {waiver.reason}"


def acceptance_lines(finding: Finding, waivers: Mapping[str, Waiver]) -> list[str]:
    """The same of each waiver that a finding is accepted by, or that was given for it."""
    found = [waivers[ident] for ident in finding.accepted_by if ident in waivers]
    own = (one for one in waivers.values() if one.finding_key == finding.key and one not in found)
    return [acceptance_line(one) for one in (*found, *own)]


def acceptances(analysis: Analysis | None, waivers: Mapping[str, Waiver]) -> dict[str, str]:
    """By the key of each accepted finding: what is to be said of that."""
    accepted = (one for one in analysis.findings if one.waived) if analysis else ()
    return {one.key: "\n".join(acceptance_lines(one, waivers)) for one in accepted}
