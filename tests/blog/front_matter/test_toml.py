"""Edits of TOML: what changes, what stays, what is refused."""

from __future__ import annotations

import tomllib

import pytest
import tomlkit

from tests.blog.front_matter.cases import Case, made
from tui.blog.document import Document
from tui.blog.edits import Add, Remove, Rename, Set, SetSource, Unset
from tui.blog.errors import Refused
from tui.blog.front_matter.making import apply
from tui.blog.front_matter.toml import TomlFrontMatter
from tui.blog.front_matter.toml_reader import read
from tui.blog.values import DateText

VALUES = [
    Case('title =  "A"  # c\n', Set(("title",), 'b "c"'), 'title =  "b \\"c\\""  # c\n'),
    Case("title = 'A'\n", Set(("title",), "b"), "title = 'b'\n"),
    Case("title = 'A'\n", Set(("title",), "it's"), 'title = "it\'s"\n'),
    Case('t = """\nx\ny"""\n', Set(("t",), "p\nq"), 't = """\np\nq"""\n'),
    Case("t = '''\nx\ny'''\n", Set(("t",), "p\nq"), "t = '''\np\nq'''\n"),
    Case('t = "x"\n', Set(("t",), "p\nq\x1b"), 't = "p\\nq\\u001b"\n'),
    Case("d = 1979-05-27T07:32:00Z # c\n", Set(("d",), DateText("2026-01-01")), "d = 2026-01-01 # c\n"),
    Case('d = "1979-05-27"\n', Set(("d",), DateText("2026-01-01")), 'd = "2026-01-01"\n'),
    Case('d = "soon"\n', Set(("d",), DateText("2026-01-01")), "d = 2026-01-01\n"),
    Case('d = "1979"\n', Set(("d",), DateText("2026-1-1")), 'd = "2026-1-1"\n'),
    Case("n = 0xFF\n", Set(("n",), 255), "n = 0xFF\n"),
    Case("n = 0xFF\n", Set(("n",), 256), "n = 256\n"),
    Case("b = false\n", Set(("b",), True), "b = true\n"),
    Case("b = false\n", Set(("b",), None), "refused: no-null"),
    Case("b = false\n", Set(("b",), 2**70), "refused: not-a-value"),
    Case("Tags = []\n", Add(("tags",), "a"), 'Tags = ["a"]\n', fold=True),
]

LISTS = [
    Case('tags = [ "a", "b" ]\n', Add(("tags",), "c"), 'tags = [ "a", "b", "c" ]\n'),
    Case("tags = ['a']\n", Add(("tags",), "c"), "tags = ['a', 'c']\n"),
    Case("tags = []\n", Add(("tags",), "c"), 'tags = ["c"]\n'),
    Case(
        'tags = [\n  "a", # 1\n  "b" # 2\n]\n',
        Add(("tags",), "c"),
        'tags = [\n  "a", # 1\n  "b", # 2\n  "c"\n]\n',
    ),
    Case('tags = [\r\n  "a",\r\n]\r\n', Add(("tags",), "c"), 'tags = [\r\n  "a",\r\n  "c",\r\n]\r\n'),
    Case('tags = [\n  "a", # 1\n  "b" # 2\n]\n', Remove(("tags",), "b"), 'tags = [\n  "a" # 1\n]\n'),
    Case('tags = ["a"]\n', Remove(("tags",), "a"), "tags = []\n"),
    Case('tags = [\n  "a",\n  "b",\n]\n', Remove(("tags",), "b"), 'tags = [\n  "a",\n]\n'),
    Case('tags = [\n  "a",\n  "b"\n]\n', Remove(("tags",), "b"), 'tags = [\n  "a"\n]\n'),
    Case('tags = [ "a", "b" ]\n', Set(("tags",), ["x"]), 'tags = [ "x" ]\n'),
    Case('tags = "a"\n', Add(("tags",), "b"), 'tags = "a b"\n'),
    Case('tags = "a"\n', Add(("tags",), "b"), 'tags = ["a", "b"]\n', fold=True),
]

TABLES = [
    Case(
        "a = 1\n\n[p]\n  b = 1\n\n[q]\nc = 1\n",
        Set(("p", "d"), 2),
        "a = 1\n\n[p]\n  b = 1\n  d = 2\n\n[q]\nc = 1\n",
    ),
    Case("a = 1\n[p]\nb = 1\n", Set(("c",), 2), "a = 1\nc = 2\n[p]\nb = 1\n"),
    Case("# top\n[p]\nb = 1\n", Set(("c",), 2), "c = 2\n# top\n[p]\nb = 1\n"),
    Case("a = 1\n", Set(("p", "b"), 2), "a = 1\n\n[p]\nb = 2\n"),
    Case(
        "a = 1\r\n[p]\r\n\tb = 1\r\n", Set(("q", "c"), 2), "a = 1\r\n[p]\r\n\tb = 1\r\n\r\n[q]\r\n\tc = 2\r\n"
    ),
    Case("[p]\nb = 1 # c\nc = 2\n", Unset(("p", "b")), "[p]\nc = 2\n"),
    Case("a = 1\n[p]\nb = 1\n[p.q]\nc = 1\n[r]\n", Unset(("p",)), "a = 1\n[r]\n"),
    Case("a.b = 1\na.c = 2\n", Unset(("a", "b")), "a.c = 2\n"),
    Case("a.b = 1\nx = 2\n", Unset(("a", "b")), "x = 2\n"),
    Case("a.b = 1\nx = 2\n", Set(("a", "c"), 3), "a.b = 1\na.c = 3\nx = 2\n"),
    Case("[a.b]\nc = 1\n", Set(("a", "d"), 3), "[a.b]\nc = 1\n\n[a]\nd = 3\n"),
    Case("[p]\nb = 1\n[p.q]\n", Rename(("p",), "r s"), '["r s"]\nb = 1\n["r s".q]\n'),
    Case("a.b = 1\n", Rename(("a", "b"), "c"), "a.c = 1\n"),
    Case("x = { a = 1 }\n", Set(("x", "b"), "y"), 'x = { a = 1, b = "y" }\n'),
    Case("x = { a = 1, b = 2 }\n", Unset(("x", "a")), "x = { b = 2 }\n"),
    Case("[[r]]\na = 1\n\n[[r]]\na = 2\n", Set(("r", 1, "a"), 3), "[[r]]\na = 1\n\n[[r]]\na = 3\n"),
    Case("[[r]]\n  a = 1\n", Add(("r",), {"a": 2}), "[[r]]\n  a = 1\n\n[[r]]\n  a = 2\n"),
    Case("[[r]]\na = 1\n[[r]]\na = 2\n", Unset(("r", 0)), "[[r]]\na = 2\n"),
    Case("[[r]]\na = 1\n[[r]]\na = 2\n", Set(("r", 0), 5), "refused: table"),
    Case("[[r]]\na = 1\n", Add(("r",), "x"), "refused: table"),
    Case("[[r]]\na = 1\nb = 2\n", Set(("r",), [{"a": 1, "b": 3}]), "[[r]]\na = 1\nb = 3\n"),
    Case("[p]\na = 1\n[q]\n", Set(("p",), 1), "p = 1\n[q]\n"),
    Case("[p]\na = 1 # c\nb = 2\n", Set(("p",), {"a": 1, "d": 2}), "[p]\na = 1 # c\nd = 2\n"),
    Case("a = 1\n", Set(("l",), [{"b": [1]}, {"c": "d"}]), 'a = 1\nl = [{ b = [1] }, { c = "d" }]\n'),
]

KEYS = [
    Case("a = 1 # c\n\nb = 2\n", Unset(("a",)), "\nb = 2\n"),
    Case('date="x"\nz=1\n', Set(("lastmod",), "y"), 'date="x"\nlastmod="y"\nz=1\n'),
    Case("a = 1\n", Set(("b c",), 1), 'a = 1\n"b c" = 1\n'),
    Case("a = 1", Set(("b",), 2), "a = 1\nb = 2"),
    Case("", Set(("b",), 2), "b = 2\n"),
    Case('"a b" = 1\n', Rename(("a b",), "c"), "c = 1\n"),
    Case("a = 1\n", SetSource(("a",), "[1, 2]"), "a = [1, 2]\n"),
    Case("a = 1\n", SetSource(("b",), "1979-05-27"), "a = 1\nb = 1979-05-27\n"),
    Case("a = 1\n", SetSource(("a",), "1\nb = 2"), "refused: bad-source"),
    Case("[p]\na = 1 # c\n", SetSource(("p",), "{ a = 1, b = 2 }"), "[p]\na = 1 # c\nb = 2\n"),
    Case("[p]\na = 1\n", SetSource(("p",), "{ a = "), "refused: bad-source"),
]


@pytest.mark.parametrize("case", [*VALUES, *LISTS, *TABLES, *KEYS], ids=repr)
def test_edit(case: Case) -> None:
    after = made("toml", case)
    assert after == case.after
    if not after.startswith("refused"):
        assert tomlkit.parse(after).unwrap() == tomllib.loads(after)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "it's",
        '"',
        "\\",
        "a\\b",
        "\n",
        "\r\n",
        "\t",
        "\x00",
        "\x7f",
        "\u2028",
        "\ufeff",
        "😀",
        "'''",
        '"""',
        "]",
    ],
)
@pytest.mark.parametrize(
    "before", ['k = "x"\n', "k = 'x'\n", 'k = """\nx\ny"""\n', "k = '''x'''\n", "k = ['x']\n", ""]
)
def test_any_text_is_read_back(text: str, before: str) -> None:
    edited = apply(TomlFrontMatter(before), [Set(("k",), text), Set(("l",), [text, {"m": text}])])
    assert tomllib.loads(edited.text) == {"k": text, "l": [text, {"m": text}]}


def test_a_table_has_a_source_of_its_own() -> None:
    front = TomlFrontMatter("[p]\na = 1 # c\n[[r]]\nb = 2\n")
    assert [front.source(("p",)), front.source(("r",))] == ["{ a = 1 }", "[{ b = 2 }]"]
    assert apply(front, [SetSource((key,), front.source((key,))) for key in ("p", "r")]).text == front.text


def test_dates_are_read_as_they_are_written() -> None:
    values = read("a = 1979-05-27 07:32:00Z\nb = [1979-05-27]\nc = 07:32:00\nd = '1979-05-27'\n")
    assert values == {"a": "1979-05-27 07:32:00Z", "b": ["1979-05-27"], "c": "07:32:00", "d": "1979-05-27"}
    assert isinstance(values["a"], DateText)
    assert not isinstance(values["d"], DateText)


@pytest.mark.parametrize(
    "block",
    [
        "[a]\n[a]\n",
        "[a.b]\n[[a]]\n",
        "a = 1\na.b = 2\n",
        "a = 1\n[a]\n",
        "[[a]]\n[a]\n",
        "a = {b = 1}\n[a.c]\n",
        "a = {{ .X }}\n",
    ],
)
def test_what_is_no_toml_is_refused(block: str) -> None:
    document = f"+++\n{block}+++\n".encode()
    with pytest.raises(Refused) as refusal:
        Document.split(document).edit(Set(("zz",), 1))
    assert refusal.value.cause == "unreadable"
