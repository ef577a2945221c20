"""What has ended, or ends soon with others hanging on it, as findings."""

from collections.abc import Iterable, Iterator, Sequence

from isthmus.analysis.compliance.crossings import personal_of
from isthmus.analysis.compliance.deadlines import Deadline, EndOf, When
from isthmus.analysis.drafting import cells_of_flows, cells_of_systems, draft
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.results import Finding, FindingKind
from isthmus.analysis.wording import counted, day_named, listed
from isthmus.catalogue.types import Severity
from isthmus.model.records import Criticality, HoldingRole

PAST_LIFE, LIFE_ENDS, PAST_CONTRACT = "EOL-01", "EOL-02", "CON-01"
_LIFE_FIELDS = ("name", "end_of_life", "lifecycle")
_WEIGHTY = frozenset({Criticality.HIGH, Criticality.CRITICAL})


def ends_of(live: LiveMap, deadlines: Sequence[Deadline]) -> Iterator[Finding]:
    """A finding for each life that has ended, or ends while others need it; one for contracts.

    Systems past their end that no flow ties and nothing else makes weighty are told in one. That a
    contract comes to its end is no finding: it is what contracts do. One that has ended is; but not
    where the system's life has, too.
    """
    lives = [one for one in deadlines if one.end_of is EndOf.LIFE]
    past = [one for one in lives if one.when is When.PAST]
    loud = [one for one in past if live.degree(one.system) or _is_weighty(live, one)]
    quiet = [one for one in past if not (live.degree(one.system) or _is_weighty(live, one))]
    yield from (_past(live, one) for one in loud)
    yield from (_quiet(live, quiet),) if quiet else ()
    for one in lives:
        yield from _coming(live, one) if one.when is not When.PAST else ()
    ended = {one.system for one in past}
    contracts = [
        one
        for one in deadlines
        if one.end_of is EndOf.CONTRACT and one.when is When.PAST and one.system not in ended
    ]
    yield from (_contracts(live, contracts),) if contracts else ()


def _is_weighty(live: LiveMap, one: Deadline) -> bool:
    return live.systems[one.system].criticality in _WEIGHTY


def _past(live: LiveMap, one: Deadline) -> Finding:
    """Medium; high where personal data still goes there, or where much is tied to it."""
    flows = sorted({flow for _, flow in live.coming[one.system]})
    objects = (ident for i in flows for ident in live.flows[i].data_objects)
    names = live.things.names(personal_of(live, objects))
    is_worse = names or (live.degree(one.system) and _is_weighty(live, one))
    evidence = (
        f"{live.name(one.system)} reached its end of life on {day_named(one.on)} and is not "
        f"retired. {_still_coming(live, one.system, flows, names)}"
    )
    return draft(
        live,
        kind=FindingKind.END_OF_LIFE,
        rule=PAST_LIFE,
        severity=Severity.HIGH if is_worse else Severity.MEDIUM,
        title="Past its end of life",
        about=(live.tokens[one.system],),
        systems=(one.system,),
        objects=names,
        evidence=evidence,
        cells=[
            *cells_of_systems(live, (one.system,), _LIFE_FIELDS),
            *cells_of_flows(live.flows[i] for i in flows),
        ],
    )


def _quiet(live: LiveMap, ended: Sequence[Deadline]) -> Finding:
    """All those that nothing leads to and that are of no high criticality."""
    systems = sorted(one.system for one in ended)
    many = len(systems) > 1
    evidence = (
        f"{_listed_with_days(live, ended)} reached {'their' if many else 'its'} end of life and "
        f"{'are' if many else 'is'} not retired. No live flow ties {'them' if many else 'it'} to "
        "anything: retire what is no longer used, and correct the date of what is."
    )
    return draft(
        live,
        kind=FindingKind.END_OF_LIFE,
        rule=PAST_LIFE,
        severity=Severity.LOW,
        title="Past their end of life" if many else "Past its end of life",
        about=[live.tokens[i] for i in systems],
        systems=systems,
        objects=(),
        evidence=evidence,
        cells=cells_of_systems(live, systems, _LIFE_FIELDS),
    )


def _still_coming(live: LiveMap, system: int, flows: Sequence[int], personal: Sequence[str]) -> str:
    if not flows:
        return "No live flow leads into it."
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
            f"{live.name(one.system)} reaches its end of life on {day_named(one.on)}: "
            f"{' and '.join(left)}."
        ),
        cells=cells_of_systems(live, (one.system, *fed), ("name", "end_of_life")),
    )


def _get(systems: Sequence[int]) -> str:
    return "gets" if len(systems) == 1 else "get"


def _contracts(live: LiveMap, ended: Sequence[Deadline]) -> Finding:
    """All contracts that have ended in one, whose waiver holds until another one ends."""
    systems = sorted(one.system for one in ended)
    weighty = any(_is_weighty(live, one) for one in ended)
    many = len(systems) > 1
    evidence = (
        f"The {'contracts' if many else 'contract'} of {_listed_with_days(live, ended)} "
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


def _listed_with_days(live: LiveMap, ended: Iterable[Deadline]) -> str:
    return listed([f"{live.name(one.system)} ({day_named(one.on)})" for one in ended])
