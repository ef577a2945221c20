"""Screens of more pixels: the map is painted with all of them, and a click means what it shows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json, sys
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from isthmus.ui.app import application
app = application()
from isthmus.ui.theme.fonts import load_fonts
load_fonts()
from support.canvases import Hand, canvas_with
from support.harbour import harbour_vale
document = harbour_vale()
canvas = canvas_with(document, size=(900, 700))
hand = Hand(canvas, document)
app.processEvents()
shot = canvas.grab()
picture = canvas._backing._picture
hits = []
for name in ("Marketo", "Mailchimp", "Zendesk"):
    hand.click(*hand.centre(name))
    hits.append(hand.selected() == {name})
flow = next(iter(document.snapshot().flows.values()))
shape = canvas._board.chart.flows[flow.id]
from isthmus.ui.canvas import inks
middle = inks.path(shape.steps).pointAtPercent(0.5)
hit = canvas._stage.flow_at(canvas._stage.pointer(
    canvas._stage.camera.to_screen(middle.x(), middle.y()), Qt.KeyboardModifier.NoModifier))
card = canvas._stage.card_on_screen(hand.id("Marketo"))
image = shot.toImage()
ratio = image.devicePixelRatio()
row = [image.pixel(int(x), int((card.y() + 21) * ratio))
       for x in range(int((card.x() + 46) * ratio), int((card.x() + 120) * ratio))]
hand.drag(hand.centre("Marketo"), (hand.centre("Marketo")[0] + 40, hand.centre("Marketo")[1] + 24))
print(json.dumps({
    "ratio": canvas.devicePixelRatioF(), "picture": picture.devicePixelRatio(),
    "size": [picture.width(), picture.height()], "shot": [shot.width(), shot.height()],
    "hits": hits, "flow": bool(hit), "inks": len(set(row)), "row": len(row),
    "live": canvas._live._under.devicePixelRatio() if hasattr(canvas._live, "_under") else 0,
}))
canvas.close()
"""


def seen_at(factor: str) -> dict:
    """What a canvas is like on a screen of that many pixels a unit."""
    here = Path(__file__).parents[3]
    paths = os.pathsep.join((str(here / "app"), str(here / "tests")))
    environment = {
        **os.environ,
        "QT_SCALE_FACTOR": factor,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": paths,
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("factor", ["1.5", "2"])
def test_the_map_is_painted_with_every_pixel_and_hit_where_it_shows(factor: str) -> None:
    seen = seen_at(factor)
    ratio = float(factor)
    assert seen["ratio"] == seen["picture"] == ratio
    assert seen["size"] == seen["shot"] == [round(900 * ratio), round(700 * ratio)]
    assert seen["hits"] == [True, True, True]
    assert seen["flow"]
    assert seen["inks"] > 8, "letters of a title leave many shades along a row"
