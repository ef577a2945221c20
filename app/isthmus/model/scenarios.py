"""Scenarios: named what-ifs on top of the map, made of two states of it and applied to a third."""

from isthmus.model.changes import Delta
from isthmus.model.codec import CodecError
from isthmus.model.deltas import deltas_from, deltas_text
from isthmus.model.errors import UserError
from isthmus.model.fitness import unfit
from isthmus.model.rebase import rebased
from isthmus.model.records import Record, Scenario
from isthmus.model.snapshot import Snapshot, freeze
from isthmus.model.tables import TABLES

OWN = "scenarios"
"""The one table that no scenario changes: it stands beside the map, not in it."""


class ScenarioError(UserError):
    """A scenario cannot be read, or is not there."""


def differing_deltas(base: Snapshot, changed: Snapshot) -> tuple[Delta, ...]:
    """What leads from one state of a map to another, scenarios apart; one delta a record."""
    found = []
    for table in TABLES:
        before, after = base.tables[table], changed.tables[table]
        if table == OWN or before is after:
            continue
        ids = sorted({*before, *after})
        found += [
            Delta(table, ident, before.get(ident), after.get(ident))
            for ident in ids
            if before.get(ident) != after.get(ident)
        ]
    return tuple(found)


def scenario_of(base: Snapshot, changed: Snapshot, name: str, description: str = "") -> Scenario:
    """The what-if that leads from one state of a map to another."""
    changes = deltas_text(differing_deltas(base, changed))
    return Scenario(name=name, description=description, changes=changes)


def deltas_of(scenario: Scenario) -> tuple[Delta, ...]:
    """What a scenario changes.

    Raises:
        ScenarioError: its text cannot be read, or changes what no scenario may.
    """
    try:
        deltas = deltas_from(scenario.changes)
    except CodecError as error:
        raise _damaged(scenario, str(error)) from error
    if any(delta.table == OWN for delta in deltas):
        raise _damaged(scenario, "it changes scenarios")
    if len({(delta.table, delta.id) for delta in deltas}) < len(deltas):
        raise _damaged(scenario, "it changes a record twice")
    for delta in deltas:
        _check(scenario, delta)
    return deltas


def _check(scenario: Scenario, delta: Delta) -> None:
    for record in (delta.before, delta.after):
        if record is not None and (faults := list(unfit(delta.table, record))):
            raise _damaged(scenario, faults[0])
    if delta.table == "info" and (delta.before is None or delta.after is None):
        raise _damaged(scenario, "it adds or deletes what is said of the map itself")


def _damaged(scenario: Scenario, why: str) -> ScenarioError:
    return ScenarioError(f"The scenario {scenario.name!r:.80} cannot be read: {why:.200}.")


def with_scenario(snapshot: Snapshot, scenario: Scenario) -> tuple[Snapshot, tuple[str, ...]]:
    """The map with a scenario applied, and what of it is left out or goes along, in words.

    Raises:
        ScenarioError: its text cannot be read.
    """
    fitted, told = fitted_to(snapshot, scenario)
    tables: dict[str, dict[str, Record]] = {n: dict(rows) for n, rows in snapshot.tables.items()}
    for delta in fitted:
        if delta.after is None:
            tables[delta.table].pop(delta.id, None)
        else:
            tables[delta.table][delta.id] = delta.after
    return freeze(tables, snapshot.revision), told


def fitted_to(snapshot: Snapshot, scenario: Scenario) -> tuple[tuple[Delta, ...], tuple[str, ...]]:
    """A scenario's deltas as they fit the map today, and what is to be told of that.

    Raises:
        ScenarioError: its text cannot be read.
    """
    fitted, told = rebased(snapshot, deltas_of(scenario))
    return fitted, tuple(told)


def scenario_named(snapshot: Snapshot, name: str) -> Scenario:
    """The scenario of a name, whose case and outer blanks do not count.

    Raises:
        ScenarioError: there is none, or there are several.
    """
    wanted = " ".join(name.casefold().split())
    scenarios = snapshot.scenarios.values()
    found = [one for one in scenarios if " ".join(one.name.casefold().split()) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise ScenarioError(f"{len(found)} scenarios are called {name!r}. Rename one of them.")
    names = ", ".join(sorted(one.name for one in scenarios))
    known = f"It has: {names}." if names else "It has none yet."
    raise ScenarioError(f"The map has no scenario {name!r}. {known}")
