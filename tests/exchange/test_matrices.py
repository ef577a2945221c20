"""Matrices: a mark is a flow, or says that a system holds a data object."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import Choices, SheetChoice, SheetKey
from isthmus.exchange.grid import Cell, Grid
from isthmus.exchange.importing import propose, propose_from
from isthmus.exchange.intake import Intake, Source, take_in
from isthmus.exchange.marks import is_mark
from isthmus.exchange.proposal import Proposal, Tally
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowMethod, FlowState
from isthmus.model.snapshot import Snapshot
from support.workbooks import Rows, applied, assert_true_account, csv_file, workbook

APPS: Rows = [["Code", "Application", "Vendor"], ["A1", "CRM", "X"], ["A2", "ERP", "Y"],
              ["A3", "DWH", "Z"]]  # fmt: skip


def imported(path: Path, base: Snapshot | None = None) -> tuple[Proposal, Snapshot]:
    proposal = propose([path], load_catalogue(), base)
    assert_true_account(proposal, base)
    return proposal, applied(proposal, base)


def flows(after: Snapshot) -> set[str]:
    names = {s.id: s.name for s in after.systems.values()}
    return {
        f"{names[f.source]} {'<->' if f.two_way else '->'} {names[f.target]}"
        for f in after.flows.values()
    }


def holdings(after: Snapshot) -> set[str]:
    return {
        f"{after.systems[h.system].name} {h.role} {after.data_objects[h.data_object].name}"
        for h in after.holdings.values()
    }


def flow(after: Snapshot, source: str, target: str) -> Flow:
    names = {s.id: s.name for s in after.systems.values()}
    (found,) = [
        f for f in after.flows.values() if (names[f.source], names[f.target]) == (source, target)
    ]
    return found


def test_a_mark_is_a_flow_from_the_row_to_the_column(tmp_path: Path):
    rows: Rows = [
        ["", "CRM", "ERP", "DWH"], ["CRM", "", "X", "1"], ["ERP", "", "x", "●"],
        ["DWH", "0", "-", ""],
    ]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", {"Apps": APPS, "Interfaces": rows})
    proposal, after = imported(path)
    sheet = proposal.sheets[1]
    assert (sheet.role, sheet.header_row, sheet.rows, sheet.references) == ("matrix", 1, 3, 4)
    assert "from the row's system to the column's" in sheet.why
    assert [column.field for column in sheet.columns] == ["source", "target", "target", "target"]
    assert flows(after) == {"CRM -> ERP", "CRM -> DWH", "ERP -> DWH"}
    assert proposal.flows == Tally(new=3, reported=1)  # the diagonal
    cells = {(ref.sheet, ref.cell) for ref in flow(after, "CRM", "ERP").origin}
    assert ("Interfaces", "C2") in cells


@pytest.mark.parametrize(
    ("corner", "title", "sheet", "back"),
    [
        ("from \\ to", "", "M", False), ("to \\ from", "", "M", True), ("From/To", "", "M", False),
        ("Quelle/Ziel", "", "M", False), ("Ziel / Quelle", "", "M", True),
        ("Von ↓ / Nach →", "", "M", False), ("Consumer", "", "M", True),
        ("Provider", "", "M", False), ("Consumer \\ Provider", "", "M", True),
        ("source | cible", "", "M", False), ("Sender", "", "M", False),
        ("", "Target systems in rows, source systems in columns", "M", True),
        ("", "Columns: receivers", "M", False),
        ("", "Quellsysteme (Zeilen) / Zielsysteme (Spalten)", "M", False),
        ("Application", "Integration matrix, as of May", "M", False),
        ("", "", "To - From", True),
    ],
)  # fmt: skip
def test_the_corner_or_the_title_says_which_way_data_moves(
    tmp_path: Path, corner: str, title: str, sheet: str, *, back: bool
):
    rows: Rows = [[title], [corner, "CRM", "ERP"], ["CRM", "", "x"], ["ERP", "", ""]]
    _, after = imported(workbook(tmp_path / "a.xlsx", {"Apps": APPS, sheet: rows}))
    assert flows(after) == {"ERP -> CRM" if back else "CRM -> ERP"}


def test_marks_tell_the_method_the_data_the_direction_or_the_name(tmp_path: Path):
    rows: Rows = [
        ["", "CRM", "ERP", "DWH"],
        ["CRM", "", "API: Order", "<->"],
        ["ERP", "R", "", "SFTP / nightly stock run"],
        ["DWH", "3", "in", ""],
    ]
    path = workbook(tmp_path / "a.xlsx", {"Apps": APPS, "M": rows})
    proposal, after = imported(path)
    order = flow(after, "CRM", "ERP")
    assert order.method == "api"
    assert [after.data_objects[d].name for d in order.data_objects] == ["Order"]
    assert "CRM <-> DWH" in flows(after)
    run = next(f for f in after.flows.values() if f.method == "file")
    assert run.name == "SFTP / nightly stock run"
    assert any(dict(f.custom).get("Mark") == "3" for f in after.flows.values())
    assert proposal.flows.total == 6


def test_a_mark_may_say_that_a_flow_is_planned(tmp_path: Path):
    rows: Rows = [["", "CRM", "ERP", "DWH"], ["CRM", "", "planned", "API, planned"],
                  ["ERP", "retired", "", "x"], ["DWH", "", "", ""]]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", {"Apps": APPS, "Interfaces": rows})
    _, after = imported(path)
    to_erp, to_dwh = flow(after, "CRM", "ERP"), flow(after, "CRM", "DWH")
    assert (to_erp.state, to_erp.name) == (FlowState.PLANNED, "")
    assert (to_dwh.state, to_dwh.method) == (FlowState.PLANNED, FlowMethod.API)
    assert flow(after, "ERP", "CRM").state is FlowState.RETIRED
    assert flow(after, "ERP", "DWH").state is FlowState.LIVE


def test_ids_abbreviations_totals_and_further_columns(tmp_path: Path):
    rows: Rows = [
        ["Interface overview"], [],
        ["No.", "System", "Owner", "A1", "A2", "A3", "Total"],
        [1, "CRM", "Ann", "", "x", "", 1], [2, "ERP", "Bob", "", "", "x", 1],
        ["", "Total", "", "", 1, 1, 2],
    ]  # fmt: skip
    proposal, after = imported(workbook(tmp_path / "a.xlsx", {"Apps": APPS, "M": rows}))
    assert proposal.sheets[1].role == "matrix"
    assert "not read: 'No.' (A3), 'Owner' (C3), 'Total' (G3)." in proposal.sheets[1].why
    assert flows(after) == {"CRM -> ERP", "ERP -> DWH"}
    assert proposal.flows == Tally(new=2, reported=2)


def test_rows_and_columns_of_different_systems(tmp_path: Path):
    rows: Rows = [["Source system", "DWH", "ERP"], ["CRM", "x", ""], ["Unheard", "x", ""]]
    proposal, after = imported(workbook(tmp_path / "a.xlsx", {"Apps": APPS, "M": rows}))
    assert proposal.sheets[1].role == "matrix"
    assert flows(after) == {"CRM -> DWH"}
    assert any("'Unheard' is no system" in p.message and p.cell == "A3" for p in proposal.problems)


def test_a_matrix_alone_names_the_systems(tmp_path: Path):
    rows = [["", "CRM", "ERP"], ["CRM", "", "x"], ["ERP", "", ""], ["Shop", "x", ""]]
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert flows(after) == {"CRM -> ERP", "Shop -> CRM"}
    assert any("No inventory came with" in problem.message for problem in proposal.problems)


DATA: Rows = [
    ["Application", "Customer", "Order", "Invoice"],
    ["CRM", "CRUD", "R", ""], ["ERP", "R", "M", "x"], ["DWH", "U", "0", "owner"],
]  # fmt: skip


def test_a_matrix_of_systems_by_data_objects(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", {"Apps": APPS, "CRUD": DATA})
    proposal, after = imported(path)
    sheet = proposal.sheets[1]
    assert (sheet.role, sheet.rows, sheet.references) == ("data matrix", 3, 7)
    assert holdings(after) == {
        "CRM master Customer", "CRM reader Order", "ERP reader Customer", "ERP master Order",
        "ERP replica Invoice", "DWH replica Customer", "DWH master Invoice",
    }  # fmt: skip
    assert proposal.others == Tally(new=7)
    cells = {ref.cell for h in after.holdings.values() for ref in h.origin}
    assert cells == {"B2", "C2", "B3", "C3", "D3", "B4", "D4"}


def test_data_objects_that_no_catalogue_knows(tmp_path: Path):
    rows: Rows = [["Système", "Client", "Pièce", "Lot"], ["CRM", "C", "L", ""],
                  ["ERP", "L", "CLMS", "C"]]  # fmt: skip
    proposal, after = imported(workbook(tmp_path / "a.xlsx", {"Apps": APPS, "Données": rows}))
    assert proposal.sheets[1].role == "data matrix"
    assert {"CRM master Client", "ERP reader Client", "CRM reader Pièce"} < holdings(after)


def test_the_other_way_round_and_again(tmp_path: Path):
    turned = [["Data object", "CRM", "ERP"], ["Customer", "C", "R"], ["Order", "", "Master"]]
    path = workbook(tmp_path / "a.xlsx", {"Apps": APPS, "Data": turned})
    proposal, after = imported(path)
    assert proposal.sheets[1].role == "data matrix"
    held = {"CRM master Customer", "ERP reader Customer", "ERP master Order"}
    assert holdings(after) == held
    turned[1][2] = "copy"
    again, later = imported(workbook(tmp_path / "a.xlsx", {"Apps": APPS, "Data": turned}), after)
    assert again.others == Tally(updated=1, merged=2)
    assert "ERP replica Customer" in holdings(later)


def test_a_data_matrix_alone_names_the_systems(tmp_path: Path):
    _, after = imported(csv_file(tmp_path / "a.csv", DATA))
    assert {s.name for s in after.systems.values()} == {"CRM", "ERP", "DWH"}
    assert len(after.holdings) == 7


def test_a_matrix_into_a_map_that_has_the_systems(tmp_path: Path):
    _, base = imported(workbook(tmp_path / "apps.xlsx", {"Apps": APPS}))
    rows = [["from \\ to", "A2", "A3"], ["A1", "x", ""], ["A2", "", "API"]]
    path = csv_file(tmp_path / "a.csv", rows)
    proposal, after = imported(path, base)
    assert flows(after) == {"CRM -> ERP", "ERP -> DWH"}
    again, _ = imported(path, after)
    assert again.flows == Tally(merged=2)
    assert not again.change.deltas
    assert proposal.flows == Tally(new=2)


def test_a_list_of_who_uses_what_is_no_matrix(tmp_path: Path):
    rows: Rows = [["Employee", "CRM", "ERP"], ["Ann Miller", "x", ""], ["Bob Stone", "x", "x"]]
    proposal, after = imported(workbook(tmp_path / "a.xlsx", {"Apps": APPS, "Access": rows}))
    assert proposal.sheets[1].role == "ignored"
    assert not after.flows


def test_the_user_says_that_a_sheet_is_a_matrix_or_is_none(tmp_path: Path):
    rows: Rows = [["", "CRM", "Elsewhere"], ["ERP", "x", ""], ["Shop", "", "x"]]
    path = workbook(tmp_path / "a.xlsx", {"Apps": APPS, "M": rows})
    intake, base = take_in([path]), Document().snapshot()

    def chosen(role: str) -> Proposal:
        choices = Choices({SheetKey(0, "M"): SheetChoice(role=role, header_row=1)})
        return propose_from(intake, load_catalogue(), base, choices)

    assert chosen("matrix").flows == Tally(new=1, reported=1)
    assert "So it was chosen" in chosen("data matrix").sheets[1].why
    assert chosen("ignored").flows == Tally()


def test_what_cannot_be_read_as_chosen_says_so(tmp_path: Path):
    apps: Rows = [["Application", "Vendor"], ["CRM", "X"]]
    flow_rows: Rows = [["Source", "Target", "Data"], ["CRM", "CRM", "Order"]]
    sheets = {"Apps": apps, "Names": [["Application"], ["ERP"]], "Flows": flow_rows}
    intake = take_in([workbook(tmp_path / "a.xlsx", sheets)])
    choices = Choices({
        SheetKey(0, "Names"): SheetChoice(role="matrix"),
        SheetKey(0, "Flows"): SheetChoice(fields={2: "department"}),
    })  # fmt: skip
    proposal = propose_from(intake, load_catalogue(), Document().snapshot(), choices)
    assert_true_account(proposal)
    assert (proposal.sheets[1].role, proposal.sheets[2].role) == ("ignored", "flows")
    assert "chosen as a matrix" in proposal.sheets[1].why
    assert proposal.sheets[2].columns[2].field == "data_objects"


SYSTEMS = ["CRM", "ERP", "DWH", "Shop", "Plan, Build"]
MARKS = ["", "", "x", "X", "1", "0", "-", "●", "R/W", "<->", "in", "API", "API: Order", "3", "?",
         "nightly", "Ünï; cödé", "CRUD", "no", "=1+1"]  # fmt: skip


@given(
    corner=st.sampled_from(["", "from \\ to", "Ziel/Quelle", "Application"]),
    names=st.lists(
        st.sampled_from([*SYSTEMS, "Unheard", "Total", ""]), min_size=2, max_size=6, unique=True
    ),  # one name in most rows is a list, not a matrix
    heads=st.lists(st.sampled_from(SYSTEMS), min_size=2, max_size=5, unique=True),
    marks=st.lists(st.sampled_from(MARKS), min_size=30, max_size=30),
)
@settings(max_examples=60, deadline=None)
def test_every_mark_is_accounted_for(
    corner: str, names: list[str], heads: list[str], marks: list[str]
):
    left = iter(marks)
    rows: list[list[Cell]] = [[corner, *heads]]
    rows += [[name, *(next(left) for _ in heads)] for name in names]
    apps: list[list[Cell]] = [["Application"], *([name] for name in SYSTEMS)]
    grids = (Grid("a.xlsx", "Apps", apps), Grid("a.xlsx", "M", rows))
    intake = Intake((Source("a.xlsx", grids),))
    proposal = propose_from(intake, load_catalogue(), Document().snapshot())
    assert_true_account(proposal)
    if proposal.sheets[1].role == "matrix":
        read = {column.header for column in proposal.sheets[1].columns[1:]}
        marked = sum(
            is_mark(str(cell))
            for row in rows[1:] if row[0]
            for head, cell in zip(heads, row[1:], strict=True) if head in read
        )  # fmt: skip
        assert proposal.sheets[1].references == marked
        assert read == set(heads)
