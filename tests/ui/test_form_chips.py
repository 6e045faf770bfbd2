"""Chips laid out in cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

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


@given(st.lists(st.text(max_size=12)), st.text(max_size=20), st.integers(12, 60), st.booleans())
def test_no_line_is_wider_than_it_may_be_but_for_a_gap(
    names: list[str], typed: str, width: int, focused: bool
) -> None:
    look = Look(tuple(names), typed=typed, offers=((typed, "new"),), focused=focused)
    for line in text(look, width):
        assert cell_len(line.rstrip()) <= width
        assert "\x1b" not in line
