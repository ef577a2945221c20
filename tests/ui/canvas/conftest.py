"""Fixtures of the canvas's tests."""

import pytest

from support.canvases import Hand, canvas_with
from support.harbour import harbour_vale


@pytest.fixture
def hand(qtbot):
    """A hand on a canvas that shows Harbour & Vale; nothing of it may leave a mark unasked."""
    document = harbour_vale()
    canvas = canvas_with(document)
    qtbot.addWidget(canvas)
    return Hand(canvas, document)


@pytest.fixture
def undone(hand):
    """Asserts that one undo takes back all that happened, and that something did."""
    before = hand.document.snapshot()

    def check() -> None:
        assert not hand.document.snapshot().same_content(before), "nothing changed"
        hand.document.undo()
        assert hand.document.snapshot().same_content(before), "one undo was not enough"

    return check
