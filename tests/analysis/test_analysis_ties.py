"""Islands that what is planned ties to the mainland."""

from datetime import date

import pytest

from isthmus.analysis.check import check
from isthmus.analysis.results import Finding, FindingKind
from isthmus.catalogue.types import Severity
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowMethod, FlowState, Lifecycle, System
from isthmus.workspace.edits import add_planned_flows
from isthmus.workspace.errors import EditRefused
from support.mapmaker import MapMaker, catalogue_of, rule

PLANNED = FlowState.PLANNED
ABOUT_ISLANDS = {FindingKind.ROGUE_ISLAND, FindingKind.ISLAND, FindingKind.TIDAL_ISLAND}


def rogue() -> MapMaker:
    make = MapMaker()
    make.system("Core", "crm", department="IT", backbone=True)
    make.system("Second", "crm", department="IT")
    make.flow("Core", "Second")
    make.system("Apart", "mail", department="Marketing")
    make.flow("Apart", "Other", "invoice")
    return make


def about_islands(make: MapMaker, *rules) -> list[Finding]:
    found = check(make.snapshot(), catalogue_of(*rules)).findings
    return [finding for finding in found if finding.kind in ABOUT_ISLANDS]


def closing(make: MapMaker, finding: Finding) -> list[tuple[str, str]]:
    names = {system.id: system.name for system in make.snapshot().systems.values()}
    return [(names[flow.source], names[flow.target]) for flow in finding.closes_with]


def test_a_planned_flow_to_the_mainland_is_said_and_no_rival_is_proposed():
    make = rogue()
    [bare] = about_islands(make, rule("X-01", ["mail"], ["crm"]))
    make.flow("Second", "Other", "consent", state=PLANNED, go_live=date(2027, 3, 1))
    [found] = about_islands(make, rule("X-01", ["mail"], ["crm"]))
    assert (found.key, found.kind) == (bare.key, FindingKind.ROGUE_ISLAND)
    assert (bare.severity, found.severity) == (Severity.HIGH, Severity.MEDIUM)
    assert found.evidence == f"{bare.evidence} Planned: Second to Other, from 1 March 2027."
    assert closing(make, found) == [("Second", "Other")]
    assert found.closes_with[0].data_objects == ("consent",)


def test_adding_the_proposed_flow_again_adds_nothing():
    document = Document(rogue().tables)
    catalogue = catalogue_of(rule("X-01", ["mail"], ["crm"]))

    def only() -> Finding:
        found = check(document.snapshot(), catalogue).findings
        return next(f for f in found if f.kind is FindingKind.ROGUE_ISLAND)

    [added] = add_planned_flows(document, only(), catalogue)
    again = only()
    assert [(f.source, f.target) for f in again.closes_with] == [(added.source, added.target)]
    with pytest.raises(EditRefused):
        add_planned_flows(document, again, catalogue)


def test_an_island_may_be_tied_in_over_another_and_over_a_planned_system():
    make = rogue()
    make.system("Bus", "hub", lifecycle=Lifecycle.PLANNED)
    make.system("Far", department="Sales")
    for source, target in (("Far", "Apart"), ("Other", "Bus"), ("Core", "Bus")):
        make.flow(source, target, state=PLANNED)
    found = {finding.systems[0]: finding for finding in about_islands(make)}
    near, far = found[make.system("Apart")], found[make.system("Far")]
    assert closing(make, near) == [("Other", "Bus"), ("Core", "Bus")]
    assert closing(make, far) == [("Far", "Apart"), *closing(make, near)]
    assert far.evidence.endswith(" Planned: Far to Apart, Other to Bus and Core to Bus.")


def test_what_is_planned_among_islands_alone_ties_nothing():
    make = rogue()
    make.system("Far", department="Sales")
    make.flow("Far", "Apart", state=PLANNED)
    assert all("Planned" not in finding.evidence for finding in about_islands(make))


@pytest.mark.parametrize(
    ("method", "tied"), [(FlowMethod.API, True), (FlowMethod.FILE, False), (FlowMethod.MANUAL, 0)]
)
def test_a_tidal_island_is_tied_in_only_by_what_nobody_carries(method, tied):
    make = rogue()
    make.flow("Core", "Apart", "invoice", method=FlowMethod.FILE)
    make.flow("Core", "Apart", "invoice", state=PLANNED, method=method)
    [found] = about_islands(make)
    assert found.kind is FindingKind.TIDAL_ISLAND
    assert ("Planned: Core to Apart." in found.evidence) is bool(tied)


def test_an_island_that_is_to_be_tidal_is_planned_too():
    make = rogue()
    make.flow("Core", "Shop", "invoice", method=FlowMethod.FILE)
    make.flow("Apart", "Shop", state=PLANNED)
    found = next(f for f in about_islands(make) if f.kind is FindingKind.ROGUE_ISLAND)
    assert found.evidence.endswith(" Planned: Apart to Shop.")


def test_without_a_mainland_nothing_is_tied_in_by_plans():
    make = MapMaker()
    make.system("A", department="Sales")
    make.system("B", department="Marketing")
    make.flow("A", "B", state=PLANNED)
    found = check(make.snapshot(), catalogue_of()).findings
    assert all("Planned" not in finding.evidence for finding in found)


def test_of_two_systems_alike_the_one_for_which_something_is_planned_is_always_the_same():
    def keys(planned: str) -> list[tuple[str, str]]:
        make = MapMaker()
        make.system("Core", "crm", department="IT", backbone=True)
        for ident in ("1", "2"):
            twin = System(id=ident, name="Twin", business_owner="Bo")
            make.tables["systems"][ident] = twin
        flow = Flow(source=make.system("Core"), target=planned, state=PLANNED)
        make.tables["flows"] = {flow.id: flow}
        return [(f.key, f.evidence) for f in about_islands(make)]

    assert keys("1") == keys("2")
