"""Automatic layout of a view: all of it, some of it, or what is new; by which kind."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from isthmus.analysis.results import Analysis
from isthmus.drawing.folding import BOX_HEIGHT, BOX_WIDTH
from isthmus.drawing.realm import Realm
from isthmus.layout.departments import owners_of
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.layout.kinds import Arrangement, Kind, laid_out
from isthmus.layout.lands import HEAD, PAD
from isthmus.layout.network import Network, Point, Size, network_of
from isthmus.layout.newcomers import Grounds, settled_in
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.within import Surroundings
from isthmus.model.changes import ChangeSet
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Ground, Placement, Territory
from isthmus.workspace.positions import first_view_of, placed

ARRANGED = "Arrange"
"""Labels of layouts begin so."""
_IMPORTED = "Import"


@dataclass(frozen=True, slots=True)
class ViewLayout:
    """A view to lay out, as it stands in a snapshot."""

    snapshot: Snapshot
    analysis: Analysis
    view: str

    def all(self, kind: Kind, centre: str = "", pulse: Pulse = SILENT) -> Arrangement:
        """Everything on the view laid out. Collapsed territories stay one box each."""
        realm = self._realm()
        shut = _shut(self.snapshot, realm)
        sizes = self._sizes() | {one.id: (BOX_WIDTH, BOX_HEIGHT) for one in realm.boxes()}
        network = network_of(self.snapshot, self.analysis, self._shown(), sizes, shut)
        shut_by = {one.id: one.department for one in realm.boxes()}
        owners = owners_of(self.snapshot, shut_by)
        found = laid_out(network, kind, owners, shut.get(centre, centre), pulse)
        return self._unfolded(found, realm, shut)

    def some(self, chosen: Collection[str], pulse: Pulse = SILENT) -> Arrangement:
        """The chosen systems arranged about the place where they stand; the rest stays."""
        at = placed(self.snapshot, self.view)
        mine = {key for key in chosen if key in at}
        if mine >= at.keys():
            return self.all(Kind.ORGANIC, pulse=pulse)
        realm = self._realm()
        network = self._network(at)
        lands = {}
        for key in mine:
            home = realm.nearest(self.snapshot.systems[key].department)
            if home is not None and _holds(_box(home), at[key]):
                lands[key] = _inner(_box(home))
        around = Surroundings(network, self.analysis, at)
        return Arrangement(around.arranged(mine, lands, pulse))

    def new(self, chosen: Collection[str]) -> Arrangement:
        """These systems put beside what they are tied to; the rest stays exactly."""
        at = placed(self.snapshot, self.view)
        fixed = {key: point for key, point in at.items() if key not in chosen}
        network = self._network({*fixed, *chosen})
        return settled_in(self.snapshot, self.analysis, network, fixed, self._grounds())

    def _network(self, shown: Iterable[str]) -> Network:
        return network_of(self.snapshot, self.analysis, set(shown), self._sizes())

    def _shown(self) -> set[str]:
        """The systems on the view; all of them where none was ever placed."""
        on_view = placed(self.snapshot, self.view)
        return set(on_view if self.snapshot.placements else self.snapshot.systems)

    def _sizes(self) -> dict[str, Size]:
        return sizes_on(self.snapshot, self.view)

    def _realm(self) -> Realm:
        return Realm(self.snapshot, self.snapshot.views.get(self.view))

    def _grounds(self) -> Grounds:
        realm = self._realm()
        if not realm:
            return Grounds({}, {})
        open_ones = {one.department: _box(one) for one in realm.shown()}
        homes = {}
        for key, system in self.snapshot.systems.items():
            chain = [one.department for one in realm.chain(system.department)]
            if chain and all(one in open_ones for one in chain):
                homes[key] = chain
        return Grounds(open_ones, homes)

    def _unfolded(self, found: Arrangement, realm: Realm, shut: Mapping[str, str]) -> Arrangement:
        """The systems in collapsed territories moved along with them."""
        points = {key: at for key, at in found.points.items() if key in self.snapshot.systems}
        boxes = dict(found.boxes)
        now = placed(self.snapshot, self.view)
        for one in realm.boxes():
            if one.id not in found.points:
                continue
            x, y = found.points[one.id]
            boxes[one.department] = Box(x, y, one.width, one.height)
            right, down = x - one.x, y - one.y
            inside = (key for key, node in shut.items() if node == one.id and key in now)
            points |= {key: (now[key][0] + right, now[key][1] + down) for key in inside}
            for key, inner in realm.by_department.items():
                if inner is not one and realm.folded_into(key) is one:
                    moved = Box(inner.x + right, inner.y + down, inner.width, inner.height)
                    boxes[key] = moved
        if realm.boxes() and not found.boxes:
            boxes = self._round(points, realm) | boxes
        return Arrangement(points, boxes)

    def _round(self, points: Mapping[str, Point], realm: Realm) -> dict[str, Box]:
        """Territories drawn anew round the cards that belong on them."""
        ends: dict[str, list[tuple[float, float, float, float]]] = {}
        sizes = self._sizes()
        for key, (x, y) in points.items():
            width, height = sizes.get(key, (CARD_WIDTH, CARD_HEIGHT))
            for one in realm.chain(self.snapshot.systems[key].department):
                ends.setdefault(one.department, []).append((x, y, x + width, y + height))
        found = {}
        for key, cards in ends.items():
            left, top = min(c[0] for c in cards) - PAD, min(c[1] for c in cards) - HEAD
            right, bottom = max(c[2] for c in cards) + PAD, max(c[3] for c in cards) + PAD
            found[key] = Box(left, top, right - left, bottom - top)
        return found


def _shut(snapshot: Snapshot, realm: Realm) -> dict[str, str]:
    """The collapsed territory that stands for each system in one."""
    found = {}
    for key, system in snapshot.systems.items():
        box = realm.folded_into(system.department)
        if box is not None:
            found[key] = box.id
    return found


def _box(one: Territory) -> Box:
    return Box(one.x, one.y, one.width, one.height)


def _inner(box: Box) -> Box:
    """Where cards may stand on a land."""
    return Box(box.x + PAD / 2, box.y + HEAD - 8, box.width - PAD, box.height - HEAD + 8 - PAD / 2)


def _holds(box: Box, at: tuple[float, float]) -> bool:
    return box.contains(*at)


def sizes_on(snapshot: Snapshot, view: str | None) -> dict[str, Size]:
    """Sizes of the cards on a view that are not of standard size, by system."""
    return {
        one.system: one_size
        for one in snapshot.placements.values()
        if one.view == view and (one_size := _size(one)) is not None
    }


def _size(one: Placement) -> Size | None:
    if not (one.width or one.height):
        return None
    return one.width or CARD_WIDTH, one.height or CARD_HEIGHT


def ground_after(snapshot: Snapshot, view: str, kind: Kind) -> Ground | None:
    """The ground that a layout of all calls for; None for the one that there is.

    Territories stay under another layout than theirs only as long as some are collapsed.
    """
    if kind is Kind.DEPARTMENTS:
        return Ground.TERRITORIES
    realm = Realm(snapshot, snapshot.views.get(view))
    return Ground.ISLANDS if realm and not realm.boxes() else None


def still_fits(
    before: Snapshot, after: Snapshot, view: str, free: Collection[str] | None = None
) -> bool:
    """Whether what was laid out of one state of a map can be set down on a later one.

    `free` are the systems that were laid out, None if all were. Cards among those that stay must
    not have moved, nor any have come; and departments must own what they did.
    """
    was, now = _standing(before, view), _standing(after, view)
    if view not in after.views or before.departments != after.departments:
        return False
    if any(
        after.systems[key].department != before.systems[key].department for key in now if key in was
    ):
        return False
    if not before.placements:
        return after.systems.keys() <= before.systems.keys()
    if free is None:
        return now.keys() <= was.keys()
    return all(key in free or was.get(key) == place for key, place in now.items())


def _standing(snapshot: Snapshot, view: str) -> dict[str, tuple[float, ...]]:
    """Where the cards on a view stand, and their sizes."""
    here = (one for one in snapshot.placements.values() if one.view == view)
    return {one.system: (one.x, one.y, one.width, one.height) for one in here}


def newcomers(snapshot: Snapshot, steps: Iterable[ChangeSet], view: str) -> frozenset[str]:
    """The systems that came to a view since its last layout or import, and those placed nowhere.

    `steps` are what was done to the map, oldest first.
    """
    anywhere = {one.system for one in snapshot.placements.values()}
    nowhere = snapshot.systems.keys() - anywhere if view == first_view_of(snapshot) else set()
    came: set[str] = set()
    for step in reversed(tuple(steps)):
        if step.label.startswith((ARRANGED, _IMPORTED)):
            break
        put = (delta.after for delta in step.deltas if delta.before is None)
        came |= {one.system for one in put if isinstance(one, Placement) and one.view == view}
    return frozenset(nowhere | (came & placed(snapshot, view).keys()))
