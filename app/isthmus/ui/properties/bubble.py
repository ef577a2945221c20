"""A word under a field that moves nothing: what does not fit, or what will follow."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from isthmus.ui.text import label

_GAP = 2


class Bubble(QObject):
    """Floats under an editor, over whatever is there; the mouse goes through it."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        self.label: QLabel = label("", "bubble")
        self.label.setParent(editor.parentWidget())
        self.label.setWordWrap(True)
        self.label.setIndent(0)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.hide()
        editor.installEventFilter(self)

    def say(self, text: str, look: str) -> None:
        """Show a word, '' for none; looks are 'danger' and 'note'."""
        shown = self.label
        shown.setText(text)
        if shown.property("look") != look:
            shown.setProperty("look", look)
            shown.style().unpolish(shown)
            shown.style().polish(shown)
        shown.setVisible(bool(text))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The bubble goes where its editor goes."""
        if event.type() in _MOVED and self.label.text():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Under the editor, as wide as the form lets it be."""
        form = _form_of(self._editor)
        if form is None or not self.label.text():
            return
        if self.label.parentWidget() is not form:
            was_hidden = self.label.isHidden()
            self.label.setParent(form)
            self.label.setVisible(not was_hidden)
        corner = self._editor.mapTo(form, QPoint(0, self._editor.height() + _GAP))
        self.label.ensurePolished()  # the style sheet says how large its letters are
        room = form.width() - 2 * _MARGIN
        wanted = self.label.fontMetrics().horizontalAdvance(self.label.text()) + _FRAME
        width = min(room, max(wanted, 80))
        left = max(_MARGIN, min(corner.x(), form.width() - _MARGIN - width))
        self.label.setGeometry(left, corner.y(), width, self.label.heightForWidth(width))
        self.label.raise_()


_MARGIN = 12
_FRAME = 26
"""Pixels at the sides of the words: the style sheet's padding and frame, and some for rounding."""
_MOVED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)


def _form_of(editor: QWidget) -> QWidget | None:
    """The body of the form that scrolls, else the window."""
    held = editor.parentWidget()
    while held is not None and held.objectName() != "body" and not held.isWindow():
        held = held.parentWidget()
    return held
