"""Each edit of a hand or a menu: what it leaves, one undo step, refusals with a word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.catalogue.types import DataObjectKind, Product, Severity
from isthmus.model.document import Document
from isthmus.model.integrity import all_faults
from isthmus.model.records import (
    CellRef,
    DataObject,
    Department,
    Flow,
    FlowState,
    HoldingRole,
    MapInfo,
    System,
)
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from support.harbour import harbour_vale


@dataclass
class Match:
    product: Product
    score: float
    reason: str = "name"


class FewProducts:
    """Stands in for the catalogue: two products, two data objects."""

    def match_product(self, name: str, vendor: str = "") -> Match | None:
        if name.casefold() in ("salesforce", "sfdc"):
            return Match(Product("salesforce", "Salesforce", "Salesforce Inc", "crm"), 1.0)
        if name.casefold().startswith("sales"):
            return Match(Product("salesforce", "Salesforce", "Salesforce Inc", "crm"), 0.6)
        return None

    def match_data_object(self, text: str) -> DataObjectKind | None:
        names = {"customer": "Customer", "client": "Customer", "order": "Order"}
        found = names.get(text.casefold())
        return DataObjectKind(found.casefold(), found, found == "Customer") if found else None


CATALOGUE = FewProducts()


@pytest.fixture
def document() -> Document:
    return Document()


@pytest.fixture
def view(document: Document) -> str:
    return edits.ensure_view(document)


@pytest.fixture
def pair(document: Document, view: str) -> tuple[System, System]:
    crm = edits.draw_system(document, "CRM", view, 0, 0)
    erp = edits.draw_system(document, "ERP", view, 200, 0)
    return crm, erp


@pytest.fixture(autouse=True)
def _whole_and_one_step(document: Document, request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test the map is whole, and all of it can be undone."""
    yield
    assert not all_faults(document.snapshot().tables)
    while document.undo():
        pass
    assert document.snapshot().same_content(Document().snapshot())


def test_a_map_has_one_view_however_often_it_is_asked_for(document, view):
    assert edits.ensure_view(document) == view
    assert edits.first_view(document) == view
    assert len(document.snapshot().views) == 1


def test_a_drawn_system_stands_where_it_was_drawn(document, view):
    system = edits.draw_system(document, "  E-mail   tool ", view, 8, 16, category="email")
    (placement,) = document.snapshot().placements.values()
    assert (placement.view, placement.system) == (view, system.id)
    assert (placement.x, placement.y) == (8, 16)
    assert document.snapshot().systems[system.id].name == "E-mail tool"
    assert system.category == "email"
    assert document.undo_label == "Draw E-mail tool"
    document.undo()
    assert not document.snapshot().systems


def test_a_name_that_is_surely_a_product_gives_vendor_and_category(document, view):
    system = edits.draw_system(document, "SFDC", view, 0, 0, catalogue=CATALOGUE)
    assert (system.name, system.product, system.vendor, system.category) == (
        "SFDC",
        "salesforce",
        "Salesforce Inc",
        "crm",
    )
    vague = edits.draw_system(document, "Sales board", view, 0, 0, catalogue=CATALOGUE)
    assert (vague.product, vague.category) == ("", "")


def test_a_product_dragged_from_the_catalogue_is_taken_as_it_is(document, view):
    product = Product("marketo", "Marketo Engage", "Adobe", "marketing-automation")
    system = edits.draw_system(document, product.name, view, 0, 0, product=product, category="own")
    assert (system.product, system.vendor, system.category) == ("marketo", "Adobe", "own")


def test_a_blank_name_is_refused(document, view, pair):
    before = document.snapshot()
    with pytest.raises(EditRefused, match="needs a name"):
        edits.draw_system(document, "  ", view, 0, 0)
    with pytest.raises(EditRefused, match="needs a name"):
        edits.rename(document, System, pair[0].id, " ")
    assert document.snapshot() is before


def test_a_flow_carries_data_objects_by_name(document, pair):
    crm, erp = pair
    flow = edits.draw_flow(
        document, crm.id, erp.id, ["Customer", "customer", "Ticket"], catalogue=CATALOGUE
    )
    objects = document.snapshot().data_objects
    assert [objects[key].name for key in flow.data_objects] == ["Customer", "Ticket"]
    customer = objects[flow.data_objects[0]]
    assert (customer.kind, customer.personal) == ("customer", True)
    assert document.undo_label == "Draw a flow from CRM to ERP"
    back = edits.draw_flow(document, erp.id, crm.id, ["CUSTOMER"])
    assert back.data_objects == flow.data_objects[:1]


def test_the_catalogues_name_means_the_maps_own_object_of_that_kind(document, pair):
    crm, erp = pair
    own = edits.draw_flow(document, crm.id, erp.id, ["Client"], catalogue=CATALOGUE)
    same = edits.draw_flow(document, erp.id, crm.id, ["Customer"], catalogue=CATALOGUE)
    assert same.data_objects == own.data_objects
    assert [one.name for one in document.snapshot().data_objects.values()] == ["Client"]


def test_flows_that_make_no_sense_are_refused(document, pair):
    crm, erp = pair
    edits.draw_flow(document, crm.id, erp.id, ["Order"])
    before = document.snapshot()
    with pytest.raises(EditRefused, match="another system"):
        edits.draw_flow(document, crm.id, crm.id)
    with pytest.raises(EditRefused, match="from CRM to ERP already"):
        edits.draw_flow(document, crm.id, erp.id, ["order"])
    with pytest.raises(EditRefused, match="not on the map"):
        edits.draw_flow(document, crm.id, "gone")
    assert document.snapshot() is before
    edits.draw_flow(document, crm.id, erp.id, ["Order"], state=FlowState.PLANNED)
    assert len(document.snapshot().flows) == 2


def test_a_system_drawn_with_a_flow_is_one_step_and_refused_in_words(document, view):
    crm = edits.draw_system(document, "CRM", view, 0, 0)
    before = document.snapshot()
    for source, name, words in (("gone", "ERP", "not on the map"), (crm.id, "  ", "needs a name")):
        with pytest.raises(EditRefused, match=words):
            edits.draw_system_with_flow(document, name, view, 0, 80, source=source)
    assert document.snapshot() is before
    new = edits.draw_system_with_flow(
        document, "SFDC", view, 0, 80, source=crm.id, catalogue=CATALOGUE
    )
    assert (new.product, new.vendor, new.category) == ("salesforce", "Salesforce Inc", "crm")
    (flow,) = document.snapshot().flows.values()
    assert (flow.source, flow.target) == (crm.id, new.id)
    assert document.undo_label == "Draw a flow from CRM to SFDC"
    document.undo()
    assert document.snapshot().same_content(before)


def test_renaming_recognises_a_product_but_keeps_what_was_filled_in(document, view):
    system = edits.draw_system(document, "New system", view, 0, 0, category="sales-automation")
    renamed = edits.rename(document, System, system.id, "SFDC", CATALOGUE)
    assert (renamed.name, renamed.product, renamed.category) == (
        "SFDC",
        "salesforce",
        "sales-automation",
    )
    assert document.undo_label == "Rename New system"
    again = edits.rename(document, System, system.id, "Our CRM", CATALOGUE)
    assert again.product == "salesforce"
    assert edits.rename(document, MapInfo, "map", "Harbour").name == "Harbour"


def test_fields_are_set_with_the_models_own_types_only(document, pair):
    crm, erp = pair
    changed = edits.set_fields(document, System, crm.id, annual_cost=Decimal("12.50"), users=7)
    assert (changed.annual_cost, changed.users) == (Decimal("12.50"), 7)
    assert document.undo_label == "Change annual cost, users of CRM"
    before = document.snapshot()
    with pytest.raises(EditRefused, match="does not fit"):
        edits.set_fields(document, System, crm.id, users="seven")
    with pytest.raises(EditRefused, match="does not fit"):
        edits.set_fields(document, System, crm.id, annual_cost=Decimal("NaN"))
    with pytest.raises(EditRefused, match="inconsistent"):
        edits.set_fields(document, System, crm.id, department="nowhere")
    with pytest.raises(EditRefused, match="any more"):
        edits.set_fields(document, System, "gone", users=1)
    assert document.snapshot() is before
    edits.set_fields_of(document, System, [crm.id, erp.id], backbone=True)
    assert all(one.backbone for one in document.snapshot().systems.values())
    assert document.undo_label == "Change backbone of 2 systems"


def test_a_flow_cannot_be_bent_back_to_its_own_system(document, pair):
    flow = edits.draw_flow(document, pair[0].id, pair[1].id)
    with pytest.raises(EditRefused, match="another system"):
        edits.set_fields(document, Flow, flow.id, target=pair[0].id)
    turned = edits.set_fields(document, Flow, flow.id, source=pair[1].id, target=pair[0].id)
    assert (turned.source, turned.target) == (pair[1].id, pair[0].id)


def test_moving_is_one_step_and_keeps_the_placements(document, view, pair):
    ids = set(document.snapshot().placements)
    revision = document.revision
    edits.move(document, view, {pair[0].id: (40, 48), pair[1].id: (80, 96), "gone": (0, 0)})
    snapshot = document.snapshot()
    assert set(snapshot.placements) == ids
    assert {(one.x, one.y) for one in snapshot.placements.values()} == {(40, 48), (80, 96)}
    assert document.revision == revision + 1
    assert document.undo_label == "Move 2 systems"
    edits.move(document, view, {pair[0].id: (0, 48)})
    assert document.undo_label == "Move CRM"


def test_a_layout_places_what_has_no_place_yet(document, view):
    with document.edit("Import") as tx:
        system = tx.put(System(name="Loose"))
    edits.place(document, view, {system.id: (8, 8)}, "Arrange")
    (placement,) = document.snapshot().placements.values()
    assert (placement.system, placement.x) == (system.id, 8)
    assert document.undo_label == "Arrange"
    with pytest.raises(EditRefused):
        edits.place(document, view, {system.id: (float("nan"), 8)}, "Arrange")


def test_duplicates_are_shifted_renamed_and_tied_among_themselves(document, view, pair):
    crm, erp = pair
    edits.draw_flow(document, crm.id, erp.id, ["Order"])
    edits.set_holding(document, crm.id, "Order", HoldingRole.MASTER)
    edits.set_fields(document, System, crm.id, origin=(CellRef("a.xlsx", "S", "A2"),))
    copies = edits.duplicate(document, [crm.id, erp.id], view, 16, 24)
    snapshot = document.snapshot()
    assert [snapshot.systems[copies[one.id]].name for one in pair] == ["CRM 2", "ERP 2"]
    assert snapshot.systems[copies[crm.id]].origin == ()
    ends = {(one.source, one.target) for one in snapshot.flows.values()}
    assert ends == {(crm.id, erp.id), (copies[crm.id], copies[erp.id])}
    places = {one.system: (one.x, one.y) for one in snapshot.placements.values()}
    assert places[copies[erp.id]] == (216, 24)
    assert {one.system for one in snapshot.holdings.values()} == {crm.id, copies[crm.id]}
    assert edits.duplicate(document, ["gone"], view, 1, 1) == {}
    (third,) = edits.duplicate(document, [crm.id], view, 1, 1).values()
    assert document.snapshot().systems[third].name == "CRM 3"


def test_deleting_takes_along_what_cannot_stand_alone(document, view, pair):
    crm, erp = pair
    flow = edits.draw_flow(document, crm.id, erp.id, ["Order"])
    edits.set_holding(document, crm.id, "Order", HoldingRole.MASTER)
    gone = edits.delete(document, [crm.id, flow.id, "unknown", "map"])
    snapshot = document.snapshot()
    assert {crm.id, flow.id} < gone
    assert set(snapshot.systems) == {erp.id}
    assert not snapshot.flows
    assert not snapshot.holdings
    assert [one.system for one in snapshot.placements.values()] == [erp.id]
    assert document.undo_label == "Delete 1 system and 1 flow"
    assert edits.delete(document, ["unknown"]) == frozenset()
    edits.delete(document, [erp.id])
    assert document.undo_label == "Delete ERP"


def finding_for(crm: System, erp: System) -> Finding:
    return Finding(
        key="missing:crm-erp",
        kind=FindingKind.MISSING_INTEGRATION,
        rule="crm-erp",
        severity=Severity.HIGH,
        title="CRM does not reach ERP",
        systems=(crm.id, erp.id),
        data_objects=("Customer", "Order"),
        evidence="",
        closes_with=(
            ProposedFlow(crm.id, erp.id, ("Customer", "Order")),
            ProposedFlow(erp.id, crm.id, ("Order",)),
        ),
    )


def test_a_finding_is_closed_by_planned_flows_once(document, pair):
    crm, erp = pair
    flows = edits.add_planned_flows(document, finding_for(crm, erp), CATALOGUE)
    assert [(one.source, one.target, one.state) for one in flows] == [
        (crm.id, erp.id, FlowState.PLANNED),
        (erp.id, crm.id, FlowState.PLANNED),
    ]
    kinds = {one.name: one.kind for one in document.snapshot().data_objects.values()}
    assert kinds == {"Customer": "customer", "Order": "order"}
    assert document.undo_label == "Plan 2 flows for the missing integration CRM → ERP"
    with pytest.raises(EditRefused, match="planned already"):
        edits.add_planned_flows(document, finding_for(crm, erp), CATALOGUE)
    document.undo()
    assert not document.snapshot().flows
    assert not document.snapshot().data_objects


def test_a_finding_whose_system_is_gone_plans_nothing(document, pair):
    finding = finding_for(*pair)
    edits.delete(document, [pair[0].id])
    before = document.snapshot()
    with pytest.raises(EditRefused, match="not on the map"):
        edits.add_planned_flows(document, finding, CATALOGUE)
    assert document.snapshot() is before


def test_holdings_are_set_changed_and_let_go(document, pair):
    crm, _ = pair
    edits.set_holding(document, crm.id, "Customer", HoldingRole.MASTER, CATALOGUE)
    edits.set_holding(document, crm.id, "customer", HoldingRole.READER, CATALOGUE)
    (holding,) = document.snapshot().holdings.values()
    assert holding.role is HoldingRole.READER
    assert edits.set_holding(document, crm.id, "Customer", None) is None
    assert not document.snapshot().holdings
    assert len(document.snapshot().data_objects) == 1


def test_departments_are_found_before_they_are_made(document, pair):
    it = edits.add_department(document, "IT", is_it=True)
    assert edits.add_department(document, " it ") == it
    team = edits.add_department(document, "Web team", parent=it.id)
    assert team.parent == it.id
    edits.assign_department(document, [one.id for one in pair], "IT")
    edits.assign_department(document, [pair[0].id], "Marketing", "funder")
    snapshot = document.snapshot()
    crm, erp = (snapshot.systems[one.id] for one in pair)
    assert crm.department == erp.department == it.id
    assert snapshot.departments[crm.funder].name == "Marketing"
    edits.assign_department(document, [crm.id], "", "funder")
    assert document.snapshot().systems[crm.id].funder is None
    edits.rename(document, Department, it.id, "Technology")
    assert document.snapshot().departments[it.id].name == "Technology"


def test_a_waiver_replaces_an_earlier_one_and_needs_a_reason(document):
    with pytest.raises(EditRefused, match="why"):
        edits.waive(document, "key", "  ")
    edits.waive(document, "key", "too dear")
    edits.waive(document, "key", "leaves next year", "CIO", date(2027, 1, 1))
    edits.waive(document, "other", "small")
    by_key = {one.finding_key: one for one in document.snapshot().waivers.values()}
    assert len(document.snapshot().waivers) == 2
    assert (by_key["key"].reason, by_key["key"].who) == ("leaves next year", "CIO")
    edits.unwaive(document, "key")
    assert [one.finding_key for one in document.snapshot().waivers.values()] == ["other"]


def test_a_planned_flow_is_labelled_as_it_is_spoken(document, view):
    names = ("Airtable", "Mailchimp", "Typeform", "Okta")
    systems = [edits.draw_system(document, name, view, 0, 0) for name in names]
    finding = Finding(
        key="island",
        kind=FindingKind.ROGUE_ISLAND,
        rule="ISL-01",
        severity=Severity.CRITICAL,
        title="Rogue island",
        systems=tuple(one.id for one in systems[:3]),
        data_objects=(),
        evidence="",
        closes_with=(ProposedFlow(systems[3].id, systems[1].id),),
    )
    edits.add_planned_flows(document, finding)
    label = "Plan a flow for the rogue island Airtable, Mailchimp and 1 more"
    assert document.undo_label == label


def test_a_field_that_is_called_kind_can_be_set():
    document = harbour_vale()
    key = next(iter(document.snapshot().data_objects))
    edits.set_fields(document, DataObject, key, kind="invoice")
    assert document.snapshot().data_objects[key].kind == "invoice"


def test_a_waiver_of_a_finding_says_up_to_what_it_holds_and_in_what_role(document):
    one, other = (system.id for system in two_systems(document))
    gone = "gone"
    finding = finding_about(one, other, gone)
    waiver = edits.waive(document, finding, "too dear", "Ann", role=" CIO ")
    assert (waiver.finding_key, waiver.role) == (finding.key, "CIO")
    assert (waiver.severity, waiver.covers) == ("high", (one, other))


def test_what_else_a_waiver_covers_stays_accepted(document):
    one, other = (system.id for system in two_systems(document))
    waiver = edits.waive(document, finding_about(one, other), "too dear")
    part = replace(finding_about(one), key="part", accepted_by=(waiver.id,))
    edits.unwaive(document, part)
    assert document.snapshot().waivers[waiver.id].covers == (other,)
    rest = replace(finding_about(other), key="rest", accepted_by=(waiver.id,))
    edits.unwaive(document, rest)
    assert not document.snapshot().waivers


def two_systems(document):
    view = edits.ensure_view(document)
    return [edits.draw_system(document, name, view, 0, 0) for name in ("A1", "A2")]


def finding_about(*systems):
    return Finding("key", FindingKind.ISLAND, "ISL-03", Severity.HIGH, "Island", systems, (), "")
