"""What must hold of the findings of any map when the map changes in a way that is understood."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from random import Random

import pytest

from isthmus.analysis.check import Checks, check
from isthmus.analysis.results import Finding, ProposedFlow
from isthmus.analysis.transfers import RULE as CARRIED_BY_HAND
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import DataObject, Flow, FlowMethod, Record, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction
from support.mapmaker import company
from support.portfolio import portfolio, sample

CATALOGUE = load_catalogue()


def company_of_200() -> Snapshot:
    return company(200, 500, CATALOGUE)


MAPS = pytest.mark.parametrize("start", [sample, portfolio, company_of_200])


def opened(snapshot: Snapshot) -> Document:
    return Document({name: dict(rows) for name, rows in snapshot.tables.items()})


def with_tables(snapshot: Snapshot, **tables: Iterable[Record]) -> Snapshot:
    rows = {name: dict(table) for name, table in snapshot.tables.items()}
    changed = {name: {record.id: record for record in some} for name, some in tables.items()}
    return Document(rows | changed).snapshot()


def of_rule(findings: Iterable[Finding], rule: str) -> set[str]:
    return {finding.key for finding in findings if finding.rule == rule}


# What a finding asks for closes it


@MAPS
def test_the_flows_that_a_finding_asks_for_close_it_and_open_no_other_of_its_rule(
    start: Callable[[], Snapshot],
) -> None:
    document, checks = opened(start()), Checks(CATALOGUE)
    before = checks.check(document.snapshot()).findings
    asking = [finding for finding in before if finding.closes_with]
    for finding in asking:
        with document.edit("Close") as tx:
            close(tx, document.snapshot(), finding)
        after = of_rule(checks.check(document.snapshot()).findings, finding.rule)
        assert finding.key not in after, finding.evidence
        assert after <= of_rule(before, finding.rule), finding.evidence
        document.undo()
    assert len(asking) >= 20
    assert checks.check(document.snapshot()).findings == before


def close(tx: Transaction, snapshot: Snapshot, finding: Finding) -> None:
    """Build what it asks for; what is to go by itself and not by hand, is changed to that."""
    for wanted in finding.closes_with:
        carried = by_hand(snapshot, wanted) if finding.rule == CARRIED_BY_HAND else []
        for flow in carried:
            tx.put(replace(flow, method=FlowMethod.API))
        if not carried:
            objects = tuple(object_named(tx, snapshot, name) for name in wanted.data_objects)
            ends = {"source": wanted.source, "target": wanted.target}
            tx.put(Flow(**ends, data_objects=objects, method=FlowMethod.API))


def by_hand(snapshot: Snapshot, wanted: ProposedFlow) -> list[Flow]:
    ends = (wanted.source, wanted.target)
    flows = snapshot.flows.values()
    return [
        flow
        for flow in flows
        if (flow.source, flow.target) == ends and flow.method is FlowMethod.MANUAL
    ]


def object_named(tx: Transaction, snapshot: Snapshot, name: str) -> str:
    known = [one.id for one in snapshot.data_objects.values() if one.name == name]
    return known[0] if known else tx.put(DataObject(name=name)).id


# What nothing has to do with changes nothing else


@pytest.mark.parametrize("start", [sample, company_of_200])
def test_a_system_that_no_rule_speaks_of_bears_on_nothing_else(
    start: Callable[[], Snapshot],
) -> None:
    without = start()
    alone = System(id="alone", name="Zz Notepad", it_steward="Ana")
    with_it = with_tables(without, systems=[*without.systems.values(), alone])
    others = [f for f in check(with_it, CATALOGUE).findings if "alone" not in f.systems]
    assert tuple(others) == check(without, CATALOGUE).findings


@pytest.mark.parametrize("start", [sample, company_of_200])
def test_taking_away_a_system_with_its_flows_leaves_what_no_rule_ties_to_it(
    start: Callable[[], Snapshot],
) -> None:
    """Findings on the data objects that it has, of its rules and of its neighbours may change."""
    snapshot = start()
    before, held = check(snapshot, CATALOGUE), 0
    for system in Random(5).sample(sorted(snapshot.systems), 12):
        document = opened(snapshot)
        with document.edit("Delete") as tx:
            tx.delete(System, system)
        after = check(document.snapshot(), CATALOGUE)
        rules = {f.rule for f in before.findings} - rules_about(snapshot, system)
        kept = [f for f in before.findings if f.rule in rules and f.rule[:3] not in BUILT_IN]
        assert [f for f in after.findings if f.rule in {k.rule for k in kept}] == kept
        held += len(kept)
    assert held >= 50


BUILT_IN = {"ISL", "MAN", "OBJ", "INV", "REG", "EOL", "CON"}
"""What the keys of rules begin with that ask of the whole map, not of two sides."""


def rules_about(snapshot: Snapshot, system: str) -> set[str]:
    """Rules of which the system, or one that a flow ties to it, is a side; if a hub is, all."""
    flows = [flow for flow in snapshot.flows.values() if system in (flow.source, flow.target)]
    near = {system, *(end for flow in flows for end in (flow.source, flow.target))}
    categories = {snapshot.systems[ident].category for ident in near}
    hub = CATALOGUE.categories.get(snapshot.systems[system].category)
    return {
        rule.key
        for rule in CATALOGUE.rules
        if (hub and hub.hub) or categories & {*rule.sources, *rule.targets}
    }


# Names are names


@MAPS
def test_other_names_in_the_same_order_change_names_alone(start: Callable[[], Snapshot]) -> None:
    """Every name becomes a token of its own, twice: what is found differs by the tokens only."""
    snapshot = start()
    texts = [told(renamed(snapshot, letter)).replace(letter, "") for letter in ("Ω", "Ψ")]
    assert texts[0] == texts[1]
    assert len(texts[0].splitlines()) == len(check(renamed(snapshot, "Ω"), CATALOGUE).findings)


def renamed(snapshot: Snapshot, letter: str) -> Snapshot:
    """All systems by number in the order of their names and ids."""
    systems = sorted(snapshot.systems.values(), key=lambda one: (one.name.casefold(), one.id))
    others = [replace(one, name=f"{letter}{number:05}") for number, one in enumerate(systems)]
    return with_tables(snapshot, systems=others)


def told(snapshot: Snapshot) -> str:
    """The findings as lines, but for their keys, which are made of names."""
    names = [each.name for each in fields(Finding) if each.name != "key"]
    found = check(snapshot, CATALOGUE).findings
    return "\n".join(repr([getattr(one, name) for name in names]) for one in found)


# The order of records is no content


@MAPS
def test_the_order_of_the_records_changes_nothing(start: Callable[[], Snapshot]) -> None:
    snapshot, random = start(), Random(3)
    mixed = {}
    for name, rows in snapshot.tables.items():
        records = list(rows.values())
        random.shuffle(records)
        mixed[name] = {record.id: record for record in records}
    assert check(Document(mixed).snapshot(), CATALOGUE) == replace(
        check(snapshot, CATALOGUE), revision=0
    )
