"""Front matter made to crash, hang or fool its reader, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LEVELS = 30_000

_SCRIPT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from tui.blog.document import Document
from tui.blog.edits import Set, Unset
from tui.blog.errors import FrontMatterError, Refused
document = Document.split(sys.stdin.buffer.read())
try:
    document.values
except FrontMatterError as error:
    print("unreadable:", error.line, error.message)
else:
    print("read")
for edit in (Set(("title",), "new"), Set(("zz",), [1]), Unset(("a",))):
    try:
        made = document.edit(edit)
    except Refused as refusal:
        print("refused:", refusal.cause)
    else:
        print("made", made.body == document.body)
"""


def _run(data: bytes) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], input=data, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout.decode().splitlines()


def _yaml(block: str) -> bytes:
    return f"---\ntitle: x\n{block}\n---\nbody\n".encode()


def _bomb(start: str, line: str) -> str:
    return "\n".join([start, *(line.format(here=at, before=at - 1) for at in range(1, 40))])


DEEP = {
    "flow lists": _yaml("a: " + "[" * _LEVELS),
    "closed flow lists": _yaml("a: " + "[" * _LEVELS + "]" * _LEVELS),
    "flow maps": _yaml("a: " + "{a: " * _LEVELS + "}" * _LEVELS),
    "dashes": _yaml("a:\n  " + "- " * _LEVELS + "x"),
    "questions": _yaml("? " * _LEVELS + "x"),
    "indentation": _yaml("\n".join(" " * at + "a:" for at in range(1500))),
    "json": b'{"title": "x", "a": ' + b"[" * _LEVELS + b"]" * _LEVELS + b"}\nbody\n",
    "json maps": b'{"title": "x", "a": ' + b'{"a":' * _LEVELS + b"1" + b"}" * _LEVELS + b"}\nbody\n",
    "toml lists": b'+++\ntitle = "x"\na = ' + b"[" * _LEVELS + b"]" * _LEVELS + b"\n+++\nbody\n",
    "toml tables": b'+++\ntitle = "x"\na = ' + b"{a=" * _LEVELS + b"1" + b"}" * _LEVELS + b"\n+++\nbody\n",
    "toml keys": b'+++\ntitle = "x"\n' + b"a." * _LEVELS + b"a = 1\n+++\nbody\n",
}

BOMBS = {
    "aliases": _yaml(_bomb("a0: &a0 [x, x]", "a{here}: &a{here} [*a{before}, *a{before}, *a{before}]")),
    "merge keys": _yaml(
        _bomb("a0: &a0 {x: 1}", "a{here}: &a{here} {{<<: [*a{before}, *a{before}], k{here}: 1}}")
    ),
    "an alias of itself": _yaml("a: &a [*a]"),
    "a map in itself": _yaml("a: &a {b: *a}"),
}

ODD = {
    "nul": _yaml("a: \0"),
    "escape": _yaml("a: \x1b[31m"),
    "half a character": _yaml('a: "\\ud83d"'),
    "no such day": _yaml("date: 2017-02-29"),
    "endless number": _yaml("a: " + "9" * 100_000),
    "endless key": _yaml("k" * 100_000 + ": 1"),
    "strange keys": _yaml("content: 1\nhandler: 2\nself: 3\non: 4\n1: 5\nnull: 6\n2026-01-01: 7\n1.5: 8"),
    "tags that build": _yaml(
        "a: !!python/object/apply:os.system ['true']\nb: !ruby/object {}\nc: !!binary aGk="
    ),
    "json nan": b'{"title": "x", "a": NaN, "b": 1e999, "c": "\\ud83d"}\nbody\n',
    "toml nan": b'+++\ntitle = "x"\na = nan\nb = -inf\nd = 0001-01-01\n+++\nbody\n',
    "toml no such day": b'+++\ntitle = "x"\na = 2017-02-29\n+++\nbody\n',
    "toml tables that clash": b'+++\ntitle = "x"\n[a.b]\n[[a]]\n[a]\nb.c = 1\n+++\nbody\n',
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_told_and_not_followed(name: str) -> None:
    first, *edits = _run(DEEP[name])
    assert first.startswith("unreadable:"), first
    assert set(edits) == {"refused: unreadable"}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_told_and_do_not_go_off(name: str) -> None:
    first, *edits = _run(BOMBS[name])
    assert first.startswith("unreadable:"), first
    assert set(edits) == {"refused: unreadable"}


@pytest.mark.parametrize("name", ODD)
def test_odd_values_are_read_or_told(name: str) -> None:
    for line in _run(ODD[name]):
        assert line == "read" or line.startswith(("unreadable:", "refused:", "made True")), line


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("text: |\n" + "  words and words\n" * 600_000, id="a long text"),
        pytest.param("".join(f"k{at}: v\n" for at in range(1_000_000)), id="many keys"),
        pytest.param("tags:\n" + "- x\n" * 2_500_000, id="a long list"),
        pytest.param("a: '" + "''" * 5_000_000 + "'\n", id="quotes"),
    ],
)
def test_ten_megabytes_are_refused_at_once(block: str) -> None:
    assert len(block) >= 9_000_000
    first, *edits = _run(f"---\ntitle: x\n{block}---\nbody\n".encode())
    assert "too big" in first
    assert set(edits) == {"refused: unreadable"}


def test_ten_megabytes_of_body_are_no_matter() -> None:
    data = b"---\ntitle: x\na: 1\n---\n" + b"---\n# text {{ [[ ---\n" * 500_000
    assert _run(data) == ["read", "made True", "made True", "made True"]


def test_an_object_that_never_ends_is_read_once() -> None:
    assert _run(b'{"a": "' + b'\\"{[' * 1_000_000)[0] == "read"
    assert _run(b'{"a"' + b'"' * 3_000_000)[0] == "read"
