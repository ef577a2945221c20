"""What only later commands need is not loaded before the window is there."""

import subprocess
import sys

LATER = (
    "networkx",
    "scipy",
    "isthmus.report.pdf",
    "isthmus.layout.arrange",
    "isthmus.exchange.importing",
    "typst",
    "openpyxl",
    "python_calamine",
    "pyqtgraph",
    "highspy",
    "rustworkx",
    "isthmus.analysis.planning.plan",
    "isthmus.analysis.planning.compare",
)


def test_the_window_is_there_before_what_only_later_commands_need() -> None:
    code = f"import sys, isthmus.ui.app; print([m for m in {LATER!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_empty_window_is_up_before_the_check_loads_what_it_needs() -> None:
    code = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from isthmus.ui.app import application, make_window
app = application()
window = make_window(app)
window.show()
print("networkx" in sys.modules, window.session.analysis is None)
os._exit(0 if sys.stdout.flush() is None else 1)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False True"
