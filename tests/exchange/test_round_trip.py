"""The map as a workbook or CSV files, and back: equal, or changed exactly as the cells were."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import Choices, Side
from isthmus.exchange.importing import propose, propose_from
from isthmus.exchange.intake import take_in
from isthmus.exchange.ours.cells import (
    for_csv,
    from_csv,
    guarded,
    marked,
    pieces,
    unguarded,
    unmarked,
)
from isthmus.exchange.ours.exporting import csv_texts, write_template, write_workbook
from isthmus.exchange.ours.headers import Key
from isthmus.exchange.ours.kinds import KINDS
from isthmus.exchange.ours.lists import joined, parted
from isthmus.exchange.ours.state import is_as_exported, state_in, state_of
from isthmus.model.document import Document
from isthmus.model.records import Department, Flow, System
from isthmus.model.snapshot import Snapshot
from support.harbour import harbour_vale
from support.strategies import plain_fields
from support.workbooks import applied, assert_true_account

CATALOGUE = load_catalogue()
SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
NASTY = [
    "-", "N/A", "keine", "Total", " lead ", "\xa0x\xa0", "a\nb", "a\r\nb", "_x000D_", "\x00\x01",
    "=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=x", '""', '"', ";", "a; b", "a > b", "\ufffe",
    "x" * 250, "Name", "name ", "Custom: x", "ID in x", "Isthmus ID", "  ", "1) x", "[x]",
    "z (continued)", "Currency (blank means x)", "#N/A", "007", "TRUE", "A, B", "x\n", "\nx",
    r"C:\\u000D", r"C:\users", "_xD83D__xDE00_", "long " * 9000,
]  # fmt: skip
nasty = st.sampled_from(NASTY)


@st.composite
def maps(draw: st.DrawFn) -> Snapshot:
    """A map of all that a workbook holds: namesakes, trees, anything as text."""
    tables: dict[str, dict[str, Any]] = {}
    for kind in sorted(KINDS, key=lambda k: k.table in ("flows", "holdings", "systems")):
        rows = tables.setdefault(kind.table, {})
        for _ in range(draw(st.integers(0, 3))):
            values = draw(plain_fields(kind.table)) | _references(draw, kind.table, tables)
            if values.pop("left out", False):
                continue
            for name, value in values.items():
                if type(value) is str and name not in _ENDS and draw(st.booleans()):
                    values[name] = draw(nasty)
            record = kind.record(**values)
            rows[record.id] = record
    return Document(_whole(draw, tables)).snapshot()


_ENDS = ("source", "target", "system", "data_object", "parent", "department", "funder")


def _whole(draw: st.DrawFn, tables: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """With the flows and holdings that could be drawn only after the systems."""
    systems, things = list(tables["systems"]), list(tables["data_objects"])
    for kind in KINDS:
        if kind.table == "flows" and len(systems) > 1:
            values = draw(plain_fields("flows"))
            ends = draw(st.permutations(systems))[:2]
            moves = tuple(draw(st.lists(st.sampled_from(things), max_size=3)) if things else ())
            flow = Flow(source=ends[0], target=ends[1], data_objects=moves, **values)
            tables["flows"] = {flow.id: flow}
        if kind.table == "holdings" and systems and things:
            holding = kind.record(
                system=systems[0], data_object=things[0], **draw(plain_fields("holdings"))
            )
            tables["holdings"] = {holding.id: holding}
    return tables


def _references(draw: st.DrawFn, table: str, tables: dict[str, Any]) -> dict[str, Any]:
    if table in ("flows", "holdings"):
        return {"left out": True}
    if table in ("departments", "capabilities"):
        above = list(tables[table])
        return {"parent": draw(st.sampled_from([None, *above]))}
    if table == "systems":
        owners = [None, *tables["departments"]]
        abilities = list(tables["capabilities"])
        return {
            "department": draw(st.sampled_from(owners)),
            "funder": draw(st.sampled_from(owners)),
            "capabilities": tuple(
                draw(st.lists(st.sampled_from(abilities), max_size=3)) if abilities else ()
            ),
        }
    return {}


def content(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """All that a workbook holds: every field with its id, but for origins and pictures.

    Custom fields and ids elsewhere stand in the order of the columns: they are compared as bags.
    """
    return {kind.table: {k: _plain(r) for k, r in snapshot.tables[kind.table].items()}
            for kind in KINDS}  # fmt: skip


def _plain(record: Any) -> Any:
    if not hasattr(record, "origin"):
        return record
    bags = Counter(record.custom), Counter(record.external_ids)
    bare = {"origin": (), "imported": (), "custom": (), "external_ids": ()}
    if isinstance(record, System):
        bare["icon"] = None
    return replace(record, **bare), bags


def exported(snapshot: Snapshot, folder: Path, form: str) -> list[Path]:
    if form == "xlsx":
        write_workbook(snapshot, CATALOGUE, folder / "map.xlsx")
        return [folder / "map.xlsx"]
    paths = []
    for name, data in csv_texts(snapshot, CATALOGUE).items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_bytes(data)
    return paths


def back(paths: list[Path], base: Snapshot | None = None) -> Snapshot:
    proposal = propose(paths, CATALOGUE, base)
    assert_true_account(proposal, base)
    return applied(proposal, base)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@SLOW
@given(snapshot=maps())
def test_a_map_comes_back_equal_from_its_export(form: str, snapshot: Snapshot) -> None:
    with TemporaryDirectory() as folder:
        paths = exported(snapshot, Path(folder), form)
        assert content(back(paths)) == content(snapshot)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@SLOW
@given(snapshot=maps())
def test_an_unchanged_export_changes_nothing(form: str, snapshot: Snapshot) -> None:
    with TemporaryDirectory() as folder:
        paths = exported(snapshot, Path(folder), form)
        assert propose(paths, CATALOGUE, snapshot).change.deltas == ()


@given(st.text() | nasty)
def test_texts_survive_every_layer(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unmarked(marked(text)) == text
    assert from_csv(for_csv(text)) == text
    assert "".join(map(unguarded, pieces(text))) == text


@given(st.lists(st.text() | nasty))
def test_lists_survive_any_separator(items: list[str]) -> None:
    assert parted(joined(items)) == items


def _edit(path: Path, sheet: str, name: str, header: str, value: Any) -> None:
    book = load_workbook(path)
    page = book[sheet]
    heads = [cell.value for cell in page[1]]
    row = next(r for r in page.iter_rows(min_row=2) if name in [c.value for c in r])
    row[heads.index(header)].value = value
    book.save(path)


@pytest.mark.parametrize(
    ("header", "typed", "field", "value"),
    [
        ("Name", "Marketo Engage 2", "name", "Marketo Engage 2"),
        ("Annual cost", "1.234,50 €", "annual_cost", Decimal("1234.50")),
        ("Backbone", "ja", "backbone", True),
        ("Lifecycle", "in Betrieb", "lifecycle", "live"),
        ("Department", None, "department", None),
        ("Description", "=1+1", "description", None),
        ("Regulations", "GDPR, SOX", "regulations", ("GDPR", "SOX")),
    ],
)
def test_a_changed_cell_changes_its_field_alone(
    tmp_path: Path, header: str, typed: Any, field: str, value: Any
) -> None:
    base = harbour_vale().snapshot()
    (path,) = exported(base, tmp_path, "xlsx")
    _edit(path, "Systems", "Marketo", header, typed)
    proposal = propose([path], CATALOGUE, base)
    if field == "description":  # a formula without a value says nothing
        assert proposal.change.deltas == ()
        return
    if field == "lifecycle":  # it was live already
        assert proposal.change.deltas == ()
        return
    (delta,) = proposal.change.deltas
    assert delta.changed_fields() - {"origin", "imported", "currency"} == {field}
    assert getattr(delta.after, field) == value
    (cite,) = [ref for ref in delta.after.origin if ref.field == field]
    assert (cite.file, cite.sheet) == ("map.xlsx", "Systems")


def test_no_cell_of_an_export_is_a_formula(tmp_path: Path) -> None:
    bad = System(name="=1+1", description="+1", vendor="-1", custom=(("=x", "@x"),))
    (path,) = exported(Document({"systems": {bad.id: bad}}).snapshot(), tmp_path, "xlsx")
    cells = [c for sheet in load_workbook(path) for row in sheet for c in row if c.value]
    assert {cell.data_type for cell in cells} == {"s"}
    risky = [cell for cell in cells if str(cell.value) in ("=1+1", "+1", "-1", "@x", "=x")]
    assert len(risky) == 5
    assert all(cell.quotePrefix for cell in risky if cell.row > 1)


def test_a_new_row_is_new_and_a_copied_one_too(tmp_path: Path) -> None:
    base = harbour_vale().snapshot()
    (path,) = exported(base, tmp_path, "xlsx")
    book = load_workbook(path)
    page = book["Systems"]
    page.append([None, "Brand new"])
    copied = [cell.value for cell in page[2]]
    page.append([copied[0], "Copied", *copied[2:]])
    book.save(path)
    proposal = propose([path], CATALOGUE, base)
    assert_true_account(proposal, base)
    assert proposal.systems.new == 2
    assert {delta.after.name for delta in proposal.change.deltas} == {"Brand new", "Copied"}


def test_the_same_map_is_the_same_file(tmp_path: Path) -> None:
    base = harbour_vale().snapshot()
    first = exported(base, tmp_path, "xlsx")[0].read_bytes()
    assert exported(base, tmp_path, "xlsx")[0].read_bytes() == first


def test_a_filled_in_template_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(CATALOGUE, path)
    book = load_workbook(path)
    book["Departments"].append([None, "Marketing"])
    for name in ("Marketo", "CRM"):
        book["Systems"].append([None, name, None, None, None, None, "Marketing"])
    book["Flows"].append([None, "Marketo", "CRM", "Lead; Contact"])
    book.save(path)
    after = back([path])
    assert {s.name for s in after.systems.values()} == {"Marketo", "CRM"}
    assert {d.name for d in after.departments.values()} == {"Marketing"}
    assert {d.name for d in after.data_objects.values()} == {"Lead", "Contact"}
    assert len(after.flows) == 1


def test_namesakes_under_different_parents_stay_apart() -> None:
    tops = [Department(name=name) for name in ("North", "South")]
    teams = [Department(name="Sales", parent=top.id) for top in tops]
    systems = [System(name="CRM", department=team.id) for team in teams]
    tables = {"departments": {d.id: d for d in (*tops, *teams)},
              "systems": {s.id: s for s in systems}}  # fmt: skip
    snapshot = Document(tables).snapshot()
    with TemporaryDirectory() as folder:
        assert content(back(exported(snapshot, Path(folder), "xlsx"))) == content(snapshot)


_TEXTS = {"Description": "description", "Vendor": "vendor", "IT steward": "it_steward"}
_typed = st.sampled_from([text for text in NASTY if len(text) < 300 and text.strip()])
cells = st.tuples(st.integers(2, 16), st.sampled_from(sorted(_TEXTS)))


@settings(max_examples=12, deadline=None)
@given(st.dictionaries(cells, _typed, min_size=1, max_size=6))
def test_any_cells_edited_change_exactly_their_fields(edited: dict[tuple[int, str], str]) -> None:
    base = harbour_vale().snapshot()
    expected: dict[tuple[str, str], str] = {}
    with TemporaryDirectory() as folder:
        (path,) = exported(base, Path(folder), "xlsx")
        book = load_workbook(path)
        page = book["Systems"]
        heads = [cell.value for cell in page[1]]
        for (row, header), text in edited.items():
            cell = page.cell(row, heads.index(header) + 1)
            cell.value = guarded(text)
            cell.data_type = "s"
            record_id, field = str(page.cell(row, 1).value), _TEXTS[header]
            if getattr(base.systems[record_id], field) != text:
                expected[record_id, field] = text
        book.save(path)
        deltas = propose([path], CATALOGUE, base).change.deltas
    found = {
        (delta.id, field): getattr(delta.after, field)
        for delta in deltas
        for field in delta.changed_fields() - {"origin", "imported"}
    }
    assert found == expected


def test_what_the_map_changed_since_the_export_stays(tmp_path: Path) -> None:
    document = harbour_vale()
    before = document.snapshot()
    (path,) = exported(before, tmp_path, "xlsx")
    marketo = next(one for one in before.systems.values() if one.name == "Marketo")
    with document.edit("By hand") as tx:
        tx.change(System, marketo.id, it_steward="Zoe", custom=(("Since", "May"),))
    now = document.snapshot()
    assert propose([path], CATALOGUE, now).change.deltas == ()
    _edit(path, "Systems", "Marketo", "Vendor", "Adobe Inc.")
    (delta,) = propose([path], CATALOGUE, now).change.deltas
    assert (delta.after.vendor, delta.after.it_steward) == ("Adobe Inc.", "Zoe")
    assert delta.after.custom == (("Since", "May"),)


@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
def test_what_the_map_and_excel_changed_is_a_conflict(tmp_path: Path, side: Side) -> None:
    document = harbour_vale()
    (path,) = exported(document.snapshot(), tmp_path, "xlsx")
    marketo = next(one for one in document.snapshot().systems.values() if one.name == "Marketo")
    with document.edit("By hand") as tx:
        tx.change(System, marketo.id, vendor="Mine")
    _edit(path, "Systems", "Marketo", "Vendor", "Theirs")
    base = document.snapshot()
    proposal = propose_from(take_in([path]), CATALOGUE, base, Choices(side=side))
    (conflict,) = proposal.conflicts
    told = (conflict.name, conflict.key.field, conflict.mine, conflict.theirs, conflict.side)
    assert told == ("Marketo", "vendor", "Mine", "Theirs", side)
    after = applied(proposal, base).systems[marketo.id]
    assert after.vendor == ("Mine" if side is Side.MINE else "Theirs")


@given(st.dictionaries(st.sampled_from(NASTY), nasty, max_size=4))
def test_the_state_of_a_row_says_what_its_cells_said(texts: dict[str, str]) -> None:
    keys = {Key("custom", name): text for name, text in texts.items()}
    state = state_in(state_of(keys)) if keys else {}
    assert state is not None
    assert all(is_as_exported(state, key, text) for key, text in keys.items())
    assert not any(is_as_exported(state, key, f"{text}x") for key, text in keys.items())
    assert is_as_exported(state, Key("field", "vendor"), None)
    assert not is_as_exported(state, Key("field", "vendor"), "x")


@pytest.mark.parametrize("text", ["", "x", "0123456789abcd0", "0123456789abc", "'=1+1"])
def test_what_is_no_state_is_none(text: str) -> None:
    assert state_in(text) is None
