"""Copy, cut and paste on the canvas and in the window, with text from other programs too."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from isthmus.model.document import Document
from isthmus.ui.canvas import clipboard
from isthmus.workspace import edits
from isthmus.workspace.clips.reading import FORMAT
from support.canvases import Hand, canvas_with
from support.harbour import system_id

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def nothing_left(qapp):
    yield
    QGuiApplication.clipboard().clear()


def board() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def give(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def select(hand, *names):
    hand.canvas.select([hand.id(name) for name in names])


def boxes_apart(hand) -> bool:
    boxes = [card.box for card in hand.canvas._board.chart.cards.values()]
    return all(
        abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
    )


def test_copy_gives_a_part_of_the_map_and_a_table(hand, qtbot):
    select(hand, "Typeform", "Airtable")
    with qtbot.waitSignal(hand.canvas.message) as told:
        clipboard.copy(hand.canvas.stage)
    assert told.args == ["Copied 2 systems and 1 flow"]
    assert board().hasFormat(FORMAT)
    lines = board().text().split("\n")
    assert lines[0].startswith("Name\tCategory")
    assert [line.split("\t")[0] for line in lines[1:]] == ["Airtable", "Typeform"]
    assert hand.document.revision == 0


def test_copying_nothing_leaves_the_clipboard_and_says_so(hand, qtbot):
    give("kept")
    with qtbot.waitSignal(hand.canvas.message) as told:
        clipboard.copy(hand.canvas.stage)
    assert told.args == ["Select systems to copy them"]
    assert board().text() == "kept"


def test_paste_sets_copies_down_at_the_pointer_over_no_other_card(hand, undone):
    select(hand, "Typeform", "Airtable")
    clipboard.copy(hand.canvas.stage)
    hand.hover(700, 400)
    clipboard.paste(hand.canvas.stage)
    assert hand.selected() == {"Typeform 2", "Airtable 2"}
    assert ("Typeform 2", "Airtable 2") in hand.flows()
    assert boxes_apart(hand)
    one, other = hand.place("Typeform 2"), hand.place("Airtable 2")
    assert (other[0] - one[0], other[1] - one[1]) == (278, 0)
    undone()


def test_cut_and_paste_in_place_leave_the_systems_as_they_were(hand):
    before = hand.place("Hootsuite")
    select(hand, "Hootsuite")
    clipboard.cut(hand.canvas.stage)
    assert "Hootsuite" not in hand.names()
    clipboard.paste_in_place(hand.canvas.stage)
    assert hand.place("Hootsuite") == before
    assert hand.selected() == {"Hootsuite"}
    hand.document.undo()
    hand.document.undo()
    assert not hand.document.undo_label


def test_a_part_of_one_map_goes_into_another(hand, qtbot):
    select(hand, "Typeform", "Airtable")
    clipboard.copy(hand.canvas.stage)
    document = Document()
    canvas = canvas_with(document, edits.ensure_view(document))
    qtbot.addWidget(canvas)
    other = Hand(canvas, document)
    clipboard.paste(canvas.stage)
    assert other.names() == {"Typeform", "Airtable"}
    assert other.flows() == {("Typeform", "Airtable")}
    (held,) = document.snapshot().holdings.values()
    assert document.snapshot().data_objects[held.data_object].name == "Contact"
    x, y = other.place("Typeform")
    centre = canvas.centre()
    assert abs(x + 225 - centre.x()) <= 8
    assert abs(y + 25 - centre.y()) <= 8


def test_names_one_a_line_become_systems_and_known_ones_are_selected(hand, qtbot, undone):
    give("Mailchimp\nHubSpot Marketing Hub\nBoathouse ledger\nokta\n")
    with qtbot.waitSignal(hand.canvas.message) as told:
        clipboard.paste(hand.canvas.stage, QPointF(600, 560))
    words = "Drew 2 systems; 2 systems selected that stood here already"
    assert told.args == [words]
    assert hand.selected() == {"HubSpot Marketing Hub", "Boathouse ledger", "Mailchimp", "Okta"}
    drawn = hand.document.snapshot().systems[hand.id("HubSpot Marketing Hub")]
    assert (drawn.vendor, drawn.category) == ("HubSpot", "marketing-automation")
    assert boxes_apart(hand)
    assert hand.document.undo_label == "Paste 2 systems"
    undone()


def test_forty_names_stand_in_a_neat_block(hand, undone):
    give("\n".join(f"System {number}" for number in range(40)))
    clipboard.paste(hand.canvas.stage, QPointF(700, 400))
    assert boxes_apart(hand)
    places = [hand.place(f"System {number}") for number in range(40)]
    assert len({x for x, _ in places}) == 7
    assert len({y for _, y in places}) == 6
    assert {x % 8 for x, _ in places} == {y % 8 for _, y in places} == {0}
    undone()


def test_names_of_systems_on_other_views_come_to_stand_on_this_one(hand, undone):
    view = hand.canvas._board.view_id
    edits.remove_from_view(hand.document, view, [hand.id("Hootsuite")])
    count = len(hand.names())
    give("Hootsuite")
    clipboard.paste(hand.canvas.stage)
    assert len(hand.names()) == count
    assert hand.selected() == {"Hootsuite"}
    hand.document.undo()
    undone()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "There is nothing on the clipboard"),
        ("---", "The clipboard holds no text that could name a system."),
        ("word " * 50, "The clipboard holds prose rather than names."),
        (b"{", "What is on the clipboard is damaged. Copy it again in Isthmus"),
        (b'{"format": "isthmus-clip", "version": 1}', "There is nothing on the clipboard"),
        (QImage(2, 2, QImage.Format.Format_RGB32), "The clipboard holds a picture."),
    ],
)
def test_nonsense_is_told_in_words_and_changes_nothing(hand, qtbot, data, words):
    mime = QMimeData()
    if isinstance(data, bytes):
        mime.setData(FORMAT, data)
    elif isinstance(data, QImage):
        data.fill(0)
        mime.setImageData(data)
    else:
        mime.setText(data)
    with qtbot.waitSignal(hand.canvas.message) as told:
        clipboard.put(hand.canvas.stage, mime, QPointF())
    assert told.args[0].startswith(words)
    assert hand.document.revision == 0


@pytest.mark.parametrize(
    "html",
    [
        "<style>td {}</style><table><tr><td>Tide tables</td></tr><tr><td>Log &amp; book</table>",
        "<ul><li>Tide tables</li><li><b>Log &amp;</b> book</li></ul>",
        "<p>Tide\n tables<br>Log &amp; book</p>",
    ],
)
def test_html_without_plain_text_is_read(hand, undone, html):
    mime = QMimeData()
    mime.setHtml(html)
    assert clipboard.can_put(mime)
    clipboard.put(hand.canvas.stage, mime, QPointF(1150, 300))
    assert hand.selected() == {"Tide tables", "Log & book"}
    undone()


HTML_TABLE = (
    "<table><tr><th>Application name</th><th colspan=2>Vendor</th><th>Department</th></tr>"
    "<tr><td>Tide<br>tables</td><td>Own</td><td></td><td>Finance</td></tr></table>"
)


@pytest.mark.parametrize("text", ["", "Application name\nVendor\nDepartment\nTide tables"])
def test_cells_of_a_table_are_told_apart_by_its_html(hand, qtbot, text):
    mime = QMimeData()
    mime.setHtml(HTML_TABLE)
    if text:
        mime.setText(text)
    with qtbot.waitSignal(hand.canvas.stage.table_wanted) as told:
        clipboard.put(hand.canvas.stage, mime, QPointF())
    assert told.args[0] == "Application name\tVendor\t\tDepartment\nTide tables\tOwn\t\tFinance"


def test_csv_alone_is_a_table(hand, qtbot):
    mime = QMimeData()
    mime.setData("text/csv", b"\xef\xbb\xbfName,Vendor\nTide tables,Own\n")
    with qtbot.waitSignal(hand.canvas.stage.table_wanted) as told:
        clipboard.put(hand.canvas.stage, mime, QPointF())
    assert told.args[0] == "Name,Vendor\nTide tables,Own\n"


def test_files_are_handed_on_to_be_opened(hand, qtbot, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "inventory.xlsx"))])
    with qtbot.waitSignal(hand.canvas.stage.files_wanted) as told:
        clipboard.put(hand.canvas.stage, mime, QPointF())
    assert told.args == [[tmp_path / "inventory.xlsx"]]


def test_text_is_dropped_as_it_is_pasted(hand, undone):
    mime = QMimeData()
    mime.setText("Boathouse ledger")
    held = Qt.KeyboardModifier.NoModifier
    at = QPointF(hand.at(1150, 300))
    drop = QDropEvent(at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, held)
    hand.canvas.dropEvent(drop)
    assert hand.place("Boathouse ledger") == (1064, 272)
    undone()


# In the window


def ready(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    return window.canvas


def test_the_keys_copy_and_paste(harbour, qtbot):
    canvas = ready(harbour, qtbot)
    canvas.select([system_id("Okta")])
    QTest.keyClick(canvas, Qt.Key.Key_C, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_V, CTRL)
    names = {one.name for one in harbour.session.snapshot.systems.values()}
    assert "Okta 2" in names
    QTest.keyClick(canvas, Qt.Key.Key_X, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_V, CTRL | SHIFT)
    assert harbour.session.document.undo_label == "Paste Okta 2"


TABLE = (
    "Application name\tVendor\tDepartment\tSends data to\tMoon phase\n"
    "Boathouse ledger\tOwn build\tFinance\tSAP S/4HANA\twaxing\n"
    "Tide tables\tOwn build\tService\tBoathouse ledger\twaning\n"
)


def test_a_table_is_shown_before_it_is_pasted_as_one_step(harbour, qtbot, dialog):
    canvas = ready(harbour, qtbot)
    before = harbour.session.snapshot
    give(TABLE)
    QTest.keyClick(canvas, Qt.Key.Key_V, CTRL)
    shown = dialog("import")
    apply = shown.findChild(object, "apply")
    qtbot.waitUntil(lambda: shown.desk.ready is not None)
    assert harbour.session.document.revision == 0
    QTest.mouseClick(apply, Qt.MouseButton.LeftButton)
    snapshot = harbour.session.snapshot
    systems = {one.name: one for one in snapshot.systems.values()}
    assert systems["Tide tables"].vendor == "Own build"
    assert snapshot.departments[systems["Boathouse ledger"].department].name == "Finance"
    flows = {(one.source, one.target) for one in snapshot.flows.values()}
    ledger = systems["Boathouse ledger"].id
    assert {(ledger, system_id("SAP S/4HANA")), (systems["Tide tables"].id, ledger)} <= flows
    assert canvas.selection() == {ledger, systems["Tide tables"].id}
    assert harbour.session.document.undo_label == "Paste 2 systems"
    harbour.session.document.undo()
    assert harbour.session.snapshot.same_content(before)


def test_a_table_can_be_refused(harbour, qtbot, dialog):
    canvas = ready(harbour, qtbot)
    give("Application name\tVendor\nBoathouse ledger\tOwn build\n")
    QTest.keyClick(canvas, Qt.Key.Key_V, CTRL)
    shown = dialog("import")
    shown.reject()
    qtbot.waitUntil(lambda: not harbour.jobs.is_busy)
    assert harbour.session.document.revision == 0


def test_a_table_without_flows_makes_a_block(harbour, qtbot, dialog):
    canvas = ready(harbour, qtbot)
    rows = "".join(f"System {number}\tOwn build\n" for number in range(9))
    give(f"Application name\tVendor\n{rows}")
    QTest.keyClick(canvas, Qt.Key.Key_V, CTRL)
    shown = dialog("import")
    apply = shown.findChild(object, "apply")
    qtbot.waitUntil(lambda: shown.desk.ready is not None)
    QTest.mouseClick(apply, Qt.MouseButton.LeftButton)
    new = canvas.selection()
    placed = [one for one in harbour.session.snapshot.placements.values() if one.system in new]
    assert len({one.x for one in placed}) == len({one.y for one in placed}) == 3


def test_columns_without_headers_that_are_known_are_taken_for_names(harbour, qtbot):
    canvas = ready(harbour, qtbot)
    give("Tide tables\t17\nBoathouse ledger\t4\n")
    QTest.keyClick(canvas, Qt.Key.Key_V, CTRL)
    names = lambda: {one.name for one in harbour.session.snapshot.systems.values()}  # noqa: E731
    qtbot.waitUntil(lambda: "Tide tables" in names())
    assert "Boathouse ledger" in names()
