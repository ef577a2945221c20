"""Whether a window can be shown at all: Qt ends the whole program where it cannot."""

import ctypes
import os
import sys
from collections.abc import Mapping

from isthmus.model.errors import UserError

_CURSOR = "libxcb-cursor.so.0"


class NoDisplay(UserError):  # noqa: N818 - says what is wrong
    """No window can be shown here; the text says what can be done instead."""


def check_display(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> None:
    """Look for what Qt needs, before it is started; whoever chose Qt's platform knows better.

    Raises:
        NoDisplay: there is no display, or a system library is missing.
    """
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return
    if environment.get("WAYLAND_DISPLAY"):
        return
    if not environment.get("DISPLAY"):
        raise NoDisplay(
            "There is no display here, so the window cannot open. Without one, use isthmus "
            "import, check, report or draw: see isthmus --help."
        )
    # since 6.5 Qt needs this one on X11, and many systems do not come with it
    if not _loads(_CURSOR):
        raise NoDisplay(
            f"The window cannot open: the system library {_CURSOR} is missing. "
            "Install it: sudo apt-get install libxcb-cursor0"
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
