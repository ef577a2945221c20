"""How the map is looked at: lens, path, badges, faces, icons, colours, legend."""

from functools import partial
from typing import TYPE_CHECKING, Any

from isthmus.drawing.badges import BADGES
from isthmus.drawing.lenses import DATA, FIELD
from isthmus.model.viewing import Face
from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.canvas.looking import SPEND_BY_SIZE
from isthmus.ui.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

_LENS_WORDS = {
    "islands": "&Islands",
    "department": "&Department",
    "lifecycle": "&Lifecycle",
    "criticality": "&Criticality",
    "spend": "&Spend",
    SPEND_BY_SIZE: "Spend by si&ze",
    "hosting": "&Hosting",
    "involvement": "IT's in&volvement",
    "area": "&Technology area",
    "agreement": "A&greement",
    "risk": "&Risk",
    DATA: "&Path of a data object…",
    FIELD: "Custom &field…",
}
_LENS_KEYS = {"islands": ("Ctrl+Alt+0",), DATA: ("Ctrl+Alt+P",)}
_BADGE_WORDS = {
    "cost": "&Cost a year",
    "users": "&Users",
    "criticality": "Cri&ticality",
    "lifecycle": "&Lifecycle",
    "hosting": "&Hosting",
    "personal": "&Personal data",
    "regulation": "&Regulation",
    "contract": "Contract &end",
    "backbone": "&Backbone",
    "flows": "&Number of flows",
    "steward": "&Steward missing",
}
_FACE_WORDS = {Face.MONOGRAM: "&Letters", Face.CATEGORY: "&Icons of categories"}

LENS_COMMANDS = {f"lens_{key.strip(':').replace('-', '_')}": key for key in _LENS_WORDS}
"""By command, what `Looking.set_lens` takes."""
BADGE_COMMANDS = {f"badge_{key}": key for key in BADGES}
FACE_COMMANDS = {f"face_{face.value}": face for face in Face}


def _alone(what: str, words: str) -> str:
    plain = words.replace("&", "")
    return f"{what}: {plain}"


SPECS = (
    *(
        Spec(
            key, _LENS_WORDS[lens], _LENS_KEYS.get(lens, ()), checkable=True,
            alone=_alone("Lens", _LENS_WORDS[lens]),
        )
        for key, lens in LENS_COMMANDS.items()
    ),
    *(
        Spec(
            key, _BADGE_WORDS[badge], checkable=True,
            alone=_alone("Show or hide the badge", _BADGE_WORDS[badge]),
        )
        for key, badge in BADGE_COMMANDS.items()
    ),
    *(
        Spec(key, _FACE_WORDS[face], checkable=True, alone=_alone("Tiles", _FACE_WORDS[face]))
        for key, face in FACE_COMMANDS.items()
    ),
    Spec("legend", "Le&gend", ("Ctrl+Alt+L",), checkable=True, alone="Show or hide the legend"),
    Spec("icon", "Ic&on of the system…", ("Ctrl+Alt+M",)),
    Spec("department_colour", "Colour of the &department…", ("Ctrl+Alt+C",)),
)  # fmt: skip


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    canvas = parts.canvas
    deeds: dict[str, Callable[[], Any]] = {
        "icon": canvas.looking.open_icon_menu,
        "department_colour": canvas.looking.open_colour_menu,
        "legend": lambda: canvas.looking.set_legend_visible(
            visible=parts.actions["legend"].isChecked()
        ),
    }
    lenses = {key: partial(_set_lens, parts, lens) for key, lens in LENS_COMMANDS.items()}
    badges = {
        key: partial(canvas.looking.toggle_badge, badge) for key, badge in BADGE_COMMANDS.items()
    }
    faces = {key: partial(canvas.looking.set_face, face) for key, face in FACE_COMMANDS.items()}
    return {**deeds, **lenses, **badges, **faces}


def _set_lens(parts: Parts, lens: str) -> None:
    parts.canvas.looking.set_lens(lens)
    tick(parts)  # a menu that asks which may be closed without an answer


def tick(parts: Parts) -> None:
    """Tick the lens, the badges and the face that are on."""
    looking, actions, snapshot = parts.canvas.looking, parts.actions, parts.session.snapshot
    for key, lens in LENS_COMMANDS.items():
        actions[key].setChecked(lens == looking.choice)
    for key, badge in BADGE_COMMANDS.items():
        actions[key].setChecked(badge in looking.view.badges)
    for key, face in FACE_COMMANDS.items():
        actions[key].setChecked(face is looking.view.face)
    actions.enable("lens_data", on=bool(snapshot.data_objects))
    actions.enable("lens_field", on=any(one.custom for one in snapshot.systems.values()))
