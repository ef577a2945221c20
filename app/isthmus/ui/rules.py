"""What a finding rests on, in words: the rule, the claim behind it and its source."""

from dataclasses import dataclass

from isthmus.analysis.premises import USUAL, Premises
from isthmus.analysis.premisewords import methods_listed
from isthmus.analysis.results import Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Rule

BUILT_IN = {
    "CON-01": (
        "Contract ended",
        "The contract of a live system has ended: it is renewed without a record, or used without.",
    ),
    "EOL-01": (
        "Past its end of life",
        "The system is live after the end of its life: nobody mends it any more.",
    ),
    "EOL-02": (
        "End of life near",
        (
            "The life of the system ends within 180 days, while it masters data or feeds other "
            "systems."
        ),
    ),
    "INV-01": (
        "IT absent",
        (
            "By the rules of thumb for IT's involvement, which the CIO can edit, IT should lead "
            "here, and nobody of IT looks after the system."
        ),
    ),
    "ISL-00": (
        "No flows",
        (
            "Islands are what no live flow ties to the mainland. The map records no live flow, no "
            "IT steward and no IT department, so that nothing tells the one from the other."
        ),
    ),
    "ISL-01": (
        "Rogue island",
        (
            "No live flow ties these systems to the mainland, none has an IT steward, and at "
            "least one is owned or funded outside IT."
        ),
    ),
    "ISL-02": (
        "Tidal island",
        (
            "Only {carried} tie these systems to the mainland: they are cut off whenever nobody "
            "carries the data."
        ),
    ),
    "ISL-03": ("Island", "No live flow ties these systems to the mainland."),
    "MAN-01": (
        "Manual transfer",
        "Data that people carry is late, and gets lost or changed on the way.",
    ),
    "OBJ-01": ("No master", "Systems hold this data object, but none is its system of record."),
    "OBJ-02": ("Two masters", "Several systems are called the system of record of one object."),
    "OBJ-03": (
        "Out of reach",
        "A system holds a copy that no live flow fills from the system of record.",
    ),
    "REG-01": (
        "Outside its regions",
        "Personal data is in a system that runs outside the regions to which the data is bound.",
    ),
    "REG-02": (
        "Crossing regions",
        (
            "A live flow takes personal data from one region to another. Transfers to third "
            "countries are tied to conditions (Regulation (EU) 2016/679, GDPR, Article 44)."
        ),
    ),
    "REG-03": (
        "Regulation not recorded",
        (
            "Data that falls under a regulation is in systems that record none. A record of "
            "processing is a duty (Regulation (EU) 2016/679, GDPR, Article 30)."
        ),
    ),
}
"""Title and definition of the rules that are not in the catalogue."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a rule holds something to be a finding."""

    key: str
    title: str
    why: str
    source: str = ""
    """Title of the source of the claim; '' where it is a definition of the map's own words."""
    reach: str = ""
    """How far apart the systems may be; '' where the rule is not about two systems."""


def grounds(finding: Finding, catalogue: Catalogue, premises: Premises = USUAL) -> Grounds:
    """The rule of a finding, in words; the catalogue's rules are those that hold for the map."""
    rule = next((rule for rule in catalogue.rules if rule.key == finding.rule), None)
    if rule is not None:
        return Grounds(rule.key, rule.title, rule.reason, _source(rule, catalogue), _reach(rule))
    title, why = BUILT_IN.get(finding.rule, (finding.title, ""))
    carried = methods_listed(premises.carried, "or")
    return Grounds(finding.rule, title, why.replace("{carried}", carried))


def _source(rule: Rule, catalogue: Catalogue) -> str:
    source = catalogue.sources.get(rule.claim)
    return source.title if source else rule.claim


def _reach(rule: Rule) -> str:
    """The limit of hops, in words."""
    hubs = rule.max_hops - 1
    if not hubs:
        return "Only a flow directly between the two counts."
    between = "one hub" if hubs == 1 else f"at most {hubs} hubs"
    return (
        f"A flow directly between the two counts, and so does a way over {between} between them "
        "(an integration platform, a data hub, a warehouse). A longer way counts as missing."
    )
