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
    Spec("export_workbook", "Export as &workbook…", alone="Export the inventory as a workbook"),
    Spec("export_csv", "Export as CS&V…", alone="Export the inventory as CSV files"),
    Spec("template", "Save an empty &template…", alone="Save an empty workbook to fill in"),
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
        "export_workbook": parts.inventory.ask_workbook,
        "export_csv": parts.inventory.ask_csv,
        "template": parts.inventory.ask_template,
        "report": parts.files.report,
        "close": parts.files.new,
        "sample": parts.files.open_sample,
    }
