"""The wheel, installed and run in a pseudo-terminal as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it, alone, into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(folder), str(ROOT)], check=True)
    wheel = next(folder.glob("postdesk-*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder / "site"


@pytest.fixture
def env(installed: Path) -> dict[str, str]:
    """Return an environment in which `tui` is the installed one, not the checkout."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    xdg = {name: value for name, value in os.environ.items() if name.startswith("XDG_")}
    return {**kept, **xdg, "PYTHONPATH": str(installed)}


@pytest.fixture
def terminal(installed: Path, env: dict[str, str], samples: Path, tmp_path: Path) -> Iterator[Terminal]:
    """Run the installed `postdesk sample_content`."""
    command = [sys.executable, str(installed / "bin" / "postdesk"), str(samples)]
    terminal = Terminal(command, env=env, cwd=tmp_path)
    yield terminal
    terminal.close()


def test_the_installed_command_is_the_wheels(installed: Path, env: dict[str, str], tmp_path: Path) -> None:
    code = "import tui; print(tui.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_it_lists_filters_and_quits_in_a_terminal(terminal: Terminal) -> None:
    assert terminal.wait_for("sample_content"), terminal.text
    assert terminal.wait_for("First swim"), terminal.text
    terminal.press("/zzzz-no-such-word")
    assert terminal.wait_for("0 of"), terminal.text
    assert terminal.wait_for("First swim", gone=True), terminal.text
    terminal.press("\x1b")
    assert terminal.wait_for("⏎ to the list", gone=True), terminal.text
    terminal.press("q")
    assert terminal.wait() == 0
    assert "Traceback" not in terminal.text
