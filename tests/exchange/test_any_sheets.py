"""Whatever stands in the sheets of a workbook, and whatever is chosen: a true account, twice."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import AS_RECOGNISED, Choices, SheetChoice, SheetKey
from isthmus.exchange.errors import ImportFault
from isthmus.exchange.grid import Grid
from isthmus.exchange.importing import propose_from
from isthmus.exchange.intake import Intake, Source
from isthmus.exchange.proposal import HOLDINGS, ROLES, WAIVERS
from isthmus.exchange.vocabulary import FLOW_FIELDS, SYSTEM_FIELDS, phrases
from isthmus.model.document import Document
from support.workbooks import applied, assert_true_account

HEADERS = ["Type", "ID", "Name", "Key", "Value", "Source", "Target", "Parent", "Child",
           "from \\ to", "CRM", "ERP", "Customer", "Order", "displayName", "relToRequires",
           "Information System 1", "Information System 2", "", "Total"]  # fmt: skip
VALUES = ["", "x", "1", "0", "CRM", "ERP", "Shop", "Customer", "Order", "Application",
          "DataObject", "Interface", "UserGroup", "BusinessCapability", "API", "R", "CRUD", "Live",
          "2020-01-01", "12,5 €", "yes", "-", "Depends on::Used by", "a / b", "A; B", 3, 4.5, True,
          "Total", "Ünï", "=1+1", "#VALUE!", "e@x.org", "Sales", "string", "[0..1]"]  # fmt: skip
NAMES = ["Sheet1", "Information System", "Business Object", "Departments", "To - From"]

header = st.sampled_from(HEADERS) | st.sampled_from([phrase.text for phrase in phrases()])
row = st.lists(st.sampled_from(VALUES), max_size=7)


@st.composite
def grids(draw: st.DrawFn) -> tuple[Grid, ...]:
    """A few sheets, some below an inventory."""
    rows: list[list[list[Any]]] = draw(
        st.lists(
            st.tuples(
                st.lists(row, max_size=2),
                st.lists(header, min_size=1, max_size=7),
                st.lists(row, max_size=6),
            ).map(lambda parts: [*parts[0], parts[1], *parts[2]]),
            min_size=1,
            max_size=3,
        )
    )
    named = [
        Grid("a.xlsx", f"{draw(st.sampled_from(NAMES))} {number}", of_sheet)
        for number, of_sheet in enumerate(rows)
    ]
    apps: list[list[Any]] = [["Application", "Vendor"], ["CRM", "X"], ["ERP", "Y"], ["Shop", ""]]
    return (Grid("a.xlsx", "Apps", apps), *named) if draw(st.booleans()) else tuple(named)


def choices_of(draw: st.DrawFn, sheets: tuple[Grid, ...]) -> Choices:
    """What a user may have chosen, sensible or not."""
    roles = st.sampled_from([None, *sorted({*ROLES} - {HOLDINGS, WAIVERS})])
    field = st.sampled_from([*SYSTEM_FIELDS, *FLOW_FIELDS, "", "custom"])
    return Choices({
        SheetKey(0, grid.name): SheetChoice(
            role=draw(roles),
            header_row=draw(st.sampled_from([None, 1, 2])),
            fields=draw(st.dictionaries(st.integers(0, 5), field, max_size=2)),
        )
        for grid in sheets
    })  # fmt: skip


@given(data=st.data(), sheets=grids())
@settings(max_examples=150, deadline=None)
def test_any_sheets_are_accounted_for_and_stay_as_they_are(
    data: st.DataObject, sheets: tuple[Grid, ...]
):
    chosen = data.draw(st.booleans())
    choices = data.draw(st.composite(choices_of)(sheets)) if chosen else AS_RECOGNISED
    intake, base = Intake((Source("a.xlsx", sheets),)), Document().snapshot()
    try:
        first = propose_from(intake, load_catalogue(), base, choices)
        assert_true_account(first)
        after = applied(first)
        again = propose_from(intake, load_catalogue(), after, choices)
    except ImportFault:
        return
    assert_true_account(again, after)
    last = propose_from(intake, load_catalogue(), applied(again, after), choices)
    assert not last.change.deltas
