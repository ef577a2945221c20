"""Where the read-only resources lie: beside the package in a wheel, at the top of a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resources() -> Path:
    """The folder of the bundled resources.

    A checkout comes first: an editable install leaves a stale copy inside the package.

    Raises:
        FileNotFoundError: the installation is damaged and holds no resources.
    """
    checkout = _PACKAGE.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "resources").is_dir():
        return checkout / "resources"
    inside = _PACKAGE / "resources"
    if inside.is_dir():
        return inside
    raise FileNotFoundError(f"Isthmus is not installed whole: {inside} is missing. Install again.")
