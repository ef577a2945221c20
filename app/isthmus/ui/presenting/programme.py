"""What a presentation goes through: the views, then the findings on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.types import Severity
from isthmus.model.snapshot import Snapshot
from isthmus.ui.panels.finding_rows import title_of
from isthmus.ui.settings import Settings

_KEY = "present"
_VIEWS, _NO_VIEWS = "views", "no views"


@dataclass(frozen=True, slots=True)
class Programme:
    """What is shown."""

    views: bool = True
    """Each view as a whole, first; without them, the one on show alone."""
    severities: frozenset[Severity] = frozenset(Severity)
    """Findings of these."""


@dataclass(frozen=True, slots=True)
class Step:
    """One picture: a view as a whole, or a finding on it."""

    view: str
    title: str
    finding: Finding | None = None


def steps_of(
    snapshot: Snapshot, analysis: Analysis, view_id: str, programme: Programme
) -> list[Step]:
    """The steps in their order; the view on show comes first, and findings by severity."""
    placed = _placed(snapshot)
    order = [view_id, *(view for view in _ranked(snapshot) if view != view_id)]
    shown = [view for view in order if placed.get(view)]
    whole = shown if programme.views else shown[:1]
    steps = [Step(view, snapshot.views[view].name) for view in whole]
    return steps + list(_findings(analysis.findings, shown, placed, programme))


def _ranked(snapshot: Snapshot) -> list[str]:
    views = snapshot.views.values()
    order = sorted(views, key=lambda view: (view.rank, view.name.casefold(), view.id))
    return [view.id for view in order]


def _placed(snapshot: Snapshot) -> dict[str, set[str]]:
    """The systems on each view."""
    found: dict[str, set[str]] = {view: set() for view in snapshot.views}
    for one in snapshot.placements.values():
        found[one.view].add(one.system)
    return found


def _findings(
    findings: Sequence[Finding],
    views: Sequence[str],
    placed: dict[str, set[str]],
    programme: Programme,
) -> Iterator[Step]:
    """The findings that stand, each on the first of the views that shows most of it."""
    for finding in findings:
        if finding.waived or finding.severity not in programme.severities or not views:
            continue
        best = max(views, key=lambda view: len(placed[view] & set(finding.systems)))
        if not finding.systems or placed[best] & set(finding.systems):
            yield Step(best, title_of(finding), finding)


def remember(programme: Programme, settings: Settings) -> None:
    """Keep what was chosen for the next time."""
    views = _VIEWS if programme.views else _NO_VIEWS
    severities = [one.value for one in Severity if one in programme.severities]
    settings.put(_KEY, [views, *severities])


def remembered(settings: Settings) -> Programme:
    """What was chosen last; everything where nothing was."""
    words = settings.words(_KEY)
    if not words:
        return Programme()
    known = {one.value: one for one in Severity}
    severities = frozenset(known[word] for word in words if word in known)
    return Programme(words[0] != _NO_VIEWS, severities)
