"""Texts that do not say their encoding: found out, or told to be a guess."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.exchange.encodings import decode
from support.nasty.texts import LANGUAGES

WORDS = {
    "de": ["Größe", "Übersicht", "Prüfung", "Lösung", "Zähler", "Verträge", "Straße", "für"],
    "fr": ["Dépôt", "Élève", "où", "Trésorerie", "système", "préféré", "Données", "accès"],
    "no": ["Økonomi", "Årsoppgjør", "lønn", "kjøretøy", "språk", "nærvær", "påkrevd", "løsning"],
    "es": ["Gestión", "Año", "Nómina", "categoría", "aplicación", "dueño", "Código", "área"],
    "pl": ["Księgowość", "Zarządzanie", "usługi", "źródło", "Właściciel", "część", "żądanie"],
    "cs": ["Účetnictví", "Řízení", "přístup", "dům", "Oddělení", "žádost", "čtvrtletí", "šíře"],
}
PAIRS = [
    *product(("cp1252", "mac_roman", "cp850"), ("de", "fr", "es")),
    ("cp1252", "no"), ("mac_roman", "no"), ("cp1250", "pl"), ("iso8859_2", "pl"),
    ("cp1250", "cs"), ("iso8859_2", "cs"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "language"), PAIRS)
def test_words_of_a_language_show_their_encoding(encoding: str, language: str):
    text = "".join(f"{n};{word};text\r\n" for n, word in enumerate(WORDS[language]))
    found = decode(text.encode(encoding))
    assert found.text == text


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_table_of_two_rows_shows_its_encoding(name: str):
    encoding, header, rows = LANGUAGES[name]
    text = "\n".join(";".join(row) for row in [header, *rows])
    assert decode(text.encode(encoding)).text == text


def test_utf_8_proves_itself():
    found = decode("Größe, ÅÄÖ, Účet, Бух".encode())
    assert (found.text, found.encoding, found.note) == ("Größe, ÅÄÖ, Účet, Бух", "utf-8", "")


def test_a_single_letter_is_a_guess_and_told():
    found = decode("name\nZ\xe8\n".encode("latin-1"))
    assert found.text == "name\nZè\n"
    assert "is a guess" in found.note
    assert "CSV UTF-8" in found.note


def test_what_no_encoding_has_is_read_all_the_same():
    found = decode(b"caf\xe9 \x81\x8d\x8f\x90\x9d\xff\xfe\x80" + bytes(range(1, 256)))
    assert "caf" in found.text
    assert found.note


@given(st.binary(max_size=60))
def test_any_bytes_become_a_text(data: bytes):
    found = decode(data)
    assert isinstance(found.text, str)
    assert len(found.text) <= len(data)
