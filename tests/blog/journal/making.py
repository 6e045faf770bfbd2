"""Twenty posts, a plan that publishes them, and a process that ends in the middle of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.blog import files
from tui.blog.journal import Write


class Killed(BaseException):
    """The process ends here, as far as the code under test can tell."""


def tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def publish(folder: Path) -> list[Write]:
    """Return the writes that set `draft: false` in every file."""
    paths = sorted(folder.glob("*.md"))
    return [Write(path, path.read_bytes(), path.read_bytes().replace(b"true", b"false")) for path in paths]


def kill_at(monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    """End the process at the nth call of a method of Staged."""
    real: Callable[..., object] = getattr(files.Staged, call)
    calls = 0

    def staged(self: files.Staged, *args: object) -> object:
        nonlocal calls
        calls += 1
        if calls >= number:
            raise Killed
        return real(self, *args)

    monkeypatch.setattr(files.Staged, call, staged)


def interrupt(moment: tuple[str, int], do: Callable[[], object]) -> None:
    """Do something, and end the process at the nth call of a method of Staged."""
    with pytest.MonkeyPatch.context() as patch:
        kill_at(patch, *moment)
        patch.setattr(files.Staged, "discard", lambda self: None)  # the dead tidy nothing
        with pytest.raises(Killed):
            do()
