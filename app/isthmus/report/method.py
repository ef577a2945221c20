"""The method of a report: its words, and what its findings depend on."""

from isthmus.analysis.currencies import currencies_of
from isthmus.analysis.premises import MainlandBy
from isthmus.analysis.premisewords import methods_listed, premise_lines
from isthmus.analysis.rulebook import rulebook
from isthmus.report.basis import Basis

_USUAL = "This map sets nothing of that otherwise: all rules hold."


def premises_told(basis: Basis) -> tuple[str, ...]:
    """What the map sets otherwise than usual, a sentence each; one sentence where it does not."""
    packs = rulebook(basis.premises, basis.catalogue)
    currencies = currencies_of(basis.snapshot, basis.premises.rates, basis.as_of)
    return premise_lines(basis.premises, packs, currencies, basis.currency) or (_USUAL,)


def terms(basis: Basis) -> tuple[tuple[str, str], ...]:
    """The words of the findings, as PRODUCT.md defines them and the map sets them."""
    carried = methods_listed(basis.premises.carried, "or")
    tidal = f"tied to the mainland only by {carried}: cut off whenever nobody carries the data."
    return (
        ("Mainland", _MAINLANDS[basis.premises.mainland]),
        ("Island, islet", "any other connected part; an islet is a single system."),
        ("Rogue island", _ROGUE),
        *([("Tidal island", tidal)] if carried else []),
        ("Missing integration", _MISSING),
        ("Spend outside IT", _OUTSIDE),
    )


_MAINLAND = "the connected part of the map (live flows, direction ignored)"
_MAINLANDS = {
    MainlandBy.STANDING: (
        f"{_MAINLAND} with the backbone: systems marked as such, else the part with the most "
        "systems of record that IT looks after."
    ),
    MainlandBy.BACKBONE: f"{_MAINLAND} with the systems that are marked as backbone.",
    MainlandBy.SIZE: f"{_MAINLAND} that holds the most systems.",
}
_ROGUE = (
    "an island with no IT steward on any of its systems and at least one system funded or owned "
    "outside IT; a steward who sits in the business counts as IT involved."
)
_MISSING = "a flow that a rule expects and the map has neither directly nor through hubs."
_OUTSIDE = (
    "the annual cost of systems that a department other than IT pays for; the owning department "
    "pays where no funder is named."
)
