"""Emphasis that is shown with its asterisks is told of, where the real Hugo shows it so and nowhere else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tui.blog.emphasis import problems

LITERAL = [
    "これは**「強調」**です", "**強調。**次", "**text（注）**は", "これは**`code`**です",
    "これは**[link](a)**です", "a**「b」**", "価格は**$50**です", "**注意：**これ", "**a\n「b」**c",
    "[x**「y」**z](u)", "~~「取消」~~です", "これは**🎉**です", "|a|\n|-|\n|x**「y」**z|",
    "## 見出し**「y」**z", "- 项目**「y」。**z", "> 引用**「y」**z",
]  # fmt: skip
FINE = [
    "これは **「強調」** です", "これは**強調**です", "**「a」b**c", "**「a」**、", "これは**①**です",
    "`あ**「a」**い`", "    あ**「a」**い", "```\nあ**「a」**い\n```", r"あ\**「a」\**い",
    "一つ** 「b」**二つ", "2**「3」", "**foo!** 日本", "あ**「a」\n\n「b」**い", "<p>あ**「a」**い</p>",
    "日本 a*「b」*",
]  # fmt: skip


@pytest.mark.parametrize("body", LITERAL)
def test_marks_that_are_shown_are_told_of(body: str) -> None:
    assert [problem.code for problem in problems(body, 1, "Hugo")] == ["literal-emphasis"]


@pytest.mark.parametrize("body", FINE)
def test_nothing_else_is(body: str) -> None:
    assert problems(body, 1, "Hugo") == ()


def test_hugo_shows_the_marks_of_these_and_not_of_those(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "layouts").mkdir()
    (tmp_path / "hugo.toml").write_text('disableKinds = ["home", "taxonomy", "term", "section"]\n')
    (tmp_path / "layouts" / "page.html").write_text("{{ .Content }}")
    for number, body in enumerate([*LITERAL, *FINE]):
        (tmp_path / "content" / f"p{number}.md").write_text(f"---\ntitle: t\n---\n{body}\n")
    subprocess.run(["hugo", "--quiet", "--source", str(tmp_path)], check=True, capture_output=True)
    for number, body in enumerate([*LITERAL, *FINE]):
        html = (tmp_path / "public" / f"p{number}" / "index.html").read_text()
        text = re.sub("<(pre|code).*?</\\1>", "x", html.replace("</p>", "\0"), flags=re.DOTALL)
        shown = re.search(r"(\*\*|~~)\S([^\0]*[^\0\s])?\1", re.sub("<[^>]*>", "x", text)) is not None
        assert shown == (body in LITERAL) or "\\" in body, (body, html)


def test_the_first_is_told_with_its_line_and_the_lines_of_others() -> None:
    (problem,) = problems(
        "あ\n\nあ**「一二三四五六七八九十一二三四五六七八九十一二」**い\n\nい**「b」**う\n", 4, "Zola"
    )
    assert problem.line == 6
    assert problem.message == (
        "Zola shows the marks of **「一二三四五六七八九十一二三四五六七八…** as they are, and on line 8: "
        "put a space beside them, or move brackets and stops outside"
    )


def test_what_shortcodes_hold_is_not_read() -> None:
    body = "{{< highlight md >}}\nあ**「a」**い\n{{< /highlight >}}\n{{< x >}}\n\nあ**「b」**い\n"
    assert [problem.line for problem in problems(body, 1, "Hugo")] == [6]
