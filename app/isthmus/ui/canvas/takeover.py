"""A chart that replaces another on screen: what stays as it was is not painted again."""

from PySide6.QtCore import QRectF

from isthmus.drawing.chart import Chart
from isthmus.ui.canvas.backing import Backing
from isthmus.ui.canvas.names import Names
from isthmus.ui.canvas.placing import Frame
from isthmus.ui.canvas.scene import Scene

_FEW = 240
"""Shapes: where more are others, everything is painted anew."""


def take_over(scene: Scene, backing: Backing, chart: Chart, zoom: float) -> None:
    """Let the scene show this chart, and the backing paint what looks otherwise."""
    spots = scene.differing(chart)
    if scene.is_far(zoom) or len(spots) > _FEW:
        backing.invalidate()
        scene.update(chart)
        return
    areas, before = scene.areas(spots), scene.names(zoom)
    scene.update(chart)
    areas += scene.areas(spots)
    backing.spoil([*areas, *_rewritten(before, scene.names(zoom))])


def _rewritten(before: Names, after: Names) -> list[QRectF]:
    """Where captions came, went or say something else, in scene units."""
    old, new = _written(before), _written(after)
    changed = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    frames = [side[key][1] for side in (old, new) for key in changed if key in side]
    return [_in_scene(frame, before.zoom) for frame in frames]


def _written(names: Names) -> dict[str, tuple[object, Frame]]:
    return {key: (one.shape, one.frame) for key, one in names.captions.items()}


def _in_scene(frame: Frame, zoom: float) -> QRectF:
    left, top, right, bottom = (side / zoom for side in frame)
    return QRectF(left, top, right - left, bottom - top).adjusted(-4, -4, 4, 4)
