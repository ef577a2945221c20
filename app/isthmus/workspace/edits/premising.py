"""Edits of what the findings depend on: ties, mainland, rules, rates (the map's settings)."""

from collections.abc import Collection, Iterable
from pathlib import Path

from isthmus.analysis.premises import Premises, premises_of, settings_for
from isthmus.analysis.rulebook import held_rules, rulebook, switched, with_pack, with_rule
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.rules import LONGEST_PACK
from isthmus.catalogue.types import Rule
from isthmus.model.document import Document
from isthmus.model.records import Setting
from isthmus.workspace.edits.resolving import one_step
from isthmus.workspace.errors import EditRefused

_BYTES = 4
"""Of a character in UTF-8, at most."""
_LABELS = {
    "ties.carried": "Change what ties only while it is carried",
    "ties.manual": "Change what counts as by hand",
    "ties.same-name": "Change whether systems of one name are one",
    "mainland": "Change what marks the mainland",
    "rules.silent": "Switch rules on or off",
    "rules.own": "Change the rules of the map's own",
    "rates": "Change the rates of exchange",
}


def set_premises(document: Document, premises: Premises, label: str = "") -> None:
    """Let the findings depend on this; only settings that change are touched."""
    before = settings_for(premises_of(document.snapshot()))
    after = settings_for(premises)
    changed = [name for name, setting in after.items() if setting != before[name]]
    if not changed:
        return
    words = "Change what the findings depend on"
    if len(changed) == 1:
        words = _LABELS.get(changed[0], words)
    with one_step(document, label or words) as tx:
        for name in changed:
            setting = after[name]
            if setting is not None:
                tx.put(setting)
            elif tx.get(Setting, name):
                tx.delete(Setting, name)


def add_rules(document: Document, catalogue: Catalogue, pack: Path | tuple[str, str]) -> None:
    """Keep a pack of rules in the map: a TOML file's, or one given as its name and its text.

    Raises:
        EditRefused: it is no pack of rules; says file, entry and reason.
    """
    name, text = read_pack(pack) if isinstance(pack, Path) else pack
    premises = premises_of(document.snapshot())
    try:
        premises = with_pack(premises, catalogue, name, text)
    except CatalogueError as error:
        raise EditRefused(error.fault) from error
    set_premises(document, premises, f"Add the rules of {name}")


def read_pack(path: Path) -> tuple[str, str]:
    """Name and text of a pack of rules in a file; not yet checked as rules.

    Raises:
        EditRefused: the file cannot be read, is too long, or is no text.
    """
    limit = LONGEST_PACK * _BYTES
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
        if len(content) > limit:
            raise EditRefused(f"{path.name}: it is longer than {LONGEST_PACK:,} characters")
        return path.stem, content.decode("utf-8-sig")
    except OSError as error:
        raise EditRefused(f"{path.name}: {error.strerror or error}") from error
    except ValueError as error:
        raise EditRefused(f"{path.name}: it is no text in UTF-8") from error


def edit_rule(document: Document, catalogue: Catalogue, rule: Rule) -> None:
    """Let a rule of the map's own hold: a new one, or one in place of another of its key.

    Raises:
        EditRefused: the rule makes no sense; says why.
    """
    try:
        premises = with_rule(premises_of(document.snapshot()), catalogue, rule)
    except CatalogueError as error:
        raise EditRefused(error.fault) from error
    set_premises(document, premises, f"Edit the rule {rule.key}")


def switch(document: Document, catalogue: Catalogue, names: Collection[str], *, on: bool) -> None:
    """Switch rules (by key) and packs (by name) on or off.

    Raises:
        EditRefused: there is no such rule or pack.
    """
    premises = premises_of(document.snapshot())
    _known(premises, catalogue, names)
    label = f"Switch {', '.join(names)} {'on' if on else 'off'}" if len(names) < 4 else ""
    set_premises(document, switched(premises, catalogue, names, on=on), label)


def _known(premises: Premises, catalogue: Catalogue, names: Iterable[str]) -> None:
    packs = [pack.name for pack in rulebook(premises, catalogue)]
    known = {*packs, *held_rules(premises, catalogue)}
    for name in names:
        if name not in known:
            raise EditRefused(
                f"There is no rule and no pack of rules called {name!r}. Rules go by a key like "
                f"MKT-01; the packs are {', '.join(packs)}."
            )
