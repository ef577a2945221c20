"""The check as a whole: dates, waivers, order, figures, and what `check --json` prints."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from isthmus.analysis.asjson import as_json
from isthmus.analysis.check import check
from isthmus.analysis.results import DepartmentSpend, FindingKind
from isthmus.catalogue.load import load_catalogue
from isthmus.model.records import CellRef, FlowState, Lifecycle, System
from support.harbour import harbour_vale
from support.mapmaker import MapMaker, catalogue_of, rule

RULE = rule("MKT-01", ["mail"], ["crm"])
CATALOGUE = catalogue_of(RULE)
DAY = date(2026, 6, 1)


def gap() -> MapMaker:
    make = MapMaker()
    make.system("Mail", "mail", it_steward="Ana")
    make.system("Crm", "crm", it_steward="Ana")
    return make


def test_an_empty_map_has_nothing_to_say():
    analysis = check(MapMaker().snapshot(), load_catalogue())
    assert (analysis.islands, analysis.findings, analysis.metrics.expected) == ((), (), 0)


@pytest.mark.parametrize(
    ("fields", "without", "at"),
    [
        ({}, True, True),
        ({"state": FlowState.PLANNED}, False, False),
        ({"state": FlowState.PLANNED, "go_live": DAY}, False, True),
        ({"state": FlowState.PLANNED, "go_live": DAY + timedelta(1)}, False, False),
        ({"state": FlowState.RETIRED}, False, False),
        ({"state": FlowState.RETIRED, "end_of_life": DAY + timedelta(1)}, False, True),
        ({"go_live": DAY + timedelta(1)}, True, False),
        ({"end_of_life": DAY}, True, False),
        ({"go_live": DAY, "end_of_life": DAY + timedelta(1)}, True, True),
    ],
)
def test_a_flow_counts_by_its_state_or_at_a_date_by_its_dates(fields, without, at):
    make = gap()
    make.flow("Mail", "Crm", "contact", **fields)
    snapshot = make.snapshot()
    assert (check(snapshot, CATALOGUE).metrics.in_place == 1) is without
    assert (check(snapshot, CATALOGUE, DAY).metrics.in_place == 1) is at


@pytest.mark.parametrize(
    ("fields", "without", "at"),
    [
        ({"lifecycle": Lifecycle.PHASING_OUT}, True, True),
        ({"lifecycle": Lifecycle.PLANNED}, False, False),
        ({"lifecycle": Lifecycle.PLANNED, "go_live": DAY}, False, True),
        ({"lifecycle": Lifecycle.LIVE, "end_of_life": DAY}, True, False),
        ({"lifecycle": Lifecycle.RETIRED}, False, False),
    ],
)
def test_a_system_counts_by_its_lifecycle_or_at_a_date_by_its_dates(fields, without, at):
    make = MapMaker()
    make.system("Crm", "crm", **fields)
    snapshot = make.snapshot()
    assert (check(snapshot, CATALOGUE).metrics.live_systems == 1) is without
    assert (check(snapshot, CATALOGUE, DAY).metrics.live_systems == 1) is at


def test_a_flow_of_a_system_that_is_gone_ties_nothing():
    make = gap()
    make.system("Old", "hub", lifecycle=Lifecycle.RETIRED)
    make.flow("Mail", "Old", "contact")
    make.flow("Old", "Crm", "contact")
    metrics = check(make.snapshot(), CATALOGUE).metrics
    assert (metrics.flows, metrics.live_flows, metrics.systems, metrics.live_systems) == (
        2,
        0,
        3,
        2,
    )
    assert metrics.missing == 1


@pytest.mark.parametrize(
    ("until", "waived"), [(None, True), (DAY, True), (DAY - timedelta(1), False)]
)
def test_a_waiver_holds_through_its_last_day_and_its_finding_does_not_count(until, waived):
    make = gap()
    [key] = [
        f.key for f in check(make.snapshot(), CATALOGUE).findings
        if f.kind is FindingKind.MISSING_INTEGRATION
    ]  # fmt: skip
    make.waive(key, until=until)
    analysis = check(make.snapshot(), CATALOGUE, DAY)
    [found] = [f for f in analysis.findings if f.key == key]
    assert found.waived is waived
    assert analysis.metrics.missing == (0 if waived else 1)
    assert analysis.metrics.in_place == 0


def test_a_waiver_that_ended_yesterday_does_not_hold_today():
    make = gap()
    snapshot = make.snapshot()
    for finding in check(snapshot, CATALOGUE).findings:
        make.waive(finding.key, until=date(2020, 1, 1))
    assert not any(f.waived for f in check(make.snapshot(), CATALOGUE).findings)


def test_findings_come_most_severe_first_then_by_kind_rule_and_names():
    analysis = check(harbour_vale().snapshot(), load_catalogue())
    order = [(-f.severity.rank, list(FindingKind).index(f.kind), f.rule) for f in analysis.findings]
    assert order == sorted(order)
    assert len({place[0] for place in order}) > 2


def test_spend_is_what_it_pays_and_what_others_pay_by_owning_department():
    make = MapMaker()
    make.system("A", department="Marketing", funder="IT", annual_cost=Decimal(10))
    make.system("B", department="Marketing", annual_cost=Decimal(20), currency="eur")
    make.system("C", department="IT", annual_cost=Decimal(30))
    make.system("D", annual_cost=Decimal(1))
    make.system("E", business_owner="Bo", annual_cost=Decimal(2))
    make.system("F", department="Marketing")
    make.system("G", department="Marketing", annual_cost=Decimal(5), currency="USD")
    make.system("I", funder="Sales", annual_cost=Decimal(7))
    make.system("Gone", lifecycle=Lifecycle.RETIRED, department="IT", annual_cost=Decimal(99))
    metrics = check(make.snapshot(), CATALOGUE).metrics
    assert metrics.spend == (
        DepartmentSpend("IT", Decimal(30), Decimal(0)),
        DepartmentSpend("Marketing", Decimal(10), Decimal(20)),
        DepartmentSpend("Sales", Decimal(0), Decimal(7)),
        DepartmentSpend("", Decimal(1), Decimal(2)),
    )
    assert (metrics.spend_inside, metrics.spend_outside) == (Decimal(41), Decimal(29))
    assert metrics.costs_unknown == 2


def test_the_company_of_the_pictures_has_their_islands_and_their_forty_percent():
    snapshot = harbour_vale().snapshot()
    analysis = check(snapshot, load_catalogue())
    shown = as_json(snapshot, analysis)
    assert [(i["kind"], len(i["systems"])) for i in shown["islands"]] == [
        ("mainland", 11), ("rogue", 3), ("rogue", 1),
    ]  # fmt: skip
    assert shown["islands"][1]["systems"] == ["Airtable", "Mailchimp", "Typeform"]
    assert round(analysis.metrics.outside_on_top, 2) == 0.4
    assert analysis.islands[1].spend_outside == 84_000


def test_json_has_the_shape_that_scripts_rely_on():
    make = gap()
    cell = CellRef("a.xlsx", "Apps", "A2", "name")
    ident = make.system("Mail")
    record = make.tables["systems"][ident]
    assert isinstance(record, System)
    object.__setattr__(record, "origin", (cell,))
    snapshot = make.snapshot()
    shown = json.loads(json.dumps(as_json(snapshot, check(snapshot, CATALOGUE))))
    assert shown["map"] == {"systems": 2, "flows": 0, "data_objects": 0, "departments": 0}
    assert shown["islands"] == [
        {"kind": "mainland", "systems": ["Crm"]},
        {"kind": "island", "systems": ["Mail"]},
    ]
    [found] = [f for f in shown["findings"] if f["kind"] == "missing-integration"]
    assert set(found) == {
        "key", "kind", "rule", "severity", "systems", "data_objects", "evidence", "cells",
        "closes_with",
    }  # fmt: skip
    assert found["systems"] == ["Mail", "Crm"]
    assert found["cells"] == [{"file": "a.xlsx", "sheet": "Apps", "cell": "A2"}]
    assert found["closes_with"] == [
        {"source": "Mail", "target": "Crm", "data_objects": ["Contact"]}
    ]
    assert shown["metrics"]["missing"] == 1
    assert shown["metrics"]["integrated"] == 0.0


def test_deleting_a_system_that_no_rule_is_about_changes_no_gap():
    make = gap()
    make.flow("Crm", "Mail", "contact")
    before = _gaps(make)
    make.system("Unrelated", "forms")
    assert _gaps(make) == before != []


def _gaps(make: MapMaker) -> list:
    return [f for f in check(make.snapshot(), CATALOGUE).findings if f.rule == RULE.key]


def test_cells_come_by_file_sheet_row_and_column():
    make = MapMaker()
    make.system("Core", backbone=True)
    for name, *cells in (
        ("Zed", "b.xlsx|Apps|A2", "a.xlsx|Old|A1"),
        ("Other", "a.xlsx|Apps|AA9", "a.xlsx|Apps|B9", "a.xlsx|Apps|C10", "a.xlsx|Apps|row 3"),
    ):
        places = [cell.split("|") for cell in cells]
        origin = tuple(CellRef(*place, field="name") for place in places)
        make.system(name, department="Marketing", origin=origin)
    make.flow("Zed", "Other")
    [found] = check(make.snapshot(), CATALOGUE).findings
    assert [(cell.file, cell.sheet, cell.cell) for cell in found.cells] == [
        ("a.xlsx", "Apps", "row 3"),
        ("a.xlsx", "Apps", "B9"),
        ("a.xlsx", "Apps", "AA9"),
        ("a.xlsx", "Apps", "C10"),
        ("a.xlsx", "Old", "A1"),
        ("b.xlsx", "Apps", "A2"),
    ]
