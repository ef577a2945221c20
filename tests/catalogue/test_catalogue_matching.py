"""Names as inventories write them, recognised; and what only looks like a product, left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.naming import fold, is_version, squeeze, tokens
from isthmus.catalogue.types import Product
from isthmus.model.records import System

CATALOGUE = load_catalogue()
NAMED = [
    (product, name)
    for product in CATALOGUE.products.values()
    for name in (product.name, *product.synonyms)
]


@pytest.mark.parametrize(
    ("name", "vendor", "key"),
    [
        ("SFDC", "", "salesforce-sales-cloud"),
        ("Sales Cloud", "", "salesforce-sales-cloud"),
        ("Salesforce.com", "", "salesforce-sales-cloud"),
        ("SALESFORCE (prod)", "", "salesforce-sales-cloud"),
        ("CRM - Salesforce", "", "salesforce-sales-cloud"),
        ("Saleforce", "", "salesforce-sales-cloud"),
        ("Marketing Cloud", "salesforce.com, inc.", "salesforce-marketing-cloud"),
        ("Marketo", "Marketo, Inc.", "marketo-engage"),
        ("Marketo EMEA", "", "marketo-engage"),
        ("Hub-Spot", "", "hubspot-marketing-hub"),
        ("MailChimp Newsletter", "", "mailchimp"),
        ("SAP ECC 6.0", "", "sap-erp"),
        ("S/4HANA Finance", "", "sap-s-4hana"),
        ("SAP Business One 10.0", "", "sap-business-one"),
        ("Microsoft Dynamics NAV 2018", "", "microsoft-dynamics-365-business-central"),
        ("MS SQL Server Express 2012 (SP4)", "", "microsoft-sql-server"),
        ("Amazon AWS Redshift", "", "amazon-redshift"),
        ("Microsoft Corporation Teams", "", "microsoft-teams"),
        ("Teams", "Microsoft", "microsoft-teams"),
        ("Tableau Server 2020", "Tableau Software LLC", "tableau"),
        ("DATEV Unternehmen online", "DATEV eG", "datev-rechnungswesen"),
        ("Personio SE", "", "personio"),
        ("Huldt & Lillevik", "", "visma-lonn"),
        ("AFAS", "", "afas-profit"),
        ("Exact", "Exact Software", "exact-online"),
        ("Cegid XRP Ultimate", "", "cegid-xrp"),
        ("Odoo v16", "", "odoo"),
        ("TOPdesk SaaS", "", "topdesk"),
        ("Reisekosten (Concur)", "", "sap-concur"),
        ("Slack Client for Mac 4.x", "", "slack"),
        ("Twitter", "", "x"),
    ],
)
def test_a_product_is_recognised(name: str, vendor: str, key: str) -> None:
    match = CATALOGUE.match_product(name, vendor)
    assert match is not None
    assert match.product.key == key
    assert match.score >= 0.8
    assert match.product.name in match.reason


@pytest.mark.parametrize(
    ("name", "vendor"),
    [
        ("Email Archive", ""),
        ("Email Archive Platform", "Microsoft"),
        ("Analytics Platform System", "Oracle"),
        ("Help Desk System", "ServiceNow"),
        ("Segment Analysis", ""),
        ("Front Office", ""),
        ("Box Office", ""),
        ("Data Hub", ""),
        ("Live Chat", ""),
        ("Inventory", ""),
        ("Payroll", "SAP"),
        ("Salesforce Integration", ""),
        ("Salesforce IQ", ""),
        ("Workday Reporting", ""),
        ("Oracle JDK 11", ""),
        ("IQVision 4.x", ""),
        ("AWS Cloud Development Kit (CDK) v2.x", ""),
        ("Attachment Checker for Confluence", ""),
        ("Teams", "Cisco"),
        ("Board", "Contoso"),
        ("Oracle", ""),
        ("Microsoft", ""),
        ("Access-Datenbank Kunden", ""),
        ("Open Source", ""),
        ("N/A", ""),
        ("-", ""),
        ("", ""),
        ("\U0001f642", ""),
        ("(", ")"),
    ],
)
def test_what_only_looks_like_a_product_is_none(name: str, vendor: str) -> None:
    assert CATALOGUE.match_product(name, vendor) is None


def test_the_reason_is_in_words() -> None:
    match = CATALOGUE.match_product("SFDC")
    assert match is not None
    assert match.score == 1.0
    assert match.reason == "name is a synonym of Salesforce Sales Cloud"


def test_another_vendor_weakens_and_the_same_confirms() -> None:
    plain = CATALOGUE.match_product("Qualtrics")
    other = CATALOGUE.match_product("Qualtrics", "SAP")
    same = CATALOGUE.match_product("Qualtrics", "Qualtrics LLC")
    assert plain
    assert other
    assert same
    assert other.score < plain.score <= same.score
    assert "though the vendor is given as SAP" in other.reason
    assert "the vendor agrees" in same.reason


def test_a_plain_word_is_unsure_until_the_vendor_is_named() -> None:
    alone = CATALOGUE.match_product("Board")
    named = CATALOGUE.match_product("Board", "Board International SA")
    assert alone
    assert named
    assert alone.score < 0.7
    assert named.score > 0.9


@given(st.sampled_from(NAMED), st.randoms(use_true_random=False))
def test_each_name_is_found_in_any_case_and_spacing(named: tuple[Product, str], random) -> None:
    product, name = named
    text = "".join(random.choice((c.upper(), c.lower())) for c in name)
    text = text.replace(" ", random.choice((" ", "  ", "-", "_", "\u00a0")))
    match = CATALOGUE.match_product(f" {text} ", product.vendor)
    assert match is not None
    assert match.product is product


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_gives_a_score_between_0_and_1(name: str, vendor: str) -> None:
    match = CATALOGUE.match_product(name, vendor)
    assert match is None or 0 < match.score <= 1
    CATALOGUE.match_category(name)
    CATALOGUE.match_data_object(name)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert " " not in squeeze(text)


def test_versions_are_told_from_names() -> None:
    assert all(map(is_version, ("2019", "v4.2", "10g", "11.x", "21.0.2", "r2")))
    assert not any(map(is_version, ("4hana", "365datascience", "sap", "m3x")))
    assert tokens("Docker Desktop v4.x (Win/Mac)") == ["docker", "desktop", "v4.x", "win", "mac"]


def test_ten_thousand_names_are_matched_quickly() -> None:
    words = ("Customer", "Archive", "Portal", "Salesforse", "Ledger", "Nord", "Marketo", "Fabrik")
    names = [f"{a} {b} {i}" for i in range(157) for a in words for b in words]
    CATALOGUE.match_product("warm up")
    start = time.process_time()
    for name in names:
        CATALOGUE.match_product(name)
    assert time.process_time() - start < 4.0  # 0.5 s on an idle machine


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("CRM", "crm"),
        ("CRM System", "crm"),
        ("Marketing Automation", "marketing-automation"),
        ("Finance & Accounting", "accounting"),
        ("Human Resources", "hris"),
        ("Human Resources Training", "learning"),
        ("Finance Payroll v2", "payroll"),
        ("Integrated Document Management Pro", "document-management"),
        ("311 System Platform", "case-management"),
        ("Personalwesen", "hris"),
        ("Lohnbuchhaltung", "payroll"),
        ("Comptabilité", "accounting"),
        ("Gestión de almacenes", "warehouse-management"),
        ("Klantenservice", "service-desk"),
        ("Nettbutikk", "e-commerce"),
        ("Lønn", "payroll"),
        ("Data Warehause", "data-warehouse"),
    ],
)
def test_a_category_is_recognised(text: str, key: str) -> None:
    match = CATALOGUE.match_category(text)
    assert match is not None
    assert match.category.key == key
    assert 0 < match.score <= 1


def test_a_departments_word_is_less_sure_than_a_categorys() -> None:
    broad = CATALOGUE.match_category("Finance")
    exact = CATALOGUE.match_category("Accounting")
    assert broad
    assert exact
    assert broad.category is exact.category
    assert broad.score < 0.9 < exact.score
    assert "may mean more" in broad.reason


@pytest.mark.parametrize("text", ["", "-", "Operations", "Parks & Recreation", "Custom Built"])
def test_what_is_no_category_is_none(text: str) -> None:
    assert CATALOGUE.match_category(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kundendaten", "customer"),
        ("Customer master data", "customer"),
        ("Invoices (PDF)", "invoice"),
        ("FACTURES", "invoice"),
        ("leads", "lead"),
        ("Einwilligung", "consent"),
        ("Voorraad", "stock"),
        ("Ansatte", "employee"),
        ("Orders", "order"),
    ],
)
def test_a_data_object_is_recognised(text: str, key: str) -> None:
    kind = CATALOGUE.match_data_object(text)
    assert kind is not None
    assert kind.key == key


@pytest.mark.parametrize("text", ["", "data", "Quarks"])
def test_what_is_no_data_object_is_none(text: str) -> None:
    assert CATALOGUE.match_data_object(text) is None


def test_head_and_area_of_a_system() -> None:
    assert CATALOGUE.head_of("crm") == "sales"
    assert CATALOGUE.head_of("no such") == ""
    assert CATALOGUE.area_of(System(name="A", category="social-media")) == "social-media"
    own = System(name="A", category="social-media", technology_area="mobile")
    assert CATALOGUE.area_of(own) == "mobile"
    assert CATALOGUE.area_of(System(name="A")) == ""


def test_search_puts_the_likeliest_first() -> None:
    assert CATALOGUE.search_products("SFDC")[0].key == "salesforce-sales-cloud"
    assert CATALOGUE.search_products("mark")[0].name.startswith("Mark")
    assert CATALOGUE.search_products("Salesf")[0].key == "salesforce-sales-cloud"
    assert len(CATALOGUE.search_products("a", limit=5)) == 5
    assert CATALOGUE.search_products("  ") == []
    assert CATALOGUE.search_products("no such product") == []
    assert any(p.vendor == "Atlassian" for p in CATALOGUE.search_products("atlassian"))
