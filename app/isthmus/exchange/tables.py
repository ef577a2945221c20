"""Sheets made out: where the header stands, what the columns hold, what the sheet is for."""

from collections.abc import Sequence
from dataclasses import fields, replace

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import SHEET_AS_RECOGNISED, SKIPPED, SheetChoice
from isthmus.exchange.folding import fold, shown_header
from isthmus.exchange.grid import Grid, cell_name, column_name, is_blank
from isthmus.exchange.headers import candidates, language_of
from isthmus.exchange.heading import find_header, headings_of
from isthmus.exchange.holdinglists import as_holdings, with_ends
from isthmus.exchange.matrices import matrix_of
from isthmus.exchange.ours.tables import our_table
from isthmus.exchange.profile import Profile, profile
from isthmus.exchange.proposal import (
    CAPABILITIES,
    CUSTOM,
    DATA_MATRIX,
    DATA_OBJECTS,
    DEPARTMENTS,
    FLOWS,
    HOLDINGS,
    IGNORED,
    MATRIX,
    MIXED,
    PROPERTIES,
    SYSTEMS,
)
from isthmus.exchange.recognition import Heading, Meaning, recognise
from isthmus.exchange.sheetkinds import (
    is_headed_as_type,
    is_list_of_people,
    types_of,
)
from isthmus.exchange.table import ENDS, Column, FlowTable, Table
from isthmus.exchange.values import is_placeholder
from isthmus.exchange.vocabulary import (
    FLOW_FIELDS,
    HOLDING_FIELDS,
    LINK_FIELDS,
    PROPERTY_FIELDS,
    SYSTEM_FIELDS,
    words,
)

__all__ = ["Column", "Table", "fields_of", "make_table", "remade", "type_column", "with_fields"]

_SURE = 0.6
"""Least score of the columns that make a sheet one of flows, or of properties."""
_TYPES = 80
"""Different types of elements that a column names at most."""


def make_table(
    grid: Grid, catalogue: Catalogue, choice: SheetChoice = SHEET_AS_RECOGNISED, number: int = 0
) -> Table:
    """The sheet made out as the user wants it; ignored sheets too, with the reason."""
    if not choice.hidden:
        if grid.hidden:
            why = "The sheet is hidden, and hidden ones are to be left out."
            return Table(grid, IGNORED, why, number=number)
        grid = grid.without_hidden()
    if own := our_table(grid, choice, number):
        return own
    filled = [row for row in range(len(grid.rows)) if not is_blank(grid.rows[row])]
    if not filled:
        return Table(grid, IGNORED, f"The sheet is empty.{_faulty(grid)}", number=number)
    header = choice.header_row - 1 if choice.header_row else find_header(grid, filled)
    if header is None or header >= len(grid.rows):
        why = f"No row of it has headers that an inventory has.{_faulty(grid)}"
        unheaded = Table(grid, IGNORED, why, rows=tuple(filled), number=number)
        return matrix_of(unheaded, catalogue, role=_matrix(choice)) or unheaded
    grid = _carried_down(grid, header)
    rows = tuple(row for row in filled if row > header)
    headings = headings_of(grid, header, rows)
    profiles = [_profile(grid, rows, column) for column in range(len(headings))]
    language = language_of(h.own for h in headings)
    table = Table(grid, IGNORED, "", header, (), rows, language, number=number)
    judged = _judged(table, headings, profiles, catalogue)
    return _chosen(judged, choice, headings, profiles, catalogue)


def remade(table: Table, rows: tuple[int, ...], role: str, why: str, catalogue: Catalogue) -> Table:
    """Some rows of a sheet as a table of their own, whose columns are recognised by them.

    It has a grid of its own too, since what is counted is counted by grid.
    """
    headings = headings_of(table.grid, table.header or 0, rows)
    profiles = [_profile(table.grid, rows, column) for column in range(len(headings))]
    meanings = recognise(headings, profiles, fields_of(role), catalogue)
    columns = _columns(table, headings, profiles, meanings)
    grid = replace(table.grid)
    return replace(table, grid=grid, rows=rows, role=role, why=why, columns=columns)


def _chosen(
    table: Table,
    choice: SheetChoice,
    headings: list[Heading],
    profiles: list[Profile],
    catalogue: Catalogue,
) -> Table:
    """The table as the user wants it read, where that is not as recognised."""
    role = choice.role or table.role
    if role != table.role and _matrix(choice):
        matrix = matrix_of(table, catalogue, role=role)
        if matrix is None:
            return replace(table, role=IGNORED, why=_NO_MATRIX)
        table = replace(matrix, why=f"So it was chosen. {matrix.why}")
    elif role != table.role:
        meanings = recognise(headings, profiles, fields_of(role), catalogue)
        columns = _columns(table, headings, profiles, meanings)
        table = replace(table, role=role, why="So it was chosen.", columns=columns)
        table = with_ends(table) if role == HOLDINGS else table
    chosen = with_fields(table, choice)
    lacking = [field for field in _NEEDED.get(role, ()) if not chosen.of(field)]
    if lacking:
        named = " and ".join(f"the {field.replace('_', ' ')}" for field in lacking)
        return replace(chosen, role=IGNORED, why=f"Choose the column that holds {named}.")
    return chosen


def fields_of(role: str) -> tuple[str, ...]:
    """What the columns of a sheet may hold, by its role; of most, what those of systems do."""
    return _FIELDS.get(role, SYSTEM_FIELDS)


_FIELDS: dict[str, tuple[str, ...]] = {
    FLOWS: FLOW_FIELDS, PROPERTIES: PROPERTY_FIELDS, MATRIX: ("source", "target"),
    DATA_MATRIX: ("name", "data_objects"), HOLDINGS: HOLDING_FIELDS,
    DATA_OBJECTS: ("name", "id", "description", "personal_data", "regulations", "regions"),
    DEPARTMENTS: ("name", "id", "parent", "is_it"),
    CAPABILITIES: ("name", "id", "description", "parent"),
}  # fmt: skip


def _matrix(choice: SheetChoice) -> str:
    """The kind of matrix that the user says a sheet is; '' if none."""
    return choice.role if choice.role in (MATRIX, DATA_MATRIX) else ""


_NO_MATRIX = "It was chosen as a matrix, but no columns of marks are named in it."
_NEEDED = {
    SYSTEMS: ("name",), MIXED: ("name",), FLOWS: ("source", "target"),
    PROPERTIES: PROPERTY_FIELDS, DATA_OBJECTS: ("name",), DEPARTMENTS: ("name",),
    CAPABILITIES: ("name",), HOLDINGS: ("system", "data_object"),
}  # fmt: skip
"""Without which columns a sheet cannot be read as what it is said to be."""


def with_fields(table: Table, choice: SheetChoice) -> Table:
    """The table with the fields that the user chose, where a sheet of its role has such a field."""
    may = {*fields_of(table.role), CUSTOM, SKIPPED}
    chosen = {index: field for index, field in choice.fields.items() if field in may}
    if not chosen:
        return table
    kept = replace(choice, fields=chosen)
    return replace(table, columns=tuple(_as_chosen(column, kept) for column in table.columns))


def _as_chosen(column: Column, choice: SheetChoice) -> Column:
    field = choice.fields.get(column.index)
    if field is None or field == column.field:
        return column
    return replace(column, field=field, score=1.0, reason="chosen by hand")


def _carried_down(grid: Grid, header: int) -> Grid:
    """The sheet with what cells merged over several rows say in each of these rows."""
    rows = list(grid.rows)
    for top, left, bottom, _ in grid.merged:
        if header < top < bottom < len(rows) and left < len(rows[top]):
            for row in range(top + 1, bottom + 1):
                if left < len(rows[row]) and rows[row][left] == "":
                    rows[row] = [*rows[row][:left], rows[top][left], *rows[row][left + 1 :]]
    return replace(grid, rows=rows)


def _faulty(grid: Grid) -> str:
    """Tell of a sheet that is not read how many of its cells are empty only for their faults."""
    if not grid.faults:
        return ""
    (row, column), why = next(iter(grid.faults.items()))
    named = f"{len(grid.faults)} of its cells, first {cell_name(row, column)}, hold {why}"
    return f" {named}; open it in Excel, mend it and save it."


def _profile(grid: Grid, rows: Sequence[int], column: int) -> Profile:
    cells = (grid.rows[row] for row in rows[:1000])
    return profile(row[column] for row in cells if column < len(row))


def _judged(
    table: Table, headings: list[Heading], profiles: list[Profile], catalogue: Catalogue
) -> Table:
    """The table with its role, by what its columns can hold."""
    as_flows = recognise(headings, profiles, FLOW_FIELDS, catalogue)
    as_systems = recognise(headings, profiles, SYSTEM_FIELDS, catalogue)
    systems = replace(table, columns=_columns(table, headings, profiles, as_systems))
    if not table.rows:
        return replace(systems, why="There is a header and nothing below it.")
    if matrix := matrix_of(table, catalogue):
        return matrix
    if _is_flows(as_flows, as_systems) and not _lists_systems(systems):
        columns = _columns(table, headings, profiles, as_flows)
        flows = replace(table, role=FLOWS, why=_says(columns, "flows"), columns=columns)
        return _with_more_ends(flows)
    listed = _as_properties(table, headings, profiles, catalogue) or as_holdings(systems)
    if listed:
        return listed
    systems = _with_name(systems, profiles)
    if why := _why_not(systems, headings):
        return replace(systems, why=why)
    linked = any(column.field in LINK_FIELDS for column in systems.columns)
    role = MIXED if linked else SYSTEMS
    return replace(systems, role=role, why=_says(systems.columns, "systems"))


def _with_more_ends(table: Table) -> Table:
    """The list of flows; columns of an end stand in for the first one, if never both are filled."""
    columns = [_standing_in(table, column) for column in table.columns]
    if columns == list(table.columns):
        return table
    kept = {one.name: getattr(table, one.name) for one in fields(table)}
    return FlowTable(**{**kept, "columns": tuple(columns)})


def _standing_in(table: Table, column: Column) -> Column:
    """The column, as one more of an end if it can be nothing else."""
    meant = {c.field for c in candidates(column.header) if c.score >= 1 and not c.weak}
    for end in ENDS if column.field == CUSTOM else ():
        first = table.of(end)[0]
        both = (table.text(row, first) and table.text(row, column) for row in table.rows)
        if end in meant and not any(both) and any(table.text(row, column) for row in table.rows):
            reason = f"it stands in for '{first.header[:60]}' where that is empty"
            return replace(column, field=end, score=first.score, reason=reason)
    return column


def _lists_systems(table: Table) -> bool:
    """Whether some rows are systems by their type, though columns of flows stand beside."""
    column = type_column(table)
    return column is not None and types_of(table.text(row, column) for row in table.rows)[0] > 0


def _as_properties(
    table: Table, headings: list[Heading], profiles: list[Profile], catalogue: Catalogue
) -> Table | None:
    """The table as one of properties: an id, which property, its value, and next to nothing else.

    Archi writes one beside the elements when it exports a model as CSV.
    """
    meanings = recognise(headings, profiles, PROPERTY_FIELDS, catalogue)
    if {m.field for m in meanings if m.score >= _SURE} != set(PROPERTY_FIELDS):
        return None
    if len(meanings) > len(PROPERTY_FIELDS) + 1:
        return None
    why = "Each row gives a property of an element of another sheet: its ID, which, and what it is."
    columns = _columns(table, headings, profiles, meanings)
    return replace(table, role=PROPERTIES, why=why, columns=columns)


def _is_flows(as_flows: list[Meaning], as_systems: list[Meaning]) -> bool:
    """Whether a sheet's rows are flows: a source and a target, surer than any system's name."""
    scores = {meaning.field: meaning.score for meaning in as_flows}
    name = max((m.score for m in as_systems if m.field == "name"), default=0.0)
    ends = min(scores.get("source", 0.0), scores.get("target", 0.0))
    return ends >= _SURE and (name < 0.95 or ends >= name)


def _columns(
    table: Table, headings: list[Heading], profiles: list[Profile], meanings: list[Meaning]
) -> tuple[Column, ...]:
    """The columns that have a header or hold something."""
    used: set[str] = set()
    found = []
    for index, heading in enumerate(headings):
        if not heading.own and not profiles[index].filled:
            continue
        header = _unlike(shown_header(heading.own) or f"Column {column_name(index)}", used)
        cell = cell_name(table.header or 0, index)
        meaning = meanings[index]
        known = (meaning.field, meaning.score, meaning.reason)
        found.append(Column(index, header, cell, *known, column_name(index)))
    return tuple(found)


def _unlike(header: str, used: set[str]) -> str:
    """The header, numbered if another column has it already."""
    name, count = header, 1
    while name.casefold() in used:
        count += 1
        name = f"{header} ({count})"
    used.add(name.casefold())
    return name


def _with_name(table: Table, profiles: list[Profile]) -> Table:
    """A product names the system where nothing else does."""
    products = table.of("product")
    if table.of("name") or not products or profiles[products[0].index].distinct < 0.6:
        return table
    named = replace(products[0], field="name", reason="names the product, and nothing else names")
    columns = tuple(named if c == products[0] else c for c in table.columns)
    return replace(table, columns=columns)


def _why_not(table: Table, headings: list[Heading]) -> str:
    """Why a sheet's rows are no systems, in a sentence; '' if they are."""
    heads = {fold(heading.own) for heading in headings}
    if len(heads & words().dictionary_headers) >= 2:
        return "It explains fields and lists their values; it is no inventory."
    names = table.of("name")
    if not names:
        return _unnamed(table)
    return _of_another_kind(table, names[0]) or _of_other_types(table)


def _unnamed(table: Table) -> str:
    """Why a sheet without a column of names is ignored."""
    if other := other_kind(table.grid.name):
        return f"By its name it holds {other}, not systems."
    seen = ", ".join(f"'{column.header[:40]}'" for column in table.columns[:8])
    return f"No column of it could name a system; it has {seen}."


def _of_another_kind(table: Table, name: Column) -> str:
    """Why a sheet whose rows have names is no inventory; '' if it may be one."""
    known = {column.field for column in table.columns} - {CUSTOM}
    other = other_kind(table.grid.name)
    if not _names_something(table):
        return f"Its name column holds nothing but placeholders.{_faulty(table.grid)}"
    if other and (name.score < 0.9 or len(known) < 3):
        return f"By its name it holds {other}, not systems."
    if name.score < 0.9 and is_list_of_people(column.header for column in table.columns):
        return "By its headers it is a list of people, not of systems."
    if name.score < 0.75 and len(known) < 2:
        return "It has names and nothing else that an inventory tells of systems."
    return ""


def _of_other_types(table: Table) -> str:
    """Why a table whose column of types names none that a system has is no inventory."""
    column = type_column(table)
    if column is None:
        return ""
    texts = [text for row in table.rows if (text := table.text(row, column))]
    systems, others = types_of(texts)
    if systems or others < 0.8 * len(texts):
        return ""
    return f"By '{column.header[:60]}' ({column.cell}) its rows are {texts[0]}, not systems."


def type_column(table: Table) -> Column | None:
    """The column that says of what type of element a row is, None if none does."""
    for column in table.columns:
        if column.field in ("category", CUSTOM) and is_headed_as_type(column.header):
            texts = {text for row in table.rows if (text := table.text(row, column))}
            if texts and len(texts) <= _TYPES and sum(types_of(texts)) >= 0.8 * len(texts):
                return column
    return None


def _names_something(table: Table) -> bool:
    column = table.of("name")[0]
    return any(not is_placeholder(table.text(row, column)) for row in table.rows)


def other_kind(sheet: str) -> str:
    """What else than systems a sheet of this name holds; '' if it may be systems."""
    name = fold(sheet)
    return next((kind for kind, names in words().other_sheets.items() if name in names), "")


def _says(columns: tuple[Column, ...], kind: str) -> str:
    """Why the rows are of this kind."""
    first = ("name",) if kind == "systems" else ("source", "target")
    by = " and ".join(
        f"'{column.header[:60]}' ({column.cell})"
        for f in first
        for column in columns
        if column.field == f
    )
    verb = "names them" if kind == "systems" else "say between which systems"
    known = sum(column.field != CUSTOM for column in columns)
    return f"Its rows are {kind}: {by} {verb}; {known} of {len(columns)} columns recognised."
