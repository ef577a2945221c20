from datetime import date

import pytest

from isthmus.report.words import (
    counted,
    day,
    in_words,
    joined,
    listed,
    percent,
    told,
)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (0.001, "<1%"), (0.395, "40%"), (0.68, "68%"), (0.999, ">99%"), (1, "100%"),
     (12.5, "1,250%")],
)  # fmt: skip
def test_percent_claims_none_or_all_only_where_it_is_so(share, text):
    assert percent(share) == text


def test_numbers_and_their_nouns():
    assert [counted(n, "system") for n in (0, 1, 2)] == ["0 systems", "1 system", "2 systems"]
    assert told(1, "new flow") == "one new flow"
    assert told(12, "system") == "twelve systems"
    assert in_words(25_000) == "25,000"


def test_lists_are_cut_with_the_count_of_what_is_left():
    names = [f"System {n:03}" for n in range(500)]
    text = listed(names, room=100)
    shown = text.count(",") + 1
    assert text.endswith(f" and {500 - shown} more")
    assert len(text) < 120
    assert listed(["a" * 5000, "b"], room=100).startswith("a" * 5000)
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined([]) == ""


def test_a_day_is_told_in_english_whatever_the_machine_speaks():
    assert day(date(2026, 11, 22)) == "22 November 2026"
