"""The document: edits whole or not at all, undo and redo, listeners, cascades, refusals."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from isthmus.model.changes import ChangeSet, Delta, Facet
from isthmus.model.document import Document
from isthmus.model.integrity import IntegrityError, all_faults, faults_of
from isthmus.model.records import (
    Capability,
    CellRef,
    DataObject,
    Department,
    Flow,
    FlowState,
    Holding,
    MapInfo,
    PerceptionAnswer,
    Side,
    System,
)
from isthmus.model.viewing import Note, Placement, View


@pytest.fixture
def document():
    return Document()


@pytest.fixture
def small(document):
    """CRM → ERP carrying orders, owned by Sales, on a view; with an answer about CRM."""
    with document.edit("Set up") as tx:
        sales = tx.put(Department(id="sales", name="Sales"))
        skill = tx.put(Capability(id="sell", name="Sell"))
        order = tx.put(DataObject(id="order", name="Order"))
        view = tx.put(View(id="view", name="Map"))
        tx.put(System(id="crm", name="CRM", department="sales", capabilities=(skill.id,)))
        tx.put(System(id="erp", name="ERP", funder=sales.id))
        tx.put(Flow(id="flow", source="crm", target="erp", data_objects=(order.id,)))
        tx.put(Holding(id="held", system="erp", data_object="order"))
        tx.put(Placement(id="place", view=view.id, system="crm", x=0, y=0))
        tx.put(Note(id="note", view=view.id, text="?", x=1, y=2))
        tx.put(PerceptionAnswer(id="says", side=Side.IT, system="crm", driver="it"))
    return document


def test_a_new_map_has_its_info_and_nothing_to_undo(document):
    assert document.snapshot().info == MapInfo()
    assert document.undo() is None
    assert document.redo() is None
    assert (document.undo_label, document.redo_label, document.position) == (None, None, "")


def test_an_edit_is_one_step_that_undo_takes_back_and_redo_does_again(document):
    empty = document.snapshot()
    with document.edit("Draw two") as tx:
        tx.put(System(id="a", name="A"))
        tx.put(System(id="b", name="B"))
    drawn = document.snapshot()
    assert (document.undo_label, document.redo_label) == ("Draw two", None)
    back = document.undo()
    assert back.label == "Undo Draw two"
    assert document.snapshot().same_content(empty)
    assert (document.undo_label, document.redo_label) == (None, "Draw two")
    again = document.redo()
    assert again.label == "Draw two"
    assert document.snapshot().same_content(drawn)
    assert document.revision == 3


def test_a_new_edit_forgets_what_was_undone(document):
    for name in "ab":
        with document.edit(name) as tx:
            tx.put(System(id=name, name=name))
    document.undo()
    with document.edit("c") as tx:
        tx.put(System(id="c", name="c"))
    assert document.redo() is None
    assert set(document.snapshot().systems) == {"a", "c"}


def test_undo_and_redo_lead_back_to_the_same_position(document):
    with document.edit("a") as tx:
        tx.put(System(id="a", name="A"))
    here = document.position
    with document.edit("b") as tx:
        tx.put(System(id="b", name="B"))
    there = document.position
    document.undo()
    assert document.position == here != there
    document.redo()
    assert document.position == there
    document.undo()
    document.undo()
    assert document.position == ""


def test_an_edit_that_changes_nothing_is_no_step(small):
    revision, position = small.revision, small.position
    with small.edit("Nothing") as tx:
        tx.change(System, "crm", name="CRM")
        tx.put(System(id="new", name="New"))
        tx.delete(System, "new")
        tx.delete(System, "never there")
    assert (small.revision, small.position) == (revision, position)


def test_listeners_hear_each_change_after_it_was_made(document):
    heard = []
    end = document.subscribe(lambda change: heard.append((change.label, document.revision)))
    with document.edit("a") as tx:
        tx.put(System(id="a", name="A"))
    document.undo()
    document.redo()
    end()
    document.undo()
    assert heard == [("a", 1), ("Undo a", 2), ("a", 3)]


def test_a_listener_may_leave_while_it_is_called(document):
    heard = []

    def once(change):
        heard.append("once")
        end()

    end = document.subscribe(once)
    document.subscribe(lambda change: heard.append("always"))
    for name in "ab":
        with document.edit(name) as tx:
            tx.put(System(name=name))
    assert heard == ["once", "always", "always"]


def test_a_deletion_takes_what_cannot_stand_alone_and_only_that(small):
    with small.edit("Delete CRM") as tx:
        tx.delete(System, "crm")
    snapshot = small.snapshot()
    assert set(snapshot.systems) == {"erp"}
    assert not snapshot.flows
    assert not snapshot.placements
    assert not snapshot.answers
    assert set(snapshot.holdings) == {"held"}
    assert set(snapshot.notes) == {"note"}
    small.undo()
    assert set(small.snapshot().flows) == {"flow"}


def test_a_deletion_takes_the_id_out_of_what_stands_without(small):
    with small.edit("Delete") as tx:
        tx.delete(Department, "sales")
        tx.delete(Capability, "sell")
        tx.delete(DataObject, "order")
    snapshot = small.snapshot()
    assert snapshot.systems["crm"].department is None
    assert snapshot.systems["crm"].capabilities == ()
    assert snapshot.systems["erp"].funder is None
    assert snapshot.flows["flow"].data_objects == ()
    assert not snapshot.holdings


def test_a_deletion_reaches_what_the_same_edit_added(small):
    with small.edit("Delete") as tx:
        tx.put(Flow(id="back", source="erp", target="crm"))
        tx.delete(System, "erp")
        assert tx.get(Flow, "back") is None
        assert [one.id for one in tx.all(System)] == ["crm"]
    assert not small.snapshot().flows


def test_the_edit_sees_itself_the_document_does_not_yet(small):
    with small.edit("Rename") as tx:
        tx.change(System, "crm", name="Other")
        assert tx.get(System, "crm").name == "Other"
        assert small.snapshot().systems["crm"].name == "CRM"
    assert small.snapshot().systems["crm"].name == "Other"


def refused(document, edit, match):
    before = document.snapshot()
    labels = (document.undo_label, document.redo_label, document.revision)
    heard = []
    end = document.subscribe(heard.append)
    with pytest.raises(IntegrityError, match=match), document.edit("Refused") as tx:
        edit(tx)
    end()
    assert document.snapshot() is before
    assert (document.undo_label, document.redo_label, document.revision) == labels
    assert not heard


@pytest.mark.parametrize(
    ("edit", "match"),
    [
        (lambda tx: tx.put(Flow(source="crm", target="nowhere")), "target refers to nowhere"),
        (lambda tx: tx.put(Flow(source="crm", target="crm")), "to itself"),
        (lambda tx: tx.change(System, "crm", department="nowhere"), "refers to nowhere"),
        (lambda tx: tx.change(System, "crm", capabilities=("sell", "fly")), "refers to fly"),
        (lambda tx: tx.change(System, "gone", name="x"), "is not there"),
        (lambda tx: tx.change(Department, "sales", parent="sales"), "its own ancestor"),
        (lambda tx: tx.delete(MapInfo, "map"), "cannot be deleted"),
        (lambda tx: tx.put(MapInfo(id="second")), "exactly one"),
        (lambda tx: tx.change(System, "crm", name=None), "name cannot be None"),
        (lambda tx: tx.change(System, "crm", name="half \ud800"), "name cannot be"),
        (lambda tx: tx.change(System, "crm", users=2**63), "users cannot be"),
        (lambda tx: tx.change(System, "crm", users=True), "users cannot be"),
        (lambda tx: tx.change(System, "crm", hosting="saas"), "hosting cannot be"),
        (lambda tx: tx.change(System, "crm", annual_cost=Decimal("NaN")), "annual_cost"),
        (lambda tx: tx.change(System, "crm", annual_cost=12.5), "annual_cost cannot be"),
        (lambda tx: tx.change(System, "crm", go_live=datetime(2026, 1, 1)), "go_live"),  # noqa: DTZ001
        (lambda tx: tx.change(System, "crm", regions=["EU"]), "regions cannot be"),
        (lambda tx: tx.change(System, "crm", custom=(("a",),)), "custom cannot be"),
        (lambda tx: tx.change(System, "crm", origin=(CellRef("f", "s", 3),)), "origin"),
        (lambda tx: tx.change(Placement, "place", x=float("nan")), "x cannot be nan"),
        (lambda tx: tx.change(Note, "note", width=float("inf")), "width cannot be inf"),
        (lambda tx: tx.put(System(id="", name="No id")), "no id"),
    ],
)
def test_what_would_break_the_map_is_refused_and_leaves_all_as_it_was(small, edit, match):
    refused(small, edit, match)


def test_a_circle_of_departments_is_refused(small):
    def circle(tx):
        tx.put(Department(id="a", name="A", parent="b"))
        tx.put(Department(id="b", name="B", parent="a"))

    refused(small, circle, "own ancestor")


def test_a_circle_is_found_from_outside_and_a_deep_tree_quickly():
    chain = {f"d{n}": Department(id=f"d{n}", name="D", parent=f"d{n + 1}") for n in range(20_000)}
    end = Department(id="d20000", name="D")
    tables = {"departments": {**chain, end.id: end}}
    assert len(Document(tables).snapshot().departments) == 20_001
    tables["departments"][end.id] = replace(end, parent="d19999")
    with pytest.raises(IntegrityError, match="own ancestor"):
        Document(tables)


def test_an_exception_in_the_edit_leaves_all_as_it_was(small):
    def delete_then_fail(tx):
        tx.delete(System, "crm")
        tx.change(System, "crm", name="Gone")

    refused(small, delete_then_fail, "is not there")
    with small.edit("The next one works") as tx:
        tx.delete(System, "crm")
    assert "crm" not in small.snapshot().systems


def test_edits_do_not_nest(document):
    with document.edit("Outer") as tx:
        with pytest.raises(RuntimeError, match="under way"), document.edit("Inner"):
            pass
        tx.put(System(id="a", name="A"))
    assert set(document.snapshot().systems) == {"a"}


def test_a_change_set_must_fit_the_map_as_it_stands(small):
    crm = small.snapshot().systems["crm"]
    stale = replace(crm, name="Old")
    for delta in (
        Delta("systems", "crm", stale, crm),
        Delta("systems", "crm", None, crm),
        Delta("systems", "other", None, crm),
        Delta("flows", "crm", None, crm),
    ):
        before = small.snapshot()
        with pytest.raises(IntegrityError):
            small.apply(ChangeSet("Stale", (delta,)))
        assert small.snapshot() is before


def test_a_document_does_not_begin_inconsistent():
    with pytest.raises(IntegrityError, match="refers to b"):
        Document({"flows": {"f": Flow(id="f", source="a", target="b")}})
    with pytest.raises(IntegrityError, match="another kind"):
        Document({"systems": {"v": View(id="v", name="V")}})


def test_a_document_keeps_apart_from_the_tables_it_was_made_of(small):
    tables = {name: dict(rows) for name, rows in small.snapshot().tables.items()}
    copy = Document(tables)
    tables["systems"].clear()
    assert set(copy.snapshot().systems) == {"crm", "erp"}


def test_snapshots_cannot_be_written_to(small):
    snapshot = small.snapshot()
    with pytest.raises(TypeError):
        snapshot.tables["systems"]["crm"] = None
    with pytest.raises(AttributeError):
        snapshot.systems["crm"].name = "x"


def test_faults_are_found_in_any_table(small):
    tables = {name: dict(rows) for name, rows in small.snapshot().tables.items()}
    assert not all_faults(tables)
    del tables["data_objects"]["order"]
    faults = all_faults(tables)
    assert len(faults) == 2
    assert list(faults_of("holdings", tables["holdings"]["held"], tables)) == [
        "holdings/held: data_object refers to order, which is not there"
    ]


@pytest.mark.parametrize(
    ("table", "before", "after", "facets"),
    [
        ("systems", None, System(id="a", name="A"), Facet.TOPOLOGY | Facet.ATTRIBUTES),
        ("systems", System(id="a", name="A"), System(id="a", name="B"), Facet.ATTRIBUTES),
        (
            "systems",
            System(id="a", name="A"),
            System(id="a", name="A", description="?"),
            Facet.LABELS,
        ),
        (
            "flows",
            Flow(id="f", source="a", target="b"),
            Flow(id="f", source="a", target="b", state=FlowState.PLANNED),
            Facet.TOPOLOGY | Facet.ATTRIBUTES,
        ),
        ("placements", None, Placement(id="p", view="v", system="a", x=0, y=0), Facet.LAYOUT),
        (
            "systems",
            System(id="a", name="A"),
            System(id="a", name="A", contract_end=date(2027, 1, 1)),
            Facet.ATTRIBUTES,
        ),
        (
            "systems",
            System(id="a", name="A"),
            System(id="a", name="A", custom=(("Shared login", "yes"),)),
            Facet.ATTRIBUTES,
        ),
        ("systems", System(id="a", name="A"), System(id="a", name="A"), Facet.NOTHING),
    ],
)
def test_facets_say_what_must_be_computed_again(table, before, after, facets):
    delta = Delta(table, "a", before, after)
    assert delta.facets() == facets
    assert delta.inverse().facets() == facets
    assert ChangeSet("x", (delta,)).inverse().inverse("x").deltas == (delta,)
