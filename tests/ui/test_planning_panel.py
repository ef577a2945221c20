"""The Plan tab: worked out, shown on the canvas, changed, stopped, adopted; never stale."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from isthmus.analysis.planning.efforts import Efforts
from isthmus.analysis.planning.plan import plan_bridges
from isthmus.analysis.planning.results import Plan, Wave
from isthmus.analysis.planning.terms import Terms, terms_of
from isthmus.analysis.planning.watch import Phase, Standing
from isthmus.analysis.planning.wishes import ISLANDS, Wishes
from isthmus.analysis.results import Finding, ProposedFlow
from isthmus.model.records import FlowState, System
from isthmus.ui.planning import desk as desk_module
from isthmus.ui.planning import making
from isthmus.ui.planning.choosing import ChooseFindings
from isthmus.ui.planning.rows import Row, key_of
from isthmus.ui.properties.fields import TextField
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from isthmus.workspace.edits.resolving import counted
from support.harbour import system_id

Find = Callable[[str], QDialog]


def plan_of(window: MainWindow) -> Plan:
    assert window.plan_desk.made is not None
    return window.plan_desk.made.plan


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=10_000)


def message(window: MainWindow) -> str:
    """What stands where the plan would, '' where the plan does."""
    page = window.plan.stack.currentWidget()
    if page in {window.plan.result, window.plan.progress, window.plan.limits}:
        return ""
    return page.findChildren(QLabel)[0].text()


def rows(window: MainWindow) -> list[Row]:
    model = window.plan.result.list.rows
    return [row for n in range(model.rowCount()) if (row := model.row(model.index(n)))]


def press(window: MainWindow, word: str) -> None:
    card = window.plan.result.list.card
    assert card is not None
    card.findChild(QPushButton, word).click()


@pytest.fixture
def planned(harbour: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> MainWindow:
    """Harbour & Vale with its plan; other ways are compared when asked for."""
    monkeypatch.setattr(desk_module, "COMPARED", -1.0)
    return work_out(harbour, qtbot)


def work_out(harbour: MainWindow, qtbot: QtBot) -> MainWindow:
    harbour.actions_["work_out_plan"].trigger()
    qtbot.waitUntil(lambda: harbour.plan.has_plan, timeout=10_000)
    settled(harbour, qtbot)
    return harbour


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every plan took long: none is worked out again by itself."""
    monkeypatch.setattr(desk_module, "QUICK", -1.0)


def test_the_goal_counts_what_would_be_closed(harbour: MainWindow) -> None:
    analysis, goal = harbour.session.analysis, harbour.plan.goal
    assert analysis is not None
    standing = [f for f in analysis.findings if not f.waived]
    islands = [f for f in standing if f.kind in ISLANDS]
    findings, cut_off = len(standing) - len(islands), len(islands)
    words = f"Close {findings} findings and tie in {cut_off} islands"
    assert goal.words.text() == words.replace(" 1 islands", " 1 island")
    goal.islands.click()
    assert goal.words.text() == f"Close {findings} findings"
    goal.least.setCurrentIndex(3)
    goal.least.activated.emit(3)
    critical = [f for f in standing if f.severity == "critical" and f.kind not in ISLANDS]
    assert goal.words.text().startswith(f"Close {len(critical)} " if critical else "Nothing")


def test_the_plan_is_the_domains_with_its_waves_and_bridges(planned: MainWindow) -> None:
    plan, session = plan_of(planned), planned.session
    assert plan == plan_bridges(session.snapshot, session.catalogue)
    assert "proven cheapest" in planned.plan.result.proof.text()
    waves = [row.wave for row in rows(planned) if row.wave]
    assert waves == list(plan.waves)
    assert [row.flow for row in rows(planned) if row.flow] == list(plan.flows)
    notes = [row.title for row in rows(planned) if row.is_note]
    assert sum(note.startswith("Left: ") for note in notes) == len(plan.waves)
    assert notes[0].startswith(f"Left: {plan.waves[0].findings_left} finding")


def test_other_ways_stand_beside_the_plan(harbour: MainWindow, qtbot: QtBot) -> None:
    planned = work_out(harbour, qtbot)
    texts = planned.plan.result.variants.texts()
    assert {"This plan", "Finding by finding", "Direct flows only"} <= set(texts)
    assert any(text.startswith("Over ") for text in texts)
    by_hand = texts[texts.index("Finding by finding") + 1]
    assert Decimal(by_hand) == Decimal(plan_of(planned).by_hand) / 10
    link, table = planned.plan.result.compare, planned.plan.result.variants
    assert table.isVisible() == (link.text() == "Hide other ways")
    for _ in range(2):
        was_there = table.isVisible()
        link.click()
        assert table.isVisible() != was_there
        assert link.text() == ("Hide other ways" if table.isVisible() else "Show other ways")


def test_other_ways_make_room_for_the_waves_in_a_low_window(
    planned: MainWindow, qtbot: QtBot
) -> None:
    planned.resize(1280, 1000)
    qtbot.waitUntil(planned.plan.result.variants.isVisible)
    planned.resize(1280, 620)
    qtbot.waitUntil(lambda: not planned.plan.result.variants.isVisible())
    qtbot.waitUntil(lambda: planned.plan.result.list.height() > 150)


def test_other_ways_of_a_slow_plan_are_compared_when_asked_for(
    planned: MainWindow, qtbot: QtBot
) -> None:
    assert "Direct flows only" not in planned.plan.result.variants.texts()
    assert planned.plan.result.compare.text() == "Compare with other ways"
    planned.plan.result.compare.click()
    settled(planned, qtbot)
    assert "Direct flows only" in planned.plan.result.variants.texts()


def test_a_bridge_is_drawn_on_the_canvas_and_esc_ends_that(planned: MainWindow) -> None:
    view, flow = planned.plan.result.list, plan_of(planned).flows[0]
    view.choose(key_of((flow.source, flow.target)))
    shown = planned.canvas.stage.board.finding
    assert shown is not None
    assert [(f.source, f.target) for f in shown.closes_with] == [(flow.source, flow.target)]
    drawn = [key for key in planned.canvas.stage.board.chart.flows if key.startswith("plan ")]
    assert len(drawn) == 1
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert planned.canvas.stage.board.finding is None
    assert view.card is None


def point_at(window: MainWindow, key: str) -> None:
    """Rest with the pointer on a row."""
    view = window.plan.result.list
    index = view.rows.index_of(key)
    view.scrollTo(index)
    at = QPointF(view.visualRect(index).center())
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, at, view.viewport().mapToGlobal(at), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    view.mouseMoveEvent(moved)


def test_a_wave_is_shown_whole_and_the_pointer_only_borrows_the_canvas(
    planned: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[tuple[Finding | None, bool]] = []

    def show(finding: Finding | None, *, go: bool = True) -> None:
        shown.append((finding, go))

    monkeypatch.setattr(planned.canvas, "show_finding", show)
    first, second = plan_of(planned).waves[:2]
    planned.plan.result.list.choose("wave 1")
    assert told(shown) == (ends_of(first), True)
    point_at(planned, "wave 2")
    qtbot.waitUntil(lambda: told(shown) == (ends_of(second), False))
    QCoreApplication.sendEvent(planned.plan.result.list.viewport(), QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: told(shown) == (ends_of(first), False))
    planned.plan.result.list.choose_none()
    assert shown[-1][0] is None


def told(shown: list[tuple[Finding | None, bool]]) -> tuple[set[tuple[str, str]], bool]:
    """The flows that the canvas was told of last, and whether it was to go there."""
    finding, go = shown[-1]
    assert finding is not None
    return {(flow.source, flow.target) for flow in finding.closes_with}, go


def ends_of(wave: Wave) -> set[tuple[str, str]]:
    return {(flow.source, flow.target) for flow in wave.flows}


def test_a_finding_takes_the_canvas_over_and_gives_it_back(planned: MainWindow) -> None:
    planned.plan.result.list.choose("wave 1")
    planned.actions_["next_finding"].trigger()
    current = planned.findings.current()
    assert current is not None
    assert planned.canvas.stage.board.finding == current
    assert not planned.plan.result.list.currentIndex().isValid()
    planned.plan.result.list.choose("wave 1")
    assert planned.findings.current() is None
    assert planned.canvas.stage.board.finding.title == "Bridges of the plan"


def test_a_bridge_that_is_struck_out_does_not_come_back(planned: MainWindow, qtbot: QtBot) -> None:
    flow = plan_of(planned).flows[0]
    pair = flow.source, flow.target
    planned.plan.result.list.choose(key_of(pair))
    press(planned, "strike")
    settled(planned, qtbot)
    wishes = Wishes(forbidden=frozenset({pair}))
    session = planned.session
    assert plan_of(planned) == plan_bridges(session.snapshot, session.catalogue, wishes)
    assert "1 flow struck out" in said(planned)
    planned.plan.goal.findChild(QPushButton, "free-all").click()
    settled(planned, qtbot)
    assert pair in {(f.source, f.target) for f in plan_of(planned).flows}
    assert said(planned) == ""


def said(window: MainWindow) -> str:
    """What is otherwise than usual of the goal."""
    note = window.plan.goal.findChild(QPushButton, "free-all").parentWidget()
    return note.findChildren(QLabel)[0].text() if note.isVisible() else ""


def test_a_bridge_that_is_kept_stays_whatever_else_changes(
    planned: MainWindow, qtbot: QtBot
) -> None:
    flow, before = plan_of(planned).flows[-1], plan_of(planned)
    pair = flow.source, flow.target
    view = planned.plan.result.list
    view.choose(key_of(pair))
    press(planned, "keep")
    assert plan_of(planned) is before
    assert [row.mark for row in rows(planned) if row.flow == flow] == ["Kept"]
    planned.plan.goal.islands.click()  # other findings are to be closed now
    planned.plan.goal.least.setCurrentIndex(2)
    planned.plan.goal.least.activated.emit(2)
    qtbot.waitUntil(lambda: plan_of(planned) is not before, timeout=10_000)
    settled(planned, qtbot)
    assert pair in {(f.source, f.target) for f in plan_of(planned).flows}
    wishes = planned.plan_desk.made.asked.wishes
    assert wishes.required == (ProposedFlow(*pair, flow.data_objects),)
    view.choose(key_of(pair))
    press(planned, "free")
    settled(planned, qtbot)
    assert planned.plan_desk.made.asked.wishes.required == ()


def test_single_findings_are_left_alone(planned: MainWindow, dialog: Find, qtbot: QtBot) -> None:
    planned.plan.goal.choose.click()
    asked = dialog("choose-findings")
    assert isinstance(asked, ChooseFindings)
    spared = plan_of(planned).closes[0].key
    before = plan_of(planned)
    model = asked.ticks.model
    model.toggle(next(i for n in range(model.rowCount()) if (i := model.index(n)) and
                      model.choice(i).key == spared))  # fmt: skip
    next(b for b in asked.findChildren(QPushButton) if "ticked" in b.text()).click()
    assert "1 finding left alone" in said(planned)
    qtbot.waitUntil(lambda: plan_of(planned) is not before, timeout=10_000)
    settled(planned, qtbot)
    assert spared not in {f.key for f in plan_of(planned).closes}


def test_adopting_is_one_undo_step_with_the_dates_of_the_waves(
    planned: MainWindow, qtbot: QtBot
) -> None:
    plan, session, foot = plan_of(planned), planned.session, planned.plan.adoption
    foot.start.setText("2030-01-07")
    foot.start.editingFinished.emit()
    foot.weeks.setValue(2)
    first = next(row for row in rows(planned) if row.wave)
    assert first.detail.endswith("live by 2030-01-21")
    before, steps = session.snapshot, len(session.document.steps)
    foot.adopt.click()
    assert len(session.document.steps) == steps + 1
    new = [f for key, f in session.snapshot.flows.items() if key not in before.flows]
    assert {(f.source, f.target) for f in new} == {(f.source, f.target) for f in plan.flows}
    assert {f.state for f in new} == {FlowState.PLANNED}
    ends = {date(2030, 1, 7) + timedelta(weeks=2 * n) for n in range(1, len(plan.waves) + 1)}
    assert {f.go_live for f in new} == ends
    toast = planned.host.toast
    assert toast.text() == f"Added {len(new)} planned flows in {len(plan.waves)} waves"
    toast.buttons[0].click()
    assert session.snapshot.same_content(before)
    settled(planned, qtbot)
    assert plan_of(planned) == plan
    assert planned.plan.has_plan


def test_undo_of_the_toast_takes_back_nothing_but_the_adoption(
    planned: MainWindow, slow: None
) -> None:
    number = len(planned.session.snapshot.flows)
    planned.plan.adoption.adopt.click()
    undo = planned.host.toast.buttons[0]
    edits.rename(planned.session.document, System, system_id("Okta"), "Okta One")
    undo.click()
    assert planned.session.snapshot.systems[system_id("Okta")].name == "Okta One"
    assert len(planned.session.snapshot.flows) > number
    assert "undo that first" in planned.host.toast.text()


def test_only_the_waves_that_are_ticked_are_adopted(planned: MainWindow, qtbot: QtBot) -> None:
    view, plan = planned.plan.result.list, plan_of(planned)
    number = len(planned.session.snapshot.flows)
    for wave in plan.waves[:-1]:
        view.choose(f"wave {wave.number}")
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert planned.plan.adoption.adopt.text() == "Adopt 1 wave"
    last = plan.waves[-1]
    row = next(row for row in rows(planned) if row.wave == last)
    start = planned.plan.adoption.day
    assert row.detail.endswith((start + timedelta(weeks=4)).isoformat())
    planned.actions_["adopt_plan"].trigger()
    assert len(planned.session.snapshot.flows) == number + len(last.flows)
    assert message(planned) == f"Added {counted(len(last.flows), 'planned flow')} in 1 wave."
    assert planned.plan.again.text() == "Work out what is left"
    settled(planned, qtbot)  # a quick plan is worked out again by itself
    qtbot.waitUntil(lambda: plan_of(planned) is not plan, timeout=10_000)
    settled(planned, qtbot)
    adopted = {(f.source, f.target) for f in last.flows}
    assert not adopted & {(f.source, f.target) for f in plan_of(planned).flows}


def test_no_wave_and_no_date_cannot_be_adopted(planned: MainWindow) -> None:
    foot, view = planned.plan.adoption, planned.plan.result.list
    foot.start.setText("soon")
    foot.start.textEdited.emit("soon")
    assert "Not a date" in foot.problem.text()
    assert not foot.adopt.isEnabled()
    foot.start.setText("2031-02-03")
    foot.start.textEdited.emit("2031-02-03")
    assert foot.adopt.isEnabled()
    for wave in plan_of(planned).waves:
        view.scrollTo(view.rows.index_of(f"wave {wave.number}"))
        box = view.visualRect(view.rows.index_of(f"wave {wave.number}"))
        at = box.topLeft() + QPoint(19, 17)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not foot.adopt.isEnabled()


def test_a_stale_plan_is_not_shown_and_comes_back_with_undo(
    planned: MainWindow, slow: None, qtbot: QtBot
) -> None:
    plan = plan_of(planned)
    edits.move(planned.session.document, planned.session.view_id, {system_id("Okta"): (5.0, 5.0)})
    assert planned.plan.has_plan
    assert message(planned) == ""
    planned.plan.result.list.choose("wave 1")
    edits.rename(planned.session.document, System, system_id("Okta"), "Okta One")
    assert "The map has changed since" in message(planned)
    assert not planned.plan.adoption.isVisible()
    qtbot.waitUntil(lambda: planned.canvas.stage.board.finding is None)
    planned.actions_["adopt_plan"].trigger()
    assert "There is no plan yet" in planned.host.toast.text()
    planned.actions_["undo"].trigger()
    assert message(planned) == ""
    assert plan_of(planned) is plan
    planned.actions_["redo"].trigger()
    planned.plan.again.click()
    settled(planned, qtbot)
    assert plan_of(planned) is not plan
    assert message(planned) == ""
    assert planned.plan_desk.made.asked.snapshot.systems[system_id("Okta")].name == "Okta One"


def test_a_quick_plan_follows_the_map_by_itself(planned: MainWindow, qtbot: QtBot) -> None:
    plan = plan_of(planned)
    flow = plan.flows[0]
    edits.delete(planned.session.document, [flow.source])
    qtbot.waitUntil(lambda: plan_of(planned) is not plan, timeout=10_000)
    settled(planned, qtbot)
    session = planned.session
    assert plan_of(planned) == plan_bridges(session.snapshot, session.catalogue)


def test_a_plan_that_the_map_overtakes_is_dropped(
    harbour: MainWindow, slow: None, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    begun, go_on = Event(), Event()

    def make(*args: object) -> making.Made:
        begun.set()
        go_on.wait(10)
        return making.make(*args)

    monkeypatch.setattr(desk_module, "make", make)
    harbour.actions_["work_out_plan"].trigger()
    qtbot.waitUntil(begun.is_set)
    edits.rename(harbour.session.document, System, system_id("Okta"), "Okta One")
    assert "The map has changed since" in message(harbour)
    go_on.set()
    settled(harbour, qtbot)
    assert "The map has changed since" in message(harbour)
    assert harbour.plan_desk.made is None


def test_it_can_be_cancelled_while_flows_are_weighed(
    harbour: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said = Event()

    def make(asked, ticket, enough, heard) -> None:
        heard(Standing(Phase.WEIGHING, 3, 10))
        said.set()
        while True:
            ticket.check()
            time.sleep(0.002)

    monkeypatch.setattr(desk_module, "make", make)
    harbour.actions_["work_out_plan"].trigger()
    progress = harbour.plan.progress
    qtbot.waitUntil(lambda: said.is_set() and "3 of 10" in progress.phase.text())
    assert progress.stop.text() == "Cancel"
    progress.stop.click()
    assert "Cancelled" in message(harbour)
    settled(harbour, qtbot)
    assert harbour.plan_desk.made is None


def test_while_the_cheapest_is_chosen_the_best_so_far_can_be_had(
    harbour: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def make(asked, ticket, enough, heard) -> making.Made:
        heard(Standing(Phase.CHOOSING, best=1234, least=1000))
        enough.wait(10)
        return making.make(asked, ticket, enough, lambda _: None)

    monkeypatch.setattr(desk_module, "make", make)
    harbour.actions_["work_out_plan"].trigger()
    progress = harbour.plan.progress
    best = "Best so far: 123.4 days; no plan takes less than 100 days"
    qtbot.waitUntil(lambda: progress.best.text() == best)
    assert "best so far" in progress.stop.text()
    progress.stop.click()
    qtbot.waitUntil(lambda: harbour.plan.has_plan and message(harbour) == "", timeout=10_000)
    settled(harbour, qtbot)
    proof = harbour.plan.result.proof.text()
    assert "(stopped)" in proof
    assert "proven" not in proof
    assert plan_of(harbour).closes


def test_a_limit_is_kept_in_the_map_and_one_undo_step(planned: MainWindow, qtbot: QtBot) -> None:
    form, session = planned.plan.limits, planned.session
    planned.plan.limits_link.click()
    assert planned.plan.is_in_limits
    for name, text in (("api", "30"), ("per_wave", "3")):
        field = form.fields[name]
        assert isinstance(field, TextField)
        field.line.setText(text)
        field.finish()
    budget = next(f for f in form.findChildren(TextField) if f.caption == "Marketing")
    budget.line.setText("8")
    budget.finish()
    wanted = Terms(Efforts(api=Decimal(30)), {"Marketing": Decimal(8)}, per_wave=3)
    assert terms_of(session.snapshot) == wanted
    assert len(session.document.steps) == 3
    planned.plan.limits_link.click()
    planned.actions_["work_out_plan"].trigger()
    settled(planned, qtbot)
    wishes = Wishes(budgets=wanted.budgets, per_wave=3, efforts=wanted.efforts)
    assert plan_of(planned) == plan_bridges(session.snapshot, session.catalogue, wishes)
    assert any("Marketing has 8 days" in row.title for row in rows(planned))
    for _ in range(3):
        planned.actions_["undo"].trigger()
    assert terms_of(session.snapshot) == Terms()
    assert form.fields["api"].editor.text() == "10"


def test_nonsense_in_a_limit_is_refused_in_words(planned: MainWindow) -> None:
    planned.plan.limits_link.click()
    for name, text, why in (
        ("api", "lots", "Not a number: write it as 7.5"),
        ("per_wave", "0", "At least 1"),
        ("seconds", "0", "From 1 to 3,600"),
        ("file", "", "A number is needed"),
    ):
        field = planned.plan.limits.fields[name]
        field.editor.setText(text)
        field.finish()
        assert field.problem.text().startswith(why)
    assert not planned.session.document.steps


def test_what_stays_open_says_why_and_leads_to_its_finding(
    planned: MainWindow, qtbot: QtBot
) -> None:
    nothing = {f.department: Decimal(0) for f in plan_of(planned).flows if f.department}
    edits.set_plan_terms(planned.session.document, Terms(budgets=nothing))
    planned.plan_desk.work_out()
    settled(planned, qtbot)
    view, left = planned.plan.result.list, plan_of(planned).leaves[0]
    view.choose("left")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.choose(f"left {left.finding.key}")
    press(planned, "go")
    assert planned.tabs.currentWidget() is planned.findings
    assert planned.findings.current() == left.finding


def test_an_empty_map_says_that_there_is_nothing_to_plan(window: MainWindow) -> None:
    window.actions_["plan_tab"].trigger()
    assert window.tabs.currentWidget() is window.plan
    assert "nothing to plan yet" in message(window)
    assert not window.plan.work.isEnabled()
    window.actions_["work_out_plan"].trigger()
    assert not window.jobs.is_busy


def test_another_map_begins_without_a_plan(planned: MainWindow, qtbot: QtBot) -> None:
    planned.plan.goal.islands.click()
    planned.actions_["new"].trigger()
    qtbot.waitUntil(lambda: not planned.session.snapshot.systems)
    assert planned.plan_desk.made is None
    assert planned.plan.goal.islands.isChecked()
    assert "nothing to plan yet" in message(planned)


def test_the_keyboard_gets_everywhere(planned: MainWindow, qtbot: QtBot) -> None:
    planned.activateWindow()
    planned.canvas.setFocus()
    planned.actions_["next_panel"].trigger()
    view = planned.plan.result.list
    qtbot.waitUntil(view.hasFocus)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.card is not None
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert planned.focusWidget().accessibleName() == "Not this one"
    nameless = [
        part
        for part in planned.plan.findChildren(QPushButton)
        if part.isVisible() and not part.accessibleName()
    ]
    assert nameless == []


def test_what_is_required_beyond_a_budget_is_said_in_words(
    planned: MainWindow, slow: None, qtbot: QtBot
) -> None:
    flow = next(f for f in plan_of(planned).flows if f.department)
    planned.plan.result.list.choose(key_of((flow.source, flow.target)))
    press(planned, "keep")
    terms = Terms(budgets={flow.department: Decimal(0)})
    edits.set_plan_terms(planned.session.document, terms)
    assert "for another goal, or within other limits" in message(planned)
    planned.plan.again.click()
    settled(planned, qtbot)
    assert "required go beyond a budget" in message(planned)
