"""Who drives it: the distance of two sides' answers, the order, the study's own figures."""

import json
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.test_analysis_determinism import other_ids
from isthmus.analysis.agreement import Verdict, agreement_of, driver_name, total_variation
from isthmus.analysis.overlapjson import agreement_json
from isthmus.catalogue.benchmarks import load_benchmarks
from isthmus.catalogue.load import load_catalogue
from isthmus.model.records import PerceptionAnswer, Side
from isthmus.model.snapshot import Snapshot
from support.mapmaker import MapMaker

CATALOGUE = load_catalogue()
DRIVERS = ("it", "IT", "Marketing", "marketing", "Sales", "Both", "Digital IT")


def company(*answers: tuple[Side, str, str]) -> Snapshot:
    """A map with answers: whose, about an area's key or a system's name, and the driver."""
    make = MapMaker()
    for name in ("IT", "Marketing", "Sales"):
        make.department(name, is_it=name == "IT")
    make.department("Digital IT", is_it=True)
    for name in ("Mail", "Crm"):
        make.system(name)
    for side, about, driver in answers:
        fields = (
            {"technology_area": about}
            if about in CATALOGUE.areas
            else {"system": make.system(about)}
        )
        make._put("answers", PerceptionAnswer(side=side, driver=driver, **fields))
    return make.snapshot()


def test_the_strongest_disagreement_comes_first_and_silent_sides_last():
    found = agreement_of(
        company(
            (Side.IT, "Mail", "it"), (Side.BUSINESS, "Mail", "Marketing"),
            (Side.IT, "crm", "Digital IT"), (Side.BUSINESS, "crm", "it"),
            (Side.IT, "mobile", "it"), (Side.IT, "mobile", "it"), (Side.IT, "mobile", "Sales"),
            (Side.BUSINESS, "mobile", "IT"),
            (Side.BUSINESS, "Crm", "sales"),
            (Side.IT, "cloud", "it"),
        ),
        CATALOGUE,
    )  # fmt: skip
    told = [(each.name, each.verdict, each.disagreement) for each in found.subjects]
    assert told == [
        ("Mail", Verdict.DISAGREE, 1.0),
        ("Mobile", Verdict.PARTLY, pytest.approx(1 / 3)),
        ("CRM and demand generation", Verdict.AGREE, 0.0),
        ("Cloud computing", Verdict.ONLY_IT, None),
        ("Crm", Verdict.ONLY_BUSINESS, None),
    ]
    assert [each.name for each in found.disagreed] == ["Mail"]
    assert found.subjects[0].it_claims == 1.0
    assert found.subjects[1].it == {"IT": 2, "Sales": 1}
    assert found.unasked == ("big-data", "consumerisation", "customer-service", "social-media")
    assert found.answers == {Side.IT: 6, Side.BUSINESS: 4}


def test_the_studys_answers_stand_beside_those_of_its_area():
    snapshot = company((Side.IT, "big-data", "it"), (Side.IT, "crm", "it"))
    found = {s.area: s for s in agreement_of(snapshot, CATALOGUE, load_benchmarks()).subjects}
    study = {(a.side, a.driver): a.share for a in found["big-data"].study}
    assert study == {
        (Side.BUSINESS, "Marketing"): 0.33,
        (Side.BUSINESS, "IT"): 0.22,
        (Side.IT, "IT"): 0.42,
        (Side.IT, "Marketing"): 0.13,
    }
    assert found["crm"].study == ()


def test_a_driver_is_called_as_its_department_is():
    snapshot = company()
    ids = {department.name: i for i, department in snapshot.departments.items()}
    told = [driver_name(snapshot, text) for text in (" it ", ids["Digital IT"], ids["Sales"], "X")]
    assert told == ["IT", "IT", "Sales", "X"]


def test_a_map_without_answers_has_nothing_to_agree_on():
    found = agreement_of(company(), CATALOGUE)
    assert (found.subjects, found.answers, len(found.unasked)) == ((), {}, 7)


SAID = st.lists(st.sampled_from("abcd"), min_size=1, max_size=8)


@given(one=SAID, other=SAID)
def test_total_variation_is_the_most_that_any_set_of_drivers_differs_by(one, other):
    """Its other definition: the largest difference of what the two say of any set of drivers."""
    counts = Counter(one), Counter(other)
    most = Fraction(0)
    for bits in range(16):
        chosen = [d for at, d in enumerate("abcd") if bits >> at & 1]
        shares = [Fraction(sum(c[d] for d in chosen), sum(c.values())) for c in counts]
        most = max(most, shares[0] - shares[1])
    assert total_variation(one, other) == pytest.approx(float(most), abs=1e-6)
    assert total_variation(one, other) == total_variation(other, one)
    assert total_variation(one, one) == 0


ANSWER = st.tuples(
    st.sampled_from(Side), st.sampled_from(["crm", "mobile", "Mail", "Crm"]),
    st.sampled_from(DRIVERS),
)  # fmt: skip


@given(answers=st.lists(ANSWER, max_size=12), random=st.randoms(use_true_random=False))
def test_ids_and_the_order_of_answers_do_not_matter(answers, random):
    snapshot = company(*answers)
    shown = agreement_json(agreement_of(snapshot, CATALOGUE))
    again = agreement_json(agreement_of(other_ids(snapshot, random), CATALOGUE))
    assert json.dumps(shown) == json.dumps(again)
    told = [each["disagreement"] for each in shown["subjects"]]
    heard = [each for each in told if each is not None]
    assert heard == sorted(heard, reverse=True)
    assert all(0 <= each <= 1 for each in heard)
    assert sum(sum(s["it"].values()) + sum(s["business"].values()) for s in shown["subjects"]) == (
        len(answers)
    )
