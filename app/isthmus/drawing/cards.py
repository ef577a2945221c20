"""Systems as cards."""

from collections.abc import Mapping
from unicodedata import category

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.chart import Card
from isthmus.drawing.dressing import PLAIN, Dress, Dresser
from isthmus.drawing.text import clean, shorten, width
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import View

TITLE_SIZE = 12.0
LONG_TITLE_SIZE = 11.0
SUBTITLE_SIZE = 10.0
TEXT_LEFT = 46.0
"""From the card's left edge to its texts."""
_RIGHT = 8.0
"""From the texts to the card's right edge."""
_FLAG_ROOM = 14.0
MARK_ROOM = 12.0
"""Of a lens's mark before its words."""

Size = tuple[float, float]
STANDARD_SIZE: Size = (CARD_WIDTH, CARD_HEIGHT)
"""Width and height of a card, in scene units, where nobody gave it another size."""


def compose_cards(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    positions: Mapping[str, tuple[float, float]],
    view: View | None = None,
    *,
    dresser: Dresser | None = None,
) -> dict[str, Card]:
    """A card for each system that has a position, by id, in the order of names."""
    flagged, sizes = flagged_by(analysis), sizes_on(snapshot, view)
    dresser = dresser or Dresser(snapshot, analysis, catalogue, view)
    shown = [system for key, system in snapshot.systems.items() if key in positions]
    shown.sort(key=lambda system: (system.name.casefold(), system.id))
    return {
        system.id: card_of(
            system,
            catalogue,
            positions[system.id],
            flagged=system.id in flagged,
            size=sizes.get(system.id, STANDARD_SIZE),
            dress=dresser.dress(system),
        )
        for system in shown
    }


def sizes_on(snapshot: Snapshot, view: View | None) -> dict[str, Size]:
    """Sizes of the cards on a view that are not of the standard one, by system id."""
    if view is None:
        return {}
    own = (one for one in snapshot.placements.values() if one.width or one.height)
    return {
        one.system: (one.width or CARD_WIDTH, one.height or CARD_HEIGHT)
        for one in own
        if one.view == view.id
    }


def flagged_by(analysis: Analysis) -> set[str]:
    """The systems that some finding names which is not accepted as a risk, nor of the whole map."""
    standing = (one for one in analysis.findings if not (one.waived or one.kind.is_of_map))
    return {system for finding in standing for system in finding.systems}


def card_of(
    system: System,
    catalogue: Catalogue,
    at: tuple[float, float],
    *,
    flagged: bool,
    size: Size = STANDARD_SIZE,
    dress: Dress = PLAIN,
) -> Card:
    """The card of a system with its top left corner at a place of the scene."""
    room = size[0] - TEXT_LEFT - _RIGHT
    title, second = _title(system.name, room - (_FLAG_ROOM if flagged else 0), room)
    return Card(
        system=system.id,
        box=Box(*at, *size),
        title=title,
        subtitle=_subtitle(system, catalogue, dress, room),
        glyph=_glyph(system.name),
        tint=dress.tint,
        flagged=flagged,
        second=second,
        dress=dress,
    )


def dressed_again(card: Card, system: System, catalogue: Catalogue, dress: Dress) -> Card:
    """The card of a system that its view dresses otherwise; the same one if it does not."""
    if card.dress == dress:
        return card
    subtitle = _subtitle(system, catalogue, dress, card.box.width - TEXT_LEFT - _RIGHT)
    # by hand: `replace` looks at each field by name, which tells at thousands of cards
    return Card(
        system=card.system,
        box=card.box,
        title=card.title,
        subtitle=subtitle,
        glyph=card.glyph,
        tint=dress.tint,
        flagged=card.flagged,
        second=card.second,
        dress=dress,
    )


def _subtitle(system: System, catalogue: Catalogue, dress: Dress, room: float) -> str:
    """What the lens says, else the category; before it the stage of what is not simply live."""
    kind = catalogue.categories.get(system.category)
    words = dress.words or (kind.name if kind else system.vendor)
    stage = dress.stage_words
    if stage and stage.casefold() != words.casefold():
        words = f"{stage} · {words}" if words else stage
    mark = MARK_ROOM if dress.mark else 0.0
    return shorten(words, room - mark, SUBTITLE_SIZE)


def _title(name: str, room: float, below: float) -> tuple[str, str]:
    """The name in one line, or where it is too long, in two smaller ones, broken at a space.

    `room` is that of the first line, beside a flag, `below` that of the second.
    """
    name = clean(name)
    if width(name, TITLE_SIZE, 600) <= room:
        return name, ""
    words = name.split(" ")
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count])
        if width(first, LONG_TITLE_SIZE, 600) <= room:
            return first, shorten(" ".join(words[count:]), below, LONG_TITLE_SIZE, 600)
    return shorten(name, room, TITLE_SIZE, 600), ""


def _glyph(name: str) -> str:
    """The first letter or figure of the name, large; '?' if it has none."""
    for char in clean(name):
        if category(char)[0] in "LN":
            upper = char.upper()
            return upper if len(upper) == 1 else char
    return "?"
