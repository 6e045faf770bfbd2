"""What is painted piece by piece is what would be painted anew as a whole."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyte
import pytest
from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tests.ui.browsing import Hand, browsing, make_site
from tui.widgets.choices import Choices
from tui.widgets.painting import Bar, Lines
from tui.widgets.title_bar import TitleBar

SIZES = (100, 16), (60, 12), (120, 24)

KEYS = (
    *"jjkGgJnN",
    *("space", "ctrl+d", "ctrl+u", "escape", "tab", "shift+tab", "enter", "comma", "left", "right"),
    *("slash", "a", "i", "t", "backspace", "投", "colon", "minus", "x", "o"),
)
"""What is pressed: moves, marks, facets, and letters that are part of a filter or keys, as it comes."""


class Shadow:
    """A terminal beside the app, that is sent what the app's own is sent."""

    def __init__(self, app: App[Any]) -> None:
        self.app = app
        self.screen = pyte.Screen(*app.size)
        self._stream = pyte.Stream(self.screen)

    def send(self, update: RenderableType | CompositorUpdate | None) -> None:
        """Draw an update."""
        if self.app.size != (self.screen.columns, self.screen.lines):
            self.screen.resize(self.app.size.height, self.app.size.width)
        if isinstance(update, CompositorUpdate):
            self._stream.feed(update.render_segments(self.app.console).replace("\n", "\r\n"))

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every cell with its look."""
        buffer, columns = self.screen.buffer, range(self.screen.columns)
        return [[tuple(buffer[y][x]) for x in columns] for y in range(self.screen.lines)]


@pytest.fixture
def shadows(monkeypatch: pytest.MonkeyPatch) -> dict[App[Any], Shadow]:
    """The shadows of all apps that run."""
    shadows: dict[App[Any], Shadow] = {}
    display = App._display

    def draw(self: App[Any], screen: Screen[Any], update: RenderableType | None) -> None:
        shadows.setdefault(self, Shadow(self)).send(update)
        display(self, screen, update)

    monkeypatch.setattr(App, "_display", draw)
    return shadows


def anew(hand: Hand) -> list[list[tuple[object, ...]]]:
    """Return the screen painted as a whole, with nothing that was painted before."""
    app = hand.app
    for screen in app.screen_stack:
        for widget in screen.walk_children(with_self=True):
            widget.refresh()
            if isinstance(widget, ScrollView):
                widget.vertical_scrollbar.refresh()
    whole = Shadow(app)
    whole.send(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    return whole.cells


async def settled(hand: Hand) -> None:
    """Wait until nothing is sought, counted or read, and all of it is painted."""
    await hand.until(lambda: not hand.browse.is_working)
    await hand.pilot.pause(0.05)
    await hand.until(lambda: not hand.app.screen._dirty_widgets and not hand.browse.is_working)


@pytest.mark.parametrize("seed", [1, 2])
async def test_after_any_keys_the_screen_is_as_if_painted_anew(
    tmp_path: Path, shadows: dict[App[Any], Shadow], seed: int
) -> None:
    dice = random.Random(seed)
    async with browsing(make_site(tmp_path), SIZES[0]) as hand:
        for _ in range(12):
            keys = dice.choices(KEYS, k=dice.randint(1, 4))
            await hand.press(*keys)
            match dice.randrange(12):
                case 0:
                    await hand.pilot.resize_terminal(*dice.choice(SIZES))
                case 1:
                    hand.app.theme = dice.choice(["nord", "textual-light", "textual-dark"])
                case 2 | 3:
                    where = Offset(dice.randrange(hand.app.size.width), dice.randrange(hand.app.size.height))
                    await hand.pilot.hover(offset=where)
            await settled(hand)
            shown = shadows[hand.app].cells
            assert shown == anew(hand), f"seed {seed}, after {keys}"
            await settled(hand)


def seen(strips: list[Strip]) -> list[list[tuple[object, ...]]]:
    """Return what is seen of lines: of blank cells no more than what is behind them."""
    lines = []
    for strip in strips:
        line: list[tuple[object, ...]] = []
        for text, style, _ in strip:
            assert style is not None
            back, fore = (style.bgcolor, style.color)[:: -1 if style.reverse else 1]
            line.append((text, back, (fore, style.bold) if text.strip() else None))
        lines.append(line)
    return lines


async def test_lists_look_as_textual_would_paint_them(tmp_path: Path) -> None:
    async with browsing(make_site(tmp_path), (100, 12)) as hand:
        lists = hand.browse.posts, hand.browse.facets
        for widget in (*lists, *(one.vertical_scrollbar for one in lists)):
            assert isinstance(widget, Lines)
            view = Region(0, 0, *widget.size)
            width = widget.scrollable_size.width  # what is behind the scrollbar is not painted
            textuals = [strip.crop(0, width) for strip in Widget.render_lines(widget, view)]
            assert seen(widget.render_lines(view)) == seen(textuals)


async def rest(hand: Hand, painted: list[Widget]) -> None:
    """Wait until nothing is painted for a while, and forget what was."""
    painted.append(hand.browse)  # for a first look
    while painted:
        painted.clear()
        await hand.pilot.pause(0.3)


async def test_a_frame_asks_nothing_of_what_did_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Widget] = []
    render = Widget.render_lines

    def noted(self: Widget, crop: Region) -> list[Strip]:
        asked.append(self)
        return render(self, crop)

    async with browsing(make_site(tmp_path), (100, 12)) as hand:
        await settled(hand)
        monkeypatch.setattr(Widget, "render_lines", noted)
        await rest(hand, asked)
        bar = hand.browse.query_one(TitleBar)
        hand.browse.posts.refresh()
        bar.refresh()
        await hand.until(lambda: bool(asked))
        assert asked == [bar]


async def test_the_scrollbar_of_a_list_is_dragged(tmp_path: Path) -> None:
    async with browsing(make_site(tmp_path), (60, 8)) as hand:
        posts = hand.browse.posts
        bar = posts.vertical_scrollbar
        assert isinstance(bar, Bar)
        await hand.pilot.mouse_down(bar, offset=Offset(0, 0))
        await hand.pilot.hover(bar, offset=Offset(0, bar.size.height - 1))
        await hand.pilot.mouse_up(bar, offset=Offset(0, bar.size.height - 1))
        await hand.until(lambda: posts.scroll_y == posts.max_scroll_y > 0)


async def test_a_list_takes_all_the_room_there_is_as_a_scroll_view_does() -> None:
    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield Choices()

    app = Alone()
    async with app.run_test(size=(30, 6)):
        assert app.query_one(Choices).outer_size == app.size
