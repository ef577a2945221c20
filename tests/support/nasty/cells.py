"""Nasty cells: placeholders, dates, money, numbers, several values."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from support.nasty.case import BOTH, Nasty
from support.nasty.package import Raw, one_sheet, rows_xml, sheet_xml, xlsx

_EOL = ["Application name", "Vendor", "End of life"]


def _cells(
    file: str, nastiness: str, header: str, cells: Sequence[object], read: Sequence[object],
    field: str, **more: object,
) -> Nasty:  # fmt: skip
    """A column of cells, and what each is to be read as."""
    names = [f"System {word}" for word in _WORDS[: len(cells)]]
    rows = [["Application name", "Vendor", header]]
    rows += [[name, "Acme", cell] for name, cell in zip(names, cells, strict=True)]
    values = {(name, field): value for name, value in zip(names, read, strict=True)}
    return Nasty(file, nastiness, lambda path: one_sheet(path, rows), tuple(names), values, **more)  # type: ignore[arg-type]


_WORDS = ("Amber", "Birch", "Cobalt", "Dune", "Ember", "Fjord", "Grove", "Heath", "Isle", "Jade",
          "Knoll", "Larch", "Marsh", "Nook", "Oasis", "Pine", "Quartz", "Reed", "Stone", "Thorn",
          "Umber", "Vale", "Wharf", "Yew", "Zephyr")  # fmt: skip

_PLACEHOLDERS = ["N/A", "-", "–", "TBD", "???", "keine", "k. A.", "aucun", "sans objet", "ninguno",
                 "geen", "n.v.t.", "ingen", "ukjent", "okänd", "ukendt", "nenhum", "nessuno",
                 "(blank)", "brak", "nie dotyczy", "ei tiedossa", "žádný"]  # fmt: skip

_DATES = ["Q4 2020", "31.12.27", "31.12.2027", "2027-12-31", "2027/12/31", "März 2026",
          "31 december 2027", "T3/2026", "2026", "déc. 2025", 46387, "46387", "tbd",
          "31-dic-2027", "12.2027", "2027-12-31T00:00:00Z", "20271231"]  # fmt: skip
_READ_DATES = [date(2020, 12, 31), date(2027, 12, 31), date(2027, 12, 31), date(2027, 12, 31),
               date(2027, 12, 31), date(2026, 3, 31), date(2027, 12, 31), date(2026, 9, 30),
               date(2026, 12, 31), date(2025, 12, 31), date(2026, 12, 31), date(2026, 12, 31),
               None, date(2027, 12, 31), date(2027, 12, 31), date(2027, 12, 31),
               date(2027, 12, 31)]  # fmt: skip

_MONEY = ["1.234,56 €", "1'234.50 CHF", "(1,200)", "£1.2m", "4,1 mill", "kr 420 000,-",
          "420\u202f000", "1\xa0234,5", "EUR 12.5k", "1 200 000 zł", "USD 1,234.56",
          "-300", "300-", "12.500.000", "1,5 Mio. €", "€ 900,–", "0", "ca. 5000"]  # fmt: skip
_READ_MONEY = [Decimal(text) for text in (
    "1234.56", "1234.50", "-1200", "1200000", "4100000", "420000", "420000", "1234.5", "12500",
    "1200000", "1234.56", "-300", "-300", "12500000", "1500000", "900", "0", "5000")]  # fmt: skip

CELLS = [
    _cells("placeholders.xlsx", "placeholders in many languages", "Department", _PLACEHOLDERS,
           [""] * len(_PLACEHOLDERS), "department"),
    _cells("dates.xlsx", "dates in every way of writing them", "End of life", _DATES,
           _READ_DATES, "end_of_life"),
    _cells("ago.xlsx", "times counted back, which depend on the day they were written",
           "End of life", ["15y 0m ago", "2027-12-31"], [None, date(2027, 12, 31)], "end_of_life",
           told=(("C2", "'15y 0m ago' is no date"),)),
    _cells("american.xlsx", "dates that begin with the month", "End of life",
           ["12/31/2027", "03/04/2026"], [date(2027, 12, 31), date(2026, 3, 4)], "end_of_life"),
    _cells("european.xlsx", "dates that begin with the day", "End of life",
           ["31/12/2027", "03/04/2026"], [date(2027, 12, 31), date(2026, 4, 3)], "end_of_life"),
    _cells("no-such-day.xlsx", "a day that there is not", "End of life",
           ["31.02.2027", "2027-13-01", "31.12.2027"],
           [None, None, date(2027, 12, 31)], "end_of_life",
           told=(("C2", "'31.02.2027' is no date"), ("C3", "'2027-13-01' is no date"))),
    Nasty("since-1904.xlsx", "days counted from 1904",
          lambda path: xlsx(path, {"Apps": sheet_xml(rows_xml(
              [_EOL, ["CRM", "Acme", Raw('s="1"|<v>44925</v>')],
               ["Billing Hub", "Beta", Raw('s="1"|<v>44561</v>')]]))},
              properties='<workbookPr date1904="1"/>'), BOTH,
          {("CRM", "end_of_life"): date(2026, 12, 31),
           ("Billing Hub", "end_of_life"): date(2026, 1, 1)}),
    Nasty("serials-since-1904.xlsx", "days counted from 1904 without the format of dates",
          lambda path: xlsx(path, {"Apps": sheet_xml(rows_xml(
              [_EOL, ["CRM", "Acme", 44925], ["Billing Hub", "Beta", 44561]]))},
              properties='<workbookPr date1904="1"/>'), BOTH,
          {("CRM", "end_of_life"): date(2026, 12, 31),
           ("Billing Hub", "end_of_life"): date(2026, 1, 1)}),
    _cells("money.xlsx", "money in every way of writing it", "Annual cost", _MONEY, _READ_MONEY,
           "annual_cost"),
    _cells("no-money.xlsx", "words where money should be", "Annual cost",
           ["on request", "see contract", "5"], [None, None, Decimal(5)], "annual_cost",
           told=(("C2", "'on request' is no amount"), ("C3", "'see contract' is no amount"))),
    _cells("numbers-as-text.xlsx", "numbers as text, with blanks and no-break spaces", "Users",
           ["1200", " 1 200", "1\xa0200 ", "1,200", "'1200"], [1200] * 5, "users"),
    Nasty("text-as-numbers.xlsx", "names and vendors that are numbers or truths",
          lambda path: one_sheet(path, [["Application name", "Vendor", "Department"],
                                        [4711, 365, "Sales"], ["Billing Hub", True, 7]]),
          ("4711", "Billing Hub"),
          {("4711", "vendor"): "365", ("Billing Hub", "vendor"): "TRUE",
           ("Billing Hub", "department"): "7"}),
    _cells("truths.xlsx", "yes and no in every way", "Backbone",
           [True, "WAHR", "yes", "ja", "oui", "sí", "1", 1, "x", False, "nein", "non", 0, "FAUX"],
           [True] * 9 + [False] * 5, "backbone"),
    _cells("several-values.xlsx", "several values in one cell", "Regulations",
           ["GDPR, SOX", "GDPR; SOX", "GDPR\nSOX", "• GDPR\n• SOX", "GDPR | SOX", "1) GDPR\n2) SOX",
            "GDPR\r\nSOX", "- GDPR\n- SOX"], [("GDPR", "SOX")] * 8, "regulations"),
    Nasty("unseen-in-names.xlsx", "no-break spaces, marks of no width and line breaks in names",
          lambda path: one_sheet(path, [["Application name", "Vendor"],
                                        ["\u200bC\u00adRM\xa0", "Acme"],
                                        ["Billing\nHub ", "Be\u200bta"],
                                        ["CRM", "Acme"]]),
          values={("Billing Hub", "vendor"): "Beta"}, told=(("A4", "stands in"),)),
    Nasty("escaped.xlsx", "characters as Excel escapes them (_x000D_)",
          lambda path: one_sheet(path, [["Application name", "Vendor"], ["CRM_x000D_", "Acme"],
                                        ["Billing Hub", "Be_x0009_ta"]]),
          values={("CRM", "vendor"): "Acme"}),
    Nasty("quoted-printable.csv", "names as mails encode them",
          lambda path: path.write_text("Application name,Vendor\nGeb=C3=BChren,Acme\nCRM,Beta\n"),
          ("Geb=C3=BChren", "CRM"), {}),
    Nasty("long-name.xlsx", "a name of 360 characters",
          lambda path: one_sheet(path, [["Application name", "Vendor"], ["CRM" * 120, "Acme"],
                                        ["ERP", "Beta"], ["PIM", "Beta"], ["DAM", "Beta"]]),
          (("CRM" * 120)[:249] + "…", "ERP", "PIM", "DAM"), told=(("A2", "longer than 250"),)),
]  # fmt: skip
