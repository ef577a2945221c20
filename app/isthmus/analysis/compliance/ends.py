"""What has ended, or ends soon with others hanging on it, as findings."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from isthmus.analysis.compliance.crossings import personal_of
from isthmus.analysis.compliance.deadlines import Deadline, EndOf, When
from isthmus.analysis.drafting import cells_of_flows, cells_of_systems, draft, raised
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.results import Finding, FindingKind
from isthmus.analysis.wording import counted, day_of, listed
from isthmus.catalogue.types import Severity
from isthmus.model.records import Criticality, HoldingRole

PAST_LIFE, LIFE_ENDS, PAST_CONTRACT = "EOL-01", "EOL-02", "CON-01"
_WEIGHTY = frozenset({Criticality.HIGH, Criticality.CRITICAL})


def ends_of(live: LiveMap, deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    """A finding for each life that has ended, or ends while others need it; one for contracts.

    That a contract comes to its end is no finding: it is what contracts do. One that has ended is;
    but not where the system's life has, too.
    """
    ended = {one.system for one in deadlines if one.end_of is EndOf.LIFE and _is_past(one)}
    for one in deadlines:
        if one.end_of is EndOf.LIFE:
            yield from (_past(live, one),) if _is_past(one) else _coming(live, one)
    contracts = [one for one in deadlines if one.end_of is EndOf.CONTRACT and _is_past(one)]
    contracts = [one for one in contracts if one.system not in ended]
    if contracts:
        yield _contracts(live, contracts)


def _is_past(one: Deadline) -> bool:
    return one.when is When.PAST


def _past(live: LiveMap, one: Deadline) -> Finding:
    """Worse where personal data still goes there, or it is critical; low where nothing does."""
    flows = sorted({flow for _, flow in live.coming[one.system]})
    personal = sorted(
        {thing for i in flows for thing in personal_of(live, live.flows[i].data_objects)}
    )
    severity = Severity.MEDIUM if live.degree(one.system) else Severity.LOW
    weighty = live.systems[one.system].criticality in _WEIGHTY
    names = live.things.names(personal)
    evidence = (
        f"{live.name(one.system)} reached its end of life on {day_of(one.on)} and is still live. "
        f"{_still_coming(live, one.system, flows, names)}"
    )
    return draft(
        live,
        kind=FindingKind.END_OF_LIFE,
        rule=PAST_LIFE,
        severity=raised(severity, 1) if personal or weighty else severity,
        title="Past its end of life",
        about=(live.tokens[one.system],),
        systems=(one.system,),
        objects=names,
        evidence=evidence,
        cells=[
            *cells_of_systems(live, (one.system,), ("name", "end_of_life", "lifecycle")),
            *cells_of_flows(live.flows[i] for i in flows),
        ],
    )


def _still_coming(live: LiveMap, system: int, flows: Sequence[int], personal: Sequence[str]) -> str:
    if not flows:
        return "No live flow leads into it any more."
    givers = sorted({there for there, _ in live.coming[system]})
    lead = "leads" if len(flows) == 1 else "lead"
    what = f", with {listed(personal)}, personal data" if personal else ""
    who = listed([live.name(i) for i in givers])
    return f"{counted(len(flows), 'live flow')} still {lead} into it{what}: from {who}."


def _coming(live: LiveMap, one: Deadline) -> Iterator[Finding]:
    """What a system whose life ends soon leaves behind: data that it masters, systems it feeds."""
    held = live.held.get(one.system, {})
    mastered = [thing for thing, role in held.items() if role is HoldingRole.MASTER]
    fed = sorted({there for there, _ in live.leaving[one.system]})
    if not (mastered or fed):
        return
    names = live.things.names(mastered)
    left = [f"it masters {listed(names)}"] if names else []
    if fed:
        left.append(f"{listed([live.name(i) for i in fed])} {_get(fed)} data from it")
    severity = Severity.MEDIUM if one.when is When.SOON else Severity.LOW
    yield draft(
        live,
        kind=FindingKind.END_OF_LIFE,
        rule=LIFE_ENDS,
        severity=severity,
        title="End of life near",
        about=(live.tokens[one.system],),
        systems=(one.system,),
        objects=names,
        evidence=(
            f"{live.name(one.system)} reaches its end of life on {day_of(one.on)}: "
            f"{' and '.join(left)}."
        ),
        cells=cells_of_systems(live, (one.system, *fed), ("name", "end_of_life")),
    )


def _get(systems: Sequence[int]) -> str:
    return "gets" if len(systems) == 1 else "get"


def _contracts(live: LiveMap, ended: Sequence[Deadline]) -> Finding:
    """All contracts that have ended in one, whose waiver holds until another one ends."""
    systems = sorted(one.system for one in ended)
    named = [(live.name(one.system), one.on) for one in ended]
    weighty = any(live.systems[i].criticality in _WEIGHTY for i in systems)
    many = len(systems) > 1
    evidence = (
        f"The {'contracts' if many else 'contract'} of {_listed_with_days(named)} "
        f"{'have' if many else 'has'} ended, but the {'systems are' if many else 'system is'} "
        "still live: renewed without a record, or used without a contract."
    )
    return draft(
        live,
        kind=FindingKind.CONTRACT_ENDED,
        rule=PAST_CONTRACT,
        severity=Severity.MEDIUM if weighty else Severity.LOW,
        title="Contracts ended" if many else "Contract ended",
        about=[live.tokens[i] for i in systems],
        systems=systems,
        objects=(),
        evidence=evidence,
        cells=cells_of_systems(live, systems, ("contract_end", "name")),
    )


def _listed_with_days(named: Iterable[tuple[str, date]]) -> str:
    return listed([f"{name} ({day_of(on)})" for name, on in named])
