"""Edits of scenarios: keep what was tried as a what-if, apply it, rename it, delete it."""

from isthmus.model.changes import ChangeSet, Delta, joined
from isthmus.model.document import Document
from isthmus.model.integrity import IntegrityError
from isthmus.model.records import Record, Scenario
from isthmus.model.scenarios import ScenarioError, differing_deltas, fitted_to, scenario_of
from isthmus.model.snapshot import Snapshot, freeze
from isthmus.workspace.edits.resolving import named, one_step
from isthmus.workspace.errors import EditRefused

NOTHING = "Nothing was changed since then, so there is nothing to keep."


def map_at(document: Document, position: str = "") -> Snapshot:
    """The map as it was at a position that undo leads back through; '' for when it was opened.

    Raises:
        EditRefused: no undo leads there.
    """
    done = document.done
    if position and position not in done:
        raise EditRefused("The map cannot be led back there: those steps were undone.")
    later = document.steps[done.index(position) + 1 if position else 0 :]
    back = joined([change.inverse() for change in reversed(later)], "back")
    today = document.snapshot()
    tables: dict[str, dict[str, Record]] = {n: dict(rows) for n, rows in today.tables.items()}
    for delta in back.deltas:
        tables[delta.table].pop(delta.id, None)
        if delta.after is not None:
            tables[delta.table][delta.id] = delta.after
    return freeze(tables, today.revision)


def keep_as_scenario(
    document: Document, base: Snapshot, name: str, description: str = ""
) -> Scenario:
    """Take back what was changed since `base` and keep it as a scenario, in one undo step.

    Raises:
        EditRefused: nothing was changed, or the name is missing or taken.
    """
    name = _free(document, name)
    today = document.snapshot()
    deltas = differing_deltas(base, today)
    if not deltas:
        raise EditRefused(NOTHING)
    kept = scenario_of(base, today, name, description.strip())
    back = (delta.inverse() for delta in reversed(deltas))
    _apply(document, f"Keep as the scenario {name}", (*back, _delta(kept)))
    return kept


def add_scenario(document: Document, scenario: Scenario) -> None:
    """Put a scenario that was made elsewhere on the map.

    Raises:
        EditRefused: its name is missing or taken.
    """
    _free(document, scenario.name)
    _apply(document, f"Keep the scenario {scenario.name}", (_delta(scenario),))


def apply_scenario(document: Document, scenario_id: str) -> tuple[str, ...]:
    """Apply a scenario to the map as it stands, and tell what is left out or goes along.

    Raises:
        EditRefused: it is gone, cannot be read, or changes nothing.
    """
    scenario = _there(document, scenario_id)
    try:
        fitted, told = fitted_to(document.snapshot(), scenario)
    except ScenarioError as error:
        raise EditRefused(str(error)) from error
    if not fitted:
        raise EditRefused("This scenario changes nothing: the map has all that it would bring.")
    _apply(document, f"Apply the scenario {scenario.name}", fitted)
    return told


def rename_scenario(
    document: Document, scenario_id: str, name: str, description: str | None = None
) -> None:
    """Give a scenario another name, and another description if there is one.

    Raises:
        EditRefused: it is gone, or the name is missing or taken.
    """
    scenario = _there(document, scenario_id)
    name = _free(document, name, scenario_id)
    text = scenario.description if description is None else description.strip()
    with one_step(document, f"Rename the scenario {scenario.name}") as tx:
        tx.change(Scenario, scenario_id, name=name, description=text)


def delete_scenario(document: Document, scenario_id: str) -> None:
    """Delete a scenario.

    Raises:
        EditRefused: it is gone already.
    """
    scenario = _there(document, scenario_id)
    with one_step(document, f"Delete the scenario {scenario.name}") as tx:
        tx.delete(Scenario, scenario_id)


def _delta(scenario: Scenario) -> Delta:
    return Delta("scenarios", scenario.id, None, scenario)


def _apply(document: Document, label: str, deltas: tuple[Delta, ...]) -> None:
    """Apply deltas as they are: what cells gave is kept account of in them already."""
    try:
        document.apply(ChangeSet(label, deltas))
    except IntegrityError as error:
        raise EditRefused(f"This would leave the map inconsistent: {error}") from error


def _there(document: Document, scenario_id: str) -> Scenario:
    found = document.snapshot().scenarios.get(scenario_id)
    if found is None:
        raise EditRefused("The scenario is not on the map any more.")
    return found


def _free(document: Document, name: str, own: str = "") -> str:
    """The name without needless blanks, if no other scenario has it."""
    name = named(name, "A scenario")
    for one in document.snapshot().scenarios.values():
        if one.id != own and " ".join(one.name.split()).casefold() == name.casefold():
            raise EditRefused(f"There is a scenario {one.name} already. Choose another name.")
    return name
