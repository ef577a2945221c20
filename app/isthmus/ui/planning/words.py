"""What is said of a plan: the goal, how far it is, what it takes, what is proven. No Qt here."""

from collections.abc import Sequence

from isthmus.analysis.planning.results import Plan, Wave, days
from isthmus.analysis.planning.watch import Phase, Standing
from isthmus.analysis.planning.wishes import ISLANDS
from isthmus.analysis.results import Finding
from isthmus.workspace.edits.resolving import counted

_PARTS = {
    Phase.CHECKING: (0.0, 0.05),
    Phase.WEIGHING: (0.05, 0.35),
    Phase.BRIDGING: (0.35, 0.45),
    Phase.CHOOSING: (0.45, 0.85),
    Phase.STAGING: (0.85, 1.0),
}
"""Where each phase begins and ends, of the whole, more or less."""


def goal_words(chosen: Sequence[Finding]) -> str:
    """'Close 23 findings and tie in 4 islands'."""
    cut_off = [finding for finding in chosen if finding.kind in ISLANDS]
    islands = sum(finding.islands for finding in cut_off)
    rest = len(chosen) - len(cut_off)
    parts = [f"close {many(rest, 'finding')}"] if rest else []
    parts += [f"tie in {many(islands, 'island')}"] if islands else []
    words = " and ".join(parts)
    return words[:1].upper() + words[1:] if words else "Nothing to close"


def many(number: int, what: str) -> str:
    """'1 flow', '23 flows', '1,144 flows'."""
    return counted(number, what) if number < 1000 else f"{number:,} {what}s"


def part_done(standing: Standing) -> float:
    """How much of the whole is done (0 to 1), more or less."""
    begin, end = _PARTS[standing.phase]
    return begin + (end - begin) * (standing.done / standing.of if standing.of else 0)


def standing_words(standing: Standing) -> str:
    """What is being done, and how much of it is."""
    if standing.of:
        return f"{standing.phase.value}: {standing.done:,} of {standing.of:,}"
    return standing.phase.value


def best_words(standing: Standing) -> str:
    """'Best so far 120.4 days; none takes less than 98 days'; '' before there is any."""
    if standing.best is None:
        return ""
    best = f"Best so far: {in_days(standing.best)}"
    return f"{best}; no plan takes less than {in_days(standing.least)}" if standing.least else best


def in_days(effort: int) -> str:
    """'1 day', '103.8 days'."""
    value = days(effort).normalize()
    number = f"{value:,f}"
    return f"{number} day" if number == "1" else f"{number} days"


def proof_words(plan: Plan, ended: str) -> str:
    """'103.8 days; proven cheapest'; `ended` says why the looking ended, '' if it was done."""
    if not plan.flows:
        return "No flow to build"
    return f"{in_days(plan.effort)}; {_proof(plan, ended)}"


def _proof(plan: Plan, ended: str) -> str:
    if plan.is_best:
        return "proven cheapest"
    after = f" ({ended})" if ended else ""
    if plan.points < plan.most_points:
        return f"more may fit within the limits{after}"
    if not plan.least:
        return f"not known how far from the cheapest{after}"
    return f"at most {plan.gap:.1%} from the cheapest{after}"


def closing_words(plan: Plan) -> str:
    """What the plan does, and what it leaves."""
    if not plan.flows:
        return _nothing(plan)
    flows, waves = many(len(plan.flows), "flow"), counted(len(plan.waves), "wave")
    text = f"{flows} in {waves}: {goal_words(plan.closes).lower()}"
    if plan.leaves:
        text += f"; {counted(len(plan.leaves), 'finding')} left open"
    if plan.planned:
        text += f"; {many(len(plan.planned), 'finding')} planned already"
    return f"{text}."


def _nothing(plan: Plan) -> str:
    if plan.planned and not plan.leaves:
        return "Whatever was chosen is closed by what is planned on the map already."
    if plan.planned:
        return "Whatever flows can close of what was chosen is planned already."
    if plan.leaves:
        return "No flow closes what was chosen; why not stands below."
    return "There was nothing to close."


def wave_words(wave: Wave) -> str:
    """'Wave 1 · 22.4 days'."""
    return f"Wave {wave.number} · {in_days(wave.effort)}"


def after_words(wave: Wave) -> str:
    """What is left of the map's troubles after a wave."""
    findings = many(wave.findings_left, "finding")
    islands = many(wave.islands_left, "island")
    off = many(wave.cut_off_left, "system")
    return f"Left: {findings}, {islands}, {off} cut off"
