"""Where Isthmus keeps what is the user's and belongs to no map file."""

import os
from pathlib import Path

import platformdirs


def state_folder() -> Path:
    """The user's state folder for Isthmus; the variable ISTHMUS_STATE names another one."""
    if named := os.environ.get("ISTHMUS_STATE"):
        return Path(named)
    return platformdirs.user_state_path("isthmus", appauthor=False)


def working_folder() -> Path:
    """Where the working copies of open maps lie."""
    return state_folder() / "working"
