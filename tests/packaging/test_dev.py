"""The set-up script: what it decides, without installing anything."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging/dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def calls(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that would have been run; each succeeds."""
    made: list[list[str]] = []

    def call(*command: object, **_: object) -> int:
        made.append([str(part) for part in command])
        return 0

    monkeypatch.setattr(dev, "call", call)
    return made


def environment_in(dev: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the script at an environment of the test's own."""
    folder.mkdir()
    (folder / "bin").mkdir()
    (folder / "bin/python").touch()
    monkeypatch.setattr(dev, "VENV", folder)
    monkeypatch.setattr(dev, "BIN", folder / "bin")


def test_the_environment_is_made_once(
    dev: ModuleType, calls: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment_in(dev, tmp_path / "venv", monkeypatch)
    dev.environment("run")
    assert any("--require-hashes" in command for command in calls)
    calls.clear()
    dev.environment("run")
    assert calls == []


def test_changed_pins_are_installed_anew(
    dev: ModuleType, calls: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment_in(dev, tmp_path / "venv", monkeypatch)
    pins = tmp_path / "pins.txt"
    pins.write_text("one==1\n")
    monkeypatch.setattr(dev, "PINS", {"run": pins, "dev": pins})
    dev.environment("run")
    calls.clear()
    pins.write_text("one==2\n")
    dev.environment("run")
    assert len(calls) == 2


def test_what_the_checks_need_is_enough_to_run(
    dev: ModuleType, calls: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment_in(dev, tmp_path / "venv", monkeypatch)
    dev.environment("dev")
    calls.clear()
    dev.environment("run")
    assert calls == []


def test_without_the_right_to_install_the_line_is_printed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "apt_prefix", lambda: None)
    assert not dev.apt_install(["libegl1", "libgl1"])
    line = "sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    assert line in capsys.readouterr().out


def test_a_library_that_is_missing_names_its_package(dev: ModuleType) -> None:
    assert dev.lacking({"libnothing-of-the-kind.so.9": "some-package"}) == ["some-package"]
    assert dev.lacking({"libc.so.6": "libc6"}) == []


def test_a_failed_check_fails_the_whole(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "setup", lambda _kind: True)
    monkeypatch.setattr(dev, "pytest", lambda _extra: 0)
    monkeypatch.setattr(dev, "call", lambda *command: int("mypy" in str(command[0])))
    assert dev.test([]) == 1
    assert "Failed: mypy" in capsys.readouterr().out
    monkeypatch.setattr(dev, "call", lambda *_: 0)
    assert dev.test([]) == 0


def test_unknown_words_print_the_usage(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["nonsense"]) == 2
    assert "packaging/dev.py run" in capsys.readouterr().out
