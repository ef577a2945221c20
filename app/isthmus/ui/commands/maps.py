"""Maps as files: new, open, save, import, pictures and reports."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec("new", "&New map", ("Ctrl+N",)),
    Spec("open", "&Open…", ("Ctrl+O",)),
    Spec("save", "&Save", ("Ctrl+S",)),
    Spec("save_as", "Save &as…", ("Ctrl+Shift+S",)),
    Spec("import", "&Import workbook…", ("Ctrl+I",), "Import…"),
    Spec(
        "picture",
        "&Export the view…",
        ("Ctrl+E", "Ctrl+Shift+E"),
        alone="Export the view as a picture or PDF",
    ),
    Spec("report", "&Print report (PDF)…", ("Ctrl+P",), "Report…"),
    Spec("close", "&Close map", ("Ctrl+W",)),
    Spec("sample", "Open the &sample"),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "new": parts.files.new,
        "open": parts.files.open,
        "save": parts.files.save,
        "save_as": parts.files.save_as,
        "import": parts.importing.ask,
        "picture": parts.exporting.ask,
        "report": parts.files.report,
        "close": parts.files.new,
        "sample": parts.files.open_sample,
    }
