"""What the keys mean that are held while a hand works on the canvas, said once for all gestures.

    Shift           adds to the selection; a drag goes straight across or straight down
    Ctrl or Alt     a drag copies; a click with Ctrl adds to the selection or takes away
    Ctrl and Shift  a drag follows neither snap lines nor the grid
    Alt             a rubber band takes only what lies wholly inside it

On some desktops Alt-drag moves windows and never comes here; so Ctrl does all that Alt does.
"""

from PySide6.QtCore import Qt

from isthmus.ui.canvas.stage import Pointer

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


def adds(pointer: Pointer) -> bool:
    """Whether what is pressed is added to the selection, or taken out of it."""
    return pointer.holds(_SHIFT) or pointer.holds(_CTRL)


def copies(pointer: Pointer) -> bool:
    """Whether a drag leaves what is dragged and sets down copies."""
    return pointer.holds(_ALT) or (pointer.holds(_CTRL) and not pointer.holds(_SHIFT))


def is_free(pointer: Pointer) -> bool:
    """Whether a drag follows neither snap lines nor the grid."""
    return pointer.holds(_CTRL) and pointer.holds(_SHIFT) and not pointer.holds(_ALT)


def keeps_straight(pointer: Pointer) -> bool:
    """Whether a drag goes straight across or straight down."""
    return pointer.holds(_SHIFT) and not is_free(pointer)


def encloses(pointer: Pointer) -> bool:
    """Whether a rubber band takes only what lies wholly inside it."""
    return pointer.holds(_ALT)
