"""What passes a view's filter, against a plain reading of what it says."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing.compose import compose
from isthmus.drawing.filtering import NOTHING, folded, in_focus, is_filtered, passing, under
from isthmus.model.records import Department, System
from isthmus.model.viewing import View
from isthmus.workspace.positions import placed
from support.bigmap import big_map
from support.harbour import harbour_vale, system_id

CATALOGUE = load_catalogue()
BIG = big_map(120, 90).snapshot()
FOUND = check(BIG, CATALOGUE)
VALUES = {key: f"v{number % 3}" for number, key in enumerate(sorted(BIG.systems))}
BLANK = View(name="")


def some(values):
    return st.lists(st.sampled_from(sorted(values)), max_size=3, unique=True).map(tuple)


filters = st.builds(
    View,
    name=st.just("V"),
    filter_text=st.sampled_from(["", " ", "system 1", "OWNER 3", "vendor 9 7", "crm", "nowhere"]),
    filter_departments=some(BIG.departments),
    filter_categories=some({"crm", "erp", "hris", ""}),
    filter_values=some({"v0", "v1", "v2", "v9"}),
    filter_no_flows=st.booleans(),
    filter_findings=st.booleans(),
)


def ancestors(key: str | None) -> set[str]:
    found: set[str] = set()
    while key is not None and key not in found:
        found.add(key)
        key = BIG.departments[key].parent
    return found


def passes(system: System, view: View) -> bool:
    """The same, read out plainly for one system."""
    category = CATALOGUE.categories.get(system.category)
    texts = (system.name, system.vendor, category.name if category else "", system.description)
    text = "\n".join((*texts, system.business_owner, system.it_steward)).lower()
    flagged = {key for one in FOUND.findings if not one.waived for key in one.systems}
    return (
        all(word in text for word in view.filter_text.lower().split())
        and (
            not view.filter_departments
            or bool(ancestors(system.department) & set(view.filter_departments))
        )
        and (not view.filter_categories or system.category in view.filter_categories)
        and (not view.filter_values or VALUES[system.id] in view.filter_values)
        and (
            not view.filter_no_flows
            or all(system.id not in (f.source, f.target) for f in BIG.flows.values())
        )
        and (not view.filter_findings or system.id in flagged)
    )


@given(filters)
@settings(max_examples=200, deadline=None)
def test_it_passes_what_a_plain_reading_passes(view: View) -> None:
    expected = {key for key, system in BIG.systems.items() if passes(system, view)}
    assert passing(BIG, FOUND, CATALOGUE, view, VALUES) == expected


@given(filters)
@settings(max_examples=50, deadline=None)
def test_a_filter_that_is_none_lets_all_pass(view: View) -> None:
    if not is_filtered(view):
        assert passing(BIG, FOUND, CATALOGUE, view, VALUES) == BIG.systems.keys()
    assert passing(BIG, FOUND, CATALOGUE, None) == BIG.systems.keys()


@pytest.mark.parametrize(
    ("text", "other"),
    [("Café", "CAFE"), ("Straße", "STRASSE"), ("Ærø", "ærø"), ("ﬁnance", "FINANCE"), ("Ｓ4", "s4")],
)
def test_case_and_accents_do_not_count(text: str, other: str) -> None:
    assert folded(text) == folded(other)


def test_text_looks_at_name_vendor_category_owner_and_description() -> None:
    document = harbour_vale()
    marketo = system_id("Marketo")
    with document.edit("Describe") as tx:
        tx.change(
            System, marketo, description="Campaña de mayo", vendor="Adobe", business_owner="Zoë"
        )
    snapshot = document.snapshot()
    found = check(snapshot, CATALOGUE)
    for text in ("MARKETO", "campana", "adobe zoe", "marketing automation"):
        view = replace(BLANK, filter_text=text)
        assert marketo in passing(snapshot, found, CATALOGUE, view), text


def test_a_department_stands_for_all_under_it_even_in_a_ring() -> None:
    ring = {
        "a": Department(id="a", name="A", parent="c"),
        "b": Department(id="b", name="B", parent="a"),
        "c": Department(id="c", name="C", parent="b"),
        "d": Department(id="d", name="D"),
    }
    assert under(ring, ("a",)) == {"a", "b", "c"}
    assert under(ring, ("d", "gone")) == {"d", "gone"}


def test_the_focus_holds_cards_and_the_flows_between_them() -> None:
    snapshot = harbour_vale().snapshot()
    found = check(snapshot, CATALOGUE)
    chart = compose(snapshot, found, CATALOGUE, placed(snapshot))
    both = {system_id("Marketo"), system_id("Salesforce")}
    focus = in_focus(chart, both)
    between = {f.id for f in snapshot.flows.values() if {f.source, f.target} <= both}
    assert between
    assert focus == both | between
    assert in_focus(chart, ()) == NOTHING
    assert not NOTHING & (chart.cards.keys() | chart.flows.keys())
