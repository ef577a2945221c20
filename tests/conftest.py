"""What every test may rely on: Qt without a display, and a state folder of its own."""

import os
from pathlib import Path

import pytest

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Working copies and settings go to a temporary folder, never to the user's."""
    folder = tmp_path / "isthmus-state"
    monkeypatch.setenv("ISTHMUS_STATE", str(folder))
    return folder
