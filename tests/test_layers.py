"""The walls of the house: what may import what, proved in fresh processes and by the imports as written."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import tui
import tui.blog
import tui.cli
import tui.reader

ROOT = Path(tui.__file__).parent

FLOORS: tuple[set[str], ...] = (
    {"__init__"},
    {"blog"},
    {"reader"},
    {
        "background",
        "browser",
        "config",
        "driver",
        "editor",
        "glance",
        "graphics",
        "harmless",
        "in_order",
        "leaving",
        "messages",
        "opening",
        "stage",
    },
    {"widgets"},
    {"screens", "commands"},
    {"keys"},
    {"saving"},
    {"remembering"},
    {"indexing"},
    {"app"},
    {"rehearsal"},
    {"cli"},
    {"__main__"},
)
"""The rooms of the house from the ground up: an import may only lead down, or stay on its floor."""


def modules(package: object) -> list[str]:
    """Return the names of a package and of all modules in it."""
    path: list[str] = package.__path__  # type: ignore[attr-defined]  # a package always has one
    name: str = package.__name__  # type: ignore[attr-defined]  # and the other as well
    return [name, *(module.name for module in pkgutil.walk_packages(path, f"{name}."))]


def imported_by(names: list[str]) -> set[str]:
    """Return the names in `sys.modules` after importing some in a process of their own."""
    code = f"import sys\nfor name in {names!r}: __import__(name)\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("package", "strangers"),
    [(tui.blog, {"textual", "rich"}), (tui.reader, {"textual"}), (tui.cli, {"textual"})],
    ids=["blog", "reader", "cli"],
)
def test_importing_a_room_brings_in_no_stranger(package: object, strangers: set[str]) -> None:
    assert not strangers & imported_by(modules(package))


def test_importing_the_package_imports_nothing_else() -> None:
    before = imported_by([])
    assert imported_by(["tui"]) - before == {"tui"}


def room(path: Path) -> str:
    """Return the room of the house that a file is in."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the rooms that a file imports anything from, late imports and those for types too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("tui.")} - {"__version__"}


@pytest.mark.parametrize(
    "path", sorted(ROOT.rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_imports_lead_down(path: Path) -> None:
    here = room(path)
    for other in imports(path):
        assert floor(other) <= floor(here), f"{here} imports {other}, which stands above it"


def floor(name: str) -> int:
    """Return the floor of a room; every room has one."""
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


GROUND = {"cells", "looks", "painting", "rows", "wrapped"}
"""Modules of `tui.widgets` that all stand on: drawing, and the list and text area that others are."""


def test_sibling_widgets_do_not_import_each_other() -> None:
    """A widget may be a package of several modules; a form is made of fields."""
    strangers = []
    for path in (ROOT / "widgets").rglob("*.py"):
        family = path.relative_to(ROOT / "widgets").parts[0].removesuffix(".py")
        allowed = GROUND | {family} | ({"fields"} if family == "form" else set())
        strangers += [
            (path.name, node.module)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tui.widgets.")
            if (node.module or "").split(".")[2] not in allowed
        ]
    assert strangers == []


def test_no_text_of_this_machine_is_kept() -> None:
    home = str(ROOT.parent.parent) + "/"
    kept = subprocess.run(
        ["git", "grep", "-lIF", home], cwd=ROOT.parent, capture_output=True, text=True, check=False
    )
    assert kept.stdout == ""
