"""Overlaps and agreement as plain values, for `check --json`; names instead of ids."""

from collections.abc import Iterable
from typing import Any

from isthmus.analysis.agreement import Agreement, Subject
from isthmus.analysis.overlap import Overlap, OverlapGroup
from isthmus.analysis.standing import Standing
from isthmus.model.snapshot import Snapshot


def overlap_json(snapshot: Snapshot, groups: Iterable[OverlapGroup]) -> list[dict[str, Any]]:
    """A row a group; those that nothing but the category speaks for are told by name alone."""
    return [
        {
            "category": group.name,
            "likeness": group.likeness,
            "weak": group.weak,
            "systems": [snapshot.systems[i].name for i in group.systems],
            "merges": [_overlap(snapshot, each) for each in group.overlaps if not each.weak],
        }
        for group in groups
    ]


def _overlap(snapshot: Snapshot, overlap: Overlap) -> dict[str, Any]:
    systems = snapshot.systems
    kept, folded = systems[overlap.kept], systems[overlap.folded]
    return {
        "kept": kept.name,
        "folded": folded.name,
        "likeness": overlap.likeness,
        "reasons": list(overlap.reasons),
        "cautions": list(overlap.cautions),
        "users": {"kept": kept.users, "folded": folded.users},
        "shared": list(overlap.shared),
        "to_move": list(overlap.to_move),
        "rebuild": [
            {
                "source": systems[flow.source].name,
                "target": systems[flow.target].name,
                "data_objects": list(flow.data_objects),
            }
            for flow in overlap.rebuild
        ],
        "in_place": overlap.in_place,
        "between": overlap.between,
        "saved": None if overlap.saved is None else round(float(overlap.saved), 2),
    }


def agreement_json(agreement: Agreement) -> dict[str, Any]:
    """The subjects, the most disagreed on first."""
    return {
        "subjects": [_subject(each) for each in agreement.subjects],
        "disagreed": [each.name for each in agreement.disagreed],
        "unasked": list(agreement.unasked),
        "answers": {side.value: count for side, count in sorted(agreement.answers.items())},
    }


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "name": subject.name,
        "kind": "system" if subject.system else "area",
        "it": dict(subject.it),
        "business": dict(subject.business),
        "disagreement": subject.disagreement,
        "it_claims": subject.it_claims,
        "verdict": subject.verdict.value,
        "study": [
            {
                "side": answer.side.value,
                "driver": answer.driver,
                "share": answer.share,
                "source": answer.source.title,
                "year": answer.year,
            }
            for answer in subject.study
        ],
    }


def standing_json(standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """The map's figures beside those of the studies."""
    return [
        {
            "benchmark": each.benchmark.says,
            "source": each.benchmark.source.title,
            "year": each.benchmark.year,
            "theirs": each.benchmark.share,
            "ours": None if each.share is None else round(each.share, 4),
            "measured": each.measured,
        }
        for each in standings
    ]
