"""What a map says that its plans keep to: kept as settings, read strictly, changed in one step."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.planning.efforts import Efforts
from isthmus.analysis.planning.plan import plan_bridges
from isthmus.analysis.planning.terms import FIGURES, Terms, settings_for, terms_of
from isthmus.analysis.planning.wishes import Wishes
from isthmus.catalogue.load import load_catalogue
from isthmus.cli import main
from isthmus.model.document import Document, empty_tables
from isthmus.model.records import Department, Setting
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map, save_map
from isthmus.workspace import edits

SAMPLE = resources() / "samples/harbour-vale.isthmus"

figures = st.decimals(0, 1000, places=1)
terms = st.builds(
    Terms,
    st.fixed_dictionaries({}, optional=dict.fromkeys(FIGURES, figures)).map(lambda d: Efforts(**d)),
    st.dictionaries(st.sampled_from(["Marketing", "Sales"]), figures),
    st.none() | st.integers(1, 50),
    st.integers(0, 3600).map(float),
)


TABLES = load_map(SAMPLE).tables


def sample() -> Document:
    return Document(TABLES, are_whole=True)


@settings(max_examples=40)
@given(terms)
def test_what_is_set_is_read_again_and_undone_in_one_step(wanted):
    document = sample()
    before = document.snapshot()
    names = {one.name for one in before.departments.values()}
    edits.set_plan_terms(document, wanted)
    kept = replace(wanted, budgets={n: d for n, d in wanted.budgets.items() if n in names})
    assert terms_of(document.snapshot()) == kept
    steps = len(document.steps)
    edits.set_plan_terms(document, wanted)
    assert len(document.steps) == steps
    if steps:
        document.undo()
    assert document.snapshot().same_content(before)
    assert document.undo_label is None


def test_the_usual_terms_need_no_settings():
    assert set(settings_for(sample().snapshot(), Terms()).values()) == {None}
    assert terms_of(sample().snapshot()) == Terms()


def test_a_budget_follows_its_department_and_ends_with_it():
    document = sample()
    edits.set_plan_terms(document, Terms(budgets={"Marketing": Decimal(8)}))
    marketing = next(d for d in document.snapshot().departments.values() if d.name == "Marketing")
    edits.rename(document, Department, marketing.id, "Brand")
    assert terms_of(document.snapshot()).budgets == {"Brand": Decimal(8)}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '"x"', '{"api": 3}', '{"api": "-1"}', '{"api": "NaN"}',
     '{"api": "1e9"}', '{"api": "x"}', "true", "-1", "0.5", "1e400", "[" * 10_000],
)  # fmt: skip
def test_what_cannot_be_read_is_as_if_it_were_not_there(text):
    document = sample()
    ids = settings_for(document.snapshot(), Terms())
    with document.edit("Nonsense") as tx:
        for ident in ids:
            if not (ident == "plan.per-wave" and text == "7"):
                tx.put(Setting(id=ident, value=text))
    found = terms_of(document.snapshot())
    assert replace(found, seconds=30.0) == Terms()
    assert found.seconds in (30.0, 7.0, 0.5)


def test_the_command_keeps_to_the_map_unless_an_option_says_otherwise(tmp_path, capsys):
    document, path = sample(), tmp_path / "map.isthmus"
    wanted = Terms(Efforts(api=Decimal(30)), {"Marketing": Decimal(9)}, per_wave=2)
    edits.set_plan_terms(document, wanted)
    save_map(path, document.snapshot().tables, ())

    def told(*words: str) -> dict:
        assert main(["plan", str(path), "--json", *words]) == 0
        return json.loads(capsys.readouterr().out)

    found = told()
    assert max(len(wave["flows"]) for wave in found["waves"]) == 2
    wishes = Wishes(budgets=wanted.budgets, per_wave=2, efforts=wanted.efforts)
    plan = plan_bridges(document.snapshot(), load_catalogue(), wishes)
    assert found["days"] == plan.effort / 10
    assert found["budgets_too_small"][0]["days"] == 9
    more = told("--budget", "marketing=1000", "--per-wave", "4")
    assert more["budgets_too_small"] == []
    assert max(len(wave["flows"]) for wave in more["waves"]) == 4


def test_an_empty_map_has_the_usual_terms():
    assert terms_of(Document(empty_tables()).snapshot()) == Terms()
