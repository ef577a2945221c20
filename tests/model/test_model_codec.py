"""Records to plain values and back: exact for what is right, strict with what is not."""

import json

import pytest
from hypothesis import given

from isthmus.model.codec import CodecError, from_plain, to_plain
from isthmus.model.fitness import unfit
from isthmus.model.records import Flow, Holding, System
from isthmus.model.viewing import Placement
from support.strategies import KINDS, any_record


@given(any_record())
def test_every_record_survives_the_way_through_json(made):
    table, record = made
    assert not list(unfit(table, record))
    text = json.dumps(to_plain(record), allow_nan=False)
    assert from_plain(type(record), json.loads(text)) == record


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_field_that_no_record_has_is_refused(kind):
    with pytest.raises(CodecError, match="no field 'surprise'"):
        from_plain(kind, {"surprise": 1})


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (System, {"id": 7, "name": "x"}),
        (System, {"name": None}),
        (System, {"name": "x", "hosting": "moon"}),
        (System, {"name": "x", "annual_cost": "NaN"}),
        (System, {"name": "x", "annual_cost": "a lot"}),
        (System, {"name": "x", "annual_cost": 12.5}),
        (System, {"name": "x", "users": True}),
        (System, {"name": "x", "users": 1.5}),
        (System, {"name": "x", "backbone": 2}),
        (System, {"name": "x", "go_live": "tomorrow"}),
        (System, {"name": "x", "regions": "EU"}),
        (System, {"name": "x", "regions": [1]}),
        (System, {"name": "x", "custom": [["only one"]]}),
        (System, {"name": "x", "origin": [["f", "s", "c"]]}),
        (System, {"name": "half \ud800"}),
        (System, {"name": "x", "regions": ["\udfff"]}),
        (Placement, {"view": "v", "system": "s", "x": float("inf"), "y": 2.0}),
        (Flow, {"source": "a"}),
        (Holding, {"system": "a", "data_object": "b", "role": ["master"]}),
        (Placement, {"view": "v", "system": "s", "x": "1", "y": 2.0}),
    ],
)
def test_what_does_not_fit_is_refused(kind, values):
    with pytest.raises(CodecError):
        from_plain(kind, values)


def test_missing_fields_get_defaults():
    assert from_plain(System, {"id": "s", "name": "CRM"}) == System(id="s", name="CRM")


@pytest.mark.parametrize("value", [0, 1])
def test_sqlites_truth_values_are_read(value):
    found = from_plain(System, {"name": "x", "backbone": value}).backbone
    assert found is bool(value)
