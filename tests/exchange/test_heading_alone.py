"""A row at the bottom of a sheet that has a header's word in it is no header."""

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.grid import Grid
from isthmus.exchange.tables import make_table


def test_a_legend_is_read_from_its_first_row():
    rows = [["Kürzel", "Bedeutung"], ["P", "Geplant"], ["L", "Status: Live"], ["S", "Status"]]
    table = make_table(Grid("a.xlsx", "Legende", [list(row) for row in rows]), load_catalogue())
    assert table.role == "ignored"
    assert "nothing below" not in table.why


def test_an_empty_template_has_its_header_at_the_bottom():
    rows = [["Our inventory"], ["Application name", "Vendor", "IT owner"]]
    table = make_table(Grid("a.xlsx", "Apps", [list(row) for row in rows]), load_catalogue())
    assert table.header == 1
    assert table.why == "There is a header and nothing below it."
