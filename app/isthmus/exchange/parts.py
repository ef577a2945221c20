"""Which part of a workbook's package holds which sheet."""

import re
import struct
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from isthmus.exchange.oldformats import records12

_LARGEST = 16 * 2**20
"""Bytes of the list of a workbook's sheets."""
_SHEET_12 = 0x9C
_SINCE_1904 = re.compile(rb'\sdate1904="(?:1|true)"')


def sheets_by_part(package: zipfile.ZipFile) -> dict[str, str]:
    """The names of the sheets by their parts; none where the package does not say it clearly."""
    for book, listed in (("xl/workbook.xml", _listed), ("xl/workbook.bin", _listed12)):
        data = _part(package, book)
        relations = _tree(_part(package, f"xl/_rels/{book.removeprefix('xl/')}.rels"))
        if data and relations is not None:
            targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
            return {_path(targets[i]): name for i, name in listed(data) if targets.get(i)}
    return {}


def is_since_1904(package: zipfile.ZipFile) -> bool:
    """Whether an .xlsx counts days from 1904."""
    return bool(_SINCE_1904.search(_part(package, "xl/workbook.xml")))


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        info = package.getinfo(name)
        return package.read(info) if info.file_size <= _LARGEST else b""
    except KeyError:
        return b""


def _tree(data: bytes) -> Element | None:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return root


def _listed(data: bytes) -> Iterator[tuple[str, str]]:
    """Relation and name of each sheet of an .xlsx."""
    tree = _tree(data)
    for each in tree.iter() if tree is not None else ():
        if each.tag.endswith("}sheet"):
            relation = next((v for k, v in each.attrib.items() if k.endswith("}id")), "")
            yield relation, each.get("name", "")


def _listed12(data: bytes) -> Iterator[tuple[str, str]]:
    """Relation and name of each sheet of an .xlsb."""
    for kind, place, size in records12(data):
        if kind == _SHEET_12 and size >= 12:
            relation, after = _wide(data, place + 8)
            yield relation, _wide(data, after)[0]


def _wide(data: bytes, place: int) -> tuple[str, int]:
    """A text of two bytes a letter, with its length before it; and where it ends."""
    if place + 4 > len(data):
        return "", len(data)
    (length,) = struct.unpack_from("<I", data, place)
    end = place + 4 + 2 * min(length, 0xFFFF)
    return data[place + 4 : end].decode("utf-16-le", "replace"), end
