"""What the README promises a newcomer."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_file_that_it_links_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_it_has_one_command_to_run_and_one_to_test() -> None:
    commands = re.findall(r"^```sh\n(.+)\n```", README, re.MULTILINE)
    assert [command.split(" && ")[-1] for command in commands[:2]] == [
        ".venv/bin/postdesk sample_content",
        ".venv/bin/pytest -q -n auto",
    ]
