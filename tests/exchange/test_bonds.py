"""What systems are parts of and run on, from inventories: by their own cells and by relations."""

from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose, propose_from
from isthmus.exchange.intake import take_in
from isthmus.model.document import Document
from isthmus.model.records import System
from support.workbooks import Rows, assert_true_account, csv_file

HEADER = ["Application name", "Vendor", "Part of", "Runs on", "Colour"]
MAY: Rows = [
    HEADER,
    ["SAP S/4HANA", "SAP", "", "Azure", ""],
    ["Finance", "SAP", "SAP S/4HANA", "", "red"],
    ["Azure", "Microsoft", "", "", ""],
    ["Portal", "Bolt", "Intranet", "Azure; Linux farm", ""],
]


class Map:
    def __init__(self, folder: Path) -> None:
        self.folder, self.document = folder, Document()

    def take(self, name: str, rows: Rows):
        intake = take_in([csv_file(self.folder / name, rows)])
        now = self.document.snapshot()
        proposal = propose_from(intake, load_catalogue(), now)
        assert_true_account(proposal, now)
        self.document.apply(proposal.change)
        return proposal

    def system(self, name: str) -> System:
        systems = self.document.snapshot().systems.values()
        return next(system for system in systems if system.name == name)

    def tied(self, name: str) -> tuple[str, list[str]]:
        systems, one = self.document.snapshot().systems, self.system(name)
        above = systems[one.part_of].name if one.part_of else ""
        return above, [systems[key].name for key in one.runs_on]


@pytest.fixture
def a_map(tmp_path: Path) -> Map:
    made = Map(tmp_path)
    made.proposal = made.take("apps-2026-05.csv", MAY)
    return made


def changed(row: int, column: str, text: str) -> Rows:
    rows = [list(each) for each in MAY]
    rows[row][HEADER.index(column)] = text
    return rows


def test_columns_say_it_and_are_cited(a_map: Map):
    fields = {c.header: c.field for c in a_map.proposal.sheets[0].columns}
    assert (fields["Part of"], fields["Runs on"]) == ("part_of", "runs_on")
    assert a_map.tied("Finance") == ("SAP S/4HANA", [])
    assert a_map.tied("SAP S/4HANA") == ("", ["Azure"])
    cells = {cell.field: cell.cell for cell in a_map.system("Finance").origin}
    assert cells["part_of"] == "C3"
    assert a_map.document.snapshot().flows == {}


def test_what_names_no_system_is_kept_and_told(a_map: Map):
    assert a_map.tied("Portal") == ("", ["Azure"])
    assert dict(a_map.system("Portal").custom) == {
        "Part of": "Intranet", "Runs on": "Azure; Linux farm"}  # fmt: skip
    told = [one.message for one in a_map.proposal.problems]
    assert any("'Intranet' is no system in this inventory" in one for one in told)
    assert any("'Linux farm' is no system in this inventory" in one for one in told)


def test_the_same_again_changes_nothing(a_map: Map):
    before = a_map.document.snapshot()
    proposal = a_map.take("apps-2026-05.csv", MAY)
    assert proposal.change.deltas == ()
    assert a_map.document.snapshot().same_content(before)


def test_a_newer_file_moves_it_and_an_emptied_cell_clears_it(a_map: Map):
    a_map.take("apps-2026-06.csv", changed(2, "Part of", "Azure"))
    assert a_map.tied("Finance") == ("Azure", [])
    a_map.take("apps-2026-07.csv", changed(2, "Part of", ""))
    assert a_map.tied("Finance") == ("", [])
    assert a_map.tied("SAP S/4HANA") == ("", ["Azure"])


def test_a_column_that_is_gone_is_left_alone(a_map: Map):
    a_map.take("apps-2026-06.csv", [[*row[:2], row[4]] for row in MAY])
    assert a_map.tied("Finance") == ("SAP S/4HANA", [])


def test_a_hand_that_said_otherwise_wins_unless_asked(a_map: Map):
    with a_map.document.edit("By hand") as tx:
        tx.change(System, a_map.system("Finance").id, part_of=a_map.system("Portal").id)
    proposal = a_map.take("apps-2026-06.csv", changed(2, "Part of", "Azure"))
    (conflict,) = [one for one in proposal.conflicts if one.key.field == "part_of"]
    assert (conflict.imported, conflict.mine, conflict.theirs) == ("SAP S/4HANA", "Portal", "Azure")
    assert a_map.tied("Finance") == ("Portal", [])
    again = a_map.take("apps-2026-07.csv", changed(2, "Part of", "Azure"))
    assert not again.conflicts


def test_nothing_becomes_a_part_of_itself(tmp_path: Path):
    made = Map(tmp_path)
    rows: Rows = [
        ["Application name", "Vendor", "Parent application"],
        ["A", "X", "B"], ["B", "X", "C"], ["C", "X", "A"], ["D", "X", "D"],
    ]  # fmt: skip
    proposal = made.take("circle.csv", rows)
    assert sorted(made.tied(name)[0] for name in "ABCD") == ["", "", "B", "C"]
    told = [one.message for one in proposal.problems]
    assert any("would be a part of itself" in one for one in told)
    assert any("is the system itself" in one for one in told)


@pytest.mark.parametrize(
    ("kind", "lower", "upper"),
    [
        ("CompositionRelationship", "Ledger", "Suite"),
        ("Aggregation", "Ledger", "Suite"),
        ("Contains::Contained by", "Ledger", "Suite"),
        ("Part of", "Suite", "Ledger"),
    ],
)
def test_rows_of_relations_say_it(tmp_path: Path, kind: str, lower: str, upper: str):
    elements: Rows = [
        ["ID", "Type", "Name"],
        ["1", "ApplicationComponent", "Suite"], ["2", "ApplicationComponent", "Ledger"],
        ["3", "ApplicationComponent", "Crm"],
    ]  # fmt: skip
    relations: Rows = [
        ["ID", "Type", "Source", "Target"],
        ["r1", "FlowRelationship", "2", "3"], ["r2", kind, "1", "2"],
    ]  # fmt: skip
    files = [csv_file(tmp_path / "elements.csv", elements),
             csv_file(tmp_path / "relations.csv", relations)]  # fmt: skip
    made = Map(tmp_path)
    for _ in range(2):
        proposal = propose(files, load_catalogue(), made.document.snapshot())
        made.document.apply(proposal.change)
        assert made.tied(lower)[0] == upper
        assert made.tied(upper)[0] == ""
        assert len(made.document.snapshot().flows) == 1
    told = [one.message for one in proposal.problems]
    assert f"'{lower}' is part of '{upper}': it is no flow." in told
