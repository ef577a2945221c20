"""HTML from other programs as text: rows of tables as lines of cells, other blocks as lines."""

from html.parser import HTMLParser

from isthmus.workspace.clips.reading import ClipError

_MOST = 8 * 2**20
"""Characters of HTML."""
_WIDEST = 256
"""Columns that one cell may span."""
_LINES = frozenset({"p", "div", "br", "li", "ul", "ol", "dt", "dd", "pre", "blockquote", "hr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"style", "script", "title", "template"})
_CELLS = frozenset({"td", "th"})
_ROW_ENDS = frozenset({"tr", "table", "caption"})

Attributes = list[tuple[str, str | None]]


def text_of(html: str) -> str:
    """The text of HTML: a line for each row, list item and block; tabs between cells.

    Raises:
        ClipError: it is too large.
    """
    if len(html) > _MOST:
        raise ClipError("This is too much to paste. Save it as a file and import that.")
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.lines())


class _Reader(HTMLParser):
    """Gathers rows of cells; a line outside tables is a row of one cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[list[str]] = []
        self._row: list[str] = []
        self._words: list[str] = []
        self._span = 0
        """Columns of the cell that is being read, 0 outside cells."""
        self._hidden = 0

    def lines(self) -> list[str]:
        """What was read."""
        self._end_row()
        return ["\t".join(row) for row in self._rows]

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _CELLS:
            self._end_cell()
            self._span = _span(attrs)
        else:
            self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _CELLS:
            self._end_cell()
        else:
            self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)

    def _part(self, tag: str) -> None:
        """What parts rows parts them; what parts lines is a blank inside a cell."""
        if tag in _ROW_ENDS or (tag in _LINES | _HEADINGS and not self._span):
            self._end_row()
        elif tag in _LINES | _HEADINGS:
            self._words.append(" ")

    def _end_cell(self) -> None:
        text = " ".join("".join(self._words).split())
        if self._span or text:
            self._row += [text, *[""] * (self._span - 1)]
        self._words, self._span = [], 0

    def _end_row(self) -> None:
        self._end_cell()
        if any(self._row):
            self._rows.append(self._row)
        self._row = []


def _span(attrs: Attributes) -> int:
    """How many columns a cell takes."""
    text = dict(attrs).get("colspan") or "1"
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), _WIDEST)
