"""The loader: every kind of broken entry is refused with file and entry named."""

import shutil
from pathlib import Path

import pytest

from isthmus.catalogue.load import CatalogueError, load_catalogue, load_from
from isthmus.paths import resources

RULE = """
[TST-01]
title = "A title"
sources = ["crm"]
targets = ["erp"]
data_objects = ["order"]
subject = "source"
max_hops = 3
severity = "high"
why = "A sentence."
claim = "dama"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("catalogue", "rules", "involvement"):
        shutil.copytree(resources() / name, tmp_path / name)
    for path in (tmp_path / "rules").glob("*.toml"):
        path.unlink()
    (tmp_path / "rules" / "test.toml").write_text(RULE, "utf-8")
    products = tmp_path / "catalogue" / "products.csv"
    kept = products.read_text("utf-8").splitlines()[:4]
    products.write_text("\n".join(kept) + "\n", "utf-8")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_small_whole_catalogue_loads(folder: Path) -> None:
    catalogue = load_from(folder)
    assert [rule.key for rule in catalogue.rules] == ["TST-01"]
    assert catalogue.rules[0].pack == "test"
    assert catalogue.rules[0].automated
    assert not catalogue.rules[0].together
    assert len(catalogue.products) == 3


def test_the_bundled_catalogue_is_loaded_once() -> None:
    assert load_catalogue() is load_catalogue()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "A title"', 'title = ""', "'title' is empty"),
        ('title = "A title"\n', "", "the key 'title' is missing"),
        ("max_hops = 3", "max_hops = 0", "'max_hops' is missing or no whole number"),
        ("max_hops = 3", "max_hops = true", "'max_hops' is missing or no whole number"),
        ('severity = "high"', 'severity = "huge"', "'severity' is 'huge'"),
        ('subject = "source"', 'subject = "both"', "'subject' is 'both'"),
        ('sources = ["crm"]', 'sources = ["crmm"]', "'sources' refers to 'crmm'"),
        ('sources = ["crm"]', 'sources = "crm"', "'sources' is not a list of texts"),
        ('sources = ["crm"]', 'sources = ["crm", "crm"]', "'sources' holds something twice"),
        ('sources = ["crm"]', "sources = []", "must each name something"),
        ('targets = ["erp"]', 'targets = ["crm"]', "'crm' is among the sources and the targets"),
        ('["order"]', '["odrer"]', "'data_objects' refers to 'odrer'"),
        ('claim = "dama"', 'claim = "hearsay"', "'claim' refers to 'hearsay'"),
        ('why = "A sentence."', 'why = "A."\nwho = "me"', "the key 'who' is not known"),
        ('why = "A sentence."', "why = 3", "'why' is not a text"),
        ("max_hops = 3", 'max_hops = 3\nautomated = "yes"', "'automated' is missing or neither"),
        ("max_hops = 3", "max_hops = 3\ntogether = 1", "'together' is missing or neither"),
        ("max_hops = 3", 'max_hops = 3\ntogether = true\ndirection = "both"', "'forward' only"),
        ("max_hops = 3", 'max_hops = 3\nwhy_back = "No."', "the direction 'both' only"),
        ("[TST-01]", "[test-1]", "the key is not like MKT-01"),
    ],
)
def test_a_broken_rule_is_refused(folder: Path, old: str, new: str, said: str) -> None:
    change(folder / "rules" / "test.toml", old, new)
    with pytest.raises(CatalogueError) as caught:
        load_from(folder)
    assert said in str(caught.value)
    assert "test.toml: " in str(caught.value)


def test_a_rule_may_have_its_findings_told_together(folder: Path) -> None:
    change(folder / "rules" / "test.toml", "max_hops = 3", "max_hops = 3\ntogether = true")
    assert load_from(folder).rules[0].together


def test_a_rule_that_is_there_twice_is_refused(folder: Path) -> None:
    (folder / "rules" / "zoo.toml").write_text(RULE, "utf-8")
    with pytest.raises(CatalogueError, match=r"zoo\.toml: TST-01: the key is there twice"):
        load_from(folder)


def test_a_folder_without_rules_is_refused(folder: Path) -> None:
    (folder / "rules" / "test.toml").unlink()
    with pytest.raises(CatalogueError, match="there is no rule in it"):
        load_from(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("categories", 'head = "sales"', 'head = "sails"', "'head' refers to 'sails'"),
        ("categories", 'area = "crm"', 'area = "crn"', "'area' refers to 'crn'"),
        ("categories", "\nhub = true", "\nhub = 1", "'hub' is missing or neither"),
        ("categories", 'collects = ["', 'collects = ["fog", "', "'collects' refers to 'fog'"),
        ("categories", 'record_of = ["', 'record_of = ["fog", "', "'record_of' refers to 'fog'"),
        ("categories", "[categories.crm]", "[categories.CRM]", "CRM: the key is not in small"),
        ("categories", "[heads]", "[head]", "head: this table is not known"),
        ("categories", '"crm system"', '"erp system"', "'erp system' is already a name"),
        ("data_objects", "personal = true", "", "'personal' is missing"),
        ("data_objects", '"customers"', '"contacts"', "'contacts' is already a name or synonym"),
        ("areas", 'name = "Mobile"', 'names = "Mobile"', "mobile: the key 'name' is missing"),
        ("sources", 'licence = "MIT"', 'license = "MIT"', "the key 'license' is not known"),
        ("vendors", '"AWS"', '"MS"', "'MS' is a name of"),
        ("words", "noise = [", 'noisy = ["a"]\nnoise = [', "the key 'noisy' is not known"),
        ("words", "noise = [", "noise = (", "Invalid value"),
    ],
)
def test_a_broken_file_is_refused(folder: Path, file: str, old: str, new: str, said: str) -> None:
    change(folder / "catalogue" / f"{file}.toml", old, new)
    with pytest.raises(CatalogueError) as caught:
        load_from(folder)
    assert said in str(caught.value)
    assert f"{file}.toml: " in str(caught.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("zz,Zz,Vendor,no-such,,,", "line 5 (zz): 'category' refers to 'no-such'"),
        ("zz,Zz,,crm,,,", "'vendor' is empty"),
        ("zz,Zz,Vendor,crm,,,hearsay", "'connectors' refers to 'hearsay'"),
        ("zz,Zz,Vendor,crm,,no domain,", "'no domain' is no domain"),
        ("Zz,Zz,Vendor,crm,,,", "the key is not in small letters"),
        ("zz,Zz,Vendor,crm,,", "line 5: has 6 cells"),
        ("zz,Zz,Vendor,crm,z.z.,,", "'z.z.' is already a name or synonym of 'zz'"),
        ("zz,??,Vendor,crm,,,", "'??' holds no letter or digit"),
        ("0a,A0,Vendor,crm,,,", "the rows are not sorted by key"),
        ("zz,Zz,Vendor,crm,Z1;Z1,,", "'synonyms' holds something twice"),
    ],
)
def test_a_broken_product_is_refused(folder: Path, row: str, said: str) -> None:
    path = folder / "catalogue" / "products.csv"
    path.write_text(path.read_text("utf-8") + row + "\n", "utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_from(folder)
    assert said in str(caught.value)
    assert "products.csv: " in str(caught.value)


def test_a_product_that_is_there_twice_is_refused(folder: Path) -> None:
    path = folder / "catalogue" / "products.csv"
    last = path.read_text("utf-8").splitlines()[-1]
    path.write_text(path.read_text("utf-8") + last + "\n", "utf-8")
    with pytest.raises(CatalogueError, match="the key is there twice"):
        load_from(folder)


def test_other_columns_are_refused(folder: Path) -> None:
    change(folder / "catalogue" / "products.csv", "vendor", "maker")
    with pytest.raises(CatalogueError, match=r"products\.csv: line 1: the columns are not key"):
        load_from(folder)


@pytest.mark.parametrize("name", ["products.csv", "areas.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / "catalogue" / name).unlink()
    with pytest.raises(CatalogueError, match=name):
        load_from(folder)


def test_text_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "catalogue" / "products.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match=r"products\.csv"):
        load_from(folder)
