"""What a report rests on: benchmarks, what is unknown or assumed."""

from decimal import Decimal

from isthmus.analysis.premises import MainlandBy
from isthmus.model.records import Flow, FlowMethod, FlowState, System
from isthmus.report.basis import Basis
from isthmus.report.parts import Benchmark
from isthmus.report.words import counted, number, percent, plural

# The figures that the founding texts give. CEB surveyed 165 organisations (IT budget benchmark,
# 2013); Gartner's are from the webinar "By 2017 the CMO will spend more on IT than the CIO"
# (2012); the shares of the two budgets are from CIO (2013).


def benchmarks(basis: Basis) -> tuple[Benchmark, ...]:
    """The map's figures beside those of the studies."""
    on_top, bought = basis.analysis.metrics.outside_on_top, _bought_by_business(basis)
    return (
        Benchmark(
            "Spend outside IT, on top of IT's budget",
            _told(on_top),
            "40%",
            "CEB, 2013",
            on_top,
            (("40%", 0.40),),
        ),
        Benchmark(
            "Marketing technology bought by the business itself",
            _told(bought),
            "30%",
            "Gartner, 2012",
            bought,
            (("30%", 0.30),),
        ),
        Benchmark(
            "Marketing technology that marketing influences",
            "",
            "almost half",
            "Gartner, 2012",
        ),
        Benchmark(
            "Marketing technology as a share of the CMO's budget, of the CIO's",
            "",
            "15.75%, 12.3%",
            "CIO, 2013",
            figures=(("15.75% of the CMO's", 0.1575), ("12.3% of the CIO's", 0.123)),
        ),
    )


def _told(share: float | None) -> str:
    return "" if share is None else percent(share)


def _bought_by_business(basis: Basis) -> float | None:
    """Share of the spend on marketing systems whose payer is known that the business pays."""
    paid = {True: Decimal(0), False: Decimal(0)}
    for system in basis.systems:
        if is_marketing(basis, system):
            paid[basis.ownership.paid_outside(system)] += basis.cost(system) or Decimal(0)
    total = paid[True] + paid[False]
    return float(paid[True] / total) if total > 0 else None


BENCHMARKS_NOTE = (
    "Marketing technology: systems of the catalogue's marketing categories, and those that a "
    "marketing department owns. Bought by the business itself: what a department other than IT "
    "pays for, by annual cost; the owning department pays where no funder is named."
)


def is_marketing(basis: Basis, system: System) -> bool:
    """Whether a system is marketing technology, by its category or by who owns it."""
    owner = basis.department(system.department).casefold()
    return "marketing" in owner or basis.catalogue.head_of(system.category) == "marketing"


def unknowns(basis: Basis) -> tuple[str, ...]:
    """What was assumed and what the data do not tell, one sentence each."""
    said = [*_mainland(basis), *_of_systems(basis), *_currency(basis), *_of_flows(basis)]
    return tuple(said)


def _mainland(basis: Basis) -> list[str]:
    """What is taken for the mainland where nobody marks it; what is set is told as the method."""
    is_usual = basis.premises.mainland is MainlandBy.STANDING
    if not is_usual or not basis.systems or any(system.backbone for system in basis.systems):
        return []
    return [
        (
            "No system is marked as backbone: the mainland is the connected part with the most "
            "systems of record that IT looks after."
        )
    ]


def _currency(basis: Basis) -> list[str]:
    """In what the costs are taken to be, where none of them says it."""
    costs = [row.currency for row in basis.systems if row.annual_cost is not None]
    if not costs or any(costs):
        return []
    return [f"No cost names its currency: amounts are taken to be in {basis.currency}."]


def _of_systems(basis: Basis) -> list[str]:
    systems = basis.systems
    costless = basis.analysis.metrics.costs_unknown
    faults = (
        (costless, "has no cost that can be added up", "have no cost that can be added up",
         "the spend shown leaves {them} out"),
        (sum(not basis.ownership.stewarded(row) for row in systems),
         "has no IT steward recorded and is not owned by IT",
         "have no IT steward recorded and are not owned by IT",
         "{they} {count} as looked after by nobody in IT"),
        (sum(not row.department for row in systems), "has no department", "have no department",
         "who owns {them} is unknown"),
        (sum(not row.category for row in systems), "could not be given a category",
         "could not be given a category", "no rule can expect anything of {them}"),
    )  # fmt: skip
    return [
        _fault(count, len(systems), one, many, effect)
        for count, one, many, effect in faults
        if count
    ]


def _fault(count: int, of: int, one: str, many: str, effect: str) -> str:
    """'3 of 15 systems have no department: who owns them is unknown', as a sentence."""
    subject = "The only system" if of == 1 else f"{number(count)} of {number(of)} systems"
    pronouns = {
        "them": plural(count, "it", "them"),
        "they": plural(count, "it", "they"),
        "count": plural(count, "counts", "count"),
    }
    return f"{subject} {plural(count, one, many)}: {effect.format(**pronouns)}."


def _of_flows(basis: Basis) -> list[str]:
    live = [flow for flow in basis.snapshot.flows.values() if flow.state is FlowState.LIVE]
    others = len(basis.snapshot.flows) - len(live)
    said = []
    if others:
        verb = plural(others, "does", "do")
        said.append(
            f"{counted(others, 'planned or retired flow')} {verb} not count as a connection."
        )
    said += _silent(live)
    return said


def _silent(live: list[Flow]) -> list[str]:
    """Live flows that do not say what they carry, or how."""
    mute = sum(not flow.data_objects for flow in live)
    unclear = sum(flow.method is FlowMethod.UNKNOWN for flow in live)
    said = []
    if mute:
        verb = plural(mute, "names", "name")
        said.append(f"{counted(mute, 'live flow')} {verb} no data object.")
    if unclear:
        verb = plural(unclear, "does", "do")
        said.append(
            f"{counted(unclear, 'live flow')} {verb} not say by what method data moves; "
            f"{plural(unclear, 'it is', 'they are')} not taken as done by hand."
        )
    return said
