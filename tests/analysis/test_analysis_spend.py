"""Spend by department and area, in the user's own rates, beside the figures of studies."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.asjson import as_json
from isthmus.analysis.check import check
from isthmus.analysis.standing import standings
from isthmus.catalogue.benchmarks import benchmarks_from, load_benchmarks
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.load import load_catalogue
from isthmus.model.rates import NO_RATES, Rates
from isthmus.model.records import Side
from isthmus.paths import resources
from support.mapmaker import MapMaker

CATALOGUE = load_catalogue()
RATES = Rates({"usd": Decimal("0.5"), "CHF": Decimal("1.1")})


def company() -> MapMaker:
    make = MapMaker()
    for name, category, owner, cost, currency in (
        ("Mail", "email-campaigns", "Marketing", 100, ""),
        ("Social", "social-media", "Marketing", 40, "USD"),
        ("Crm", "crm", "IT", 300, "eur"),
        ("Ads", "advertising", "IT", 60, ""),
        ("Own", "", "Sales", 7, ""),
        ("Far", "crm", "Sales", 9, "JPY"),
        ("Open", "crm", "Sales", None, ""),
    ):
        amount = None if cost is None else Decimal(cost)
        make.system(name, category, department=owner, annual_cost=amount, currency=currency)
    return make


def test_areas_add_up_to_what_departments_do():
    snapshot = company().snapshot()
    metrics = check(snapshot, CATALOGUE, rates=RATES).metrics
    rows = {row.name: (row.inside_it, row.outside_it) for row in metrics.spend_areas}
    assert rows == {
        "CRM and demand generation": (Decimal(360), Decimal(100)),
        "Social media": (Decimal(0), Decimal(20)),
        "": (Decimal(0), Decimal(7)),
    }
    assert [row.name for row in metrics.spend_areas][-1] == ""
    assert (metrics.spend_inside, metrics.spend_outside) == (Decimal(360), Decimal(127))


def test_unknown_costs_and_those_without_a_rate_are_counted_apart_and_named():
    snapshot = company().snapshot()
    shown = as_json(snapshot, check(snapshot, CATALOGUE, rates=RATES))["metrics"]
    assert shown["costs_unrecorded"] == ["Open"]
    assert shown["costs_without_rate"] == ["Far"]
    assert shown["costs_unknown"] == 2
    shown = as_json(snapshot, check(snapshot, CATALOGUE))["metrics"]
    assert shown["costs_without_rate"] == ["Far", "Social"]


def test_the_maps_figures_stand_beside_those_of_the_studies():
    found = standings(company().snapshot(), CATALOGUE, load_benchmarks(), RATES)
    ours = {each.benchmark.key: each.share for each in found}
    assert ours["outside-on-top"] == pytest.approx(127 / 360)
    assert ours["marketing-bought-by-marketing"] == pytest.approx(120 / 180)
    assert ours["marketing-influenced-by-marketing"] == pytest.approx(120 / 180)
    assert ours["marketing-of-cmo-budget"] is None
    assert ours["marketing-of-cio-budget"] == pytest.approx(60 / 360)
    assert all(each.benchmark.source.title and each.benchmark.year for each in found)


def test_an_empty_map_has_no_shares_to_compare():
    found = standings(MapMaker().snapshot(), CATALOGUE, load_benchmarks())
    assert [each.share for each in found] == [None] * 5


def test_the_benchmarks_are_the_figures_that_the_founding_texts_give():
    found = load_benchmarks()
    assert [(b.share, b.words) for b in found.figures.values()] == [
        (0.4, ""), (0.3, ""), (None, "almost half"), (0.1575, ""), (0.123, ""),
    ]  # fmt: skip
    given = {(a.area, a.side, a.driver): a.share for a in found.answers}
    assert given == {
        ("big-data", Side.BUSINESS, "Marketing"): 0.33,
        ("big-data", Side.BUSINESS, "IT"): 0.22,
        ("big-data", Side.IT, "IT"): 0.42,
        ("big-data", Side.IT, "Marketing"): 0.13,
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("share = 0.40", "share = 40", "outside-on-top: 'share' is missing or no number"),
        ("share = 0.40\n", "", "outside-on-top: 'share' is missing"),
        ('source = "ceb"', 'source = "nobody"', "'source' refers to 'nobody'"),
        ('area = "big-data"', 'area = "moon"', "'area' refers to 'moon'"),
        ('side = "it"', 'side = "both"', "'side' is 'both'"),
        ('says = "Technology', 'sayz = "Technology', "'says' is missing"),
        ("[figures.outside-on-top]", "[figure.x]", "this table is not known"),
    ],
)
def test_a_faulty_file_of_benchmarks_is_refused_by_name(tmp_path: Path, old, new, told):
    text = (resources() / "benchmarks/benchmarks.toml").read_text("utf-8")
    assert old in text
    path = tmp_path / "benchmarks.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError, match="benchmarks") as caught:
        benchmarks_from(path, CATALOGUE.sources, CATALOGUE.areas)
    assert told in str(caught.value)


@given(
    amount=st.decimals(0, 10**9, places=2),
    rate=st.decimals("0.0001", 1000, places=4),
    code=st.sampled_from(["usd", "USD", " Usd "]),
)
def test_a_rate_is_what_one_unit_is_worth(amount, rate, code):
    rates = Rates({"USD": rate})
    assert rates.converted(amount, code, "EUR") == amount * rate
    assert rates.converted(amount, "eur", "EUR") == amount == rates.converted(amount, "", "EUR")
    assert rates.converted(amount, "GBP", "EUR") is None
    assert NO_RATES.converted(amount, code, "EUR") is None


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "Infinity"])
def test_a_rate_that_is_no_rate_is_refused(rate):
    with pytest.raises(ValueError, match="USD"):
        Rates({"USD": Decimal(rate)})
