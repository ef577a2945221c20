"""How often a flow runs, in the words of inventories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.lineage.frequency import NOT_KNOWN, Frequency, Rhythm, frequency_of
from isthmus.analysis.lineage.freqwords import AT_ONCE, EVERY, MONTH, ON_DEMAND, UNITS


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("real time", 0), ("Real-Time", 0), ("Echtzeit", 0), ("temps réel", 0), ("i sanntid", 0),
        ("hourly", 1), ("Stündlich", 1), ("toutes les heures", 1), ("every hour", 1),
        ("every 15 min", 0.25), ("alle 15 Minuten", 0.25), ("15-minute batch", 0.25),
        ("PT15M", 0.25), ("1,5 h", 1.5), ("toutes les 2 heures", 2), ("cada 4 horas", 4),
        ("daily", 24), ("täglich", 24), ("Nightly at 02:00", 24), ("nächtlich", 24), ("24h", 24),
        ("každý den", 24), ("päivittäin", 24), ("nightly, 2 h", 24), ("daily at 6 h", 24),
        ("2x daily", 12), ("twice a day", 12), ("3 times a week", 56), ("weekly", 168),
        ("wöchentlich", 168), ("every Monday", 168), ("every 2 weeks", 336),
        ("every other week", 336), ("every second day", 48), ("every second", 1 / 3600),
        ("once a week", 168),
        ("monthly", MONTH), ("månedlig", MONTH), ("miesięcznie", MONTH), ("yearly", 12 * MONTH),
        ("weekdays", 72), ("real time, prices nightly", 24), ("hourly / weekly", 168),
    ],
)  # fmt: skip
def test_what_is_written_is_read_as_hours_between_two_runs(text: str, hours: float) -> None:
    assert frequency_of(text) == Frequency(Rhythm.REGULAR, pytest.approx(hours))


@pytest.mark.parametrize("text", ["on demand", "Ad hoc", "bei Bedarf", "à la demande", "handmatig",
                                  "after each event", "på forespørsel"])  # fmt: skip
def test_on_demand_says_no_hours(text: str) -> None:
    assert frequency_of(text) == Frequency(Rhythm.ON_DEMAND)


@pytest.mark.parametrize("text", ["", " ", "?", "see contract", "last run 12 days ago", "0 h",
                                  "SFTP", "02:00", "v2.3", "kept for 30 days"])  # fmt: skip
def test_what_is_unknown_is_said_to_be_unknown(text: str) -> None:
    assert frequency_of(text) is NOT_KNOWN


def test_no_word_means_two_things() -> None:
    words = [*AT_ONCE, *ON_DEMAND, *(word for each in EVERY.values() for word in each)]
    assert len(set(words)) == len(words)
    units = [word for each in UNITS.values() for word in each]
    assert len(set(units)) == len(units)


@pytest.mark.parametrize("word", [*AT_ONCE, *(word for each in EVERY.values() for word in each)])
def test_every_word_is_found_as_it_is_written(word: str) -> None:
    expected = next((h for h, each in EVERY.items() if word in each), 0.0)
    assert frequency_of(word.upper()).hours == pytest.approx(expected)


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    found = frequency_of(text)
    assert (found.hours is not None) is (found.rhythm is Rhythm.REGULAR)
    assert found.hours is None or found.hours >= 0


@given(st.integers(1, 999), st.sampled_from(sorted(w for each in UNITS.values() for w in each)))
def test_a_number_with_its_unit_is_so_many_of_it(number: int, unit: str) -> None:
    hours = next(h for h, words in UNITS.items() if unit in words)
    assert frequency_of(f"every {number} {unit}").hours == pytest.approx(number * hours)
