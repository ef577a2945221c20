"""A proposal as plain values for JSON, in the form that the command line promises."""

from dataclasses import asdict
from typing import Any

from isthmus.exchange.proposal import Conflict, Missing, Problem, Proposal, SheetAccount


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """The account of a proposal: sheets, tallies, problems, and what is to be decided."""
    return {
        "sheets": [_sheet(sheet) for sheet in proposal.sheets],
        "systems": asdict(proposal.systems),
        "flows": asdict(proposal.flows),
        "others": asdict(proposal.others),
        "problems": [_problem(problem) for problem in proposal.problems],
        "alike": [
            {"name": one.name, "other": one.other, "score": one.score, "reason": one.reason}
            for one in proposal.matches
            if not one.joined
        ],
        "missing": [_missing(one) for one in proposal.missing],
        "conflicts": [_conflict(one) for one in proposal.conflicts],
        "editions": [asdict(one) for one in proposal.editions if one.earlier],
    }


def _missing(one: Missing) -> dict[str, Any]:
    return {
        "kind": one.table,
        "name": one.name,
        "file": one.cell.file,
        "sheet": one.cell.sheet,
        "cell": one.cell.cell,
        "fate": one.fate.value,
    }


def _conflict(one: Conflict) -> dict[str, Any]:
    return {
        "kind": one.key.table,
        "name": one.name,
        "field": one.key.field,
        "imported": one.imported,
        "mine": one.mine,
        "theirs": one.theirs,
        "file": one.cell.file,
        "sheet": one.cell.sheet,
        "cell": one.cell.cell,
        "kept": one.side.value,
    }


def _problem(one: Problem) -> dict[str, Any]:
    return {
        "severity": one.severity,
        "file": one.file,
        "sheet": one.sheet,
        "cell": one.cell,
        "message": one.message,
    }


def _sheet(sheet: SheetAccount) -> dict[str, Any]:
    columns = [
        {"cell": c.cell, "header": c.header, "field": c.field, "score": c.score}
        for c in sheet.columns
    ]
    return {
        "file": sheet.file,
        "name": sheet.name,
        "role": sheet.role,
        "why": sheet.why,
        "header_row": sheet.header_row,
        "rows": sheet.rows,
        "columns": columns,
    }
