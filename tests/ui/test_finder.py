"""The palette finds all that is on the map and goes there, quickly on the largest maps too."""

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.model.records import Department, Flow, System
from isthmus.ui.finder import Finder
from isthmus.ui.seek import COMMAND, DEPARTMENT, FLOW, SYSTEM, Entry, Index, ranked
from isthmus.workspace import edits
from isthmus.workspace.positions import placed
from support.harbour import system_id

KEYSTROKE = 0.05
"""Seconds that a keystroke may take on 10,000 systems and 25,000 flows."""


def find(window, text: str) -> list[Entry]:
    return Finder(window.parts).index().search(text)


def go(window, text: str, kind: str) -> None:
    """Type into the palette and take the first of that kind, by keys."""
    window.actions_["find"].trigger()
    QTest.keyClicks(window.palette_.field, text)
    model = window.palette_.model
    entries = [model.entry(model.index(row)) for row in range(model.rowCount())]
    row = next(n for n, one in enumerate(entries) if one.kind == kind)
    for _ in range(row):
        QTest.keyClick(window.palette_.field, Qt.Key.Key_Down)
    QTest.keyClick(window.palette_.field, Qt.Key.Key_Return)


def on_few(window, *names: str) -> str:
    places = {system_id(name): (n * 280.0, 0.0) for n, name in enumerate(names)}
    view = edits.add_view(window.session.document, "Few", places)
    window.views.show(view.id)
    return view.id


def press(window, words: str) -> None:
    button = next(b for b in window.host.toast.buttons if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_accents_and_case_do_not_count() -> None:
    names = ["Café Système", "Órdenes", "STRASSE"]
    entries = [Entry(name, lambda: None) for name in names]
    assert [one.title for one in ranked(entries, "cafe syst")] == ["Café Système"]
    assert [one.title for one in ranked(entries, "ordenes")] == ["Órdenes"]
    assert [one.title for one in ranked(entries, "straße")] == ["STRASSE"]


def test_kinds_stand_together_the_best_first_and_none_crowds_out_the_others() -> None:
    entries = [Entry(f"Sales {n}", str, kind=SYSTEM) for n in range(30)]
    entries += [Entry(f"Sales {n} → ERP", str, kind=FLOW) for n in range(30)]
    entries += [Entry("New sales view", str, kind=COMMAND)]
    kinds = [one.kind for one in ranked(entries, "sales")]
    assert kinds == [SYSTEM] * 12 + [FLOW] * 8 + [COMMAND]
    assert len(ranked(entries[:30], "sales")) == 30


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("marketo salesforce", "Marketo → Salesforce · Lead", FLOW),
        ("lead", "Lead", "Data object"),
        ("few", "Few", "View"),
        ("rogue isla", "Rogue island", "Finding"),
        ("snowf", "Snowflake", SYSTEM),
    ],
)
def test_all_kinds_are_found(harbour, text: str, title: str, kind: str) -> None:
    on_few(harbour, "Okta")
    found = [one for one in find(harbour, text) if one.kind == kind]
    assert found
    assert found[0].title.startswith(title)
    assert found[0].detail.startswith(kind)


def test_a_flow_is_selected(harbour) -> None:
    go(harbour, "marketo salesforce", FLOW)
    chosen = harbour.canvas.selection()
    flow = harbour.session.snapshot.flows[next(iter(chosen))]
    assert (flow.source, flow.target) == (system_id("Marketo"), system_id("Salesforce"))


def test_what_stands_on_another_view_is_shown_there(harbour) -> None:
    on_few(harbour, "Okta")
    go(harbour, "snowflake", SYSTEM)
    assert harbour.views.current.name == "Map"
    assert harbour.canvas.selection() == {system_id("Snowflake")}
    assert "shown on ‘Map’" in harbour.host.toast.text()


def test_what_stands_on_no_view_is_offered_to_be_brought_in(harbour) -> None:
    document = harbour.session.document
    edits.remove_from_view(document, harbour.session.view_id, {system_id("Okta")})
    before = document.snapshot()
    go(harbour, "okta", SYSTEM)
    assert "not on this view" in harbour.host.toast.text()
    press(harbour, "Bring in")
    assert system_id("Okta") in placed(document.snapshot())
    assert harbour.canvas.selection() == {system_id("Okta")}
    document.undo()
    assert document.snapshot().same_content(before)


def test_what_the_filter_hides_is_offered_to_be_shown(harbour) -> None:
    view = harbour.session.view_id
    values = {"filter_text": "salesforce", "filter_hides": True}
    edits.set_filter(harbour.session.document, view, values)
    go(harbour, "okta", SYSTEM)
    assert harbour.canvas.selection() == frozenset()
    press(harbour, "Clear the filter")
    assert harbour.canvas.selection() == {system_id("Okta")}
    assert harbour.session.snapshot.views[view].filter_text == ""


def test_a_data_object_selects_its_flows_and_holders_and_offers_its_path(harbour) -> None:
    go(harbour, "lead", "Data object")
    snapshot = harbour.session.snapshot
    key = next(one.id for one in snapshot.data_objects.values() if one.name == "Lead")
    flows = {one.id for one in snapshot.flows.values() if key in one.data_objects}
    assert flows
    assert flows <= harbour.canvas.selection()
    press(harbour, "Show its path")
    view = harbour.session.snapshot.views[harbour.session.view_id]
    assert view.lens == f"data:{key}"


def test_a_department_selects_what_it_and_those_under_it_own(harbour) -> None:
    document = harbour.session.document
    with document.edit("Departments") as tx:
        top = tx.put(Department(name="Zebra group"))
        below = tx.put(Department(name="Below", parent=top.id))
        tx.change(System, system_id("Okta"), department=below.id)
    go(harbour, "zebra", "Department")
    assert harbour.canvas.selection() == {system_id("Okta")}


def test_a_finding_is_opened(harbour) -> None:
    harbour.tabs.setCurrentIndex(1)
    go(harbour, "rogue", "Finding")
    assert harbour.tabs.currentIndex() == 0
    assert harbour.findings.current() is not None


def test_a_finding_about_what_is_not_here_says_so_and_offers_both_ways(harbour) -> None:
    view = on_few(harbour, "Okta")
    finding = harbour.session.analysis.findings[0]
    harbour.findings.open_finding(finding.key)
    toast = harbour.host.toast
    assert "of this finding" in toast.text()
    assert [one.text() for one in toast.buttons] == ["Show on ‘Map’", "Bring in"]
    press(harbour, "Bring in")
    assert set(finding.systems) <= placed(harbour.session.snapshot, view).keys()
    harbour.session.document.undo()
    harbour.findings.list.close_finding()
    harbour.findings.open_finding(finding.key)
    press(harbour, "Show on ‘Map’")
    assert harbour.views.current.name == "Map"
    assert harbour.canvas._board.finding is not None


def timed(index: Index, text: str) -> float:
    start = perf_counter()
    index.search(text)
    return perf_counter() - start


def test_typing_is_quick_on_the_largest_maps() -> None:
    systems = [Entry(f"System {n} of {n % 97}", str, "System", SYSTEM) for n in range(10_000)]
    flows = [
        Entry(f"System {n % 9_999} → System {n * 7 % 10_000} · Object {n % 30}", str, "Flow", FLOW)
        for n in range(25_000)
    ]
    index = Index([*systems, *flows])
    for text in ("s", "sy", "system 99", "object 7 system 12", "sistem 123", "zzzzz", "o7"):
        took = min(timed(index, text) for _ in range(3))
        assert took < KEYSTROKE, f"{text!r} took {took * 1000:.0f} ms"


def test_the_entries_of_a_map_are_made_once(harbour, monkeypatch) -> None:
    finder = Finder(harbour.parts)
    first = [one for one in finder.index().entries if one.kind != COMMAND]
    again = [one for one in finder.index().entries if one.kind != COMMAND]
    assert all(a is b for a, b in zip(first, again, strict=True))
    with harbour.session.document.edit("Draw") as tx:
        flow = tx.put(Flow(source=system_id("Okta"), target=system_id("Stripe")))
    titles = {one.title for one in finder.index().entries}
    assert "Okta → Stripe" in titles
    assert flow.id


def test_the_entries_are_made_before_anybody_asks(harbour, qtbot) -> None:
    finder = Finder(harbour.parts)
    assert not finder.is_ready
    with qtbot.waitSignal(harbour.session.analysed), harbour.session.document.edit("Draw") as tx:
        tx.put(Flow(source=system_id("Okta"), target=system_id("Stripe")))
    qtbot.waitUntil(lambda: finder.is_ready)
    made = finder._of_map
    assert "Okta → Stripe" in {one.title for one in finder.index().entries}
    assert finder._of_map is made


def test_a_palette_opened_while_entries_are_made_has_them_all(harbour) -> None:
    finder, other = Finder(harbour.parts), Finder(harbour.parts)
    finder._warm()
    assert not finder.is_ready
    titles = [one.title for one in finder.index().entries]
    assert titles == [one.title for one in other.index().entries]
    assert finder.is_ready


def test_what_is_just_that_comes_first_whatever_its_kind() -> None:
    entries = [Entry("Finance", str, kind=DEPARTMENT), Entry("Finance back end", str, kind=SYSTEM)]
    assert [one.kind for one in ranked(entries, "finance")] == [DEPARTMENT, SYSTEM]
    assert [one.kind for one in ranked(entries, "finan")] == [SYSTEM, DEPARTMENT]
