"""Amounts, dates, words and placeholders as people write them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.exchange.dates import DateReader
from isthmus.exchange.folding import fold_header
from isthmus.exchange.grid import cell_name, column_name, column_number, text_of
from isthmus.exchange.money import AmountReader, currency_code
from isthmus.exchange.values import is_placeholder, items_of, meaning, yes_no
from isthmus.exchange.vocabulary import phrases, words


@pytest.mark.parametrize(
    ("text", "language", "value", "currency"),
    [
        ("kr 420 000,-", "no", "420000", "NOK"),
        ("kr. 1.200,50", "da", "1200.50", "DKK"),
        ("1.234,56 €", "de", "1234.56", "EUR"),
        ("1.234 €", "de", "1234", "EUR"),
        ("1.234", "en", "1234", ""),
        ("35.500 €", "en", "35500", "EUR"),
        ("€ 3,600", "de", "3600", "EUR"),
        ("0.125", "en", "0.125", ""),
        ("$1,200", "en", "1200", "USD"),
        ("£ 3,600.50", "en", "3600.50", "GBP"),
        ("4,1 mill", "no", "4100000.0", ""),
        ("120k", "en", "120000", ""),
        ("1.5m EUR", "en", "1500000.0", "EUR"),
        ("2,5 Mio. €", "de", "2500000.0", "EUR"),
        ("85 TEUR", "de", "85000", "EUR"),
        ("CHF 1'250.00", "de", "1250.00", "CHF"),
        ("1 234 567,8", "fr", "1234567.8", ""),
        ("12 000 EUR / year", "en", "12000", "EUR"),
        ("-500", "en", "-500", ""),
        ("(500)", "en", "-500", ""),
        ("0,00 €", "de", "0.00", "EUR"),
        ("1,234,567", "de", "1234567", ""),
        ("1.234.567", "en", "1234567", ""),
    ],
)
def test_amounts(text: str, language: str, value: str, currency: str):
    amount = AmountReader([text], language).read(text)
    assert amount is not None
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["10-20k", "about ten", "see contract 12", "1.2.3-4", "", "12%"])
def test_what_is_no_amount(text: str):
    assert AmountReader([text]).read(text) is None


def test_a_column_of_machine_numbers_has_decimals_of_any_length():
    machine = AmountReader(["132.597", "36074.7"], "en").read("132.597")
    assert machine is not None
    assert machine.value == Decimal("132.597")


def test_hands_write_both_ways_in_one_column():
    reader = AmountReader(["18.400,00 €", "€ 3,600", "€ 84,000.00", "35.500 €"], "en")
    amounts = [reader.read(text) for text in ("18.400,00 €", "€ 3,600", "€ 84,000.00", "35.500 €")]
    assert [amount and amount.value for amount in amounts] == [18400, 3600, 84000, 35500]
    assert [bool(amount and amount.doubtful) for amount in amounts] == [False] * 3 + [True]


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from([",", "."]))
def test_amounts_come_back_from_either_way_of_writing(value: Decimal, mark: str):
    group = "." if mark == "," else ","
    text = f"{value:,.2f}".replace(",", "\0").replace(".", mark).replace("\0", group)
    amount = AmountReader([text]).read(text)
    assert amount is not None
    assert amount.value == value


@pytest.mark.parametrize(("text", "code"), [
    ("Cost (EUR)", "EUR"), ("Kostnad i kr", "NOK"), ("annual_cost_usd", "USD"), ("Coût €", "EUR"),
    ("Users", "")])  # fmt: skip
def test_currencies_in_headers(text: str, code: str):
    assert currency_code(text, "no") == code


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-03-05", (2024, 3, 5), (2024, 3, 5)),
        ("2024-03-05T10:00:00", (2024, 3, 5), (2024, 3, 5)),
        ("31.12.2027", (2027, 12, 31), (2027, 12, 31)),
        ("1.4.26", (2026, 4, 1), (2026, 4, 1)),
        ("Q4 2020", (2020, 10, 1), (2020, 12, 31)),
        ("2025-Q1", (2025, 1, 1), (2025, 3, 31)),
        ("3. Quartal 2026", (2026, 7, 1), (2026, 9, 30)),
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024.0", (2024, 1, 1), (2024, 12, 31)),
        ("01/2024", (2024, 1, 1), (2024, 1, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("15. März 2024", (2024, 3, 15), (2024, 3, 15)),
        ("1er août 2023", (2023, 8, 1), (2023, 8, 1)),
        ("March 3, 2024", (2024, 3, 3), (2024, 3, 3)),
        ("3 de mayo de 2022", (2022, 5, 3), (2022, 5, 3)),
        ("Dec 2026", (2026, 12, 1), (2026, 12, 31)),
        ("45123", (2023, 7, 16), (2023, 7, 16)),
    ],
)
def test_dates(text: str, start: tuple[int, int, int], end: tuple[int, int, int]):
    assert DateReader([text]).read(text) == date(*start)
    assert DateReader([text], end=True).read(text) == date(*end)


@pytest.mark.parametrize("text", ["15y 0m ago", "soon", "31.02.2024", "12", "a/b/c", "2024-13-01"])
def test_what_is_no_date(text: str):
    assert DateReader([text]).read(text) is None


def test_the_column_tells_whether_the_month_comes_first():
    assert DateReader(["03/04/2024", "12/31/2024"]).read("03/04/2024") == date(2024, 3, 4)
    assert DateReader(["03/04/2024", "31/12/2024"], month_first=True).read("03/04/2024") == date(
        2024, 4, 3
    )
    assert DateReader(["03/04/2024"], month_first=True).ambiguous


def test_dates_of_a_workbook_are_taken_as_they_are():
    assert DateReader([]).read(datetime(2024, 5, 1, 12, 0)) == date(2024, 5, 1)  # noqa: DTZ001
    assert DateReader([]).read(45123.0) == date(2023, 7, 16)
    assert DateReader([]).read(timedelta(1)) is None


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d"]))
def test_dates_come_back(day: date, form: str):
    text = day.strftime(form)
    assert DateReader([text]).read(text) == day


@pytest.mark.parametrize(
    "text", ["N/A", "n.a.", "-", "–", "TBD", "none", "Keine", "unbekannt", "Aucun", "n.v.t.",
             "ukjent", "sin datos", "#REF!", "?", " ", "nobody"],
)  # fmt: skip
def test_placeholders(text: str):
    assert is_placeholder(text.strip())


@pytest.mark.parametrize("text", ["NA Platform", "Nonesuch", "0", "C", "R", "X"])
def test_what_is_no_placeholder(text: str):
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("kind", "text", "value", "exact"),
    [
        ("lifecycle", "c)  Deployed – The use case is being actively used", "live", False),
        ("lifecycle", "d) Retired", "retired", True),
        ("lifecycle", "in Betrieb", "live", True),
        ("lifecycle", "uit te faseren", "phasing-out", True),
        ("lifecycle", "Emerging (Candidate)", "planned", False),
        ("hosting", "SaaS", "saas", True),
        ("hosting", "lokal server", "on-premises", True),
        ("hosting", "Microsoft Azure, West Europe", "cloud", False),
        ("criticality", "c) Not high-impact", "low", True),
        ("criticality", "a) High-impact", "high", True),
        ("criticality", "svært høy", "critical", True),
        ("criticality", "missionCritical", "critical", True),
        ("criticality", "2 - somewhat critical", "high", True),
        ("criticality", "4 - not critical", "low", True),
        ("criticality", "b) Presumed high-impact, but determined not high-impact", "low", True),
        ("method", "REST API over HTTPS", "api", False),
        ("method", "by hand", "manual", True),
        ("method", "CSV over SFTP", "file", False),
        ("two_way", "<->", "both", True),
        ("state", "geplant", "planned", True),
    ],
)
def test_words(kind: str, text: str, value: str, exact: bool):
    assert meaning(kind, text) == (value, exact)


def test_denied_words_do_not_count():
    assert meaning("lifecycle", "it is not live yet") is None


@pytest.mark.parametrize(("text", "value"), [
    ("Ja", True), ("Nei", False), ("Oui", True), ("X", True), ("Yes, partly", True),
    ("maybe", None),    ("nee", False), ("Sí", True)])  # fmt: skip
def test_yes_and_no(text: str, value: bool | None):
    assert yes_no(text) is value


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c",
        "• a\n• b\n• c",
        "1. a\n2. b\n3) c",
        "- a\n- b\n- c",
        "a | b | c",
        "a\r\nb\r\nN/A\r\nc",
    ],
)
def test_several_values_in_one_cell(text: str):
    assert items_of(text) == ["a", "b", "c"]


@pytest.mark.parametrize(("header", "folded"), [
    ("Use Case ID\n\n[Agency Abbrev.] – [#] ", "use case id agency abbrev"),
    ("Overordnet afdeling (påkrævet)", "overordnet afdeling"),
    ("Annual Cost (€)", "annual cost"),
    ("businessOwner: string", "business owner"),
    ("Products\xa0and\xa0Technologies ", "products and technologies"),
    ("app_name", "app name"),
    ("(#)", "")])  # fmt: skip
def test_headers_are_folded(header: str, folded: str):
    assert fold_header(header) == folded


@given(st.integers(0, 16_383))
def test_columns_are_named_as_excel_names_them(column: int):
    assert column_number(column_name(column)) == column + 1


def test_cells_and_texts():
    assert cell_name(6, 27) == "AB7"
    assert text_of(12.0) == "12"
    assert text_of(datetime(2024, 5, 1)) == "2024-05-01"  # noqa: DTZ001
    assert text_of(" a\xa0b ") == "a b"


def test_the_vocabulary_is_sound():
    assert all(phrase.text for phrase in phrases())
    languages = {phrase.language for phrase in phrases()}
    assert {"en", "de", "fr", "es", "nl", "no"} <= languages
    every_field = {phrase.field for phrase in phrases()}
    for language in ("en", "de", "fr", "es", "nl", "no"):
        spoken = {phrase.field for phrase in phrases() if phrase.language == language}
        assert every_field - spoken <= {"steward_in_business"}
    assert words().meanings["months"]["desember"] == "12"


def test_no_placeholder_ends_in_a_digit():
    """What ends in one is not looked up."""
    assert not [text for text in words().placeholders if text[-1:].isdigit()]
