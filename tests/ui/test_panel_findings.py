"""The findings panel's rows: order, groups, folds, filters; quick with many."""

from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from isthmus.analysis.results import Analysis, Finding, FindingKind, Metrics, ProposedFlow
from isthmus.catalogue.types import Severity
from isthmus.model.records import System
from isthmus.ui.panels.finding_rows import WAIVED, Row, Rows, Wanted, systems_line
from isthmus.ui.panels.findings import FindingsPanel, percent
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.window import MainWindow

NAMES = [f"System {n}" for n in range(600)]
SYSTEMS = {name: System(id=name, name=name) for name in NAMES}


def finding(
    number: int,
    kind: FindingKind = FindingKind.MISSING_INTEGRATION,
    severity: Severity = Severity.HIGH,
    systems: int = 2,
    *,
    waived: bool = False,
) -> Finding:
    ids = tuple(NAMES[number + n] for n in range(systems))
    return Finding(
        key=f"{kind}/{number}",
        kind=kind,
        rule="MKT-01",
        severity=severity,
        title="",
        systems=ids,
        data_objects=("Contact",),
        evidence=f"Evidence of {number}.",
        waived=waived,
    )


def analysis(*findings: Finding) -> Analysis:
    return Analysis(0, (), findings, Metrics())


def titles(rows: list[Row]) -> list[str]:
    return [row.title for row in rows]


def test_a_gap_reads_from_giver_to_taker_and_an_island_lists_its_systems() -> None:
    assert systems_line(finding(0), SYSTEMS) == "System 0 → System 1 · Contact"
    island = finding(0, FindingKind.ROGUE_ISLAND, systems=2)
    assert systems_line(island, SYSTEMS) == "System 0, System 1 · Contact"
    large = finding(0, FindingKind.ISLAND, systems=12)
    assert systems_line(large, SYSTEMS).endswith("System 7 and 4 more · Contact")


def test_names_of_several_lines_and_none_are_said_in_one_line() -> None:
    odd = {key: replace(one, name="Two\nlines") for key, one in SYSTEMS.items()}
    assert systems_line(finding(0), odd) == "Two lines → Two lines · Contact"
    blank = {key: replace(one, name=" \n") for key, one in SYSTEMS.items()}
    assert systems_line(finding(0), blank) == "(no name) → (no name) · Contact"


def test_many_islets_stand_under_one_heading_that_opens() -> None:
    islets = [finding(n, FindingKind.ROGUE_ISLAND, Severity.MEDIUM, 1) for n in range(113)]
    found = analysis(finding(200), *islets, finding(300, severity=Severity.LOW))
    rows = Rows(found, SYSTEMS).build(Wanted())
    assert titles(rows) == ["Missing integration", "Rogue islets", "Missing integration"]
    heading = rows[1]
    assert (heading.count, heading.is_open) == (113, False)
    opened = Rows(found, SYSTEMS).build(Wanted(), {heading.key})
    assert len(opened) == 3 + 113
    assert opened[2].finding is islets[0]
    assert opened[2].is_inside


def test_islets_that_are_told_together_stand_with_islets_not_with_islands() -> None:
    groups = [
        replace(finding(n, FindingKind.ROGUE_ISLAND, Severity.MEDIUM, 4), islets=True)
        for n in range(8)
    ]
    island = finding(90, FindingKind.ROGUE_ISLAND, Severity.MEDIUM, 3)
    rows = Rows(analysis(*groups, island), SYSTEMS).build(Wanted())
    assert [row.count for row in rows] == [8, 0]
    assert titles(rows)[0] == "Rogue islets"


def test_a_few_islets_stand_alone() -> None:
    islets = [finding(n, FindingKind.ISLAND, Severity.LOW, 1) for n in range(3)]
    assert titles(Rows(analysis(*islets), SYSTEMS).build(Wanted())) == ["Island"] * 3


def test_accepted_risks_lie_under_a_fold_at_the_end() -> None:
    found = analysis(finding(0, waived=True), finding(2))
    rows = Rows(found, SYSTEMS).build(Wanted())
    assert titles(rows) == ["Missing integration", "Accepted risks"]
    assert rows[1].count == 1
    opened = Rows(found, SYSTEMS).build(Wanted(), {WAIVED})
    assert opened[2].finding is found.findings[0]


def test_the_filter_takes_text_kind_and_severity() -> None:
    found = analysis(
        finding(0), finding(5, FindingKind.ONE_WAY, Severity.MEDIUM), finding(7, waived=True)
    )
    keys = [r.key for r in Rows(found, SYSTEMS).build(Wanted("system 5 CONTACT")) if r.finding]
    assert keys == ["one-way/5"]
    one_way = Rows(found, SYSTEMS).build(Wanted(kind=FindingKind.ONE_WAY))
    assert [row.key for row in one_way] == ["one-way/5"]
    high = Rows(found, SYSTEMS).build(Wanted(severity=Severity.HIGH), {WAIVED})
    assert [row.key for row in high if row.finding] == [
        "missing-integration/0", "missing-integration/7",
    ]  # fmt: skip


def test_what_is_planned_already_says_so() -> None:
    gap = replace(finding(0), closes_with=(ProposedFlow(NAMES[0], NAMES[1], ("Contact",)),))
    rows = Rows(analysis(gap, finding(4)), SYSTEMS, {(NAMES[0], NAMES[1])}).build(Wanted())
    assert [row.is_planned for row in rows] == [True, False]
    other = Rows(analysis(gap), SYSTEMS, {(NAMES[1], NAMES[0])}).build(Wanted())
    assert not other[0].is_planned


def test_percent_is_whole_only_where_it_is_all_or_nothing() -> None:
    assert [percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == [
        "0%", "1%", "50%", "99%", "100%",
    ]  # fmt: skip


def test_five_hundred_findings_show_and_open_without_a_stutter(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = FindingsPanel(window.keeper)
    qtbot.addWidget(panel)
    panel.resize(340, 800)
    panel.show()
    kinds = list(FindingKind)
    many = [finding(n, kinds[n % len(kinds)], systems=2) for n in range(500)]
    panel.show_analysis(analysis(*many), SYSTEMS)
    panel._opened |= {row.key for row in panel._rows() if row.finding is None}  # unfold all
    start = perf_counter()
    panel.show_analysis(analysis(*many), SYSTEMS)
    panel.grab()
    shown = perf_counter() - start
    assert panel.list.rows.rowCount() > 500
    start = perf_counter()
    for _ in range(10):
        panel.step(1)
        panel.grab()
    stepped = (perf_counter() - start) / 10
    # 16 ms each on a quiet machine; the bound leaves room for one that is busy
    assert shown < 0.5
    assert stepped < 0.2


def test_a_panel_without_findings_says_so_soberly(harbour: MainWindow) -> None:
    panel = harbour.findings
    assert isinstance(harbour.keeper, ThemeKeeper)
    panel.show_analysis(analysis(), SYSTEMS)
    assert panel._empty.isVisible()
    assert panel._empty.text().startswith("No findings. Every system is tied")
    panel.show_analysis(analysis(finding(0)), SYSTEMS)
    panel.filter.text.setText("nothing like it")
    assert panel._empty.text() == "No finding matches the filter."
    panel.filter.reset()
    assert not panel._empty.isVisible()


def test_a_click_on_a_heading_opens_and_closes_it(harbour: MainWindow) -> None:
    panel = harbour.findings
    islets = [finding(n, FindingKind.ROGUE_ISLAND, Severity.MEDIUM, 1) for n in range(20)]
    panel.show_analysis(analysis(*islets), SYSTEMS)
    view = panel.list
    for expected in (21, 1):
        where = view.visualRect(view.rows.index(0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert view.rows.rowCount() == expected
