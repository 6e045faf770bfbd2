"""Posts are untrusted: whatever they hold becomes lines, within the width, without control characters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reader.bodies import reading, render, some
from tui.reader import Line, Reading
from tui.reader.reading import Dialect

PIECES = [
    "\n", "\n\n", "    ", "\t", "> ", "- ", "1. ", "# ", "```", "~~~\n", "---\n",
    "| a | b |\n|---|:-:|\n", "|", "**", "*", "_", "`", "[", "](", ")", "![", "[^1]", "[^1]: ", "<",
    ">", "</", "<div>", "</div>", "<table>", "<tr><td>", "</table>", "<pre>", "<script>", "<details>",
    "<a href='", "'", '"', "<!--", "-->", "{{<", ">}}", "{{% x", "%}}", "{{", "}}", "{%", "%}", "raw",
    "endraw", "highlight", "/highlight", "{:", "}", "{#a}", ":::note\n", ":::\n", "> [!NOTE]\n",
    "<A b={", "/>", "import x\n", "$", "$$", "\\", "&amp;", "日本語", "。", "「", "」", "ー", "カ゛",
    "e\u0301", "👨‍👩‍👧", "☺\ufe0f", "\u200b", "مرحبا", "\x1b[31m", "\x00", "\x07", "\r", "\u202e",
    "\ufdd0", "\ufdd1", "http://a.b/", "a@b.c", "x", "word ",
]  # fmt: skip
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's control characters and halves of characters: its categories Cc and Cs."""

DIALECTS: list[Dialect] = ["hugo", "jekyll", "plain"]
bodies = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)


def check(post: Reading, width: int) -> list[Line]:
    """Lay out a body, and return its lines: none too wide, none with what a terminal obeys."""
    lines = render(post, width)
    for line in lines:
        assert line.width <= width, line
        assert not any(CONTROL.search(span.text) or CONTROL.search(span.href) for span in line.spans), line
    return lines


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, st.integers(2, 60), st.sampled_from(DIALECTS), st.sampled_from(["a.md", "a.mdx", "a.html"]))
def test_any_markup_is_laid_out(body: str, width: int, dialect: Dialect, path: str) -> None:
    check(Reading(path, body, 1, dialect), width)


@pytest.mark.parametrize("width", [20, 33, 77, 200])
def test_no_file_of_the_corpus_fails(corpus: Path, width: int) -> None:
    for path in some(corpus, 61):
        check(reading(path), width)


@pytest.mark.parametrize(
    "body",
    [
        ">" * 20_000, "- " * 20_000, "[" * 20_000, "*" * 20_000, "<div>" * 20_000, "<b>" * 20_000,
        "`" * 20_001, "{{< x " * 20_000, "{% if " * 20_000, "<a \"" * 20_000, "<!--" * 20_000,
        "<A b={" * 20_000, "」" * 20_000, "[^a]" * 20_000, "\\[\\a" * 20_000,
    ],
    ids=lambda body: body[:8].strip(),
)  # fmt: skip
def test_a_trap_is_sprung_in_bounded_work(body: str) -> None:
    check(Reading("a.mdx", body), 40)
