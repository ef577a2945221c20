#!/usr/bin/env python3
"""Sets Isthmus up in a checkout and does the main job, or runs every check.

    python3 packaging/dev.py run      set up, then the main job on the sample
    python3 packaging/dev.py test     set up, then linters, types, import contracts and tests
    python3 packaging/dev.py setup    only set up

Needs Python 3.11 or newer and nothing else: this file knows the standard library only. The
environment is `.venv` in the checkout; the command `isthmus` is in it.
"""

from __future__ import annotations  # an older Python must get as far as the message

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PINS = {"run": ROOT / "packaging/requirements.txt", "dev": ROOT / "packaging/requirements-dev.txt"}
DEMO = ROOT / "isthmus-demo"
SAMPLE = ROOT / "resources/samples/harbour-vale.xlsx"

# A shared library that Qt loads, and the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# The same for a window on an X display.
X_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-image.so.0": "libxcb-image0",
}


def say(text: str) -> None:
    """Print a line at once, also where output goes to a file."""
    print(text, flush=True)


def stop(text: str) -> None:
    """End with a message."""
    sys.exit(f"dev.py: {text}")


def call(
    *command: str | Path, env: dict[str, str] | None = None, told: IO[bytes] | None = None
) -> int:
    """Run a command in the checkout and return its exit status; what it says goes to `told`."""
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=ROOT, env=env, stdout=told, check=False).returncode


def must(*command: str | Path, what: str) -> None:
    """Run a command that has to succeed."""
    if status := call(*command):
        stop(f"{what} failed (exit {status}); the lines above say why.")


# --- system packages -------------------------------------------------------------------------


def lacking(libraries: dict[str, str]) -> list[str]:
    """The Debian packages of the libraries that cannot be loaded here."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def apt_prefix() -> list[str] | None:
    """How apt-get may be called without asking for a password; None if it may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and call(sudo, "-n", "true") == 0:
        return [sudo, "-n"]
    return None


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages where that is allowed; else print the line that does it."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    prefix = apt_prefix()
    if prefix is None:
        say(f"Not installed (no right to): please run\n  sudo {line}")
        return False
    say(f"Installing system packages: {' '.join(packages)}")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    for command in ("apt-get -qq update", f"{line} -qq"):
        done = subprocess.run(
            [*quiet, *command.split()], capture_output=True, text=True, check=False
        )
        if done.returncode:
            say(f"{done.stderr.strip()}\nThat failed: please run\n  sudo {line}")
            return False
    return True


def system_libraries(*, display: bool) -> bool:
    """See to the libraries that Qt loads; whether they are all there."""
    wanted = QT_LIBRARIES | (X_LIBRARIES if display else {})
    packages = lacking(wanted)
    return not packages or (apt_install(packages) and not lacking(wanted))


# --- the environment -------------------------------------------------------------------------


def stamp_of(kind: str) -> str:
    """A digest of all that the environment is made from."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (PINS[kind], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def environment(kind: str) -> None:
    """Make `.venv`, or bring it up to the pinned versions; nothing if it is."""
    stamps = {k: VENV / f".isthmus-{k}" for k in PINS}
    good = [k for k, path in stamps.items() if path.is_file() and path.read_text() == stamp_of(k)]
    if kind in good or "dev" in good:
        return
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        make_venv()
    say("Installing the pinned packages into .venv (the first time takes a minute or two)...")
    pip = (BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q")
    must(*pip, "--require-hashes", "-r", PINS[kind], what="installing the packages")
    must(*pip, "--no-deps", "--no-build-isolation", "-e", ".", what="installing Isthmus itself")
    stamps[kind].write_text(stamp_of(kind))


def make_venv() -> None:
    """Make an empty environment; Debian keeps the module for it in a package of its own."""
    say("Making the environment .venv...")
    if call(sys.executable, "-m", "venv", VENV) == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python3.{sys.version_info.minor}-venv"
    if not apt_install([package]) or call(sys.executable, "-m", "venv", VENV):
        stop(f"Python's venv module is missing: install {package}, then try again.")


# --- the three commands ----------------------------------------------------------------------


def has_display() -> bool:
    """Whether a window can be opened here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def setup(kind: str = "run") -> bool:
    """Set everything up; whether Qt's libraries are there."""
    libraries = system_libraries(display=has_display())
    environment(kind)
    return libraries


def run() -> int:
    """Do the main job on the sample workbook, and open the window where there is a display."""
    libraries = setup()
    DEMO.mkdir(exist_ok=True)
    isthmus = (BIN / "python", "-m", "isthmus")
    demo_map = DEMO / "harbour-vale.isthmus"
    steps = (
        ("import", SAMPLE, "-o", demo_map),
        ("check", demo_map),
        ("report", demo_map, "-o", DEMO / "integration-gap-report.pdf"),
        ("draw", demo_map, "-o", DEMO / "map.svg"),
    )
    for step in steps:
        say(f"\n$ isthmus {' '.join(shown(part) for part in step)}")
        if status := call(*isthmus, *step):
            return status
    say(f"\nThe report: {DEMO / 'integration-gap-report.pdf'}\nThe map:    {DEMO / 'map.svg'}")
    if has_display() and libraries:
        say("Opening the window on the map; close it to end.")
        return call(*isthmus, demo_map)
    say(f"No display here. Where there is one: {shown(BIN / 'isthmus')} {shown(demo_map)}")
    return 0


def shown(part: str | Path) -> str:
    """A path as a person would type it in the checkout."""
    path = Path(part)
    return str(path.relative_to(ROOT)) if path.is_absolute() else str(part)


def test(extra: Sequence[str]) -> int:
    """Run every check; arguments go on to pytest."""
    if not setup("dev"):
        stop("Qt's system libraries are missing (see above), and the window's tests need them.")
    results = {
        "ruff check": call(BIN / "ruff", "check", "."),
        "ruff format": call(BIN / "ruff", "format", "--check", "."),
        "mypy": call(BIN / "mypy"),
        "import contracts": call(BIN / "lint-imports"),
        "tests": pytest(extra),
    }
    failed = [name for name, status in results.items() if status]
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def pytest(extra: Sequence[str]) -> int:
    """Run the tests; unless some are named, in two halves beside each other: each takes minutes.

    The canvas goes with all that is not the window, so that the halves take about as long.
    """
    if extra:
        return on_screen(extra)
    with TemporaryFile() as told, ThreadPoolExecutor(1) as beside:
        others = beside.submit(_others, told)
        status = on_screen(["tests/ui", "--ignore=tests/ui/canvas"])
        rest = others.result()
        told.seek(0)
        say(told.read().decode(errors="replace"))
    return status or rest


def _others(told: IO[bytes]) -> int:
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    status = call(BIN / "python", "-m", "pytest", "--ignore=tests/ui", env=offscreen, told=told)
    return on_screen(["tests/ui/canvas"], told) or status


def on_screen(extra: Sequence[str], told: IO[bytes] | None = None) -> int:
    """Run tests on a display of their own where that can be had, else offscreen."""
    command: list[str | Path] = [BIN / "python", "-m", "pytest", *extra]
    env = dict(os.environ)
    if screen := virtual_screen():
        env.pop("QT_QPA_PLATFORM", None)
        return call(*screen, *command, env=env, told=told)
    env["QT_QPA_PLATFORM"] = "offscreen"
    return call(*command, env=env, told=told)


def virtual_screen() -> list[str]:
    """The command that runs another on an X display of its own; empty if there is none."""
    if not sys.platform.startswith("linux"):
        return []
    missing = lacking(X_LIBRARIES)
    if not shutil.which("xvfb-run"):
        missing += ["xvfb", "xauth"]
    if missing and not apt_install(missing):
        return []
    return ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument names."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it is what this line is for
        stop(f"Isthmus needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    command, *rest = arguments or [""]
    if command == "test":
        return test(rest)
    if command == "run" and not rest:
        return run()
    if command == "setup" and not rest:
        setup()
        say(f"Ready: {shown(BIN / 'isthmus')} --help")
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
