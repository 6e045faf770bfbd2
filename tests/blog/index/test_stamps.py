"""Stamps follow their files from row to row, whatever comes and goes."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from tui.blog.index.stamps import Stamps
from tui.blog.library import Library
from tui.blog.post import Post

names = st.sampled_from([f"{letter}.md" for letter in "abcdefgh"])
read = st.dictionaries(names, st.tuples(st.integers(-(2**63), 2**63 - 1), st.booleans()), max_size=5)


@given(st.lists(st.tuples(read, st.sets(names, max_size=3)), max_size=6))
def test_a_dictionary_says_the_same(steps: list[tuple[dict[str, tuple[int, bool]], set[str]]]) -> None:
    library = Library()
    stamps = Stamps(library.columns, array("q"), bytearray())
    expected: dict[str, tuple[int, bool]] = {}
    for changed, leaving in steps:
        gone = leaving - changed.keys()
        library = library.replaced([Post(path=path, title=path, status="draft") for path in changed], gone)
        before = dict(stamps)
        newer = stamps.replaced(library.columns, changed, gone)
        assert dict(stamps) == before
        stamps = newer
        expected = {path: one for path, one in {**expected, **changed}.items() if path not in gone}
        assert dict(stamps) == {path: stamp for path, (stamp, _) in expected.items()}
        assert sorted(stamps.heads) == sorted(path for path, (_, partly) in expected.items() if partly)
        assert all(path not in stamps for path in gone)
