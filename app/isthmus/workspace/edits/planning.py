"""What the plans of a map keep to, set as one step."""

from isthmus.analysis.planning.terms import Terms, settings_for
from isthmus.model.document import Document
from isthmus.model.records import Setting
from isthmus.workspace.edits.resolving import one_step


def set_plan_terms(document: Document, terms: Terms) -> None:
    """Let the plans of the map keep to these efforts and limits; no step where they do already."""
    wanted = settings_for(document.snapshot(), terms)
    known = document.snapshot().settings
    if all(_value(wanted[ident]) == _value(known.get(ident)) for ident in wanted):
        return
    with one_step(document, "Change what plans keep to") as tx:
        for ident, setting in wanted.items():
            if setting is not None:
                tx.put(setting)
            elif ident in known:
                tx.delete(Setting, ident)


def _value(setting: Setting | None) -> str | None:
    return None if setting is None else setting.value
