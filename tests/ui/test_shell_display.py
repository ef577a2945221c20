"""Without a display a message ends the program, not Qt's abort."""

import os
import subprocess
import sys

import pytest

from isthmus.ui import display
from isthmus.ui.display import NoDisplay, check_display


def test_without_a_display_it_says_which_commands_do_without() -> None:
    with pytest.raises(NoDisplay, match="import, check, report or draw"):
        check_display({}, "linux")


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({}, "darwin"),
        ({}, "win32"),
    ],
)
def test_where_a_window_can_be_shown_it_says_nothing(
    environment: dict[str, str], platform: str
) -> None:
    check_display(environment, platform)


def test_a_missing_library_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(display, "_CURSOR", "libxcb-no-such.so.0")
    with pytest.raises(NoDisplay, match="apt-get install libxcb-cursor0"):
        check_display({"DISPLAY": ":0"}, "linux")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there Qt aborts so")
def test_the_command_ends_with_2_and_one_line() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    clean = {name: value for name, value in os.environ.items() if name not in hidden}
    ended = subprocess.run(
        [sys.executable, "-m", "isthmus"], env=clean, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "There is no display here" in ended.stderr
    assert "Traceback" not in ended.stderr
