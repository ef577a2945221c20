"""Personal data carried by hand (built-in rule MAN-01)."""

from collections.abc import Collection

from isthmus.analysis.drafting import cells_of_flows, cells_of_systems, draft, proposed
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import numbered
from isthmus.analysis.results import Finding, FindingKind
from isthmus.analysis.wording import listed
from isthmus.catalogue.types import Severity

RULE = "MAN-01"


def transfers_of(live: LiveMap, reported: Collection[str]) -> list[Finding]:
    """One finding per manual flow of personal data, but for those (ids) that a rule reports."""
    manual = [i for i, by_hand in enumerate(live.manual) if by_hand]
    tokens = dict(zip(manual, numbered([_token(live, i) for i in manual]), strict=True))
    return [
        _finding(live, i, personal, tokens[i])
        for i in manual
        if live.flows[i].id not in reported and (personal := _personal(live, i))
    ]


def _token(live: LiveMap, flow: int) -> str:
    """What a flow is to its key: its ends; parallel ones are numbered in canonical order."""
    return "\x1f".join(live.tokens[end] for end in live.ends[flow])


def _personal(live: LiveMap, flow: int) -> list[str]:
    things = live.things
    numbers = things.numbers(live.flows[flow].data_objects)
    return things.names(i for i in numbers if things.records[i].personal)


def _finding(live: LiveMap, flow: int, personal: list[str], token: str) -> Finding:
    source, target = live.ends[flow]
    often = live.flows[flow].frequency
    how = f"by hand ({often})" if often else "by hand"
    evidence = (
        f"{listed(personal)}, personal data, goes {how} from {live.name(source)} "
        f"to {live.name(target)}, where nothing checks who saw it and what was left out."
    )
    cells = [
        *cells_of_flows([live.flows[flow]]),
        *cells_of_systems(live, live.ends[flow], ("name",)),
    ]
    return draft(
        live,
        kind=FindingKind.MANUAL_TRANSFER,
        rule=RULE,
        severity=Severity.MEDIUM,
        title="Manual transfer",
        about=(token,),
        systems=(source, target),
        objects=personal,
        evidence=evidence,
        cells=cells,
        closes_with=[proposed(live, source, target, personal)],
    )
