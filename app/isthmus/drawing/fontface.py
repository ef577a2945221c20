"""Inter as part of an SVG document: the letters that it needs, so that it looks alike anywhere."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

from isthmus.drawing.text import font_path

_KEPT = 16


@lru_cache(maxsize=_KEPT)
def font_face(weight: int, letters: frozenset[str]) -> str:
    """The rule that brings these letters along in that weight; '' where Inter has none of them."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - slow to import
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(font_path(weight), lazy=True) as font:
        known = {ord(one) for one in letters} & font.getBestCmap().keys()
        if not known:
            return ""
        subsetter = Subsetter(Options(layout_features=["kern", "mark", "mkmk"], hinting=False))
        subsetter.populate(unicodes=known)
        subsetter.subset(font)
        font.flavor = "woff"
        file = BytesIO()
        font.save(file, reorderTables=False)
    data = b64encode(file.getvalue()).decode("ascii")
    return (
        f"@font-face{{font-family:Inter;font-weight:{weight};"
        f"src:url(data:font/woff;base64,{data})format('woff')}}"
    )
