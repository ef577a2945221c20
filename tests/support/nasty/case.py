"""What a nasty file is, and what is expected of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HEADER = ["Application name", "Vendor", "Department"]
CRM = ["CRM", "Acme", "Sales"]
HUB = ["Billing Hub", "Beta", "Finance"]
ROWS = [HEADER, CRM, HUB]
BOTH = ("CRM", "Billing Hub")

Make = Callable[[Path], object]
"""Writes the file at a path."""


@dataclass(frozen=True)
class Nasty:
    """A file with one nastiness. It is read, or refused if `fault` says with which words."""

    file: str
    nastiness: str
    make: Make
    systems: tuple[str, ...] = BOTH
    values: Mapping[tuple[str, str], object] = field(default_factory=dict)
    """By system and field ('custom:Colour' is a custom field); None and '' for nothing."""
    told: tuple[tuple[str, str], ...] = ()
    """A cell ('' for a sheet or file) and words that a problem tells of it."""
    fault: tuple[str, ...] = ()
    """What the refusal says, beside the file's name."""

    def __str__(self) -> str:
        return f"{self.file}: {self.nastiness}"
