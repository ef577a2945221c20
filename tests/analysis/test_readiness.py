"""Return readiness: whose back-end data gets to the automation tools, by plain search."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.livemap import live_map
from isthmus.analysis.readiness import MOST_HOPS, Readiness, readiness_of
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.model.records import FlowMethod, HoldingRole
from support.mapmaker import MapMaker, catalogue_of
from support.portfolio import sample


def catalogue() -> Catalogue:
    """Mail is an automation tool, and only forms are marketing's own."""
    plain = catalogue_of()
    kinds = dict(plain.categories)
    kinds["mail"] = replace(kinds["mail"], automation=True)
    kinds["forms"] = replace(kinds["forms"], head="marketing")
    return replace(plain, categories=kinds)


def only(make: MapMaker) -> Readiness:
    [found] = readiness_of(live_map(make.snapshot(), catalogue()))
    return found


def company() -> MapMaker:
    make = MapMaker()
    make.system("Mail", "mail", department="Marketing")
    make.system("Crm", "crm", department="Sales")
    make.system("Erp", "erp", department="Finance")
    make.holding("Erp", "invoice")
    return make


def departments(make: MapMaker, ids) -> list[str]:
    return [make.snapshot().departments[i].name for i in ids]


def test_a_tool_is_tied_over_hubs_by_the_data_that_the_department_masters() -> None:
    make = company()
    make.system("Bus", "hub", department="IT")
    make.flow("Erp", "Bus", "invoice")
    make.flow("Bus", "Mail", "invoice")
    make.flow("Crm", "Mail", "invoice")
    found = only(make)
    assert departments(make, [tie.department for tie in found.tied]) == ["Finance"]
    assert found.tied[0].systems == tuple(make.system(n) for n in ("Erp", "Bus", "Mail"))
    assert departments(make, found.untied) == ["Sales"]
    assert (found.out_of, found.share) == (2, 0.5)


def test_data_that_changes_on_the_way_is_no_tie() -> None:
    make = company()
    make.system("Bus", "hub")
    make.flow("Erp", "Bus", "invoice")
    make.flow("Bus", "Mail", "contact")
    assert not only(make).tied


def test_by_hand_is_told_apart() -> None:
    make = company()
    make.flow("Erp", "Mail", "invoice", method=FlowMethod.MANUAL)
    found = only(make)
    assert not found.tied
    assert departments(make, [tie.department for tie in found.by_hand]) == ["Finance"]


@pytest.mark.parametrize("category", ["crm", "forms"])
def test_neither_the_own_department_nor_marketings_tools_are_a_back_end(category) -> None:
    make = MapMaker()
    make.system("Mail", "mail", department="Marketing")
    owner = "Marketing" if category == "crm" else "Sales"
    make.system("Other", category, department=owner)
    make.holding("Other", "contact")
    make.flow("Other", "Mail", "contact")
    found = only(make)
    assert (found.out_of, found.share) == (0, None)


CATEGORIES = ["crm", "mail", "erp", "hub", ""]
SYSTEMS = st.lists(
    st.tuples(st.sampled_from(CATEGORIES), st.sampled_from([None, "Sales", "Finance", "HR"])),
    min_size=2, max_size=6,
)  # fmt: skip
FLOWS = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(0, 5), st.sampled_from(["contact", "invoice", ""]),
        st.booleans(), st.sampled_from([FlowMethod.API, FlowMethod.API, FlowMethod.MANUAL]),
    ),
    max_size=9,
)  # fmt: skip
HELD = st.dictionaries(
    st.tuples(st.integers(0, 5), st.sampled_from(["contact", "invoice"])),
    st.sampled_from(HoldingRole), max_size=5,
)  # fmt: skip


@given(systems=SYSTEMS, flows=FLOWS, held=HELD)
def test_the_ties_are_those_of_a_search_over_all_paths(systems, flows, held):
    make = MapMaker()
    for i, (category, owner) in enumerate(systems):
        make.system(str(i), category, **({"department": owner} if owner else {}))
    legs = []
    for a, b, thing, two_way, method in flows:
        if a != b and max(a, b) < len(systems):
            make.flow(str(a), str(b), *([thing] if thing else []), two_way=two_way, method=method)
            legs += [(a, b, thing, method)] + [(b, a, thing, method)] * two_way
    held = {key: role for key, role in held.items() if key[0] < len(systems)}
    for (i, thing), role in held.items():
        make.holding(str(i), thing, role)
    found = {r.system: r for r in readiness_of(live_map(make.snapshot(), catalogue()))}
    tools = [i for i, (category, _) in enumerate(systems) if category == "mail"]
    assert set(found) == {make.system(str(i)) for i in tools}
    for tool in tools:
        one = found[make.system(str(tool))]
        expected = plain(systems, legs, held, tool)
        assert told(make, one) == expected


def told(make: MapMaker, one: Readiness) -> dict[str, str]:
    named = {tie.department: "tied" for tie in one.tied}
    named |= {tie.department: "by hand" for tie in one.by_hand}
    named |= dict.fromkeys(one.untied, "untied")
    return {make.snapshot().departments[i].name: state for i, state in named.items()}


def plain(systems, legs, held, tool) -> dict[str, str]:
    """What each department's data does, by trying every path."""
    states: dict[str, set[str]] = {}
    for i, (category, owner) in enumerate(systems):
        own = {t for (j, t), r in held.items() if j == i and r is HoldingRole.MASTER}
        nothing_said = not any(j == i for j, _ in held)
        things = {"contact"} if nothing_said and category == "crm" else own
        if not owner or owner == systems[tool][1]:
            continue
        for thing in things:
            states.setdefault(owner, {"untied"}).update(tries(systems, legs, i, tool, thing))
    order = ("tied", "by hand", "untied")
    return {name: next(s for s in order if s in found) for name, found in states.items()}


def tries(systems, legs, start, tool, thing) -> set[str]:
    found = set()
    stack = [(start, 0, False)]
    while stack:
        here, hops, by_hand = stack.pop()
        if here == tool and hops:
            found.add("by hand" if by_hand else "tied")
        if hops == MOST_HOPS or (hops and systems[here][0] != "hub"):
            continue
        stack += [
            (b, hops + 1, by_hand or method is FlowMethod.MANUAL)
            for a, b, carried, method in legs
            if a == here and carried in (thing, "")
        ]
    return found


def test_the_samples_marketo_is_hardly_tied_to_anything() -> None:
    snapshot = sample()
    found = {
        snapshot.systems[one.system].name: one
        for one in readiness_of(live_map(snapshot, load_catalogue()))
    }
    assert {"Marketo Engage", "Mailchimp", "Salesloft", "Braze"} <= set(found)
    assert found["Mailchimp"].tied == ()
    assert found["Marketo Engage"].out_of >= 5
    assert all((one.share or 0) < 0.5 for one in found.values())
