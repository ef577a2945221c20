"""Copying, cutting and pasting: parts of maps, names and tables, from here and from elsewhere."""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtGui import QGuiApplication

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.model.errors import UserError
from isthmus.ui.canvas import commands
from isthmus.ui.canvas.room import APART, Way, hull, way_to_room
from isthmus.ui.canvas.snapping import on_grid
from isthmus.ui.canvas.stage import Stage
from isthmus.workspace import edits
from isthmus.workspace.clips.clip import Clip, clip_of
from isthmus.workspace.clips.markup import text_of
from isthmus.workspace.clips.reading import FORMAT, from_json, to_json
from isthmus.workspace.clips.table import as_table, flows_as_table
from isthmus.workspace.clips.text import PastedText, read_text
from isthmus.workspace.edits.resolving import counted

_STRAIT = 36.0
"""Round each of them, to what stands there already."""
_CSV = "text/csv"
_PICTURE = "The clipboard holds a picture. Names and tables can be pasted here"
_EMPTY = "There is nothing on the clipboard"
_NOTHING = "Select systems to copy them"


def copy(stage: Stage) -> bool:
    """Put what is selected on the clipboard; whether there was anything."""
    snapshot = stage.board.snapshot
    clip = clip_of(snapshot, stage.board.view_id, stage.selection)
    flows = [snapshot.flows[key] for key in sorted(stage.selection) if key in snapshot.flows]
    data = QMimeData()
    if clip:
        data.setData(FORMAT, to_json(clip))
        data.setText(as_table(clip, stage.board.catalogue) if clip.systems else _words(clip))
    elif flows:
        data.setText(flows_as_table(snapshot, flows))
    else:
        stage.say(_NOTHING)
        return False
    QGuiApplication.clipboard().setMimeData(data)
    stage.say(f"Copied {_what(clip) if clip else counted(len(flows), 'flow') + ' as a table'}")
    return True


def cut(stage: Stage) -> None:
    """Put what is selected on the clipboard and delete it, as one step."""
    if copy(stage):
        commands.delete(stage)


def paste(stage: Stage, at: QPointF | None = None) -> None:
    """Set down what lies on the clipboard: at a place of the scene, else at the pointer."""
    put(stage, offered(), at or stage.at_hand())


def paste_in_place(stage: Stage) -> None:
    """Set a part of a map down where it was copied, though something may stand there."""
    data = offered()
    if not data.hasFormat(FORMAT):
        paste(stage)
        return
    if clip := _clip(stage, data):
        _put_clip(stage, clip, (0.0, 0.0))


def offered() -> QMimeData:
    """What lies on the clipboard; Qt gives None for nothing."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def can_put(data: QMimeData) -> bool:
    """Whether something that is dropped could be set down here."""
    has_words = data.hasText() or data.hasHtml() or data.hasFormat(_CSV)
    return data.hasFormat(FORMAT) or (has_words and not data.hasUrls())


def can_paste() -> bool:
    """Whether there is something on the clipboard that could be set down here."""
    data = offered()
    return can_put(data) or any(url.isLocalFile() for url in data.urls())


def put(stage: Stage, data: QMimeData, at: QPointF) -> None:
    """Set down what another program, or this one, offers."""
    if data.hasFormat(FORMAT):
        if clip := _clip(stage, data):
            _put_clip(stage, clip, _way_to(stage, clip, at))
    elif paths := [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]:
        stage.files_wanted.emit(paths)
    else:
        _put_words(stage, data, at)


def _put_words(stage: Stage, data: QMimeData, at: QPointF) -> None:
    try:
        text = _text_of(data)
    except UserError as error:
        stage.say(str(error))
        return
    if text.strip():
        _put_text(stage, text, at)
    else:
        stage.say(_PICTURE if data.hasImage() else _EMPTY)


def _text_of(data: QMimeData) -> str:
    """The text on offer; where it lacks, or does not tell cells apart, that of HTML or CSV."""
    text = data.text()
    if data.hasHtml() and "\t" not in text:
        found = text_of(data.html())
        text = found if "\t" in found or not text.strip() else text
    if not text.strip() and data.hasFormat(_CSV):
        text = bytes(data.data(_CSV).data()).decode("utf-8-sig", "replace")
    return text


def put_names(stage: Stage, text: PastedText, at: QPointF) -> None:
    """Draw systems of these names in a block; those on the view already are selected."""
    board = stage.board
    known = edits.systems_by_name(board.snapshot)
    cards = board.chart.cards
    here = [known[n.casefold()] for n in text.names if known.get(n.casefold()) in cards]
    names = [name for name in text.names if known.get(name.casefold()) not in cards]
    places = block(stage, names, at)
    with commands.refusals_said(stage):
        done = edits.Pasted(())
        if places:
            done = edits.place_named(board.document, board.view_id, places, board.catalogue)
        stage.selection = (*done.ids, *here)
        stage.reveal_wanted.emit(stage.selection)
        stage.say(_told_of_names(len(done.ids) - done.known, len(here), done.known, text.left_out))


def block(stage: Stage, keys: Sequence[str], at: QPointF) -> dict[str, Way]:
    """Top left corners of standard cards in a neat block about a place, over no other card."""
    across = max(1, ceil(sqrt(len(keys))))
    places = {
        key: (number % across * APART[0], number // across * APART[1])
        for number, key in enumerate(keys)
    }
    boxes = [Box(x, y, CARD_WIDTH, CARD_HEIGHT).grown(_STRAIT) for x, y in places.values()]
    if not boxes:
        return {}
    dx, dy = _way_about(stage, boxes, at)
    return {key: (x + dx, y + dy) for key, (x, y) in places.items()}


def _put_text(stage: Stage, text: str, at: QPointF) -> None:
    try:
        found = read_text(text)
    except UserError as error:
        stage.say(str(error))
        return
    if found.is_table:
        stage.table_wanted.emit(text, at)
    else:
        put_names(stage, found, at)


def _clip(stage: Stage, data: QMimeData) -> Clip | None:
    try:
        clip = from_json(bytes(data.data(FORMAT).data()))
    except UserError as error:
        stage.say(str(error))
        return None
    if not clip:
        stage.say(_EMPTY)
    return clip or None


def _put_clip(stage: Stage, clip: Clip, way: Way) -> None:
    board = stage.board
    with commands.refusals_said(stage):
        done = edits.paste(board.document, board.view_id, clip, *way)
        stage.selection = done.ids
        stage.reveal_wanted.emit(stage.selection)
        stage.say(_told(clip, done))


def _way_to(stage: Stage, clip: Clip, at: QPointF) -> Way:
    """From where a clip was to free room about a place."""
    cards = [
        Box(one.x, one.y, one.width or CARD_WIDTH, one.height or CARD_HEIGHT)
        for one in clip.placements
    ]
    drawn = [Box(one.x, one.y, one.width, one.height) for one in clip.areas]
    drawn += [Box(one.x, one.y, one.width, one.height) for one in clip.notes]
    return _way_about(stage, cards or drawn, at)


def _way_about(stage: Stage, boxes: Sequence[Box], at: QPointF) -> Way:
    middle = hull(boxes).centre
    return way_to_room(
        boxes, stage.board.chart, (on_grid(at.x() - middle[0]), on_grid(at.y() - middle[1]))
    )


def _told(clip: Clip, done: edits.Pasted) -> str:
    words = f"Pasted {_what(clip)}"
    if done.known:
        words += f", {done.known} of them from this map"
    if done.renamed:
        words += f". {counted(done.renamed, 'name')} had to get a number"
    return words


def _told_of_names(new: int, here: int, known: int, left_out: int) -> str:
    parts = []
    if new:
        parts.append(f"Drew {counted(new, 'system')}")
    if known:
        parts.append(f"{counted(known, 'system')} of the map put on this view")
    if here:
        parts.append(f"{counted(here, 'system')} selected that stood here already")
    if left_out:
        parts.append(f"{counted(left_out, 'line')} left out, too long for a name")
    return "; ".join(parts)


def _what(clip: Clip) -> str:
    counts: Mapping[str, int] = {
        "system": len(clip.systems),
        "flow": len(clip.flows),
        "area": len(clip.areas),
        "note": len(clip.notes),
    }
    if counts["system"] == 1 and sum(counts.values()) == 1:
        return clip.systems[0].name
    return " and ".join(counted(number, what) for what, number in counts.items() if number)


def _words(clip: Clip) -> str:
    """What notes and areas say, a paragraph each."""
    return "\n".join([*(one.text for one in clip.notes), *(one.name for one in clip.areas)])
