"""A proposal as plain values for JSON, in the form that the command line promises."""

from dataclasses import asdict
from typing import Any

from isthmus.exchange.proposal import Problem, Proposal, SheetAccount


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """The account of a proposal: sheets, systems, flows and problems."""
    return {
        "sheets": [_sheet(sheet) for sheet in proposal.sheets],
        "systems": asdict(proposal.systems),
        "flows": asdict(proposal.flows),
        "problems": [_problem(problem) for problem in proposal.problems],
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
