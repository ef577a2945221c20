"""The accounts beside the findings, as plain values: the same whatever the ids and the order."""

import json
from dataclasses import replace
from datetime import date
from random import Random

from isthmus.analysis.accounts import Accounts, accounts_json
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot
from support.mapmaker import company
from support.otherids import other_ids
from support.portfolio import sample

DAY = date(2026, 12, 1)


def rendered(snapshot: Snapshot) -> str:
    return json.dumps(accounts_json(Accounts(snapshot, load_catalogue(), DAY)), indent=1)


def test_other_ids_in_another_order_give_the_same_bytes() -> None:
    for snapshot in (sample(), company(150, 400, load_catalogue())):
        assert rendered(other_ids(snapshot, Random(1))) == rendered(snapshot)


def test_other_names_change_nothing_but_names() -> None:
    tables = {name: dict(rows) for name, rows in sample().tables.items()}
    for ident, system in sample().systems.items():
        tables["systems"][ident] = replace(system, name=f"Qq {system.name}")
    assert rendered(Document(tables).snapshot()).replace("Qq ", "") == rendered(sample())


def test_a_system_that_has_nothing_adds_its_verdict_and_nothing_else() -> None:
    tables = {name: dict(rows) for name, rows in sample().tables.items()}
    odd = System(name="Odd one out")
    tables["systems"][odd.id] = odd
    before, after = (
        json.loads(rendered(sample())),
        json.loads(rendered(Document(tables).snapshot())),
    )
    added = [one for one in after["involvement"] if one["system"] == odd.name]
    assert [one["verdict"] for one in added] == ["IT steps back"]
    after["involvement"] = [one for one in after["involvement"] if one["system"] != odd.name]
    assert after == before


def test_the_customer_comes_first_among_the_views_and_names_stand_for_ids() -> None:
    told = json.loads(rendered(sample()))
    assert set(told) == {
        "data_objects", "customer_view", "return_readiness", "involvement", "compliance",
    }  # fmt: skip
    assert told["customer_view"][0]["data_object"] == "Customer"
    names = [one["data_object"] for one in told["customer_view"][1:]]
    assert names == sorted(names, key=str.casefold)
    customer = next(one for one in told["data_objects"] if one["name"] == "Customer")
    assert customer["masters"] == ["SAP S/4HANA"]
    assert not any(ident in json.dumps(told) for ident in sample().systems)


def test_an_empty_map_has_empty_accounts() -> None:
    told = accounts_json(Accounts(Document().snapshot(), load_catalogue(), DAY))
    assert not any(told[key] for key in told if key != "compliance")
    assert not any(told["compliance"].values())
