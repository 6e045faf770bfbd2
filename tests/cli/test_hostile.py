"""Whatever a site puts into its names and texts, no command prints what a terminal obeys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.hostile import NAME, make_hostile_site
from tui.blog.text import CONTROL

SITE, POST = "the site", "its post"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_hostile_site(tmp_path)


@pytest.mark.parametrize(
    "command",
    [
        *(("list", SITE, "--format", form) for form in ("table", "json", "jsonl", "csv", "paths")),
        ("list", SITE, "-q", f"is:{NAME}"),
        *(("show", POST, "--format", form) for form in ("text", "json")),
        ("get", POST, "title"),
        ("get", POST, "title", "--json"),
        ("terms", SITE),
        ("terms", SITE, "--taxonomy", "unknown"),
        *(("check", SITE, "--format", form) for form in ("text", "json", "sarif")),
        *(("schema", SITE, "--format", form) for form in ("text", "frontmatter.json")),
        ("index", SITE),
        ("index", SITE, "--json"),
        ("set", POST, f"title={NAME}", "--yes"),
        ("set", POST, f"{NAME}="),
        ("new", NAME, "--site", SITE),
        ("publish", POST, "--yes"),
        (NAME,),
    ],
    ids=lambda command: " ".join(command).replace(NAME, "NAME"),
)
def test_no_command_prints_what_a_terminal_obeys(run: Run, site: Path, command: tuple[str, ...]) -> None:
    places = {SITE: site, POST: site / "content" / "posts" / f"{NAME}.md"}
    answer = run(*(places.get(word, word) for word in command))
    assert answer.out or answer.err
    for line in (answer.out + answer.err).split("\n"):
        assert not CONTROL.search(line)
