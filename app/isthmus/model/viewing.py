"""The records of views: what a drawing of part of the model shows, and where it stands."""

from dataclasses import dataclass, field
from enum import StrEnum

from isthmus.model.records import Record, refers


class NoteKind(StrEnum):
    """What a text on a view is."""

    NOTE = "note"
    HEADING = "heading"


class Ground(StrEnum):
    """What lies under the cards of a view."""

    ISLANDS = "islands"
    """Land round what is connected, with its coasts."""
    TERRITORIES = "territories"
    """The territories of the departments."""


class Face(StrEnum):
    """What stands in the tile of a card that has no icon of its own."""

    MONOGRAM = "monogram"
    CATEGORY = "category"
    """The icon of the system's category."""


class FlowLabel(StrEnum):
    """What stands on a flow."""

    DATA = "data"
    """The data objects that move; where none are known the flow's name, else its method."""
    METHOD = "method"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Record):
    """One drawing of part of the model, with its own positions."""

    name: str
    lens: str = "islands"
    """Key of the colouring; 'data:' and an id is a data object's path, 'field:' and a name the
    values of a custom field."""
    rank: int = 0
    """Views stand in the order of their ranks, then of their names; the first is the whole map."""
    ground: Ground = Ground.ISLANDS
    face: Face = Face.MONOGRAM
    labels: FlowLabel = FlowLabel.DATA
    badges: tuple[str, ...] = ()
    """Keys of the badges that cards show."""
    sizes: bool = False
    """The spend lens shows by size what it shows by colour else."""
    filter_text: str = ""
    filter_departments: tuple[str, ...] = field(default=(), metadata=refers("departments"))
    filter_categories: tuple[str, ...] = ()
    """Keys of the catalogue's categories."""
    filter_values: tuple[str, ...] = ()
    """Keys of the values of the lens."""
    filter_no_flows: bool = False
    filter_findings: bool = False
    """Only systems that a finding names."""
    filter_hides: bool = False
    """What is filtered out is hidden; else it fades."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Record):
    """Where a system stands in a view: the top left corner of its card, in scene units."""

    view: str = field(metadata=refers("views", required=True))
    system: str = field(metadata=refers("systems", required=True))
    x: float
    y: float
    width: float = 0.0
    """0 for a card of standard width; the same for its height."""
    height: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend(Record):
    """How a flow is led by hand on a view."""

    view: str = field(metadata=refers("views", required=True))
    flow: str = field(metadata=refers("flows", required=True))
    points: tuple[tuple[float, float], ...]
    """Scene points that it passes on its way from source to target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory(Record):
    """The land of a department on a view, in scene units."""

    view: str = field(metadata=refers("views", required=True))
    department: str = field(metadata=refers("departments", required=True))
    x: float
    y: float
    width: float
    height: float
    collapsed: bool = False
    """Shown as one box at its top left corner, the systems in it are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Record):
    """A free area drawn on a view, in scene units."""

    view: str = field(metadata=refers("views", required=True))
    name: str = ""
    x: float
    y: float
    width: float
    height: float
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A note or a heading on a view, in scene units."""

    view: str = field(metadata=refers("views", required=True))
    kind: NoteKind = NoteKind.NOTE
    text: str
    x: float
    y: float
    width: float = 200.0
    height: float = 80.0
