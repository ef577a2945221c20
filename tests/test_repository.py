"""What must hold of the repository itself."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Written apart, so that this file does not name them either.
HOSTS = re.compile("|".join(("py" + r"pi\.org", "python" + "hosted", "registry\\." + "npmjs")))
PINNED = re.compile(r"^[a-z0-9-]+==\S+( ; .+)? \\$", re.MULTILINE)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_registry_host() -> None:
    found = [
        path.name
        for path in tracked()
        if path.is_file() and HOSTS.search(path.read_bytes().decode("utf-8", "ignore"))
    ]
    assert found == []


def test_every_requirement_is_pinned_with_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / "packaging" / name).read_text()
        entries = [line for line in text.splitlines() if not line.startswith(" ")]
        assert len(entries) > 30
        assert len(PINNED.findall(text)) == len(entries)


def test_ci_calls_the_readmes_test_command_alone() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    calls = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert calls == ["exec python3 packaging/dev.py test"]
    assert "python3 packaging/dev.py test" in (ROOT / "README.md").read_text()


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix == ".py" and path.is_file() and path.is_relative_to(ROOT / "app")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}
