"""What only later commands need is not loaded before the window is there."""

import subprocess
import sys

LATER = ("networkx", "scipy", "isthmus.report.pdf", "isthmus.layout.arrange", "typst")


def test_the_window_is_there_before_what_only_later_commands_need() -> None:
    code = f"import sys, isthmus.ui.app; print([m for m in {LATER!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
