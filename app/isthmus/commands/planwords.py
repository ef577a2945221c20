"""A plan in lines, as the command prints it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from isthmus.analysis.planning.compare import Variant
from isthmus.analysis.planning.results import Plan, PlannedFlow, Wave, days
from isthmus.model.money import exact_money
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.edits.resolving import counted


def plan_lines(
    snapshot: Snapshot, plan: Plan, variants: Iterable[Variant], rate: Decimal | None
) -> Iterator[str]:
    """What a plan takes, its waves, what it leaves, and the variants."""
    cost = ""
    if rate is not None:
        cost = f", {exact_money(days(plan.effort) * rate, snapshot.info.currency)}"
    flows = counted(len(plan.flows), "flow")
    waves, findings = counted(len(plan.waves), "wave"), counted(len(plan.closes), "finding")
    yield f"{flows} in {waves} close {findings}: {days(plan.effort)} days{cost}"
    yield f"  {_proof(plan)}; finding by finding it would be {days(plan.by_hand)} days"
    for wave in plan.waves:
        yield from _wave(snapshot, wave)
    for left in plan.leaves:
        names = ", ".join(snapshot.systems[ident].name for ident in left.finding.systems[:4])
        yield f"Left: {left.finding.title} · {names}: {left.reason}"
    for short in plan.shortfalls:
        has, needs = days(short.budget), days(short.needed)
        yield f"Budget too small: {short.department} has {has} days, all of it needs {needs}"
    for each in variants:
        takes = f"{days(each.effort)} days, {counted(each.flows, 'flow')}"
        yield f"{each.name}: {takes}, {each.closes} closed, {each.leaves} left"


def _proof(plan: Plan) -> str:
    if plan.is_best:
        return f"the cheapest of all sets of the {plan.weighed} flows weighed"
    if plan.points < plan.most_points:
        return "not proven: more might be closed within the limits"
    return f"at most {plan.gap:.1%} from the cheapest"


def _wave(snapshot: Snapshot, wave: Wave) -> Iterator[str]:
    left = f"{counted(wave.findings_left, 'finding')}, {counted(wave.islands_left, 'island')}"
    off = f"{counted(wave.cut_off_left, 'system')} cut off"
    yield f"Wave {wave.number}: {days(wave.effort)} days; left after it: {left}, {off}"
    for flow in wave.flows:
        yield f"  {_flow(snapshot, flow)}"


def _flow(snapshot: Snapshot, flow: PlannedFlow) -> str:
    systems = snapshot.systems
    said = [flow.method.value, f"{days(flow.effort)} days", flow.department, *flow.notes]
    if flow.replaces:
        said.append("in place of what goes by hand")
    ends = f"{systems[flow.source].name} → {systems[flow.target].name}"
    what = ", ".join(flow.data_objects[:4]) + (" and more" if len(flow.data_objects) > 4 else "")
    return f"{ends}: {what} ({', '.join(word for word in said if word)})"
