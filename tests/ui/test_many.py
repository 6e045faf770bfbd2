"""Lists of any length cost what is seen of them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.geometry import Offset

from tui.widgets.rows import Rows

MANY = 100_000


class Numbers(Rows):
    """Rows that count how often one is rendered."""

    rendered = 0

    def segments(self, row: int, width: int) -> Iterable[Segment]:
        """Return the row's number."""
        self.rendered += 1
        yield Segment(f"row {row}")


class Many(App[None]):
    """A list of many rows."""

    def compose(self) -> ComposeResult:
        yield Numbers()

    @property
    def rows(self) -> Numbers:
        return self.query_one(Numbers)

    @property
    def lines(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in line).split("  ")[0] for line in strips]


async def test_only_what_is_seen_is_rendered() -> None:
    app = Many()
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.fill(MANY)
        await pilot.pause()
        assert app.lines[0] == "row 0"
        assert app.rows.rendered <= 3 * 20
        app.rows.rendered = 0
        await pilot.press("G")
        assert app.lines[-1] == f"row {MANY - 1}"
        await pilot.press("pageup", "k", "g", "ctrl+d", "ctrl+u", "pagedown", "end", "home")
        assert app.rows.cursor == 0
        assert app.rows.rendered <= 12 * 20


async def test_other_rows_keep_cursor_and_top() -> None:
    app = Many()
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.fill(MANY)
        await pilot.press("G")
        app.rows.fill(50, 30, top=25)
        await pilot.pause()
        assert app.lines[0] == "row 25"
        assert app.rows.cursor == 30
        app.rows.fill(3, 30)
        await pilot.pause()
        assert app.lines[:4] == ["row 0", "row 1", "row 2", ""]
        assert app.rows.cursor == 2
        app.rows.fill(0)
        await pilot.press("j", "k", "G", "g", "enter")
        assert app.rows.cursor == 0


async def test_a_smaller_screen_keeps_the_cursor_in_view() -> None:
    app = Many()
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.fill(MANY)
        app.rows.cursor = 19
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "row 19" in app.lines


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = Many()
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.fill(MANY)
        await pilot.pause()
        await pilot._post_mouse_events([MouseScrollDown], offset=Offset(5, 5))
        await pilot.pause()
        assert app.lines[0] != "row 0"
        assert app.rows.cursor == 0
