"""What an analysis finds on the map of Harbour & Vale, written by hand: no rule is asked."""

from decimal import Decimal

from isthmus.analysis.results import (
    Analysis,
    DepartmentSpend,
    Finding,
    FindingKind,
    Island,
    IslandKind,
    Metrics,
    ProposedFlow,
)
from isthmus.catalogue.types import Severity
from isthmus.model.records import CellRef
from support.harbour import SHEET, SYSTEMS, WORKBOOK, harbour_id, system_id

ROGUE = ("Airtable", "Mailchimp", "Typeform")
ISLET = ("Hootsuite",)
MAINLAND = tuple(
    sorted((row[0] for row in SYSTEMS if row[0] not in ROGUE + ISLET), key=str.casefold)
)


def ids(names: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the systems of those names."""
    return tuple(system_id(name) for name in names)


def harbour_analysis(revision: int = 0) -> Analysis:
    """The islands, six findings and the figures of the map."""
    islands = (
        Island("mainland", IslandKind.MAINLAND, ids(MAINLAND), Decimal(47_000)),
        Island("airtable", IslandKind.ROGUE, ids(ROGUE), Decimal(84_000)),
        Island("hootsuite", IslandKind.ROGUE, ids(ISLET), Decimal(35_000)),
    )
    island_of = {one: index for index, part in enumerate(islands) for one in part.systems}
    beyond = {harbour_id("data_objects", "Contact"): ids(("Airtable", "Mailchimp"))}
    return Analysis(revision, islands, _findings(), _metrics(), island_of, beyond)


def _findings() -> tuple[Finding, ...]:
    contact = ("Contact", "Consent")
    mailchimp = ProposedFlow(system_id("Mailchimp"), system_id("Marketo"), contact)
    hootsuite = ProposedFlow(system_id("Hootsuite"), system_id("Segment"), ("Engagement",))
    back = ProposedFlow(system_id("Salesforce"), system_id("Marketo"), ("Opportunity",))
    rogue, missing = FindingKind.ROGUE_ISLAND, FindingKind.MISSING_INTEGRATION
    return (
        _finding(rogue, "ISL-01", Severity.CRITICAL, "Rogue island", ROGUE,
                 "No live flow to the mainland; holds Contact; no IT steward", (mailchimp,),
                 ("B16", "B17", "B18")),
        _finding(missing, "MKT-02", Severity.HIGH, "Missing integration", ("Mailchimp", "Marketo"),
                 "An e-mail tool and marketing automation both hold Contact; no path either way",
                 (mailchimp,), ("B16",)),
        _finding(rogue, "ISL-01", Severity.HIGH, "Rogue islet", ISLET,
                 "No flow at all; bought by Marketing; no IT steward", (hootsuite,), ("B19",)),
        _finding(FindingKind.ONE_WAY, "MKT-01", Severity.MEDIUM, "One-way flow",
                 ("Marketo", "Salesforce"),
                 "Leads go out; the rule expects opportunities back", (back,), ("B5",)),
        _finding(FindingKind.MANUAL_TRANSFER, "MAN-01", Severity.MEDIUM, "Manual transfer",
                 ("Airtable", "Mailchimp"), "Contacts are carried by hand; personal data", (), ()),
        _finding(FindingKind.OUT_OF_REACH, "DAT-03", Severity.MEDIUM, "Contact is out of reach",
                 ("Airtable", "Mailchimp"), "Salesforce masters Contact and reaches neither", (),
                 ()),
    )  # fmt: skip


def _finding(
    kind: FindingKind,
    rule: str,
    severity: Severity,
    title: str,
    systems: tuple[str, ...],
    evidence: str,
    closes: tuple[ProposedFlow, ...],
    cells: tuple[str, ...],
) -> Finding:
    return Finding(
        key=f"{kind.value}:{rule}:{'+'.join(systems)}",
        kind=kind,
        rule=rule,
        severity=severity,
        title=title,
        systems=ids(systems),
        data_objects=("Contact",) if kind is FindingKind.OUT_OF_REACH else (),
        evidence=evidence,
        cells=tuple(CellRef(WORKBOOK, SHEET, cell) for cell in cells),
        closes_with=closes,
    )


def _metrics() -> Metrics:
    spend = {"Marketing": (61, 119), "Sales": (96, 14), "Finance": (120, 0), "Service": (0, 33)}
    spend |= {"HR": (44, 0), "IT": (96, 0)}
    rows = tuple(
        DepartmentSpend(name, Decimal(inside * 1000), Decimal(outside * 1000))
        for name, (inside, outside) in spend.items()
    )
    return Metrics(
        systems=15,
        flows=14,
        live_flows=14,
        data_objects=9,
        departments=6,
        islands=2,
        rogue_islands=2,
        systems_cut_off=4,
        expected=13,
        in_place=9,
        missing=4,
        spend_inside=sum((row.inside_it for row in rows), Decimal(0)),
        spend_outside=sum((row.outside_it for row in rows), Decimal(0)),
        spend=rows,
    )
