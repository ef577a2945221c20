"""Many islets for one cause are told once; each that has more to be said of it, by itself."""

from decimal import Decimal
from pathlib import Path

import pytest

from isthmus.analysis.check import check
from isthmus.analysis.results import Finding, FindingKind
from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose
from isthmus.model.records import Criticality, FlowState
from isthmus.model.snapshot import Snapshot
from support.mapmaker import MapMaker, catalogue_of
from support.portfolio import portfolio, sample
from support.workbooks import applied

DATA = Path(__file__).parents[1] / "exchange/data"
NOTHING = catalogue_of()
CUT_OFF = (FindingKind.ROGUE_ISLAND, FindingKind.ISLAND)


def islets(make: MapMaker, snapshot: Snapshot | None = None) -> list[Finding]:
    found = check(snapshot or make.snapshot(), NOTHING).findings
    return [finding for finding in found if finding.kind in CUT_OFF]


def company(*names: str, **fields: object) -> MapMaker:
    """A mainland of IT's, and systems of Sales that no flow ties to anything."""
    make = MapMaker()
    make.department("IT", is_it=True)
    make.system(
        "Erp", "erp", department="IT", it_steward="Ana", backbone=True,
        annual_cost=Decimal(500_000),
    )  # fmt: skip
    make.system("Crm", "crm", department="IT", it_steward="Ana")
    make.flow("Erp", "Crm", "contact")
    for name in names:
        make.system(name, department="Sales", **fields)
    return make


def named(make: MapMaker, finding: Finding) -> list[str]:
    return [make.snapshot().systems[ident].name for ident in finding.systems]


def test_four_islets_of_one_department_are_told_in_one_finding():
    make = company("D", "B", "C", "A", annual_cost=Decimal(1000))
    [found] = islets(make)
    assert found.title == "Rogue islets"
    assert (found.islets, found.islands) == (True, 4)
    assert named(make, found) == ["A", "B", "C", "D"]
    assert found.evidence == (
        "4 systems, A, B, C and D, have no live flow to the mainland or to one another; no IT "
        "steward; owned and paid for by Sales; €4,000 a year spent outside IT. No integration "
        "with the mainland is expected of them by the rules: accept it as a risk, or retire them."
    )


def test_three_islets_are_three_findings():
    make = company("A", "B", "C")
    assert [named(make, finding) for finding in islets(make)] == [["A"], ["B"], ["C"]]
    assert not any(finding.islets for finding in islets(make))


def test_departments_are_told_apart():
    make = company("A", "B", "C", "D")
    for name in ("E", "F", "G", "H"):
        make.system(name, department="Service")
    assert [named(make, one) for one in islets(make)] == [list("ABCD"), list("EFGH")]


def test_an_islet_with_something_at_stake_stands_by_itself():
    make = company("A", "B", "C", "D")
    make.system("Critical", department="Sales", criticality=Criticality.HIGH)
    make.system("Personal", department="Sales")
    make.data_object("contact", personal=True)
    make.holding("Personal", "contact")
    make.system("Planned", department="Sales")
    make.flow("Planned", "Erp", "invoice", state=FlowState.PLANNED)
    told = {tuple(named(make, finding)) for finding in islets(make)}
    assert told == {("A", "B", "C", "D"), ("Critical",), ("Personal",), ("Planned",)}


def test_islets_of_two_systems_are_not_told_with_single_ones():
    make = company("A", "B", "C", "D", "E")
    make.flow("D", "E", "invoice")
    told = {tuple(named(make, finding)) for finding in islets(make)}
    assert told == {("A",), ("B",), ("C",), ("D", "E")}


def test_an_islet_that_was_accepted_stays_a_finding_by_itself():
    make = company("A", "B", "C")
    accepted = islets(make)[1]
    make.waive(accepted.key)
    for name in ("D", "E"):
        make.system(name, department="Sales")
    told = {tuple(named(make, finding)): finding.waived for finding in islets(make)}
    assert told == {("A", "C", "D", "E"): False, ("B",): True}


def test_the_key_holds_while_the_department_gets_more_islets():
    make = company("A", "B", "C", "D")
    [before] = islets(make)
    make.system("Z", department="Sales")
    [after] = islets(make)
    assert before.key == after.key
    assert len(after.systems) == 5


def test_the_key_is_of_the_department_whatever_a_system_is_called():
    make, other = company("A", "B", "C", "D"), company("islets", "sales", "proposed", "D")
    [one], [two] = islets(make), islets(other)
    assert one.key == two.key
    assert one.key not in {finding.key for finding in islets(company("islets", "sales"))}


def inventory(tied: int, *, backbone: bool = False) -> MapMaker:
    """Thirty systems, of which some are tied in pairs."""
    make = MapMaker()
    names = [f"S{number:02}" for number in range(30)]
    for name in names:
        make.system(name, department="Sales", backbone=backbone and name == "S00")
    for one, other in zip(names[:tied:2], names[1:tied:2], strict=True):
        make.flow(one, other, "invoice")
    return make


@pytest.mark.parametrize(
    ("make", "told"),
    [(inventory(2), False), (inventory(4), True), (inventory(2, backbone=True), True)],
    ids=["2 of 30", "4 of 30", "a marked backbone"],
)
def test_a_map_that_records_hardly_a_flow_tells_no_islands(make, told):
    found = check(make.snapshot(), NOTHING).findings
    if told:
        assert FindingKind.NO_FLOWS not in {finding.kind for finding in found}
        return
    [only] = found
    assert only.evidence == (
        "The map records live flows of only 2 of 30 systems, so islands cannot be told from the "
        "mainland: add the interfaces."
    )


FILES = (
    ["tinker_161apps_islands-elements.csv", "tinker_161apps_islands-relations.csv",
     "tinker_161apps_islands-properties.csv"],
    ["DOE_2025_inventory.xlsx"],
    ["DOJ_2025_inventory.xlsx"],
    ["DSBCurrentAndEmergingTechnologies_20191231.xlsx"],
    ["VA_2025_inventory.xlsx"],
    ["it-standards.csv"],
)  # fmt: skip


@pytest.mark.parametrize("names", FILES, ids=lambda names: names[0])
def test_no_rule_floods_what_others_wrote(names, capsys):
    """No rule says more than a reader would read; what each says is printed."""
    catalogue = load_catalogue()
    snapshot = applied(propose([DATA / name for name in names], catalogue))
    counts = by_rule(snapshot)
    with capsys.disabled():
        print(f"\n{names[0]}: {len(snapshot.systems):,} systems, {counts}")
    assert counts
    assert max(counts.values()) <= max(20, len(snapshot.systems) // 20)


def by_rule(snapshot: Snapshot) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in check(snapshot, load_catalogue()).findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return counts


def test_no_rule_floods_the_portfolio_nor_the_sample():
    """Of 211 applications, 126 parts of which are cut off, in 15 departments."""
    counts = by_rule(portfolio())
    assert sum(counts.values()) <= 60
    assert max(by_rule(sample()).values()) <= 6
