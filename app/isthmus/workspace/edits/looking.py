"""Edits of how a view shows its systems: lens, badges, faces, icons, colours of departments."""

from base64 import b64encode
from collections.abc import Collection

from isthmus.drawing.art import CATEGORY
from isthmus.drawing.badges import BADGES
from isthmus.drawing.kin import settled_hues
from isthmus.drawing.lenses import is_lens, lens_words
from isthmus.drawing.pngread import check_png, stripped
from isthmus.drawing.svgread import IconError, read_svg, write_svg
from isthmus.drawing.theme import HUES
from isthmus.model.document import Document
from isthmus.model.records import Department, Icon, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Face, View
from isthmus.workspace.edits.resolving import called, counted, one_step, there
from isthmus.workspace.errors import EditRefused


def set_lens(document: Document, view_id: str, lens: str) -> None:
    """Colour a view by a lens; values of the earlier one are filtered for no longer.

    Raises:
        EditRefused: the view is gone, or there is no such lens.
    """
    snapshot = document.snapshot()
    view = _view(snapshot, view_id)
    if not is_lens(snapshot, lens):
        raise EditRefused("The map has nothing to colour it by so any more.")
    if lens != view.lens:
        with one_step(document, f"Look at {view.name} by {lens_words(snapshot, lens)}") as tx:
            tx.change(View, view_id, lens=lens, filter_values=())


def set_sizes(document: Document, view_id: str, *, sizes: bool) -> None:
    """Look at a view by spend, told by size or by colour."""
    view = _view(document.snapshot(), view_id)
    if (view.lens, view.sizes) != ("spend", sizes):
        with one_step(document, f"Show spend by {'size' if sizes else 'colour'}") as tx:
            tx.change(View, view_id, lens="spend", sizes=sizes, filter_values=())


def set_face(document: Document, view_id: str, face: Face) -> None:
    """Show letters in the tiles of cards, or the icons of categories."""
    view = _view(document.snapshot(), view_id)
    if view.face is not face:
        what = "letters" if face is Face.MONOGRAM else "icons of categories"
        with one_step(document, f"Show {what} on the cards of {view.name}") as tx:
            tx.change(View, view_id, face=face)


def set_badge(document: Document, view_id: str, badge: str, *, shown: bool) -> None:
    """Show a badge on the cards of a view, or do not."""
    view = _view(document.snapshot(), view_id)
    if badge not in BADGES:
        raise EditRefused("There is no such badge.")
    wanted = {*view.badges, badge} if shown else {*view.badges} - {badge}
    badges = tuple(key for key in BADGES if key in wanted)
    if badges != view.badges:
        verb = "Show" if shown else "Hide"
        with one_step(document, f"{verb} the badge {BADGES[badge].lower()}") as tx:
            tx.change(View, view_id, badges=badges)


def set_department_colour(document: Document, department: str, hue: str) -> None:
    """Choose a department's colour; '' leaves it to its place among the departments.

    The others keep the colours that they have.
    """
    known = document.snapshot().departments.get(department)
    if known is None:
        raise EditRefused("The department is not on the map any more.")
    if hue and hue not in HUES:
        raise EditRefused("There is no such colour.")
    if known.colour != hue:
        others = settled_hues(document.snapshot().departments) if hue else {}
        with one_step(document, f"Change the colour of {known.name}") as tx:
            for key, settled in others.items():
                tx.change(Department, key, colour=settled)
            tx.change(Department, department, colour=hue)


def set_icon_file(document: Document, systems: Collection[str], name: str, content: bytes) -> Icon:
    """Give systems an icon of their own, read from an SVG or PNG file of that name.

    Of an SVG nothing is kept but its outlines and colours, of a PNG nothing but its picture.

    Raises:
        EditRefused: the file cannot be taken as an icon, or a system is gone.
    """
    is_svg = name.lower().endswith(".svg") or content.lstrip()[:1] == b"<"
    try:
        kept = write_svg(read_svg(content)) if is_svg else _checked(content)
    except IconError as error:
        raise EditRefused(f"{name}: {error}") from error
    icon = Icon(name=_stem(name), media="svg" if is_svg else "png", content=_text(kept))
    return _set_icon(document, systems, icon)


def _checked(content: bytes) -> bytes:
    kept = stripped(content)
    check_png(kept)
    return kept


def set_category_icon(document: Document, systems: Collection[str], category: str) -> Icon:
    """Give systems the icon of a category, whatever their own one."""
    return _set_icon(document, systems, Icon(name=category, media=CATEGORY, content=category))


def clear_icon(document: Document, systems: Collection[str]) -> None:
    """Go back to the monogram, or to the category's icon where the view shows these."""
    own = [there(document, key) for key in systems]
    if any(system.icon for system in own):
        with one_step(document, f"Remove the icon of {_words(document, own)}") as tx:
            for system in own:
                tx.change(System, system.id, icon=None)
            _drop_unused(tx)


def _set_icon(document: Document, systems: Collection[str], icon: Icon) -> Icon:
    """One record for what is the same; those that nobody shows any more go."""
    own = [there(document, key) for key in systems]
    with one_step(document, f"Change the icon of {_words(document, own)}") as tx:
        same = (one for one in tx.all(Icon) if _look(one) == _look(icon))
        kept = next(same, None) or tx.put(icon)
        for system in own:
            tx.change(System, system.id, icon=kept.id)
        _drop_unused(tx)
    return kept


def _look(icon: Icon) -> tuple[str, str, str]:
    return icon.name, icon.media, icon.content


def _drop_unused(tx: Transaction) -> None:
    shown = {system.icon for system in tx.all(System)}
    for icon in list(tx.all(Icon)):
        if icon.id not in shown:
            tx.delete(Icon, icon.id)


def _words(document: Document, systems: list[System]) -> str:
    if len(systems) == 1:
        return called(document, systems[0])
    return counted(len(systems), "system")


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _view(snapshot: Snapshot, view_id: str) -> View:
    found = snapshot.views.get(view_id)
    if found is None:
        raise EditRefused("The view is not there any more.")
    return found
