"""LibreOffice opens the export, saves it, and nothing that we read has changed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from exchange.test_round_trip import CATALOGUE, NASTY, back, content
from isthmus.exchange.importing import propose
from isthmus.exchange.ours.exporting import write_workbook
from isthmus.model.document import Document
from isthmus.model.records import Flow, System
from isthmus.model.snapshot import Snapshot
from support.harbour import harbour_vale


def nasty_map() -> Snapshot:
    systems = [
        System(name=text, description=text, vendor=text, custom=((f"Field {n}", text), (text, "x")))
        for n, text in enumerate(NASTY)
        if len(text) < 300
    ]
    flow = Flow(source=systems[0].id, target=systems[1].id, name=NASTY[5])
    return Document({"systems": {s.id: s for s in systems}, "flows": {flow.id: flow}}).snapshot()


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("make", [lambda: harbour_vale().snapshot(), nasty_map])
def test_libreoffice_opens_the_export_and_saves_it_unchanged(
    tmp_path: Path, form: str, make
) -> None:
    snapshot = make()
    path = tmp_path / "map.xlsx"
    write_workbook(snapshot, CATALOGUE, path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir"]
    subprocess.run([*command, tmp_path / "out", path], check=True, capture_output=True)
    saved = tmp_path / "out" / f"map.{form}"
    assert propose([saved], CATALOGUE, snapshot).change.deltas == ()
    assert content(back([saved])) == content(snapshot)
