"""The sample of the program, and a real portfolio of 211 applications."""

from functools import cache
from pathlib import Path

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.sources import open_map
from support.workbooks import applied

_ROOT = Path(__file__).parents[2]


@cache
def sample() -> Snapshot:
    """The map that the program offers to begin with."""
    return open_map(_ROOT / "resources/samples/harbour-vale.isthmus").document.snapshot()


@cache
def portfolio() -> Snapshot:
    """What comes of importing the portfolio."""
    path = _ROOT / "tests/exchange/data/portfolio_211_applications.csv"
    return applied(propose([path], load_catalogue()))
