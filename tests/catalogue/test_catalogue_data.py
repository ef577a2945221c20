"""The bundled catalogue: whole, large enough, and true to what the design names."""

import re

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.naming import squeeze
from isthmus.catalogue.types import Direction, Severity

CATALOGUE = load_catalogue()
HEADS = {
    "marketing",
    "sales",
    "service",
    "commerce",
    "finance",
    "hr",
    "operations",
    "data",
    "integration",
    "collaboration",
    "it",
}


def test_there_is_enough_of_everything() -> None:
    assert len(CATALOGUE.categories) >= 60
    assert len(CATALOGUE.products) >= 650
    assert len(CATALOGUE.rules) >= 45
    assert len(CATALOGUE.data_objects) >= 28
    assert len(CATALOGUE.areas) == 7


def test_heads_are_those_that_the_themes_colour() -> None:
    assert set(CATALOGUE.heads) == HEADS
    assert {category.head for category in CATALOGUE.categories.values()} == HEADS


@pytest.mark.parametrize(
    "key",
    [
        "marketing-automation",
        "email-campaigns",
        "crm",
        "sales-automation",
        "social-media",
        "mobile-app",
        "service-desk",
        "big-data-analytics",
        "data-hub",
        "cloud-platform",
        "erp",
        "hris",
    ],
)
def test_categories_of_the_founding_texts_are_there_with_products(key: str) -> None:
    assert key in CATALOGUE.categories
    assert any(product.category == key for product in CATALOGUE.products.values())


def test_data_passes_through_hubs_only() -> None:
    hubs = {key for key, category in CATALOGUE.categories.items() if category.hub}
    assert hubs == {
        "api-management",
        "customer-data-platform",
        "data-hub",
        "data-lake",
        "data-pipelines",
        "data-warehouse",
        "event-streaming",
        "file-transfer",
        "integration-platform",
        "master-data",
    }


def test_personal_data_is_marked() -> None:
    personal = {key for key, kind in CATALOGUE.data_objects.items() if kind.personal}
    assert {"contact", "lead", "employee", "applicant", "consent", "pay"} <= personal
    assert not personal & {"product", "invoice", "stock", "ledger-entry", "metric"}


def test_each_pack_has_rules_and_critical_is_rare() -> None:
    packs = {rule.pack for rule in CATALOGUE.rules}
    wanted = {"martech", "sales", "service", "commerce", "finance", "hr"}
    wanted |= {"operations", "data", "identity", "it", "privacy"}
    assert packs == wanted
    critical = [rule.key for rule in CATALOGUE.rules if rule.severity is Severity.CRITICAL]
    assert 1 <= len(critical) <= len(CATALOGUE.rules) // 20


@pytest.mark.parametrize("rule", CATALOGUE.rules, ids=lambda rule: rule.key)
def test_rule_says_why_in_one_sentence_and_can_be_met(rule) -> None:
    assert rule.why.endswith(".")
    assert re.search(r"[.!?] [A-Z]", rule.why) is None
    assert bool(rule.why_back) is (rule.direction is Direction.BOTH)
    assert rule.reason == f"{rule.why} {rule.why_back}".strip()
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert not set(rule.sources) & set(rule.targets)
    assert CATALOGUE.sources[rule.claim].title


def test_no_two_rules_ask_for_the_same() -> None:
    asked = [(rule.sources, rule.targets, rule.subject) for rule in CATALOGUE.rules]
    assert len(set(asked)) == len(asked)
    assert len({rule.title for rule in CATALOGUE.rules}) == len(CATALOGUE.rules)


def test_connectors_name_lists_with_licence_and_address() -> None:
    named = {key for product in CATALOGUE.products.values() for key in product.connectors}
    assert named == {"apache-camel", "meltano-hub", "power-platform"}
    for key in named:
        assert CATALOGUE.sources[key].licence
        assert CATALOGUE.sources[key].url.startswith("https://")
    assert CATALOGUE.products["salesforce-sales-cloud"].connectors


def test_no_product_is_there_under_two_vendors_spellings() -> None:
    spellings: dict[str, set[str]] = {}
    for product in CATALOGUE.products.values():
        spellings.setdefault(squeeze(product.vendor), set()).add(product.vendor)
    assert [names for names in spellings.values() if len(names) > 1] == []


def test_aliases_belong_to_vendors_that_have_products() -> None:
    vendors = {product.vendor for product in CATALOGUE.products.values()}
    assert set(CATALOGUE.vendor_aliases) <= vendors


def test_sources_are_all_used() -> None:
    used = {rule.claim for rule in CATALOGUE.rules}
    used |= {key for product in CATALOGUE.products.values() for key in product.connectors}
    benchmarks = {"ceb", "cio-2013", "gartner-cmo"}
    assert set(CATALOGUE.sources) - used <= benchmarks
