"""The workbook of answers: written, filled in, read back; nothing lost, nothing made up."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from isthmus.analysis.agreement import driver_name
from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.answers.taking import read_answers
from isthmus.exchange.answers.template import write_answers_template
from isthmus.exchange.errors import ImportFault
from isthmus.exchange.importing import propose
from isthmus.exchange.proposal import Proposal
from isthmus.model.document import Document
from isthmus.model.records import Department, Lifecycle, PerceptionAnswer, Record, Side, System
from isthmus.model.snapshot import Snapshot

CATALOGUE = load_catalogue()
DEPARTMENTS = {"d0": ("IT", True), "d1": ("Marketing", False), "d2": ("=Sales", False)}
SYSTEMS = {"s0": "Mail", "s1": "@Crm", "s2": "Mail"}


def company(*answers: PerceptionAnswer) -> Snapshot:
    tables: dict[str, dict[str, Record]] = {
        "departments": {
            i: Department(id=i, name=name, is_it=is_it) for i, (name, is_it) in DEPARTMENTS.items()
        },
        "systems": {i: System(id=i, name=name, department="d1") for i, name in SYSTEMS.items()},
        "answers": {answer.id: answer for answer in answers},
    }
    return Document(tables).snapshot()


def applied(snapshot: Snapshot, proposal: Proposal) -> Snapshot:
    document = Document(snapshot.tables)
    document.apply(proposal.change)
    return document.snapshot()


def filled(path: Path, snapshot: Snapshot, fill: Callable[[Workbook], None]) -> Path:
    """A workbook written for a map and filled in as somebody would in Excel."""
    write_answers_template(snapshot, CATALOGUE, path)
    book = load_workbook(path)
    fill(book)
    book.save(path)
    return path


def row_of(book: Workbook, sheet: str, code: str) -> int:
    return next(cell.row for cell in book[sheet]["A"] if cell.value == code)


def said(snapshot: Snapshot) -> Counter[tuple[Any, ...]]:
    return Counter(
        (a.side, a.technology_area, a.system, driver_name(snapshot, a.driver), a.respondent)
        for a in snapshot.answers.values()
    )


def test_the_template_asks_both_sides_of_every_area_and_system(tmp_path: Path) -> None:
    write_answers_template(company(), CATALOGUE, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["IT", "Business", "Lists"]
    for name in ("IT", "Business"):
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == [
            f"Isthmus question ({name})", "Isthmus answer", "Asked about", "Name", "Department",
            "Who drives it?", "Respondent",
        ]  # fmt: skip
        codes = [row[0].value for row in sheet.iter_rows(min_row=2)]
        assert codes[:7] == [f"area:{key}" for key in CATALOGUE.areas]
        assert sorted(codes[7:]) == ["system:s0", "system:s1", "system:s2"]
        [rule] = sheet.data_validations.dataValidation
        assert rule.formula1 == "Lists!$B$3:$B$5"
        assert str(rule.sqref).startswith("F2:F")
    assert [cell.value for cell in book["Lists"]["B"]][2:] == ["IT", "=Sales", "Marketing"]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    answer = PerceptionAnswer(side=Side.IT, system="s1", driver="=1+1", respondent="@SUM(A1)")
    write_answers_template(company(answer), CATALOGUE, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {"=1+1", "@SUM(A1)", "@Crm"} <= {cell.value for cell in cells}


def test_the_same_map_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_answers_template(company(), CATALOGUE, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_retired_systems_are_not_asked_about_unless_answered(tmp_path: Path) -> None:
    snapshot = company(PerceptionAnswer(side=Side.IT, system="s1", driver="it"))
    tables = {name: dict(rows) for name, rows in snapshot.tables.items()}
    for i in ("s0", "s1"):
        tables["systems"][i] = replace(snapshot.systems[i], lifecycle=Lifecycle.RETIRED)
    write_answers_template(Document(tables).snapshot(), CATALOGUE, tmp_path / "a.xlsx")
    codes = {cell.value for cell in load_workbook(tmp_path / "a.xlsx")["Business"]["A"]}
    assert {"system:s1", "system:s2"} == {c for c in codes if str(c).startswith("system")}


DRIVER = st.one_of(st.sampled_from(["it", "IT", "d0", "d1", "Marketing", "marketing"]), st.text())
ANSWERS = st.lists(
    st.builds(
        lambda side, about, driver, respondent: PerceptionAnswer(
            side=side,
            technology_area=about if about not in SYSTEMS else "",
            system=about if about in SYSTEMS else None,
            driver=driver,
            respondent=respondent,
        ),
        st.sampled_from(Side),
        st.sampled_from([*SYSTEMS, "crm", "our own area"]),
        DRIVER,
        st.one_of(st.sampled_from(["", "Ana", "ana"]), st.text(max_size=20)),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(answers=ANSWERS)
def test_what_is_written_reads_back_as_no_change(
    answers: list[PerceptionAnswer], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("answers") / "a.xlsx"
    snapshot = company(*answers)
    write_answers_template(snapshot, CATALOGUE, path)
    proposal = read_answers(path, snapshot, CATALOGUE)
    assert proposal.change.deltas == ()
    assert proposal.problems == ()
    assert sum(sheet.rows for sheet in proposal.sheets) == proposal.others.merged


PLAIN = st.text("abcdeé =+-@&<>;'\"", min_size=1, max_size=12).map(lambda t: " ".join(t.split()))
FILLED = st.lists(
    st.tuples(
        st.sampled_from(["IT", "Business"]),
        st.sampled_from(["area:crm", "area:mobile", "system:s0", "system:s1"]),
        st.one_of(st.sampled_from(["IT", "Marketing", "=Sales"]), PLAIN).filter(bool),
        st.one_of(st.just(""), PLAIN),
    ),
    max_size=6,
    unique_by=lambda row: (row[0], row[1], row[3].casefold()),
)


@settings(max_examples=30, deadline=None)
@given(rows=FILLED)
def test_answers_that_are_filled_in_come_into_the_map_once(
    rows: list[tuple[str, str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    def fill(book: Workbook) -> None:
        for sheet, code, driver, respondent in rows:
            book[sheet].append([code, None, None, None, None, driver, respondent or None])
            for cell in book[sheet][book[sheet].max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"

    path = tmp_path_factory.mktemp("answers") / "a.xlsx"
    before = company()
    proposal = read_answers(filled(path, before, fill), before, CATALOGUE)
    after = applied(before, proposal)
    assert said(after) == Counter(
        (
            Side.IT if sheet == "IT" else Side.BUSINESS,
            code[5:] if code.startswith("area:") else "",
            code[7:] if code.startswith("system:") else None,
            driver_name(before, driver),
            respondent,
        )
        for sheet, code, driver, respondent in rows
    )
    assert read_answers(path, after, CATALOGUE).change.deltas == ()


def test_a_changed_cell_updates_its_answer_and_an_emptied_one_keeps_it(tmp_path: Path) -> None:
    first = PerceptionAnswer(id="a1", side=Side.IT, system="s1", driver="it", respondent="Ana")
    second = PerceptionAnswer(id="a2", side=Side.IT, technology_area="crm", driver="Marketing")
    before = company(first, second)

    def fill(book: Workbook) -> None:
        sheet = book["IT"]
        sheet.cell(row_of(book, "IT", "system:s1"), 6).value = "marketing"
        sheet.cell(row_of(book, "IT", "area:crm"), 6).value = None

    proposal = read_answers(filled(tmp_path / "a.xlsx", before, fill), before, CATALOGUE)
    after = applied(before, proposal)
    assert after.answers["a1"] == replace(first, driver="Marketing")
    assert after.answers["a2"] == second
    assert proposal.others.updated == 1
    [problem] = proposal.problems
    assert (problem.severity, problem.sheet) == ("info", "IT")
    assert "the map keeps its answer" in problem.message


def test_a_copied_row_is_another_answer(tmp_path: Path) -> None:
    first = PerceptionAnswer(id="a1", side=Side.IT, system="s1", driver="it", respondent="Ana")
    before = company(first)

    def fill(book: Workbook) -> None:
        row = [cell.value for cell in book["IT"][row_of(book, "IT", "system:s1")]]
        book["IT"].append([*row[:5], "Marketing", "Bo"])

    proposal = read_answers(filled(tmp_path / "a.xlsx", before, fill), before, CATALOGUE)
    after = applied(before, proposal)
    assert after.answers["a1"] == first
    assert sorted(a.respondent for a in after.answers.values()) == ["Ana", "Bo"]


def test_answers_without_a_respondent_are_one_only_if_they_say_the_same(tmp_path: Path) -> None:
    first = PerceptionAnswer(id="a1", side=Side.BUSINESS, system="s1", driver="it")
    book = Workbook()
    book.active.title = "Business"
    for row in (["Name", "Who drives it?"], ["@Crm", "Marketing"], ["@Crm", "IT"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    proposal = read_answers(tmp_path / "a.xlsx", company(first), CATALOGUE)
    after = applied(company(first), proposal)
    assert after.answers["a1"] == first
    assert sorted(a.driver for a in after.answers.values()) == ["Marketing", "it"]


def test_rows_are_told_of_by_cell_where_they_cannot_be_taken(tmp_path: Path) -> None:
    before = company()

    def fill(book: Workbook) -> None:
        book["Business"].append(["system:gone", None, "System", "Gone", None, "IT", "Ana"])
        book["Business"].append([None, None, "System", "Mail", None, "IT", "Ana"])
        book["Business"].append([None, None, None, "mobile", None, "Marketng", "Ana"])
        book["Business"].append(["area:mobile", None, None, None, None, "IT", "ana"])

    proposal = read_answers(filled(tmp_path / "a.xlsx", before, fill), before, CATALOGUE)
    told = [(p.severity, p.cell, p.message.split(";")[0], p.fix) for p in proposal.problems]
    assert told == [
        ("error", "D12", "The map has no technology area or system 'Gone', or several", ""),
        ("error", "D13", "The map has no technology area or system 'Mail', or several", ""),
        ("warning", "F14", "'Marketng' is no department of the map", "Marketing"),
        (
            "error",
            "F15",
            "ana answers otherwise in row 14 of the sheet Business, which counts.",
            "",
        ),
    ]
    assert (proposal.others.new, proposal.others.reported) == (1, 3)
    [answer] = applied(before, proposal).answers.values()
    assert (answer.side, answer.technology_area, answer.driver) == (
        Side.BUSINESS, "mobile", "Marketng",
    )  # fmt: skip


def test_a_sheet_whose_first_columns_were_deleted_is_known_by_its_name(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Business"
    for row in (["Name", "Respondent", "Who drives it?"], ["@Crm", "Ana", "it"], [None, "x", "y"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    proposal = read_answers(tmp_path / "a.xlsx", company(), CATALOGUE)
    [answer] = applied(company(), proposal).answers.values()
    assert (answer.side, answer.system, answer.driver) == (Side.BUSINESS, "s1", "it")
    assert [problem.cell for problem in proposal.problems] == ["A3"]


def test_a_workbook_without_answers_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Name", "Owner"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ImportFault, match="no sheet of answers"):
        read_answers(tmp_path / "a.xlsx", company(), CATALOGUE)
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(ImportFault):
        read_answers(tmp_path / "b.xlsx", company(), CATALOGUE)


def test_the_import_of_inventories_takes_no_question_for_a_system(tmp_path: Path) -> None:
    write_answers_template(company(), CATALOGUE, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    book.create_sheet("Applications")
    for row in (["Application", "Vendor"], ["Jira", "Atlassian"], ["Slack", "Salesforce"]):
        book["Applications"].append(row)
    book.save(tmp_path / "a.xlsx")
    proposal = propose([tmp_path / "a.xlsx"], CATALOGUE, Document().snapshot())
    assert proposal.systems.new == 2
    assert [sheet.role for sheet in proposal.sheets] == [*["ignored"] * 3, "systems"]


def test_the_import_names_the_command_for_a_workbook_of_answers(tmp_path: Path) -> None:
    write_answers_template(company(), CATALOGUE, tmp_path / "a.xlsx")
    with pytest.raises(ImportFault, match="isthmus answers"):
        propose([tmp_path / "a.xlsx"], CATALOGUE, Document().snapshot())
