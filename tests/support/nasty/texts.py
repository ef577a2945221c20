"""Nasty text files: encodings, delimiters, line ends, quotes."""

from pathlib import Path

from support.nasty.case import HEADER, HUB, ROWS, Make, Nasty
from support.nasty.package import one_sheet

_CRM_SALES = {("CRM", "vendor"): "Acme", ("CRM", "department"): "Sales"}


def _text(text: str, encoding: str = "utf-8") -> Make:
    return lambda path: path.write_bytes(text.encode(encoding))


def _table(
    rows: list[list[str]], delimiter: str = ",", end: str = "\n", encoding: str = "utf-8"
) -> Make:
    return _text(end.join(delimiter.join(row) for row in rows) + end, encoding)


LANGUAGES = {
    "western-cp1252": ("cp1252", ["Anwendung", "Hersteller", "Abteilung"], [
        ["Gebührenrechnung", "Müller & Söhne", "Einkauf für Größen"],
        ["Système d'accès", "Société Générale", "Trésorerie"],
        ["Årsoppgjør", "Ålesund Næring", "Økonomi"]]),
    "polish-cp1250": ("cp1250", ["Nazwa aplikacji", "Dostawca", "Dział"], [
        ["Księgowość", "Łódzkie Usługi", "Dział Księgowości"],
        ["Zarządzanie ryzykiem", "Śląska Spółka", "Zarząd"]]),
    "czech-cp1250": ("cp1250", ["Aplikace", "Dodavatel", "Oddělení"], [
        ["Účetnictví", "Škoda Řešení", "Finanční účtárna"],
        ["Řízení přístupů", "Dům dětí", "Právní oddělení"]]),
    "cyrillic-cp1251": ("cp1251", ["Application name", "Vendor", "Department"], [
        ["Бухгалтерия", "Фирма Восток", "Отдел финансов"],
        ["Кадры", "Северный Ветер", "Отдел персонала"]]),
    "greek-8859-7": ("iso-8859-7", ["Application name", "Vendor", "Department"], [
        ["Λογιστήριο", "Ελληνικά Συστήματα", "Οικονομικά"],
        ["Μισθοδοσία", "Αθήνα Πληροφορική", "Διεύθυνση Προσωπικού"]]),
    "mac-roman": ("mac_roman", ["Anwendung", "Hersteller", "Abteilung"], [
        ["Gebührenrechnung", "Müller & Söhne", "Einkauf für Größen"],
        ["Système d'accès", "Société Générale", "Trésorerie"]]),
    "dos-cp850": ("cp850", ["Anwendung", "Hersteller", "Abteilung"], [
        ["Gebührenrechnung", "Müller & Söhne", "Einkauf für Größen"],
        ["Lagerübersicht", "Jäger KG", "Läden"]]),
    "japanese-shift-jis": ("shift_jis", ["Application name", "Vendor", "Department"], [
        ["顧客管理システム", "富士通", "営業部"], ["会計システム", "東京ソフト", "経理部"]]),
    "turkish-cp1254": ("cp1254", ["Application name", "Vendor", "Department"], [
        ["Müşteri yönetimi", "İstanbul Yazılım", "Satış"],
        ["Değişiklik kaydı", "Işık Bilişim", "Sağlık işleri"]]),
}  # fmt: skip


def _in_language(name: str) -> Nasty:
    encoding, header, rows = LANGUAGES[name]
    values = {(row[0], "vendor"): row[1] for row in rows}
    values |= {(row[0], "department"): row[2] for row in rows}
    return Nasty(
        f"{name}.csv",
        f"{encoding} that nothing says",
        _table([header, *rows], ";", encoding=encoding),
        tuple(row[0] for row in rows),
        values,
    )


def _encoded(file: str, encoding: str, bom: bytes = b"") -> Nasty:
    text = "".join(";".join(row) + "\r\n" for row in [HEADER, ["Größe", "Ærø", "Žižkov"], HUB])
    return Nasty(
        file,
        f"{encoding} {'with' if bom else 'without'} a byte-order mark",
        lambda path: path.write_bytes(bom + text.encode(encoding)),
        ("Größe", "Billing Hub"),
        {("Größe", "vendor"): "Ærø", ("Größe", "department"): "Žižkov"},
    )


def _delimited(file: str, name: str, delimiter: str) -> Nasty:
    return Nasty(file, f"{name} for a delimiter", _table(ROWS, delimiter), values=_CRM_SALES)


def _read(file: str, nastiness: str, text: str, **more: object) -> Nasty:
    return Nasty(file, nastiness, _text(text), **{"values": _CRM_SALES, **more})  # type: ignore[arg-type]


def _workbook(path: Path) -> None:
    one_sheet(path, ROWS)


_HEAD = ",".join(HEADER)

TEXTS: list[Nasty] = [
    *map(_in_language, LANGUAGES),
    _encoded("utf8-bom.csv", "utf-8", b"\xef\xbb\xbf"),
    _encoded("utf16-le-bom.csv", "utf-16-le", b"\xff\xfe"),
    _encoded("utf16-be-bom.csv", "utf-16-be", b"\xfe\xff"),
    _encoded("utf16-le.csv", "utf-16-le"),
    _encoded("utf16-be.csv", "utf-16-be"),
    Nasty("cyrillic-utf16.csv", "UTF-16 without a mark and with few Latin letters",
          _table([["Application name", "Vendor"], *[[f"Бухгалтерия № {n}", "Фирма Восток"]
                                                    for n in range(1, 4)]], ";",
                 encoding="utf-16-le"),
          tuple(f"Бухгалтерия № {n}" for n in range(1, 4))),
    _delimited("commas.csv", "commas", ","),
    _delimited("semicolons.csv", "semicolons", ";"),
    _delimited("tabs.tsv", "tabs", "\t"),
    _delimited("tabs-in.csv", "tabs under the ending of commas", "\t"),
    _delimited("bars.txt", "bars", "|"),
    _delimited("carets.csv", "carets", "^"),
    _delimited("tildes.csv", "tildes", "~"),
    Nasty("old-mac.csv", "line ends of old Macs (CR alone)", _table(ROWS, ",", "\r"),
          values=_CRM_SALES),
    Nasty("windows.csv", "line ends of Windows", _table(ROWS, ",", "\r\n"), values=_CRM_SALES),
    Nasty("declared.csv", "a line 'sep=' before the header",
          _table([["sep=;"], *ROWS], ";", "\r\n"), values=_CRM_SALES),
    Nasty("declared-old-mac.csv", "a line 'sep=' and line ends of old Macs",
          _table([["sep=;"], *ROWS], ";", "\r"), values=_CRM_SALES),
    Nasty("trailing.csv", "a delimiter at the end of each line",
          _table([[*row, "", ""] for row in ROWS]), values=_CRM_SALES),
    _read("quoted-newline.csv", "a newline within a quoted cell",
          f'{_HEAD},Note\nCRM,Acme,Sales,"one\ntwo"\nBilling Hub,Beta,Finance,\n',
          values={**_CRM_SALES, ("CRM", "custom:Note"): "one\ntwo"}),
    _read("quoted-delimiter.csv", "delimiters and quotes within quoted cells",
          f'{_HEAD}\n"CRM, the ""big"" one",Acme,"Sales"\nBilling Hub,Beta,Finance\n',
          systems=('CRM, the "big" one', "Billing Hub"), values={}),
    _read("stray-quote.csv", "a quotation mark out of place",
          f'{_HEAD}\nCRM,Acme,Sales\nBilling Hub,"Be"ta,Finance\n',
          told=(("", "quotation mark is out of place"),)),
    _read("longer-rows.csv", "rows longer than the header keep their cells",
          f"{_HEAD}\nCRM,Acme,Sales,more,,\nBilling Hub,Beta,Finance\n",
          values={**_CRM_SALES, ("CRM", "custom:Column D"): "more"},
          told=(("", "Row 2 has 4 cells"),)),
    _read("shorter-rows.csv", "rows shorter than the header",
          f"{_HEAD},Note,Colour\nCRM,Acme,Sales\nBilling Hub,Beta\n",
          values={**_CRM_SALES, ("Billing Hub", "department"): ""}),
    _read("blank-lines.csv", "blank lines and lines of delimiters alone",
          f"\n\n{_HEAD}\n\n,,\nCRM,Acme,Sales\n,,\n\nBilling Hub,Beta,Finance\n,,\n"),
    _read("bom-in-quotes.csv", "a byte-order mark before a quoted first header",
          '\ufeff"Application name","Vendor","Department"\nCRM,Acme,Sales\n'
          "Billing Hub,Beta,Finance\n"),
    _read("twice-marked.csv", "two byte-order marks, from a file joined to another",
          f"\ufeff\ufeff{_HEAD}\nCRM,Acme,Sales\nBilling Hub,Beta,Finance\n"),
    _read("error-cells.csv", "errors of formulas exported as text",
          f"{_HEAD}\nCRM,Acme,Sales\n#REF!,Beta,Finance\nBilling Hub,#N/A,#NAME?\n",
          values={**_CRM_SALES, ("Billing Hub", "vendor"): "",
                  ("Billing Hub", "department"): ""},
          told=(("A3", "#REF!"), ("B4", "#N/A"), ("C4", "#NAME?"))),
    Nasty("names-of-equals.csv", "text that looks like a formula stays text",
          _table([HEADER, ["=CRM()", "+Acme", "@Sales"], HUB]), ("=CRM()", "Billing Hub"),
          {("=CRM()", "vendor"): "+Acme"}),
    Nasty("really-a-workbook.csv", "a workbook under the ending of text",
          _workbook, values=_CRM_SALES,
          told=(("", "is a workbook, though its name says text"),)),
]  # fmt: skip

BROKEN_TEXTS = [
    Nasty("nothing.csv", "no bytes at all", _text(""), fault=("is empty",)),
    Nasty("mark-alone.csv", "a byte-order mark and nothing else", _text("\ufeff"),
          fault=("is empty",)),
    Nasty("blank.csv", "blanks and line ends alone", _text("  \n\n \n"), fault=("is empty",)),
    Nasty("zeros.csv", "bytes of zero in the midst",
          lambda path: path.write_bytes(f"{_HEAD}\nCRM,Ac\0me,Sales\n".encode()),
          fault=("not a text file", "line 2")),
    Nasty("one-line.csv", "a single line of 5 MB", _text(_HEAD + "\n" + "x" * 5_000_000),
          fault=("line 2", "4 million characters")),
    Nasty("open-quote.csv", "a quotation mark that is never closed",
          _text(f'{_HEAD}\nCRM,"Acme,Sales\n' + "Billing Hub,Beta,Finance\n" * 9_000),
          fault=("quotation mark",)),
    Nasty("half-utf16.csv", "UTF-16 cut within a letter",
          lambda path: path.write_bytes(b"\xff\xfe" + _HEAD.encode("utf-16-le") + b"x"),
          fault=("is damaged",)),
    Nasty("wide.csv", "a row of 3,000 cells", _text(_HEAD + "\n" + "x," * 3_000),
          fault=("row 2", "too large")),
]  # fmt: skip
