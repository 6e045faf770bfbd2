"""A site to run commands on, and a way to run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from tui.cli.group import postdesk

POSTS = {
    "plain.md": "---\ntitle: A plain day\ndate: 2026-02-01\ntags: [diary, 投資]\ndraft: false\n---\nWords.\n",
    "trap.md": '---\ntitle: "[/red] and [bold]"\ndate: 2026-03-01\ntags:\n  - diary\n---\nRaw \x1b[31m red\n',
    "wide.md": "---\ntitle: 来年の設備投資を読む\ndate: 2026-01-15\ncover:\n  image: a.png\n---\n本文\n",
    "torn.md": '---\ntitle: "torn" apart\n---\nbody\n',
}


class Answer(NamedTuple):
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, as the JSON it is."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder of Markdown posts, one of them broken."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name, text in POSTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run() -> Run:
    """Return a function that runs `postdesk` with some arguments."""

    def run(*args: object, answers: str | None = None) -> Answer:
        result = CliRunner().invoke(postdesk, [str(arg) for arg in args], input=answers, prog_name="postdesk")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run
