"""The same inventory again next month: what it says anew is taken, and no hand's work is lost."""

from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import AS_RECOGNISED, Choices, Fate, FieldKey, Side
from isthmus.exchange.editions import edition_key
from isthmus.exchange.errors import ImportFault
from isthmus.exchange.importing import propose_from
from isthmus.exchange.intake import take_in
from isthmus.exchange.proposal import Proposal
from isthmus.model.document import Document
from isthmus.model.records import (
    DataObject,
    Department,
    Flow,
    FlowMethod,
    FlowState,
    HoldingRole,
    Lifecycle,
    System,
)
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement, View
from isthmus.paths import resources
from support.workbooks import Rows, assert_true_account, csv_file, workbook

HEADER = ["App ID", "Application name", "Vendor", "Department", "IT owner", "Colour"]
MAY: Rows = [
    HEADER,
    ["A1", "CRM", "Acme", "Sales", "Ann", "red"],
    ["A2", "ERP", "SAP", "Finance", "Bob", "blue"],
    ["A3", "Shop", "", "Sales", "", ""],
]


class Map:
    """A map into which files are imported, and which a hand edits between."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.document = Document()

    @property
    def now(self) -> Snapshot:
        return self.document.snapshot()

    def propose(self, name: str, rows: Rows, choices: Choices = AS_RECOGNISED) -> Proposal:
        intake = take_in([csv_file(self.folder / name, rows)])
        proposal = propose_from(intake, load_catalogue(), self.now, choices)
        assert_true_account(proposal, self.now)
        return proposal

    def take(self, name: str, rows: Rows, choices: Choices = AS_RECOGNISED) -> Proposal:
        proposal = self.propose(name, rows, choices)
        if proposal.change:
            self.document.apply(proposal.change)
        return proposal

    def system(self, name: str) -> System:
        (found,) = [one for one in self.now.systems.values() if one.name == name]
        return found

    def change(self, name: str, /, **values: object) -> None:
        with self.document.edit("By hand") as tx:
            tx.change(System, self.system(name).id, **values)

    def department(self, name: str) -> str:
        return self.now.departments[self.system(name).department or ""].name


@pytest.fixture
def a_map(tmp_path: Path) -> Map:
    made = Map(tmp_path)
    made.take("apps-2026-05.csv", MAY)
    return made


def changed(row: int, column: str, text: str, rows: Rows = MAY) -> Rows:
    """The table with another text in one cell."""
    copy = [list(one) for one in rows]
    copy[row][list(rows[0]).index(column)] = text
    return copy


# --- fields ----------------------------------------------------------------------------------


def test_nothing_changes_where_the_file_says_the_same(a_map: Map):
    proposal = a_map.take("apps-2026-05.csv", MAY)
    assert not proposal.change
    assert (proposal.systems.merged, proposal.systems.updated) == (3, 0)
    assert not proposal.missing
    assert not proposal.conflicts


def test_a_newer_file_is_cited_instead_of_the_older_one(a_map: Map):
    proposal = a_map.take("apps-2026-06.csv", MAY)
    assert proposal.systems.updated == 0
    assert {cell.file for cell in a_map.system("CRM").origin} == {"apps-2026-06.csv"}


def test_what_the_file_says_anew_is_taken(a_map: Map):
    a_map.take("apps-2026-06.csv", changed(1, "Vendor", "Other"))
    assert a_map.system("CRM").vendor == "Other"


def test_what_a_hand_changed_survives_a_file_that_says_the_same(a_map: Map):
    a_map.change("CRM", vendor="Third", custom=(("Colour", "green"),))
    proposal = a_map.take("apps-2026-06.csv", MAY)
    assert not proposal.conflicts
    assert a_map.system("CRM").vendor == "Third"
    assert dict(a_map.system("CRM").custom) == {"Colour": "green"}


def test_a_field_changed_here_and_there_is_a_conflict(a_map: Map):
    a_map.change("CRM", vendor="Third")
    rows = changed(1, "Vendor", "Other")
    (conflict,) = a_map.take("apps-2026-06.csv", rows).conflicts
    told = (conflict.name, conflict.imported, conflict.mine, conflict.theirs, conflict.side)
    assert told == ("CRM", "Acme", "Third", "Other", Side.MINE)
    assert (conflict.cell.file, conflict.cell.cell) == ("apps-2026-06.csv", "C2")
    assert a_map.system("CRM").vendor == "Third"
    assert not a_map.take("apps-2026-07.csv", rows).conflicts  # it was decided
    assert a_map.system("CRM").vendor == "Third"


@pytest.mark.parametrize("alone", [True, False])
def test_the_file_may_win_a_conflict(a_map: Map, *, alone: bool):
    a_map.change("CRM", vendor="Third")
    key = FieldKey("systems", a_map.system("CRM").id, "vendor")
    choices = Choices(sides={key: Side.THEIRS}) if alone else Choices(side=Side.THEIRS)
    a_map.take("apps-2026-06.csv", changed(1, "Vendor", "Other"), choices)
    assert a_map.system("CRM").vendor == "Other"
    assert a_map.system("CRM").imported == ()


def test_the_same_change_here_and_there_is_no_conflict(a_map: Map):
    a_map.change("CRM", vendor="Other")
    proposal = a_map.take("apps-2026-06.csv", changed(1, "Vendor", "Other"))
    assert not proposal.conflicts
    assert a_map.system("CRM").imported == ()


def test_conflicts_of_departments_are_told_by_name(a_map: Map):
    with a_map.document.edit("By hand") as tx:
        other = tx.put(Department(name="Marketing"))
    a_map.change("CRM", department=other.id)
    (conflict,) = a_map.take("apps-2026-06.csv", changed(1, "Department", "Service")).conflicts
    assert (conflict.imported, conflict.mine, conflict.theirs) == ("Sales", "Marketing", "Service")


def test_a_field_that_only_a_hand_filled_is_a_conflict_with_a_cell_that_says_otherwise(a_map: Map):
    a_map.change("Shop", vendor="Shopify")
    (conflict,) = a_map.take("apps-2026-06.csv", changed(3, "Vendor", "Shopware")).conflicts
    assert (conflict.imported, conflict.mine, conflict.theirs) == ("", "Shopify", "Shopware")


@pytest.mark.parametrize("empty", ["", "N/A", "-", "keine"])
def test_a_cell_that_was_emptied_clears_the_field(a_map: Map, empty: str):
    rows = changed(1, "Vendor", empty, changed(1, "Colour", ""))
    a_map.take("apps-2026-06.csv", rows)
    assert a_map.system("CRM").vendor == ""
    assert dict(a_map.system("CRM").custom) == {}


def test_a_column_that_is_not_there_is_left_alone(a_map: Map):
    rows = [[cell for place, cell in enumerate(row) if place not in (2, 5)] for row in MAY]
    a_map.take("apps-2026-06.csv", rows)
    crm = a_map.system("CRM")
    assert (crm.vendor, dict(crm.custom)) == ("Acme", {"Colour": "red"})


def test_an_emptied_cell_against_a_hand_is_a_conflict(a_map: Map):
    a_map.change("CRM", vendor="Third")
    (conflict,) = a_map.take("apps-2026-06.csv", changed(1, "Vendor", "")).conflicts
    assert (conflict.mine, conflict.theirs, conflict.cell.cell) == ("Third", "", "C2")
    assert a_map.system("CRM").vendor == "Third"


def test_what_was_filled_by_hand_is_not_cleared_by_a_cell_that_was_always_empty(a_map: Map):
    a_map.change("Shop", vendor="Shopify", it_steward="Cleo")
    proposal = a_map.take("apps-2026-06.csv", MAY)
    assert not proposal.conflicts
    assert (a_map.system("Shop").vendor, a_map.system("Shop").it_steward) == ("Shopify", "Cleo")


def test_another_inventory_clears_nothing(a_map: Map):
    rows = [["Tool", "Vendor", "Cost"], ["CRM", "", "10 EUR"], ["ERP", "", "20 EUR"]]
    proposal = a_map.take("finance.csv", rows)
    assert proposal.editions[0].earlier == ""
    assert not proposal.missing
    assert a_map.system("CRM").vendor == "Acme"


def test_two_inventories_that_disagree_are_a_conflict_not_a_race(a_map: Map):
    rows = [["Tool", "Vendor", "Cost"], ["CRM", "Acme Holding", "10 EUR"], ["ERP", "SAP", "20 EUR"]]
    choices = Choices(joined=frozenset())
    (match,) = [one for one in a_map.propose("finance.csv", rows).matches if one.name == "CRM"]
    assert not match.joined  # another vendor: another system, unless it is joined
    with a_map.document.edit("By hand") as tx:
        tx.change(System, a_map.system("CRM").id, vendor="")
    rows[1][1] = ""
    rows = [[*row, owner] for row, owner in zip(rows, ("IT owner", "Zoe", "Bob"), strict=True)]
    (conflict,) = a_map.take("finance.csv", rows, choices).conflicts
    assert (conflict.name, conflict.mine, conflict.theirs) == ("CRM", "Ann", "Zoe")
    assert not a_map.take("finance.csv", rows).conflicts
    assert a_map.system("CRM").it_steward == "Ann"


# --- names -----------------------------------------------------------------------------------


def test_a_system_renamed_by_hand_is_found_by_what_the_file_calls_it(a_map: Map):
    rows = [row[1:] for row in MAY]  # no ids
    other = Map(a_map.folder)
    other.take("plain-05.csv", rows)
    other.change("CRM", name="Customer desk")
    proposal = other.take("plain-06.csv", rows)
    assert proposal.systems.new == 0
    assert other.system("Customer desk").vendor == "Acme"


def test_a_department_renamed_by_hand_stays_so(a_map: Map):
    with a_map.document.edit("By hand") as tx:
        tx.change(Department, a_map.system("CRM").department or "", name="Field sales")
    a_map.take("apps-2026-06.csv", MAY)
    assert a_map.department("CRM") == "Field sales"
    assert len(a_map.now.departments) == 2


def test_a_system_renamed_in_the_file_is_found_by_its_id(a_map: Map):
    proposal = a_map.take("apps-2026-06.csv", changed(1, "Application name", "Sales desk"))
    assert proposal.systems.new == 0
    assert a_map.system("Sales desk").vendor == "Acme"
    match = next(one for one in proposal.matches if one.name == "Sales desk")
    assert (match.other, match.reason, match.joined) == ("CRM", "the same App ID, A1", True)


def test_ids_that_several_systems_share_are_told_apart_by_name(tmp_path: Path):
    made = Map(tmp_path)
    rows = [["App ID", "Name", "Vendor"], ["X-1", "Arkio", "a"], ["X-1", "Enscape", "b"]]
    made.take("a.csv", rows)
    proposal = made.take("a.csv", [rows[0], rows[2], rows[1]])
    assert (proposal.systems.updated, proposal.systems.merged) == (0, 2)


# --- what is missing ---------------------------------------------------------------------------


def test_a_row_that_is_missing_is_listed_and_kept(a_map: Map):
    proposal = a_map.take("apps-2026-06.csv", MAY[:3])
    (gone,) = proposal.missing
    assert (gone.table, gone.name, gone.cell.cell, gone.fate) == (
        "systems",
        "Shop",
        "B4",
        Fate.KEEP,
    )
    assert a_map.system("Shop").lifecycle is Lifecycle.UNKNOWN


def test_what_is_missing_may_be_retired_or_deleted(a_map: Map):
    shop = a_map.system("Shop").id
    a_map.take("apps-2026-06.csv", MAY[:3], Choices(fate=Fate.RETIRE))
    assert a_map.system("Shop").lifecycle is Lifecycle.RETIRED
    assert not a_map.propose("apps-2026-06.csv", MAY[:3]).missing  # it is retired already
    a_map.document.undo()
    a_map.take("apps-2026-06.csv", MAY[:2], Choices(fates={("systems", shop): Fate.DELETE}))
    assert {one.name for one in a_map.now.systems.values()} == {"CRM", "ERP"}


def test_what_was_retired_and_is_in_the_file_again_lives_again(a_map: Map):
    rows = [
        [*row, state] for row, state in zip(MAY, ("Status", "Live", "Live", "Live"), strict=True)
    ]
    a_map.take("apps-2026-06.csv", rows)
    a_map.take("apps-2026-07.csv", rows[:3], Choices(fate=Fate.RETIRE))
    assert a_map.system("Shop").lifecycle is Lifecycle.RETIRED
    a_map.take("apps-2026-08.csv", rows)
    assert a_map.system("Shop").lifecycle is Lifecycle.LIVE


def test_what_was_drawn_by_hand_is_never_missing(a_map: Map):
    with a_map.document.edit("Draw") as tx:
        drawn = tx.put(System(name="Drawn"))
        tx.put(Flow(source=drawn.id, target=a_map.system("CRM").id))
    proposal = a_map.take("apps-2026-06.csv", MAY, Choices(fate=Fate.DELETE))
    assert not proposal.missing
    assert len(a_map.now.flows) == 1


def test_places_and_waivers_stay(a_map: Map):
    with a_map.document.edit("Draw") as tx:
        view = tx.put(View(name="Map"))
        tx.put(Placement(view=view.id, system=a_map.system("CRM").id, x=10, y=20))
    before = a_map.now.placements
    a_map.take("apps-2026-06.csv", changed(1, "Vendor", "Other"))
    assert a_map.now.placements == before


REAL = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    "name", [path.name for path in sorted(REAL.glob("*")) if path.suffix in (".csv", ".xlsx")]
)
def test_a_real_inventory_again_changes_nothing(name: str):
    intake, document = take_in([REAL / name]), Document()
    try:
        document.apply(propose_from(intake, load_catalogue(), document.snapshot()).change)
    except ImportFault:
        pytest.skip("it holds no systems by itself")
    again = propose_from(intake, load_catalogue(), document.snapshot())
    assert not again.change
    assert not again.missing
    assert not again.conflicts
    assert again.systems.new == again.systems.updated == 0


# --- which file it is --------------------------------------------------------------------------


def test_a_file_of_another_name_with_the_same_columns_is_a_newer_edition(a_map: Map):
    (edition,) = a_map.propose("export from the cmdb.csv", MAY).editions
    assert edition.earlier == "apps-2026-05.csv"
    assert "in the same columns" in edition.reason


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [("may.csv", "june.csv", True), ("2026-05.csv", "2026-06.csv", True),
     ("apps v1 final.xlsx", "Apps_v2.xlsx", True), ("Anwendungen März.xlsx",
     "Anwendungen April.xlsx", True), ("cmdb.csv", "finance.csv", False),
     ("export.csv", "final.csv", False), ("системы.csv", "отделы.csv", False),
     ("システム.csv", "部門.csv", False)],
)  # fmt: skip
def test_what_the_names_of_two_editions_have_in_common(earlier: str, later: str, *, same: bool):
    assert (edition_key(earlier) == edition_key(later)) is same


def test_the_user_says_which_file_is_replaced(a_map: Map):
    rows = [["Tool", "Vendor"], ["CRM", "Acme"]]
    choices = Choices(editions={"list.csv": "apps-2026-05.csv"})
    proposal = a_map.propose("list.csv", rows, choices)
    assert {one.name for one in proposal.missing} == {"ERP", "Shop"}
    none = Choices(editions={"apps-2026-06.csv": ""})
    assert not a_map.propose("apps-2026-06.csv", MAY[:2], none).missing


# --- flows -------------------------------------------------------------------------------------

FLOWS: Rows = [
    ["Source", "Target", "Data", "Method", "Frequency"],
    ["CRM", "ERP", "Orders", "API", "daily"],
    ["Shop", "ERP", "Orders", "File", ""],
]


def book(folder: Path, name: str, flows: Rows) -> Path:
    return workbook(folder / name, {"Apps": MAY, "Flows": flows})


def taken(a_map: Map, name: str, flows: Rows, choices: Choices = AS_RECOGNISED) -> Proposal:
    intake = take_in([book(a_map.folder, name, flows)])
    proposal = propose_from(intake, load_catalogue(), a_map.now, choices)
    assert_true_account(proposal, a_map.now)
    if proposal.change:
        a_map.document.apply(proposal.change)
    return proposal


@pytest.fixture
def flowing(tmp_path: Path) -> Map:
    made = Map(tmp_path)
    taken(made, "book-05.xlsx", FLOWS)
    return made


def flow(a_map: Map, source: str) -> Flow:
    (found,) = [f for f in a_map.now.flows.values() if f.source == a_map.system(source).id]
    return found


def test_a_flow_whose_method_changed_is_the_same_flow(flowing: Map):
    before = flow(flowing, "CRM").id
    proposal = taken(flowing, "book-06.xlsx", changed(1, "Method", "Event", FLOWS))
    assert (proposal.flows.new, proposal.flows.updated, proposal.flows.merged) == (0, 1, 1)
    assert flow(flowing, "CRM").id == before
    assert flow(flowing, "CRM").method is FlowMethod.EVENT
    assert not proposal.missing


def test_data_that_a_hand_added_to_a_flow_stays(flowing: Map):
    with flowing.document.edit("By hand") as tx:
        more = tx.put(DataObject(name="Returns"))
        one = flow(flowing, "CRM")
        tx.put(replace(one, data_objects=(*one.data_objects, more.id)))
    proposal = taken(flowing, "book-06.xlsx", FLOWS)
    assert not proposal.conflicts
    assert len(flow(flowing, "CRM").data_objects) == 2


def test_an_emptied_cell_of_a_flow_clears_it(flowing: Map):
    taken(flowing, "book-06.xlsx", changed(1, "Frequency", "", FLOWS))
    assert flow(flowing, "CRM").frequency == ""


def test_flows_that_are_missing_are_listed_with_a_choice(flowing: Map):
    proposal = taken(flowing, "book-06.xlsx", FLOWS[:2])
    (gone,) = proposal.missing
    assert (gone.table, gone.name, gone.cell.sheet) == ("flows", "Shop → ERP", "Flows")
    taken(flowing, "book-06.xlsx", FLOWS[:2], Choices(fate=Fate.RETIRE))
    assert flow(flowing, "Shop").state is FlowState.RETIRED


def test_a_sheet_that_is_not_there_is_left_alone(flowing: Map):
    path = workbook(flowing.folder / "book-06.xlsx", {"Apps": MAY})
    proposal = propose_from(take_in([path]), load_catalogue(), flowing.now)
    assert proposal.editions[0].earlier == "book-05.xlsx"
    assert not proposal.missing


def test_a_column_of_dependencies_that_is_not_there_is_left_alone(tmp_path: Path):
    made = Map(tmp_path)
    rows = [["Name", "Vendor", "Depends on"], ["A", "x", "B"], ["B", "x", ""]]
    made.take("a-1.csv", rows)
    assert not made.take("a-2.csv", [row[:2] for row in rows]).missing
    assert len(made.now.flows) == 1


def test_a_name_that_left_a_list_of_dependencies_is_a_flow_that_is_missing(tmp_path: Path):
    made = Map(tmp_path)
    rows = [["Name", "Vendor", "Depends on"], ["A", "x", "B, C"], ["B", "x", ""], ["C", "x", ""]]
    made.take("a-1.csv", rows)
    proposal = made.take("a-2.csv", changed(1, "Depends on", "C", rows), Choices(fate=Fate.DELETE))
    assert [one.name for one in proposal.missing] == ["B → A"]
    assert len(made.now.flows) == 1


def test_what_a_system_holds_follows_its_cells(tmp_path: Path):
    made = Map(tmp_path)
    rows = [["Name", "Vendor", "Master of", "Also holds"], ["A", "x", "Orders, Leads", "Invoices"]]
    made.take("a-1.csv", rows)
    later = changed(1, "Master of", "Invoices", changed(1, "Also holds", "Orders", rows))
    made.take("a-2.csv", later)
    names = made.now.data_objects
    held = {(names[h.data_object].name, h.role) for h in made.now.holdings.values()}
    assert held == {("Invoice", HoldingRole.MASTER), ("Order", HoldingRole.REPLICA)}


# --- every field cites its cell -----------------------------------------------------------------


def test_every_field_cites_its_cell(a_map: Map):
    cells = {cell.field: cell.cell for cell in a_map.system("CRM").origin}
    assert cells == {
        "id": "A2", "name": "B2", "vendor": "C2", "department": "D2", "it_steward": "E2",
        "custom:Colour": "F2",
    }  # fmt: skip
    shop = {cell.field: cell.cell for cell in a_map.system("Shop").origin}
    assert shop["it_steward"] == "E4"  # that nobody looks after it is evidence
    assert "vendor" not in shop


def test_a_verdict_on_rogue_it_cites_the_cell_that_names_nobody(tmp_path: Path):
    made = Map(tmp_path)
    made.take("a.csv", [
        ["Application name", "Department", "Business owner", "IT owner", "Depends on"],
        ["ERP", "IT", "Bob", "Ann", ""], ["CRM", "Sales", "Eve", "Ann", "ERP"],
        ["Mailer", "Marketing", "Zoe", "", ""],
    ])  # fmt: skip
    findings = check(made.now, load_catalogue()).findings
    rogue = next(f for f in findings if f.systems == (made.system("Mailer").id,) and f.cells)
    assert ("D4", "it_steward") in {(cell.cell, cell.field) for cell in rogue.cells}


def test_waivers_hold_when_a_newer_edition_comes(tmp_path: Path):
    sample = resources() / "samples" / "harbour-vale.xlsx"
    newer = tmp_path / "harbour-vale 2027-01.xlsx"
    copyfile(sample, newer)
    document, catalogue = Document(), load_catalogue()
    document.apply(propose_from(take_in([sample]), catalogue, document.snapshot()).change)
    before = {finding.key for finding in check(document.snapshot(), catalogue).findings}
    document.apply(propose_from(take_in([newer]), catalogue, document.snapshot()).change)
    assert {finding.key for finding in check(document.snapshot(), catalogue).findings} == before


# --- pairs ----------------------------------------------------------------------------------------

NEAR: Rows = [
    ["Name", "Vendor", "Department"],
    ["Email Archive", "Acme", ""],
    ["Email Archive (New)", "", "Legal"],
    ["Ledger", "", "Finance"],
]


def test_systems_nearly_called_the_same_are_joined_only_if_asked(tmp_path: Path):
    made = Map(tmp_path)
    proposal = made.propose("a.csv", NEAR)
    (near,) = [one for one in proposal.matches if not one.joined]
    assert (near.name, near.other) == ("Email Archive (New)", "Email Archive")
    assert near.reason == "their names differ by 'new' only"
    joined = made.take("a.csv", NEAR, Choices(joined=frozenset({near.pair})))
    assert (joined.systems.new, joined.systems.merged) == (2, 1)
    assert made.department("Email Archive") == "Legal"
    assert made.system("Email Archive").vendor == "Acme"


def test_a_system_of_the_map_may_be_joined_too(tmp_path: Path):
    made = Map(tmp_path)
    made.take("a.csv", NEAR[:2])
    rows = [NEAR[0], ["Email Archives", "", "Legal"]]
    (near,) = made.propose("b.csv", rows).matches
    assert (near.pair.other, near.joined) == (made.system("Email Archive").id, False)
    proposal = made.take("b.csv", rows, Choices(joined=frozenset({near.pair})))
    assert (proposal.systems.new, proposal.systems.updated) == (0, 1)
    assert made.department("Email Archive") == "Legal"
    (conflict,) = proposal.conflicts  # another file calls it otherwise: that is not taken unasked
    assert (conflict.key.field, conflict.theirs) == ("name", "Email Archives")


def test_what_is_called_the_same_may_be_split(tmp_path: Path):
    made = Map(tmp_path)
    header = ["Application name", "Vendor", "Department"]
    rows = [header, ["Portal", "", "Sales"], ["Portal", "", "Legal"]]
    (match,) = made.propose("a.csv", rows).matches
    assert (match.reason, match.joined) == (
        "the same name; of the first row stay: Department",
        True,
    )
    proposal = made.take("a.csv", rows, Choices(split=frozenset({match.pair})))
    assert proposal.systems.new == 2
    first, second = (one.id for one in made.now.systems.values())
    again = made.propose("b.csv", rows[:2])
    pairs = frozenset(replace(one.pair, other=other) for one in again.matches
                      for other in (first, second))  # fmt: skip
    assert made.propose("b.csv", rows[:2], Choices(split=pairs)).systems.new == 1


# --- any edits, here and there -------------------------------------------------------------------

FIELDS = {"Vendor": "vendor", "IT owner": "it_steward"}
texts = st.sampled_from(["", "Acme", "Best", "Core"])
rows_of = st.fixed_dictionaries(dict.fromkeys(FIELDS, texts))


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(then=rows_of, here=rows_of, now=rows_of, touched=st.sets(st.sampled_from(list(FIELDS))))
def test_three_ways_of_any_field(
    tmp_path: Path,
    then: dict[str, str],
    here: dict[str, str],
    now: dict[str, str],
    touched: set[str],
):
    made = Map(tmp_path)
    made.take("x-1.csv", [["Name", *FIELDS], ["One", *(then[header] for header in FIELDS)]])
    made.change("One", **{FIELDS[header]: here[header] for header in touched})
    mine = {header: here[header] if header in touched else then[header] for header in FIELDS}
    proposal = made.take(
        "x-2.csv", [["Name", *FIELDS], ["One", *(now[header] for header in FIELDS)]]
    )
    conflicts = {one.key.field for one in proposal.conflicts}
    for header, field in FIELDS.items():
        both = mine[header] != then[header] and now[header] not in (then[header], mine[header])
        expected = mine[header] if both or now[header] == then[header] else now[header]
        assert getattr(made.system("One"), field) == expected
        assert (field in conflicts) is both


@pytest.mark.parametrize("text", ["", "{", "[1]", "7", "null", '"\\ud800"', "[" * 9999])
def test_what_a_map_holds_of_cells_may_be_anything(a_map: Map, text: str):
    """Maps come from anybody: what is no value that a cell gave counts as some other value."""
    kept = (("name", text), ("vendor", text), ("department", text))
    with a_map.document.edit("Sent by mail") as tx:
        tx.put(replace(a_map.system("CRM"), imported=kept, origin=()))
        (sales, *_) = a_map.now.departments.values()
        tx.put(replace(sales, imported=kept[:1], origin=()))
    proposal = a_map.take("apps-2026-06.csv", changed(1, "Vendor", "Other"))
    assert proposal.systems.new == 0
