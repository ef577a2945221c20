"""Whom an island would be tied to, and where nobody is proposed."""

import pytest

from isthmus.analysis.check import check
from isthmus.analysis.results import Finding, FindingKind
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.model.records import HoldingRole
from support.mapmaker import MapMaker, catalogue_of, rule

PLAIN, REAL = catalogue_of(), load_catalogue()
REPLICA, MASTER = HoldingRole.REPLICA, HoldingRole.MASTER


def mainland(make: MapMaker, **systems: str) -> MapMaker:
    """Systems of some categories, tied to one another by what nobody else has."""
    make.system("Core", backbone=True)
    for name, category in systems.items():
        make.system(name, category)
        make.flow("Core", name, "Nothing else")
    return make


def islet(make: MapMaker, catalogue: Catalogue) -> Finding:
    make.system("Apart", it_steward="Ana")
    found = check(make.snapshot(), catalogue).findings
    return next(finding for finding in found if finding.kind is FindingKind.ISLAND)


def proposal(make: MapMaker, catalogue: Catalogue) -> tuple[str, str, tuple[str, ...]]:
    [flow] = islet(make, catalogue).closes_with
    names = {system.id: system.name for system in make.snapshot().systems.values()}
    return names[flow.source], names[flow.target], flow.data_objects


def test_a_tool_that_no_rule_and_no_data_ties_to_anything_gets_no_flow_for_its_own_sake():
    make = mainland(MapMaker(), Segment="customer-data-platform", Hub="data-hub")
    make.system("Apart", REAL.match_product("Canva").product.category, it_steward="Ana")
    found = islet(make, REAL)
    assert found.closes_with == ()
    assert found.evidence == (
        "Apart has no live flow to the mainland. No integration with the mainland is expected of "
        "it by the rules: accept it as a risk, or retire it."
    )


@pytest.mark.parametrize("name", ["Canva", "Adobe Creative Cloud", "Figma", "Adobe InDesign"])
def test_tools_of_designers_are_no_library_of_assets(name):
    assert REAL.match_product(name).product.category == "graphic-design"


def test_without_a_mainland_nothing_is_said_of_what_the_rules_expect():
    make = MapMaker()
    for name in ("Apart", "Other"):
        make.system(name)
    make.department("IT", is_it=True)
    assert "expected" not in islet(make, PLAIN).evidence


@pytest.mark.parametrize(
    ("apart", "other", "expected"),
    [
        (REPLICA, MASTER, ("Crm", "Apart")),
        (MASTER, REPLICA, ("Apart", "Crm")),
        (REPLICA, REPLICA, ("Apart", "Crm")),
    ],
)
def test_what_both_have_flows_from_whoever_masters_it(apart, other, expected):
    make = mainland(MapMaker(), Crm="mail", Hub="hub")
    make.holding("Apart", "consent", apart)
    make.holding("Crm", "consent", other)
    assert proposal(make, PLAIN) == (*expected, ("consent",))


def test_a_rule_counts_more_than_data_that_both_have():
    make = mainland(MapMaker(), Crm="crm", Erp="erp")
    make.system("Apart", "mail", it_steward="Ana")
    make.holding("Apart", "consent")
    make.holding("Erp", "consent", REPLICA)
    tried = catalogue_of(rule("X-01", ["mail"], ["crm"]))
    assert proposal(make, tried) == ("Apart", "Crm", ("Contact",))


def test_one_of_the_same_head_goes_before_the_master():
    make = mainland(MapMaker(), Erp="erp", Bynder="digital-assets")
    make.system("Apart", "graphic-design", it_steward="Ana")
    for name, role in (("Apart", REPLICA), ("Erp", MASTER), ("Bynder", REPLICA)):
        make.holding(name, "product", role)
    assert proposal(make, REAL) == ("Apart", "Bynder", ("product",))


def test_who_is_usually_of_record_will_do_and_else_a_hub():
    make = mainland(MapMaker(), Crm="crm", Hub="hub")
    make.holding("Apart", "contact", REPLICA)
    assert proposal(make, PLAIN) == ("Apart", "Crm", ("contact",))
    make = mainland(MapMaker(), Mail="mail", Hub="hub")
    make.holding("Apart", "contact", REPLICA)
    make.holding("Apart", "consent", REPLICA)
    assert proposal(make, PLAIN) == ("Apart", "Hub", ("consent", "contact"))


def test_what_flows_within_an_island_tells_too_whom_it_would_deal_with():
    make = mainland(MapMaker(), Erp="erp")
    make.holding("Erp", "invoice")
    make.flow("Apart", "Other", "invoice")
    assert proposal(make, PLAIN) == ("Erp", "Apart", ("invoice",))


def test_of_several_systems_it_is_said_in_the_plural():
    make = mainland(MapMaker(), Erp="erp")
    make.flow("Apart", "Other")
    assert islet(make, PLAIN).evidence.endswith(
        " expected of them by the rules: accept it as a risk, or retire them."
    )
