"""A diff that `patch` can apply, of any bytes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.diff import Difference, follow, lines, places, unified

LINES = st.lists(st.sampled_from([b"a\n", b"b\r\n", b"\xff\x1b[31m\n", b"\n", b"c", b"\r"]), max_size=12).map(
    b"".join
)


def diff(before: bytes, after: bytes) -> bytes:
    return b"".join(unified(before, after, "a/x.md", "b/x.md"))


def test_one_line() -> None:
    before = b"".join(b"line %d\n" % i for i in range(1, 10))
    assert diff(before, before.replace(b"5", b"five")) == (
        b"--- a/x.md\n+++ b/x.md\n@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+line five\n"
        b" line 6\n line 7\n line 8\n"
    )


def test_no_newline_at_the_end() -> None:
    assert diff(b"a", b"a\n").endswith(b"-a\n\\ No newline at end of file\n+a\n")


def test_an_empty_side_is_named_by_the_line_before() -> None:
    assert b"@@ -0,0 +1 @@" in diff(b"", b"a\n")
    assert b"@@ -1 +0,0 @@" in diff(b"a\n", b"")


def test_equal_bytes_have_none() -> None:
    assert diff(b"a\n", b"a\n") == b""


@given(LINES, LINES)
def test_opcodes_make_the_second_of_the_first(before: bytes, after: bytes) -> None:
    old, new = lines(before), lines(after)
    made: list[bytes] = []
    at = 0
    for kind, i, j, k, m in Difference(old, new).get_opcodes():
        assert i == at
        made += old[i:j] if kind == "equal" else new[k:m]
        at = j
    assert at == len(old)
    assert made == new


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"a\nb\n"),
        (b"a\nb\n", b""),
        (b"a\nb", b"a\nb\nc"),
        (b"a\r\nb\r\n\xff\xfe\n" * 9, b"a\r\nB\r\n\xff\xfe\n" + b"a\r\nb\r\n\xff\xfe\n" * 8 + b"x"),
        (b"1\n" * 40 + b"x\n" + b"1\n" * 40, b"2\n" + b"1\n" * 40 + b"1\n" * 39),
    ],
)
def test_git_applies_it(tmp_path: Path, before: bytes, after: bytes) -> None:
    (tmp_path / "x.md").write_bytes(before)
    command = ["git", "apply", "--unsafe-paths", "-p1", "-"]
    subprocess.run(command, input=diff(before, after), cwd=tmp_path, check=True)
    assert (tmp_path / "x.md").read_bytes() == after


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("one two", "one three", ["three"]),
        ("縁側の音", "縁側で聴く音", ["で聴く"]),
        ("same", "same", []),
        ("gone too", "gone", []),
        ("", "all new", ["all new"]),
        ("a" * 30_000, "b", []),
    ],
)
def test_what_a_text_says_that_another_does_not(old: str, new: str, told: list[str]) -> None:
    assert [new[start:end] for start, end in places(old, new)] == told


@pytest.mark.parametrize(
    ("new", "place"),
    [("abcd", 2), ("xyabcd", 4), ("bcd", 1), ("abxd", 2), ("axd", 1), ("ab", 1), ("", 0), ("xyz", 2)],
)
def test_a_line_is_followed_through_a_change(new: str, place: int) -> None:
    assert follow([*"abcd"], [*new], 2) == place
