"""The layout by department: a territory each, in that of its parent, near those it is tied to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from isthmus.layout.blocks import chosen
from isthmus.layout.exchange import Exchange, settle
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, COLUMN, ROW, Box
from isthmus.layout.grid import cells_of, closed, embedded
from isthmus.layout.lands import ROOM, Land
from isthmus.layout.network import Floats, Ints, Network, Part, Point, Size
from isthmus.layout.organic import organic
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.redrawn import in_cells, redrawn
from isthmus.model.snapshot import Snapshot

_WIDEST, _TALLEST = 3.6, 0.62
"""Widths to heights that a territory may have."""
_SHAPES = 5
_ROUNDS = 2
_TRIES = 12
_SHUFFLED = 40
"""Up to so many systems in a territory, other orders are tried too."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Which department owns what, and which department lies in which."""

    of: Mapping[str, str]
    """Nodes by department; those that nobody owns are left out."""
    inside: Mapping[str, tuple[str, ...]]
    """Departments by the one above, in the order of their names; those above all under ''."""
    boxes: Mapping[str, str] = field(default_factory=dict)
    """Nodes that stand for a whole department each, and the department that each lies in."""


def owners_of(snapshot: Snapshot, shut: Mapping[str, str]) -> Owners:
    """Who owns the systems; `shut` are the nodes that stand for a whole department, and which."""
    known = snapshot.departments
    order = sorted(known.values(), key=lambda one: (one.name.casefold(), one.id))
    inside: dict[str, list[str]] = {}
    for one in order:
        inside.setdefault(_above(snapshot, one.id), []).append(one.id)
    of = {key: one.department for key, one in snapshot.systems.items() if one.department}
    boxes = {node: _above(snapshot, key) for node, key in shut.items()}
    listed = {key: tuple(found) for key, found in inside.items()}
    return Owners(of, listed, boxes)


def _above(snapshot: Snapshot, department: str) -> str:
    """The department that one lies in, '' for none."""
    parent = snapshot.departments[department].parent
    known = parent in snapshot.departments and not _circular(snapshot, department)
    return parent if parent and known else ""


def _circular(snapshot: Snapshot, department: str) -> bool:
    """Whether a department lies in itself, by way of others: hostile files may say so."""
    seen: set[str] = set()
    above = snapshot.departments[department].parent
    while above and above in snapshot.departments and above not in seen:
        if above == department:
            return True
        seen.add(above)
        above = snapshot.departments[above].parent
    return False


def by_department(
    network: Network, owners: Owners, pulse: Pulse = SILENT
) -> tuple[dict[str, Point], dict[str, Box]]:
    """Corners of the cards, and the boxes of the departments that own any.

    Systems that nobody owns stand together beside the territories.
    """
    whole = _whole(network, owners, pulse.share(0.0, 0.2))
    if not whole.children:
        return {}, {}
    ties = _Ties(network)
    _choose(whole, ties, pulse.share(0.2, 0.6))
    whole.settle()
    for step in range(_ROUNDS):
        _improve(whole, network, pulse.share(0.6 + 0.1 * step, 0.7 + 0.1 * step))
        whole.settle()
    points: dict[str, Point] = {}
    boxes: dict[str, Box] = {}
    whole.spread((0.0, 0.0), points, boxes)
    return _clearer(whole, network, points, pulse.share(0.8, 1.0)), boxes


def _clearer(
    whole: Land, network: Network, points: dict[str, Point], pulse: Pulse
) -> dict[str, Point]:
    """The corners after exchanges within each territory that let fewer flows cross."""
    part = network.part(list(points))
    if not part.thorough:
        return points
    index = {key: number for number, key in enumerate(part.keys)}
    corners = np.array(list(points.values()))
    berths = []
    for land in whole.all():
        if land.part is not None and land.cells is not None:
            nodes = np.array([index[key] for key in land.part.keys])
            first = corners[nodes[0]] / (COLUMN, ROW) - land.cells[0]
            columns, rows = (land.cells.max(axis=0) + 1).tolist()
            cells = cells_of((columns, rows)) + first
            berths.append(in_cells(nodes, cells, corners, part.sizes))
    found = redrawn(part, corners, berths, pulse)
    return {key: (x, y) for key, (x, y) in zip(part.keys, found.tolist(), strict=True)}


def _whole(network: Network, owners: Owners, pulse: Pulse) -> Land:
    """All blocks; those of departments that own nothing are left out."""
    members: dict[str, list[str]] = {}
    for key in network.nodes():
        if key not in owners.boxes:
            members.setdefault(owners.of.get(key, ""), []).append(key)
    free = members.pop("", [])
    parts = dict(zip(members, network.divided(members.values()), strict=True))
    boxes: dict[str, list[Land]] = {}
    for key in (key for key in network.nodes() if key in owners.boxes):
        boxes.setdefault(owners.boxes[key], []).append(_fixed({key: (0.0, 0.0)}, network))
    whole = Land(children=_lands("", owners, parts, boxes))
    if free:
        at = organic(network.only(set(free)), pulse)
        whole.children.append(_fixed(at, network))
    return whole


def _lands(
    above: str, owners: Owners, parts: Mapping[str, Part], boxes: Mapping[str, list[Land]]
) -> list[Land]:
    """The blocks in a department, collapsed ones last."""
    found = []
    for key in owners.inside.get(above, ()):
        inner = _lands(key, owners, parts, boxes)
        part = parts.get(key)
        if inner:
            own = [Land(part=part)] if part else []
            found.append(Land(key, children=own + inner))
        elif part:
            found.append(Land(key, part=part))
    return found + boxes.get(above, [])


def _fixed(at: Mapping[str, Point], network: Network) -> Land:
    """A block of what has been laid out already."""
    ends = [(x + network.size(k)[0], y + network.size(k)[1]) for k, (x, y) in at.items()]
    size = max(x for x, _ in ends), max(y for _, y in ends)
    return Land(stands=dict(at), size=size)


class _Ties:
    """How many flows lead from one block to another."""

    def __init__(self, network: Network) -> None:
        self._flows = network.flows

    def between(self, lands: Sequence[Land]) -> Floats:
        """From each of these blocks to each other one: (n, n)."""
        where = {key: number for number, land in enumerate(lands) for key in land.nodes()}
        found = np.zeros((len(lands), len(lands)))
        for a, b in self._flows:
            source, target = where.get(a, -1), where.get(b, -1)
            if source >= 0 <= target and source != target:
                found[source, target] += 1
        return found


def _choose(land: Land, ties: _Ties, pulse: Pulse) -> None:
    """Choose shapes, orders and widths, from the inmost blocks outwards."""
    if not land.children:
        return
    for number, child in enumerate(land.children):
        _choose(child, ties, pulse.share(0.5 * number / len(land.children), 0.5))
    options = [_options(child) for child in land.children]
    outer = [[child.outer(size) for _, size in each] for child, each in _zipped(land, options)]
    choice = chosen(outer, ties.between(land.children), ROOM, pulse.share(0.5, 1.0))
    for (child, each), k in zip(_zipped(land, options), choice.shapes, strict=True):
        if child.part is not None:
            child.cells = _start(child.part, each[k][0])
    land.choice = choice
    land.settle()


def _zipped(
    land: Land, options: list[list[tuple[int, Size]]]
) -> list[tuple[Land, list[tuple[int, Size]]]]:
    return list(zip(land.children, options, strict=True))


def _options(land: Land) -> list[tuple[int, Size]]:
    """Numbers of columns that a block may have, and the sizes that come of them."""
    if land.part is None:
        return [(0, land.size)]
    count = len(land.part.keys)
    found = []
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        if -(-count // rows) != columns:
            continue  # fewer columns do for as many rows
        size = columns * COLUMN - COLUMN + CARD_WIDTH, rows * ROW - ROW + CARD_HEIGHT
        found.append((columns, size))
    best = sorted(found, key=lambda each: abs(np.log(_aspect(land, each[1]) / 1.7)))
    fair = [each for each in best if _TALLEST <= _aspect(land, each[1]) <= _WIDEST]
    return (fair or best[:1])[:_SHAPES]


def _aspect(land: Land, size: Size) -> float:
    width, height = land.outer(size)
    return width / height


def _start(part: Part, columns: int) -> Ints:
    """Cells to begin with: by the flows, else row by row in the order of the names."""
    count = len(part.keys)
    rows = -(-count // columns)
    if not len(part.sources):
        number = np.arange(count)
        return np.column_stack([number % columns, number // columns])
    return embedded(count, part.sources, part.targets, (columns, rows))


def _improve(whole: Land, network: Network, pulse: Pulse) -> None:
    """Exchange the systems of each territory so that all flows, also to others, are short."""
    points: dict[str, Point] = {}
    whole.spread((0.0, 0.0), points, {})
    around = _flows_at(network)
    lands = [land for land in whole.all() if land.part is not None and len(land.part.keys) > 1]
    for number, land in enumerate(lands):
        share = pulse.share(number / len(lands), (number + 1) / len(lands))
        share.beat()
        _improve_one(land, points, around, share)


def _flows_at(network: Network) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for flow in network.flows:
        for end in flow:
            found.setdefault(end, []).append(flow)
    return found


def _improve_one(
    land: Land,
    points: dict[str, Point],
    around: Mapping[str, list[tuple[str, str]]],
    pulse: Pulse,
) -> None:
    if land.part is None or land.cells is None:
        return
    keys, before = land.part.keys, land.cells
    flows = list(dict.fromkeys(flow for key in keys for flow in around.get(key, ())))
    if not flows:
        return
    index = {key: k for k, key in enumerate(dict.fromkeys([*keys, *chain.from_iterable(flows)]))}
    at = np.round(np.array([points[key] for key in index]) / (COLUMN, ROW)).astype(np.int64)
    origin = at[0] - before[0]
    at[: len(keys)] = before + origin
    ends = np.array([(index[a], index[b]) for a, b in flows], dtype=np.int64)
    columns, rows = (before.max(axis=0) + 1).tolist()
    cells = cells_of((columns, rows)) + origin
    work = Exchange(at, cells, ends[:, 0], ends[:, 1], pulse, movable=len(keys))
    settle(work, len(keys), _TRIES if len(keys) <= _SHUFFLED else 0)
    land.cells = closed(work.at[: len(keys)])
    for key, (right, down) in zip(keys, (land.cells - before).tolist(), strict=True):
        x, y = points[key]
        points[key] = x + right * COLUMN, y + down * ROW
