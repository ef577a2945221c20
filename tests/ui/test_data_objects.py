"""The Data tab: what is told of each data object, where it leads, and that it follows edits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from isthmus.analysis.lineage.overview import data_objects_of
from isthmus.model.records import Flow, Holding, HoldingRole, System
from isthmus.ui.data.details import MOST
from support.harbour import harbour_id, system_id

LEFT = Qt.MouseButton.LeftButton


def object_id(name: str) -> str:
    return harbour_id("data_objects", name)


def settled(qtbot, window) -> None:
    desk = window.data_desk
    qtbot.waitUntil(lambda: not desk._is_stale and not desk._latest.is_busy)


@pytest.fixture
def shown(harbour, qtbot):
    harbour.activateWindow()
    harbour.actions_["data"].trigger()
    settled(qtbot, harbour)
    return harbour


def row_of(window, name: str):
    return next(row for row in window.data.list.rows.rows if row.text == name)


def click_row(window, name: str) -> None:
    panel = window.data.list
    place = next(n for n, row in enumerate(panel.rows.rows) if row.text == name)
    index = panel.rows.index(place)
    panel.scrollTo(index)
    QTest.mouseClick(panel.viewport(), LEFT, pos=panel.visualRect(index).center())


def links(window) -> list[QPushButton]:
    body = window.data.details._scroll.widget()
    return [one for one in body.findChildren(QPushButton) if one.isVisibleTo(body)]


def words(window) -> str:
    body = window.data.details._scroll.widget()
    return "\n".join(one.text() for one in body.findChildren(QLabel) if one.isVisibleTo(body))


def test_every_data_object_has_a_row_with_its_counts(shown) -> None:
    session = shown.session
    found = data_objects_of(session.snapshot, session.catalogue)
    rows = shown.data.list.rows.rows
    assert [row.text for row in rows] == [view.lineage.name for view in found.views]
    for row, view in zip(rows, found.views, strict=True):
        one = view.lineage
        for some, thing in (
            (one.masters, "master"), (one.replicas, "replica"), (one.readers, "reader"),
            (one.flows, "flow"),
        ):  # fmt: skip
            assert (f"{len(some)} {thing}" in row.detail) == bool(some)
        said = {words.split()[-1] for words, _ in row.pills}
        assert ("reach" in said) == bool(one.out_of_reach)
        assert bool(said & {"Loop", "loops"}) == bool(one.loops)


def test_what_is_wrong_is_marked(shown, qtbot) -> None:
    document = shown.session.document
    with document.edit("Another master, a loop, one without a master") as tx:
        tx.put(
            Holding(
                system=system_id("Marketo"),
                data_object=object_id("Account"),
                role=HoldingRole.MASTER,
            )
        )
        for ends in (("Okta", "Tableau"), ("Tableau", "Stripe"), ("Stripe", "Okta")):
            source, target = map(system_id, ends)
            tx.put(Flow(source=source, target=target, data_objects=(object_id("Payment"),)))
        lead = next(
            one
            for one in document.snapshot().holdings.values()
            if one.data_object == object_id("Lead") and one.role is HoldingRole.MASTER
        )
        tx.change(Holding, lead.id, role=HoldingRole.REPLICA)
    settled(qtbot, shown)
    assert ("2 masters", "danger") in row_of(shown, "Account").pills
    assert ("Loop", "warning") in row_of(shown, "Payment").pills
    assert ("No master", "danger") in row_of(shown, "Lead").pills
    click_row(shown, "Payment")
    names = [one.text() for one in links(shown)]
    at = names.index("Okta")
    assert names[at : at + 4] == ["Okta", "Tableau", "Stripe", "Okta"], "a ring in words"
    shown.data.go_back()
    click_row(shown, "Account")
    assert "each claims to be right" in words(shown)
    shown.actions_["undo"].trigger()
    settled(qtbot, shown)
    assert shown.data.details.account.name == "Account", "what is open stays open"
    assert "each claims to be right" not in words(shown)


def test_search_by_keyboard_and_back(shown) -> None:
    panel = shown.data
    panel.search.setFocus()
    QTest.keyClicks(panel.search, "INV")
    assert [row.text for row in panel.list.rows.rows] == ["Invoice"]
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.stack.currentWidget() is panel.details
    assert panel.details.title.text() == "Invoice"
    assert panel.details.back.hasFocus()
    QTest.keyClick(panel.details.back, Qt.Key.Key_Escape)
    assert panel.stack.currentWidget() is not panel.details
    assert panel.list.hasFocus()
    panel.search.setText("nothing like it")
    assert [row.text for row in panel.list.rows.rows] == ["No data object is called so"]
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.stack.currentWidget() is not panel.details


def test_names_lead_to_the_map(shown) -> None:
    click_row(shown, "Contact")
    link = next(one for one in links(shown) if one.text() == "Salesforce")
    QTest.mouseClick(link, LEFT)
    assert shown.canvas.selection() == {system_id("Salesforce")}
    QTest.mouseClick(shown.data.details.select, LEFT)
    flows = {
        flow.id
        for flow in shown.session.snapshot.flows.values()
        if object_id("Contact") in flow.data_objects
    }
    assert flows <= shown.canvas.selection()


def test_its_path_is_a_lens_that_is_switched_on_and_off_as_one_step_each(shown) -> None:
    def lens() -> str:
        return shown.session.snapshot.views[shown.session.view_id].lens

    before, details = lens(), shown.data.details
    click_row(shown, "Order")
    QTest.mouseClick(details.path, LEFT)
    assert lens() == f"data:{object_id('Order')}"
    assert details.path.isChecked()
    assert details.path.text().startswith("✓")
    shown.actions_["undo"].trigger()
    assert lens() == before
    assert not details.path.isChecked()
    QTest.mouseClick(details.path, LEFT)
    QTest.mouseClick(details.path, LEFT)
    assert lens() == "islands"


def test_the_customer_has_a_score_with_its_parts(shown, qtbot) -> None:
    document = shown.session.document
    with document.edit("Customer") as tx:
        tx.change(type(document.snapshot().data_objects[object_id("Contact")]),
                  object_id("Contact"), name="Customer", kind="customer")  # fmt: skip
    settled(qtbot, shown)
    session = shown.session
    found = data_objects_of(session.snapshot, session.catalogue)
    view = next(one for one in found.views if one.lineage.data_object == object_id("Contact"))
    click_row(shown, "Customer")
    told = words(shown)
    assert f"{view.score} of 100" in told
    for part in view.parts:
        assert f"{part.points:.0f} of {part.weight}" in told
        assert part.told in told
    shown.data.go_back()
    click_row(shown, "Order")
    assert "of 100" not in words(shown)


def test_how_old_it_gets_is_told_of_each_holder(shown, qtbot) -> None:
    document = shown.session.document
    flow = next(
        f for f in document.snapshot().flows.values() if object_id("Order") in f.data_objects
    )
    with document.edit("Turn it round, weekly") as tx:
        tx.change(Flow, flow.id, source=flow.target, target=flow.source, frequency="weekly")
    settled(qtbot, shown)
    click_row(shown, "Order")
    assert "How old it gets" in words(shown)
    assert "up to 7 days old, slowest SAP S/4HANA → Salesforce (weekly)" in words(shown)


def test_an_edit_makes_it_stale_until_it_is_worked_out_again(shown, qtbot) -> None:
    assert not shown.data.note.isVisible()
    with shown.session.document.edit("A holder") as tx:
        tx.put(
            Holding(
                system=system_id("Okta"),
                data_object=object_id("Invoice"),
                role=HoldingRole.READER,
            )
        )
    assert shown.data.note.isVisible()
    assert "has changed since" in shown.data.note.text()
    assert not shown.data.stack.isEnabled()
    settled(qtbot, shown)
    assert "1 reader" in row_of(shown, "Invoice").detail
    assert not shown.data.note.isVisible()
    assert shown.data.stack.isEnabled()


def test_nothing_is_worked_out_while_nobody_looks(harbour, qtbot) -> None:
    qtbot.wait(400)
    assert harbour.data_desk._is_stale
    assert harbour.data.list.rows.rows == ()
    harbour.actions_["data"].trigger()
    settled(qtbot, harbour)
    assert len(harbour.data.list.rows.rows) == 9


def test_moving_a_card_makes_nothing_stale(shown) -> None:
    shown.canvas.setFocus()
    shown.canvas.select([system_id("Okta")])
    QTest.keyClick(shown.canvas, Qt.Key.Key_Right)
    assert not shown.data_desk._is_stale
    assert not shown.data.note.isVisible()


def test_an_empty_map_teaches(window, qtbot) -> None:
    window.actions_["data"].trigger()
    settled(qtbot, window)
    panel = window.data
    assert panel.stack.currentWidget() is panel.empty
    told = " ".join(one.text() for one in panel.empty.findChildren(QLabel))
    assert "Name some on a flow" in told


def test_an_object_that_goes_closes_and_very_many_lines_are_cut(shown, qtbot) -> None:
    with shown.session.document.edit("Many holders") as tx:
        for number in range(MOST + 5):
            system = tx.put(System(name=f"Copy {number:03}"))
            tx.put(
                Holding(
                    system=system.id,
                    data_object=object_id("Invoice"),
                    role=HoldingRole.REPLICA,
                )
            )
    settled(qtbot, shown)
    click_row(shown, "Invoice")
    told = words(shown)
    assert f"Replicas · {MOST + 6}" in told
    assert "and 6 more" in told
    shown.actions_["undo"].trigger()
    settled(qtbot, shown)
    assert "more" not in words(shown)
