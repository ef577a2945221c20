"""The first sheet of our own workbook: what the sheets are, what may be edited, what comes back."""

from collections.abc import Iterable, Iterator

from isthmus.exchange.ours.headers import STATE, header_of
from isthmus.exchange.ours.kinds import ID, KINDS
from isthmus.model.records import MapInfo

README, LISTS = "Readme", "Lists"
MARK = "Isthmus workbook"
"""What the first cell of the Readme begins with."""
LISTS_MARK = "Isthmus lists"

TITLE, HEADING, PLAIN = "title", "heading", "plain"
Line = tuple[str, tuple[str, ...]]
"""How a row looks, and its cells."""

_RULES = (
    ("Change what you like and import the workbook again: File > Import workbook, or "
     "'isthmus import THIS.xlsx -o MAP.isthmus'. What would change is shown first."),
    (f"'{ID}' says which record of the map a row is. Leave it as it is, and empty in new rows: "
     "those are matched by name and vendor, and are new otherwise."),
    (f"'{STATE}' tells how a row was exported, so that what you change here and what is changed on "
     "the map meanwhile are told apart. Leave it as it is."),
    "A cell that was changed changes its field; one that was emptied empties it.",
    "A column that was deleted leaves its field as it is. A row that was deleted deletes nothing.",
    ("A column that you add is a custom field, called as its header. 'Custom: Name' is a custom "
     "field called 'Name'; 'ID in Inventory' holds the ids of a program called 'Inventory'."),
    "Sheets may be renamed, rows and columns sorted, filtered and hidden.",
    ("Texts that begin with =, +, - or @ are texts, never formulas. Codes such as \\u000D stand "
     "for characters that no cell holds. Texts too long for a cell go on in the next one."),
)  # fmt: skip
_EXAMPLE = (
    ("An example: on Departments write 'Marketing'; on Systems 'Marketo' under Name, 'Adobe' "
     "under Vendor, 'Marketing' under Department and 'Live' under Lifecycle; on Flows 'Marketo' "
     "as source and 'CRM' as target."),
)  # fmt: skip


def lines(info: MapInfo | None) -> Iterator[Line]:
    """The rows of the Readme, of a map's export or (without `info`) of an empty template."""
    title = f"{MARK}: {info.name}" if info else f"{MARK}: empty template"
    yield TITLE, (title,)
    if info:
        yield PLAIN, (f"{info.classification}. {info.organisation}".strip(". ") + ".",)
        yield PLAIN, (f"Costs without a currency are in {info.currency}.",)
    yield PLAIN, ()
    yield HEADING, ("How it comes back",)
    yield from ((PLAIN, (rule,)) for rule in (*_RULES, *(() if info else _EXAMPLE)))
    yield PLAIN, ()
    yield from _columns(info.currency if info else "")


def _columns(currency: str) -> Iterable[Line]:
    for kind in KINDS:
        yield HEADING, (kind.sheet, "", kind.about)
        for field in kind.fields:
            needed = "needed" if field.required else ""
            yield PLAIN, (header_of(field, currency), needed, field.note)
        yield PLAIN, ()
