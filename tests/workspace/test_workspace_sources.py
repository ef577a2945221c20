"""Maps and workbooks together as one map; pictures and reports of it as files."""

import csv
from datetime import date

import pytest
from pypdf import PdfReader

from isthmus.analysis.check import check
from isthmus.analysis.results import Analysis, Finding, FindingKind, Metrics
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.drawing.picture import Picture
from isthmus.model.document import Document
from isthmus.model.errors import UserError
from isthmus.model.records import System
from isthmus.model.viewing import Placement
from isthmus.storage.errors import StorageError
from isthmus.storage.mapfile import load_map, save_map
from isthmus.workspace import edits
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.pictures import map_svg, write_picture
from isthmus.workspace.positions import placed, positions
from isthmus.workspace.reporting import DASHED, to_dash, write_report
from isthmus.workspace.sources import (
    import_into_map,
    load_sources,
    open_map,
    open_sources,
    propose_import,
)
from support.harbour import harbour_vale, system_id

AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="module")
def harbour(catalogue):
    """Snapshot and analysis of Harbour & Vale."""
    snapshot = harbour_vale().snapshot()
    return snapshot, check(snapshot, catalogue, AS_OF)


@pytest.fixture
def map_path(tmp_path):
    save_map(tmp_path / "harbour.isthmus", harbour_vale().snapshot().tables)
    return tmp_path / "harbour.isthmus"


def inventory(path, *names):
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Application", "Vendor", "Business owner"])
        rows.writerows([name, "Acme", "Ana Ruiz"] for name in names)
    return path


@pytest.fixture
def csv_path(tmp_path):
    return inventory(tmp_path / "our_tools.csv", "Quillpad", "Ferrybook", "Tidewatch")


def names(document):
    return {one.name for one in document.snapshot().systems.values()}


def test_a_map_alone_is_opened_as_it_is(map_path, catalogue):
    opened = open_sources([map_path], catalogue)
    assert opened.path == map_path
    assert opened.proposal is None
    assert opened.document.snapshot().same_content(harbour_vale().snapshot())


def test_workbooks_make_a_new_map_that_is_called_after_the_first(csv_path, catalogue, tmp_path):
    other = inventory(tmp_path / "more.csv", "Gullcast", "Quillpad")
    opened = open_sources([csv_path, other], catalogue)
    assert names(opened.document) == {"Quillpad", "Ferrybook", "Tidewatch", "Gullcast"}
    assert opened.path is None
    assert opened.document.snapshot().info.name == "Our Tools"
    assert len(opened.document.snapshot().views) == 1
    assert [one.change_set().label for one in opened.entries] == ["Import our_tools.csv, more.csv"]
    opened.document.undo()
    assert not names(opened.document)


def test_workbooks_are_imported_on_top_of_the_map(map_path, csv_path, catalogue):
    before = map_path.read_bytes()
    for order in ([map_path, csv_path], [csv_path, map_path]):
        document = load_sources(order, catalogue)
        assert len(names(document)) == 18
        assert document.snapshot().info.name == "Harbour & Vale"
    assert map_path.read_bytes() == before


def test_two_maps_are_refused(map_path, catalogue):
    with pytest.raises(WorkspaceError, match="both maps"):
        load_sources([map_path, map_path], catalogue)


def test_what_cannot_be_read_is_the_users_to_mend(tmp_path, catalogue):
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    for name in ("bad.xlsx", "gone.csv", "gone.isthmus"):
        with pytest.raises(UserError, match=name):
            load_sources([tmp_path / name], catalogue)


def test_importing_into_a_new_map_writes_it_with_its_history(csv_path, catalogue, tmp_path):
    output = tmp_path / "out.isthmus"
    proposal = import_into_map([csv_path], output, catalogue)
    assert proposal.systems.new == 3
    found = load_map(output)
    assert {one.name for one in found.tables["systems"].values()} == {
        "Quillpad",
        "Ferrybook",
        "Tidewatch",
    }
    assert [one.label for one in found.history] == ["Import our_tools.csv"]


def test_importing_again_updates_the_map_and_keeps_the_drawing(csv_path, catalogue, tmp_path):
    output = tmp_path / "out.isthmus"
    import_into_map([csv_path], output, catalogue)
    document = Document(load_map(output).tables)
    quillpad = next(one for one in document.snapshot().systems.values() if one.name == "Quillpad")
    edits.place(document, edits.ensure_view(document), {quillpad.id: (80, 160)}, "Place")
    save_map(output, document.snapshot().tables, load_map(output).entries)
    inventory(csv_path, "Quillpad", "Ferrybook", "Tidewatch", "Gullcast")
    assert propose_import([csv_path], output, catalogue).systems.new == 1
    import_into_map([csv_path], output, catalogue)
    found = load_map(output)
    assert len(found.tables["systems"]) == 4
    assert quillpad.id in found.tables["systems"]
    stand = {one.system: (one.x, one.y) for one in found.tables["placements"].values()}
    assert stand.keys() == found.tables["systems"].keys()
    assert stand[quillpad.id] == (80, 160)
    assert [one.revision for one in found.entries] == [1, 2]


def test_importing_what_changes_nothing_writes_nothing(csv_path, catalogue, tmp_path):
    output = tmp_path / "out.isthmus"
    import_into_map([csv_path], output, catalogue)
    before = output.read_bytes()
    import_into_map([csv_path], output, catalogue)
    assert output.read_bytes() == before
    assert not list(tmp_path.glob("*~1"))


def test_an_import_that_fails_writes_nothing(csv_path, map_path, catalogue, tmp_path):
    before = map_path.read_bytes()
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UserError):
        import_into_map([csv_path, tmp_path / "bad.xlsx"], map_path, catalogue)
    with pytest.raises(WorkspaceError, match="nothing to import"):
        import_into_map([map_path], tmp_path / "new.isthmus", catalogue)
    other = tmp_path / "other.isthmus"
    other.write_bytes(before)
    with pytest.raises(WorkspaceError, match="there already"):
        import_into_map([map_path, csv_path], other, catalogue)
    with pytest.raises(StorageError, match="Choose another folder"):
        import_into_map([csv_path], tmp_path / "gone" / "x.isthmus", catalogue)
    assert map_path.read_bytes() == before
    assert not (tmp_path / "new.isthmus").exists()


def test_a_dry_run_leaves_the_disk_alone(csv_path, map_path, catalogue, tmp_path):
    before = {one.name: one.stat().st_mtime_ns for one in tmp_path.iterdir()}
    assert propose_import([csv_path], map_path, catalogue).systems.new == 3
    assert propose_import([csv_path], None, catalogue).systems.new == 3
    assert propose_import([csv_path], tmp_path / "new.isthmus", catalogue).systems.new == 3
    assert {one.name: one.stat().st_mtime_ns for one in tmp_path.iterdir()} == before


# --- positions, pictures, report -------------------------------------------------------------


def test_placed_systems_stay_and_others_are_put_beside_them(harbour, catalogue):
    snapshot, analysis = harbour
    assert positions(snapshot, analysis) == placed(snapshot)
    document = harbour_vale()
    with document.edit("Loose") as tx:
        loose = tx.put(System(name="Loose"))
        for one in tx.all(Placement):
            if one.system == system_id("Okta"):
                tx.delete(Placement, one.id)
    found = positions(document.snapshot(), check(document.snapshot(), catalogue, AS_OF))
    kept = placed(document.snapshot())
    assert found.keys() == document.snapshot().systems.keys()
    assert {key: found[key] for key in kept} == kept
    assert loose.id not in kept


def test_a_map_never_placed_is_arranged_whole(catalogue):
    document = harbour_vale()
    with document.edit("Unplace") as tx:
        for one in tx.all(Placement):
            tx.delete(Placement, one.id)
    snapshot = document.snapshot()
    found = positions(snapshot, check(snapshot, catalogue, AS_OF))
    assert found.keys() == snapshot.systems.keys()
    assert len(set(found.values())) == 15


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_as_svg_shows_every_system(harbour, catalogue, theme):
    snapshot, analysis = harbour
    svg = map_svg(snapshot, analysis, catalogue, theme)
    assert svg.startswith("<svg")
    for system in snapshot.systems.values():
        assert system.name.replace("&", "&amp;") in svg
    assert svg == map_svg(snapshot, analysis, catalogue, theme)


def test_missing_flows_are_dashed_only_when_asked_for(harbour, catalogue):
    snapshot, analysis = harbour
    missing = to_dash(analysis)
    assert missing
    plain = map_svg(snapshot, analysis, catalogue)
    dashed = map_svg(snapshot, analysis, catalogue, missing=missing)
    assert dashed.count("stroke-dasharray") > plain.count("stroke-dasharray")


@pytest.mark.parametrize(
    ("name", "magic"),
    [("map.svg", b"<svg"), ("map.png", b"\x89PNG"), ("map.pdf", b"%PDF"), ("MAP.PNG", b"\x89PNG")],
)
def test_a_picture_is_what_its_name_says(harbour, catalogue, tmp_path, name, magic):
    write_picture(*harbour, catalogue, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(magic)
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_picture_of_an_empty_map_is_drawn_too(catalogue, tmp_path):
    snapshot = Document().snapshot()
    target = tmp_path / "map.svg"
    write_picture(snapshot, check(snapshot, catalogue), catalogue, target, picture=Picture("dark"))
    assert (tmp_path / "map.svg").read_text("utf-8").startswith("<svg")


def test_targets_that_cannot_be_written_are_told(harbour, catalogue, tmp_path):
    snapshot, analysis = harbour
    with pytest.raises(WorkspaceError, match=r"\.svg, \.png, \.pdf"):
        write_picture(snapshot, analysis, catalogue, tmp_path / "map.bmp")
    with pytest.raises(WorkspaceError, match=r"end in \.pdf"):
        write_report(snapshot, analysis, catalogue, tmp_path / "report.docx", AS_OF)
    with pytest.raises(StorageError, match="folder is not there"):
        write_picture(snapshot, analysis, catalogue, tmp_path / "gone" / "map.svg")
    with pytest.raises(StorageError, match="folder is not there"):
        write_report(snapshot, analysis, catalogue, tmp_path / "gone" / "report.pdf", AS_OF)
    assert not list(tmp_path.iterdir())


def test_a_report_that_fails_leaves_the_old_one(harbour, catalogue, tmp_path, monkeypatch):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF the old one")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="disk is full"):
        write_report(*harbour, catalogue, path, AS_OF)
    assert path.read_bytes() == b"%PDF the old one"
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_the_report_holds_the_map(harbour, catalogue, tmp_path):
    write_report(*harbour, catalogue, tmp_path / "report.pdf", AS_OF)
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    assert "Harbour & Vale" in text
    assert "MAINLAND" in text
    write_report(*harbour, catalogue, tmp_path / "again.pdf", AS_OF)
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "report.pdf").read_bytes()


def test_no_more_flows_are_dashed_on_paper_than_one_can_read():
    def finding(number, kind=FindingKind.MISSING_INTEGRATION, *, waived=False):
        return Finding(
            f"f{number}", kind, "r", Severity.HIGH, "t", ("a", "b"), (), "", waived=waived
        )

    many = [finding(0, FindingKind.ISLAND), finding(1, waived=True), *map(finding, range(2, 40))]
    chosen = to_dash(Analysis(0, (), tuple(many), Metrics()))
    assert [one.key for one in chosen] == [f"f{number}" for number in range(2, 2 + DASHED)]


def test_an_import_into_a_map_places_what_it_brings(tmp_path):
    source = tmp_path / "systems.csv"
    source.write_text("Application,Vendor\nMarketo,Adobe\nZendesk,Zendesk\n", "utf-8")
    target = tmp_path / "systems.isthmus"
    import_into_map([source], target, load_catalogue())
    first = open_map(target).document.snapshot()
    assert len(first.placements) == 2
    source.write_text("Application,Vendor\nMarketo,Adobe\nStripe,Stripe\n", "utf-8")
    import_into_map([source], target, load_catalogue())
    second = open_map(target).document.snapshot()
    assert len(second.placements) == 3
    assert first.placements.items() <= second.placements.items()


def test_a_picture_of_one_of_several_views_says_which(harbour, catalogue, tmp_path):
    snapshot, analysis = harbour
    document = Document(dict(snapshot.tables))
    first = next(iter(snapshot.views))
    second = edits.duplicate_view(document, first)
    edits.rename_view(document, second.id, "Around <SFDC>")
    path = tmp_path / "view.svg"
    write_picture(document.snapshot(), analysis, catalogue, path, view_id=second.id)
    name = snapshot.info.name.replace("&", "&amp;")
    assert f"<title>{name}: Around &lt;SFDC&gt;</title>" in path.read_text("utf-8")
    write_picture(snapshot, analysis, catalogue, path, view_id=first)
    assert f"<title>{name}</title>" in path.read_text("utf-8")
