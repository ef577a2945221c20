"""What is said of a plan, held against the plan's own figures."""

from dataclasses import replace

import pytest

from isthmus.analysis.planning.plan import plan_bridges
from isthmus.analysis.planning.results import Left
from isthmus.analysis.planning.watch import Phase, Standing
from isthmus.analysis.planning.wishes import Wishes
from isthmus.analysis.results import FindingKind
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map
from isthmus.ui.planning.rows import LEFT, Shown
from isthmus.ui.planning.words import (
    best_words,
    closing_words,
    goal_words,
    in_days,
    part_done,
    proof_words,
    standing_words,
)

CATALOGUE = load_catalogue()
TABLES = load_map(resources() / "samples/harbour-vale.isthmus").tables
MAP = Document(TABLES, are_whole=True).snapshot()
PLAN = plan_bridges(MAP, CATALOGUE)
SHOWN = Shown(PLAN, MAP.systems, CATALOGUE)


def test_proof_says_what_is_proven_and_no_more():
    assert proof_words(PLAN, "") == f"{PLAN.effort / 10:g} days; proven cheapest"
    bounded = replace(PLAN, least=PLAN.effort * 9 // 10)
    said = proof_words(bounded, "time limit reached after 30 s")
    assert said.endswith("at most 10.0% from the cheapest (time limit reached after 30 s)")
    assert "proven" not in proof_words(replace(PLAN, points=PLAN.points - 1), "")
    assert "not known how far" in proof_words(replace(PLAN, least=0), "stopped")
    assert proof_words(replace(PLAN, waves=()), "") == "No flow to build"


def test_closing_says_what_is_left_and_why_there_is_nothing():
    assert closing_words(PLAN).startswith(f"{len(PLAN.flows)} flows in {len(PLAN.waves)} waves")
    assert f"{len(PLAN.leaves)} findings left open" in closing_words(PLAN)
    nothing = replace(PLAN, waves=(), closes=(), leaves=(), planned=())
    assert closing_words(nothing) == "There was nothing to close."
    planned = replace(nothing, planned=PLAN.closes)
    assert "planned on the map already" in closing_words(planned)
    left = replace(nothing, leaves=(Left(PLAN.closes[0], "no flow closes it"),))
    assert "why not stands below" in closing_words(left)


@pytest.mark.parametrize(
    ("tenths", "words"),
    [(10, "1 day"), (5, "0.5 days"), (1000, "100 days"), (12_345, "1,234.5 days")],
)
def test_days(tenths, words):
    assert in_days(tenths) == words


def test_how_far_it_is_only_ever_grows():
    told = [Standing(phase, done, 4) for phase in Phase for done in range(5)]
    parts = [part_done(one) for one in told]
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (0, 1)
    assert standing_words(Standing(Phase.STAGING, 1200, 3400)).endswith(": 1,200 of 3,400")
    assert best_words(Standing(Phase.CHOOSING)) == ""
    assert best_words(Standing(Phase.CHOOSING, best=100)) == "Best so far: 10 days"


def test_goal_words_of_few():
    assert goal_words(()) == "Nothing to close"
    island = next(one for one in PLAN.closes if one.kind is FindingKind.ROGUE_ISLAND)
    told_together = replace(island, systems=("a", "b", "c", "d"), islets=True)
    assert goal_words((told_together,)) == "Tie in 4 islands"
    assert goal_words(PLAN.closes[:1]) in {"Close 1 finding", "Tie in 1 island"}


def test_each_wave_has_its_bridges_between_its_heading_and_what_is_left_after_it():
    rows = SHOWN.rows({1}, {})
    at = 0
    for wave in PLAN.waves:
        size = len(wave.flows)
        assert rows[at].wave == wave
        assert rows[at].is_ticked == (wave.number == 1)
        assert tuple(row.flow for row in rows[at + 1 : at + 1 + size]) == wave.flows
        assert rows[at + 1 + size].is_note
        at += size + 2
    assert rows[at].key == LEFT
    assert len(rows) == at + 1
    opened = SHOWN.rows({1}, {}, is_open=True)
    assert len(opened) == len(rows) + len(PLAN.leaves)
    assert len({row.key for row in opened}) == len(opened)


def test_a_ready_connector_names_its_source_and_each_finding_is_told():
    cheap = [flow for flow in PLAN.flows if "ready connector" in flow.notes]
    assert cheap
    for flow in cheap:
        products = [MAP.systems[end].product for end in (flow.source, flow.target)]
        keys = {
            k for p in products if p in CATALOGUE.products for k in CATALOGUE.products[p].connectors
        }
        titles = {CATALOGUE.sources[key].title.split(",")[0] for key in keys}
        assert any(title in SHOWN.why_cheaper(flow) for title in titles)
    for flow in PLAN.flows:
        assert len(SHOWN.closed_by(flow)) == len(set(flow.closes) & {f.key for f in PLAN.closes})


def test_a_system_that_is_gone_harms_nothing():
    shown = Shown(PLAN, {}, CATALOGUE)
    assert all("gone" in row.title for row in shown.rows((), {}) if row.flow)
    assert [shown.why_cheaper(flow) for flow in PLAN.flows]


def test_limits_that_are_too_tight_are_told():
    plan = plan_bridges(MAP, CATALOGUE, Wishes(per_wave=1, waves=3))
    titles = [row.title for row in Shown(plan, MAP.systems, CATALOGUE).rows((), {})]
    assert f"Without limits it would take {plan.needed} flows" in titles
