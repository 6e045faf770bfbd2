from __future__ import annotations

import pytest
from rich.console import Console

from tui.cli import printing
from tui.cli.printing import print_reading
from tui.reader import Reading


def printed(capsys: pytest.CaptureFixture[str], source: str) -> str:
    print_reading(Reading("a.md", source), 40)
    return capsys.readouterr().out


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(printing, "Console", lambda: Console(force_terminal=True))


def test_elsewhere_than_on_a_terminal_it_is_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "a **b** [c](https://d.example)") == "a b c\n"


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_it_has_colours_and_links(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "a **b** [c](https://d.example)")
    assert "\x1b[1mb\x1b[0m" in out
    assert ";https://d.example\x1b\\" in out


@pytest.mark.usefixtures("terminal")
def test_no_colour_is_respected(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed(capsys, "a **b**") == "a b\n"


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "../a.md"])
def test_only_addresses_of_the_web_and_of_mail_become_links(
    capsys: pytest.CaptureFixture[str], href: str
) -> None:
    assert "\x1b]8" not in printed(capsys, f"[c]({href})")


@pytest.mark.usefixtures("terminal")
def test_an_address_can_not_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "[c](<https://d.example/\x1b]0;title\x07\x9b31m>)")
    assert "\x07" not in out
    assert "\x9b" not in out
    assert "\x1b]0" not in out
