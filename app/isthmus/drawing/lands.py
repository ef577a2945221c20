"""Territories as lands: each round what stands on it, with a caption that counts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from isthmus.drawing.chart import Card, Chart
from isthmus.drawing.kin import hues_of
from isthmus.drawing.plots import Land
from isthmus.drawing.realm import Realm, counted, counts_on
from isthmus.drawing.shores import CAPTION_SIZE, CAPTION_SPACING, CAPTION_WEIGHT
from isthmus.drawing.text import clean, isolated, shorten, width
from isthmus.layout.geometry import Box
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Territory

PAD = 12.0
"""From a card or a land to the border of the land that it stands on."""
HEAD = 30.0
"""The same above, where the caption stands."""
CAPTION_AT = (12.0, 19.0)
"""From the top left corner of a land to the start of its caption's baseline."""
_LEAST = (120.0, 72.0)


def compose_lands(
    snapshot: Snapshot, realm: Realm, cards: Mapping[str, Card], seen: Collection[str]
) -> dict[str, Land]:
    """The lands of the realm, outer ones first; `cards` with the boxes of collapsed ones.

    `seen` are the systems that no filter hides, those in collapsed territories too.
    """
    if not realm:
        return {}
    members = _members(snapshot, realm, cards)
    counts, hues = counts_on(snapshot, realm, seen), hues_of(snapshot.departments)
    shown = {one.id: one for one in realm.shown()}
    lands = {
        key: _land(realm, one, hues[one.department], members.get(key, []), counts[key])
        for key, one in shown.items()
    }
    return regrown(lands, cards, lands)


def _members(snapshot: Snapshot, realm: Realm, cards: Mapping[str, Card]) -> dict[str, list[str]]:
    """Which cards belong on which territory, by its id."""
    found: dict[str, list[str]] = {}
    for key in cards:
        system, folded = snapshot.systems.get(key), snapshot.territories.get(key)
        if system is not None:
            home = realm.nearest(system.department)
        else:
            home = realm.parent(folded) if folded else None
        if home is not None:
            found.setdefault(home.id, []).append(key)
    return found


def _land(
    realm: Realm, one: Territory, hue: str, members: Iterable[str], count: tuple[int, int]
) -> Land:
    base = Box(one.x, one.y, max(one.width, _LEAST[0]), max(one.height, _LEAST[1]))
    above = realm.parent(one)
    return Land(
        key=one.id,
        department=one.department,
        base=base,
        box=base,
        tint=hue,
        caption=caption_of(realm.name(one), *count),
        depth=realm.depth(one),
        parent=above.id if above else "",
        members=tuple(members),
    )


def caption_of(name: str, seen: int, count: int) -> str:
    """Such as 'MARKETING · 14 SYSTEMS', or '3 OF 14 SYSTEMS' where a filter hides the others."""
    return f"{isolated(clean(name).upper())} · {counted(seen, count).upper()}"


def fitted_caption(land: Land) -> str:
    """As much of the caption as the land is wide: without the count, or cut short."""
    room = land.box.width - 2 * CAPTION_AT[0] - BUTTON
    if land_caption_width(land.caption) <= room:
        return land.caption
    name = land.caption.rpartition(" · ")[0]
    wide = land_caption_width(name)
    return name if wide <= room else shorten(name, room * 0.86, CAPTION_SIZE, 600)


BUTTON = 18.0
"""Room for the button that collapses a land, at the right end of its caption's line."""


def land_caption_width(words: str) -> float:
    """Width of the caption of a land in scene units: its letters are bolder than an island's."""
    return width(words, CAPTION_SIZE, CAPTION_WEIGHT + 100) + len(words) * CAPTION_SPACING


def land_caption_box(land: Land) -> Box:
    """Where the caption of a land stands."""
    words = fitted_caption(land)
    x, y = land.box.x + CAPTION_AT[0], land.box.y + CAPTION_AT[1]
    return Box(x, y - CAPTION_SIZE, land_caption_width(words), CAPTION_SIZE + 3)


def button_box(land: Land) -> Box:
    """Where the button that collapses a land stands: at its top right corner."""
    return Box(land.box.right - 7 - BUTTON, land.box.y + 6, BUTTON, BUTTON)


def regrown(
    lands: Mapping[str, Land], cards: Mapping[str, Card], keys: Collection[str]
) -> dict[str, Land]:
    """The lands with those of these keys, and all that they lie in, grown round their cards."""
    due, found = set(keys), dict(lands)
    for key in reversed(list(lands)):  # those inside others come last, and must be grown first
        if key in due:
            found[key] = replace(lands[key], box=_grown(lands[key], found.values(), cards))
            due.add(lands[key].parent)
    return found


def _grown(land: Land, lands: Iterable[Land], cards: Mapping[str, Card]) -> Box:
    """The base, grown round the cards and the lands that stand on it with their middle."""
    boxes = [cards[key].box for key in land.members if key in cards]
    inner = [one.box for one in lands if one.parent == land.key]
    base = land.base
    held = [box for box in (*boxes, *inner) if base.contains(*box.centre)]
    if not held:
        return base
    left = min(base.x, *(box.x - PAD for box in held))
    top = min(base.y, *(box.y - HEAD for box in held))
    right = max(base.right, *(box.right + PAD for box in held))
    bottom = max(base.bottom, *(box.bottom + PAD for box in held))
    return Box(left, top, right - left, bottom - top)


def department_at(chart: Chart, point: tuple[float, float]) -> str | None:
    """The department whose territory lies there, the innermost; None on open sea."""
    found = [land for land in chart.grounds.lands.values() if land.box.contains(*point)]
    return max(found, key=lambda land: land.depth).department if found else None


def touched_lands(lands: Mapping[str, Land], moved: Collection[str]) -> set[str]:
    """The lands that some cards belong on."""
    chosen = set(moved)
    return {key for key, land in lands.items() if not chosen.isdisjoint(land.members)}
