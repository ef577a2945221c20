"""The rules of thumb for IT's involvement: every kind of broken file is refused by name."""

from pathlib import Path

import pytest

from isthmus.catalogue.load import CatalogueError, load_catalogue
from isthmus.catalogue.thumbs import Asks, Sign, Thumbs, load_thumbs
from isthmus.model.records import Criticality
from isthmus.paths import resources

BUNDLED = resources() / "involvement" / "involvement.toml"

WHOLE = """
[verdicts]
leads_from = 5
advises_from = 2

[signs.grave]
test = "criticality"
level = "high"
points = 2

[signs.dear]
test = "spend"
at_least = 1000
points = 1
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    assert load_thumbs(written(tmp_path, WHOLE)) == Thumbs(
        5,
        2,
        (
            Sign("grave", Asks.CRITICALITY, 2, level=Criticality.HIGH),
            Sign("dear", Asks.SPEND, 1, at_least=1000),
        ),
    )


def test_the_bundled_rules_have_a_sign_for_each_test() -> None:
    thumbs = load_thumbs(BUNDLED)
    assert load_catalogue().thumbs == thumbs
    assert {sign.asks for sign in thumbs.signs} == set(Asks)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("leads_from = 5", "leads_from = 0", "'leads_from' is missing or no whole number"),
        ("leads_from = 5", "leads_from = 1", "'advises_from' is more than 'leads_from'"),
        ("leads_from = 5", "leads_from = 5\nelse = 1", "the key 'else' is not known"),
        ('test = "spend"', 'test = "hearsay"', "'test' is 'hearsay', which is none of"),
        ('test = "spend"\n', "", "the key 'test' is missing"),
        ("at_least = 1000\n", "", "'at_least' is missing or no whole number"),
        ("at_least = 1000", "within = 1000", "'at_least' is missing or no whole number"),
        ("points = 1", "points = 0", "'points' is missing or no whole number"),
        ('level = "high"', 'level = "huge"', "'level' is 'huge'"),
        ('level = "high"', 'level = "unknown"', "'level' is 'unknown', which is no level"),
        ('level = "high"', 'level = "high"\nhome = ["EU"]', "the key 'home' is not known"),
        ("[verdicts]", "[verdict]", "this table is not known"),
        ("[signs.dear]", "[signs.grave]", "own.toml"),
        (
            'test = "spend"\nat_least = 1000',
            'test = "shared-passwords"',
            "must each name something",
        ),
        ('test = "spend"\nat_least = 1000', 'test = "licence-end"', "'within' is missing"),
    ],
)
def test_what_is_broken_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in WHOLE
    path = written(tmp_path, WHOLE.replace(old, new, 1))
    with pytest.raises(CatalogueError) as refused:
        load_thumbs(path)
    assert said in str(refused.value)
    assert "own.toml" in str(refused.value)


def test_a_file_without_signs_or_none_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="there is no sign in it"):
        load_thumbs(written(tmp_path, WHOLE.split("[signs", maxsplit=1)[0] + "[signs]\n"))
    with pytest.raises(CatalogueError, match="absent"):
        load_thumbs(tmp_path / "absent.toml")
