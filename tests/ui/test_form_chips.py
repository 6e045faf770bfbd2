"""Chips laid out in cells, and typed on the screen."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.ui.editing import editing, site
from tui.widgets.fields.chip_layout import Look, lay_out


def text(look: Look, width: int) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lay_out(look, width)]


def test_chips_the_text_and_its_completions() -> None:
    look = Look(("AI", "投資"), typed="gp", offers=(("GPU", "4"), ("gp", "new")), focused=True)
    assert text(look, 40) == [" AI ×   投資 ×  + gp▏", "   GPU 4   gp new  "]
    assert text(look, 10) == [" AI ×  ", " 投資 ×  ", "+ gp▏", "   GPU 4  "]


def test_nothing_is_a_dash_or_what_differs() -> None:
    assert text(Look(()), 10) == ["–"]
    assert text(Look((), placeholder="differs: a · b"), 10) == ["differs:…"]
    assert text(Look(("AI",), partly=(("AI", "(some)"),)), 20) == [" AI (some) ×  "]


@given(
    st.lists(st.text(max_size=12)), st.text(max_size=20), st.integers(12, 60), st.booleans(), st.booleans()
)
def test_no_line_is_wider_than_it_may_be_but_for_a_gap(
    names: list[str], typed: str, width: int, focused: bool, partly: bool
) -> None:
    some = tuple((name, "(some)") for name in names if partly)
    look = Look(tuple(names), some, typed=typed, offers=((typed, "new"),), focused=focused)
    for line in text(look, width):
        assert cell_len(line.rstrip()) <= width
        assert "\x1b" not in line


async def test_a_space_is_no_term_and_leaves_no_empty_line(tmp_path: Path) -> None:
    async with editing(site(tmp_path, a="title: A\ntags: [AI]"), field="tags") as hand:
        before = hand.editor("tags").size
        await hand.press("space", "tab")
        assert hand.editor("tags").size == before
        assert not hand.screen.draft or not hand.screen.draft.changed


async def test_the_end_of_a_long_list_is_in_view_where_it_is_typed(tmp_path: Path) -> None:
    tags = ", ".join(f"a-rather-long-term-{number}" for number in range(30))
    async with editing(site(tmp_path, a=f"title: A\ntags: [{tags}]"), size=(60, 20)) as hand:
        await hand.go("tags")
        await hand.press("text:new")
        assert "+ new▏" in hand.painted
        await hand.press("enter")
        assert "new × " in hand.painted
        assert "+ ▏" in hand.painted
