"""Texts that YAML would take for something else, or can't hold as they are: any is read back as it was."""

from __future__ import annotations

import pytest

from tui.blog.edits import Set
from tui.blog.front_matter.making import apply
from tui.blog.front_matter.yaml import YamlFrontMatter

TRAPS = [
    "yes", "No", "on", "OFF", "y", "N", "true", "null", "~", "", "1", "010", "0o17", "0x1F", "0b1",
    "1_000", "1,000", "12:30", "190:20:30", "1.10", "1e3", "1.0e+3", ".5", "5.", "-.inf", ".NaN",
    "+1", "-", "- x", "?", "? x", ":", ": x", "=", "<<", "2026-01-31", "2026-01-31 10:00", "---",
    "...", "--- x", "a: b", "a #b", "#a", "a:", "[a]", "{a}", "a]", "&a", "*a", "!a", "|", ">", "%a",
    "@a", "`a", "'a'", '"a"', "'", '"', "\\", "a\\n", " a", "a ", "\ta", "a\tb", "a\nb", "\n", "\r",
    "a\r\nb", "\u0085", "\u2028", "\xa0", "\ufeff", "\ufffe", "\x00", "\x7f", "😀", "e\u0301",
    "{{ x }}", "0.", "_1",
]  # fmt: skip


@pytest.mark.parametrize("text", TRAPS, ids=ascii)
@pytest.mark.parametrize(
    "before", ["k: x\n", "k: 'x'\n", 'k: "x"\n', "k: 1\n", "k: [x]\n", "k: {k: x}\n", "k: |\n  x\n", ""]
)
def test_any_text_is_read_back(text: str, before: str) -> None:
    edited = apply(YamlFrontMatter(before), [Set(("k",), text)])
    assert YamlFrontMatter(edited.text).get(("k",)) == text
    held = apply(edited, [Set(("l",), [text, {"m": text}])])
    assert YamlFrontMatter(held.text).get(("l",)) == [text, {"m": text}]
