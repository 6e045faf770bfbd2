from __future__ import annotations

from pathlib import Path

import pytest

from tui.blog.errors import SettingError
from tui.editor import command

POST = Path("/site/a post.md")


@pytest.mark.parametrize(
    ("editor", "argv"),
    [
        ("vim", ["vim", "+7", "/site/a post.md"]),
        ("nvim -u NONE", ["nvim", "-u", "NONE", "+7", "/site/a post.md"]),
        ("/usr/bin/code", ["/usr/bin/code", "--wait", "--goto", "/site/a post.md:7"]),
        ("code --wait", ["code", "--wait", "--goto", "/site/a post.md:7"]),
        ("hx", ["hx", "/site/a post.md:7"]),
        ("subl", ["subl", "--wait", "/site/a post.md:7"]),
        ("kate", ["kate", "--line", "7", "/site/a post.md"]),
        ("'my editor' ; rm", ["my editor", ";", "rm", "+7", "/site/a post.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor: str, argv: list[str]) -> None:
    assert command(POST, 7, editor=editor) == argv


def test_the_setting_comes_before_visual_and_that_before_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert command(POST, 1)[0] == "vi"
    monkeypatch.setenv("EDITOR", "nano")
    assert command(POST, 1)[0] == "nano"
    monkeypatch.setenv("VISUAL", "emacs")
    assert command(POST, 1)[0] == "emacs"
    assert command(POST, 1, editor="micro")[0] == "micro"


@pytest.mark.parametrize("editor", ["vim 'unclosed", " "])
def test_what_is_no_command_is_said(editor: str) -> None:
    with pytest.raises(SettingError):
        command(POST, 1, editor=editor)
