"""Parts of maps on the clipboard: nothing is lost on the way, and nothing hostile gets in."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import Department, Flow, Holding, Icon, System
from isthmus.model.viewing import Area, Bend, Note, Placement, View
from isthmus.workspace import edits
from isthmus.workspace.clips.clip import clip_of
from isthmus.workspace.clips.reading import ClipError, from_json, to_json
from isthmus.workspace.clips.table import as_table, flows_as_table
from isthmus.workspace.clips.text import read_text
from support.harbour import harbour_id, harbour_vale, system_id

VIEW = harbour_id("views", "Map")
PAIR = (system_id("Typeform"), system_id("Airtable"))


def copied(document, *names, view=VIEW):
    return clip_of(document.snapshot(), view, [system_id(name) for name in names])


def through_json(clip):
    return from_json(to_json(clip))


def named(document):
    return {one.name: one for one in document.snapshot().systems.values()}


def test_a_clip_holds_what_belongs_to_the_systems_and_no_more():
    clip = copied(harbour_vale(), "Typeform", "Airtable")
    assert [one.name for one in clip.systems] == ["Airtable", "Typeform"]
    assert [(one.source, one.target) for one in clip.flows] == [PAIR]
    assert {one.name for one in clip.departments} == {"Marketing"}
    assert {one.name for one in clip.data_objects} == {"Contact"}
    assert {one.system for one in clip.holdings} == {system_id("Airtable")}
    assert len(clip.placements) == 2


@given(st.sets(st.sampled_from(sorted(harbour_vale().snapshot().systems))))
def test_a_clip_is_the_same_after_its_way_over_the_clipboard(ids):
    clip = clip_of(harbour_vale().snapshot(), VIEW, ids)
    assert through_json(clip) == clip


def test_pasting_on_the_same_view_copies_under_free_names():
    document = harbour_vale()
    before = document.snapshot()
    done = edits.paste(document, VIEW, copied(document, "Typeform", "Airtable"), 10, 20)
    assert done.renamed == 2
    assert done.known == 0
    systems = named(document)
    assert {"Typeform 2", "Airtable 2"} <= systems.keys()
    flows = {(one.source, one.target) for one in document.snapshot().flows.values()}
    assert (systems["Typeform 2"].id, systems["Airtable 2"].id) in flows
    placed = {one.system: (one.x, one.y) for one in document.snapshot().placements.values()}
    assert placed[systems["Typeform 2"].id] == (292, 732)
    assert document.undo_label == "Paste 2 systems"
    document.undo()
    assert document.snapshot().same_content(before)


def test_pasting_on_another_view_of_the_map_puts_the_same_systems_on_it():
    document = harbour_vale()
    with document.edit("Add a view") as tx:
        other = tx.put(View(name="Other", rank=1)).id
    before = len(document.snapshot().systems)
    done = edits.paste(document, other, copied(document, "Typeform", "Airtable"), 0, 0)
    assert done.known == 2
    assert len(document.snapshot().systems) == before
    on_it = {one.system for one in document.snapshot().placements.values() if one.view == other}
    assert on_it == set(PAIR)


def test_pasting_into_another_map_finds_or_adds_what_is_referred_to():
    target = Document()
    view = edits.ensure_view(target)
    marketing = edits.add_department(target, "marketing")
    clip = through_json(copied(harbour_vale(), "Typeform", "Airtable", "Salesforce"))
    edits.paste(target, view, clip, 0, 0)
    snapshot = target.snapshot()
    systems = named(target)
    assert systems["Typeform"].department == marketing.id
    assert {one.name for one in snapshot.departments.values()} == {"marketing", "Sales", "IT"}
    assert {one.name for one in snapshot.data_objects.values()} >= {"Contact", "Account"}
    assert len(snapshot.flows) == 1
    assert all(not one.origin for one in snapshot.systems.values())
    count = len(snapshot.data_objects)
    edits.paste(target, view, clip, 0, 0)
    assert len(target.snapshot().data_objects) == count
    assert "Typeform 2" in named(target)


def test_what_was_cut_comes_back_as_it_was():
    document = harbour_vale()
    clip = copied(document, "Hootsuite")
    edits.delete(document, [system_id("Hootsuite")])
    edits.paste(document, VIEW, clip, 0, 0)
    found = document.snapshot().systems[system_id("Hootsuite")]
    assert found.name == "Hootsuite"
    assert found.department == harbour_id("departments", "Marketing")


def test_parents_areas_notes_and_bends_come_along():
    document = harbour_vale()
    flow = next(f for f in document.snapshot().flows.values() if (f.source, f.target) == PAIR)
    with document.edit("Draw") as tx:
        digital = tx.put(Department(name="Digital", parent=harbour_id("departments", "Marketing")))
        tx.change(System, PAIR[0], department=digital.id)
        tx.put(Bend(view=VIEW, flow=flow.id, points=((500.0, 800.0),)))
        area = tx.put(Area(view=VIEW, name="Web", x=10, y=20, width=300, height=200))
        note = tx.put(Note(view=VIEW, text="Ask Ana", x=5, y=6))
    clip = through_json(clip_of(document.snapshot(), VIEW, [*PAIR, area.id, note.id]))
    target = Document()
    view = edits.ensure_view(target)
    done = edits.paste(target, view, clip, 100, 0)
    snapshot = target.snapshot()
    departments = {one.name: one for one in snapshot.departments.values()}
    assert departments["Digital"].parent == departments["Marketing"].id
    assert [one.points for one in snapshot.bends.values()] == [((600.0, 800.0),)]
    assert [(one.x, one.name) for one in snapshot.areas.values()] == [(110, "Web")]
    assert [(one.x, one.text) for one in snapshot.notes.values()] == [(105, "Ask Ana")]
    assert len(done.ids) == 4


def test_a_clip_that_says_more_than_it_may_breaks_nothing():
    document = harbour_vale()
    clip = clip_of(document.snapshot(), VIEW, PAIR)
    other = System(name="Stray")
    loose = {
        "systems": (*clip.systems, other),
        "flows": (Flow(source="nowhere", target=other.id), Flow(source=other.id, target=other.id)),
        "holdings": (Holding(system=other.id, data_object="nothing"),),
        "placements": (Placement(view="x", system=other.id, x=1, y=1),) * 1,
        "departments": (Department(name="Loop", id="a", parent="a"),),
    }

    target = Document()
    view = edits.ensure_view(target)
    done = edits.paste(target, view, through_json(replace(clip, **loose)), 0, 0)
    assert len(done.ids) == 3
    assert not target.snapshot().flows
    assert len(target.snapshot().placements) == 3


SYSTEM = {"id": "a", "name": "Okta"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"format": "other"}',
        b'{"format": "isthmus-clip", "version": "1"}',
        *(
            json.dumps({"format": "isthmus-clip", "version": 1, **more}).encode()
            for more in (
                {"systems": {}},
                {"systems": [1]},
                {"systems": [{"name": "Okta", "nonsense": 1}]},
                {"systems": [{"name": 5}]},
                {"systems": [{"name": "   "}]},
                {"systems": [{"name": "x" * 1000}]},
                {"systems": [SYSTEM, SYSTEM]},
                {"systems": [SYSTEM | {"id": ""}]},
                {"systems": [SYSTEM | {"description": "x" * 200_000}]},
                {"systems": [SYSTEM | {"lifecycle": "resting"}]},
                {"systems": [{"id": str(n), "name": "x"} for n in range(20_001)]},
                {"placements": [{"id": "p", "view": "v", "system": "a", "x": 1e300, "y": 0}]},
                {"notes": [{"id": "n", "view": "v", "text": "x", "x": 0, "y": float("nan")}]},
            )
        ),
    ],
)
def test_nonsense_is_refused_in_words(data):
    with pytest.raises(ClipError, match="clipboard"):
        from_json(data)


def test_a_newer_clip_is_refused_in_words():
    with pytest.raises(ClipError, match="newer"):
        from_json(b'{"format": "isthmus-clip", "version": 2}')


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "name", "x", "system", "view"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_gets_in_but_as_records(value):
    data = json.dumps({"format": "isthmus-clip", "version": 1, "systems": value, "notes": value})
    try:
        clip = from_json(data.encode("utf-8", "surrogatepass"))
    except ClipError:
        return
    assert all(one.name.strip() for one in clip.systems)


def test_the_table_has_headers_and_no_formulas():
    document = harbour_vale()
    edits.rename(document, System, system_id("Typeform"), "=cmd|' /C calc'!A0")
    lines = as_table(copied(document, "Typeform", "Airtable"), load_catalogue()).split("\n")
    headers = lines[0].split("\t")
    assert headers[:2] == ["Name", "Category"]
    assert "Annual cost" in headers
    assert "Business owner" not in headers  # nobody's is known
    assert [len(line.split("\t")) for line in lines] == [len(headers)] * 3
    assert lines[1].startswith("'=cmd")
    assert lines[2].split("\t")[0] == "Airtable"


def test_flows_alone_are_a_table_too():
    snapshot = harbour_vale().snapshot()
    flow = next(f for f in snapshot.flows.values() if (f.source, f.target) == PAIR)
    assert flows_as_table(snapshot, [flow]).split("\n")[1].split("\t") == [
        "Typeform", "Airtable", "Contact", "api", "live",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marketo\nOkta\n", ("Marketo", "Okta")),
        ("Marketo\r\n\r\n  Okta  \r\nmarketo", ("marketo", "Okta")),
        ("• Marketo\n- Okta", ("Marketo", "Okta")),
        ("1. Marketo\n2. Okta", ("Marketo", "Okta")),
        ("7digital", ("7digital",)),
        ("Name\nMarketo", ("Marketo",)),
        ("Application name\nMarketo\nOkta", ("Marketo", "Okta")),
        ("<b>Marketo</b>\n=1+1", ("<b>Marketo</b>", "=1+1")),
        ("Salesforce, Inc.", ("Salesforce, Inc.",)),
        ("Marketo\u200b\x00", ("Marketo",)),
    ],
)
def test_names_one_a_line(text, names):
    found = read_text(text)
    assert found.names == names
    assert not found.is_table


@pytest.mark.parametrize("text", ["Name\tVendor\nOkta\tOkta", "Name;Vendor\nOkta;Okta", "A\tB"])
def test_columns_make_a_table(text):
    assert read_text(text).is_table


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_what_stands_first_in_each_line_is_the_name_whatever_parts_the_cells(mark):
    lines = (("Stripe", "Finance"), ("Okta", "IT"), ("Slack", "IT"))
    found = read_text("\n".join(mark.join(cells) for cells in lines))
    assert found.is_table
    assert found.names == ("Stripe", "Okta", "Slack")


def test_a_comma_may_be_part_of_a_name():
    assert read_text("Oracle, Inc.\nSAP, SE").names == ("Oracle, Inc.", "SAP, SE")


def test_lines_too_long_for_a_name_are_left_out_and_counted():
    found = read_text("Okta\n" + "word " * 40)
    assert found.names == ("Okta",)
    assert found.left_out == 1


@pytest.mark.parametrize("text", ["", " \n\t\n", "---\n***", "word " * 40, "x" * 9_000_000])
def test_what_holds_no_names_is_refused_in_words(text):
    with pytest.raises(ClipError):
        read_text(text)


def test_thousands_of_lines_are_for_an_import():
    with pytest.raises(ClipError, match="5,001"):
        read_text("\n".join(f"System {n}" for n in range(5_001)))


def test_twenty_thousand_of_one_name_do_not_take_forever():
    systems = [{"id": f"s{n}", "name": "Okta"} for n in range(20_000)]
    whole = {"format": "isthmus-clip", "version": 1, "systems": systems}
    target = Document()
    view = edits.ensure_view(target)
    done = edits.paste(target, view, from_json(json.dumps(whole).encode()), 0, 0)
    assert done.renamed == 19_999
    assert "Okta 20000" in named(target)


def test_copies_of_bent_flows_are_bent_alike():
    document = harbour_vale()
    flow = next(f for f in document.snapshot().flows.values() if (f.source, f.target) == PAIR)
    with document.edit("Bend") as tx:
        tx.put(Bend(view=VIEW, flow=flow.id, points=((500.0, 800.0),)))
    edits.duplicate(document, PAIR, VIEW, 10, 20)
    assert sorted(one.points for one in document.snapshot().bends.values()) == [
        ((500.0, 800.0),),
        ((510.0, 820.0),),
    ]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0H8V8Z"/></svg>'


def icon_of(content: bytes, media: str = "svg") -> Icon:
    return Icon(id="i", name="mark", media=media, content=b64encode(content).decode())


def test_icons_come_along_and_hostile_ones_do_not():
    document = harbour_vale()
    with document.edit("Give an icon") as tx:
        own = tx.put(Icon(name="mark", media="svg", content=b64encode(SVG).decode()))
        tx.change(System, PAIR[0], icon=own.id)
    clip = through_json(copied(document, "Typeform"))
    target = Document()
    view = edits.ensure_view(target)
    edits.paste(target, view, clip, 0, 0)
    (kept,) = target.snapshot().icons.values()
    assert named(target)["Typeform"].icon == kept.id
    assert b"<path" in b64decode(kept.content)


@pytest.mark.parametrize(
    "icon",
    [
        icon_of(b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"),
        icon_of(b'<!DOCTYPE x [<!ENTITY a "b">]><svg>&a;</svg>'),
        icon_of(b"\x89PNG nonsense", "png"),
        icon_of(SVG, "gif"),
        Icon(id="i", name="mark", media="svg", content="not base64 \u00e9"),
        Icon(id="i", name="mark", media="category", content="x" * 1000),
    ],
)
def test_what_is_no_icon_is_left_out(icon):
    clip = replace(copied(harbour_vale(), "Typeform"), icons=(icon,))
    clip = replace(clip, systems=(replace(clip.systems[0], icon="i"),))
    target = Document()
    view = edits.ensure_view(target)
    edits.paste(target, view, through_json(clip), 0, 0)
    assert not target.snapshot().icons
    assert named(target)["Typeform"].icon is None
