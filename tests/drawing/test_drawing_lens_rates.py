"""The lens of spend counts costs in other currencies by the map's own rates."""

from decimal import Decimal

from isthmus.analysis.check import check
from isthmus.analysis.premises import Premises
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing.lens_spend import FOREIGN, spend, spend_by_size
from isthmus.drawing.reading import Reading
from isthmus.model.document import Document
from isthmus.model.rates import Rates
from isthmus.model.records import System
from isthmus.workspace import edits
from support.harbour import harbour_vale, system_id

MAIL, MOST = system_id("Mailchimp"), system_id("Salesforce")


def readings(document: Document) -> tuple[Reading, Reading]:
    catalogue, snapshot = load_catalogue(), document.snapshot()
    analysis = check(snapshot, catalogue)
    return spend(snapshot, analysis, catalogue), spend_by_size(snapshot, analysis, catalogue)


def test_a_cost_in_another_currency_is_ranged_and_sized_by_its_rate():
    document = harbour_vale()
    with document.edit("Costs in dollars") as tx:
        tx.change(System, MAIL, currency="usd")
    ranges, sizes = readings(document)
    assert (ranges.of[MAIL], sizes.of[MAIL]) == (FOREIGN, FOREIGN)
    edits.set_premises(document, Premises(rates=Rates({"USD": Decimal("3.2")})))
    ranges, sizes = readings(document)
    assert ranges.of[MAIL] == ranges.of[MOST]
    assert sizes.sizes[MAIL] == sizes.sizes[MOST] == 1.0
