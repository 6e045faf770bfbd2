"""The links of a post: walked by key, named by letters, followed by both and by the mouse, copied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.reader import Page
from tui.reader.blocks import Code
from tui.reader.links import LinkAt, Links
from tui.reader.page import Place
from tui.widgets.reader.paint import Over
from tui.widgets.reader.view import PageView


class LinkedView(PageView):
    """A view with links. The class built on it says where they lead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "link(1)", "Next link", show=False, id="reader.next-link"),
        Binding("shift+tab", "link(-1)", "Previous link", show=False, id="reader.previous-link"),
        Binding("enter", "follow", "Follow the link", show=False, id="reader.follow"),
        Binding("F", "hints", "Links by letter", id="reader.hints"),
        Binding("Y", "copy", "Copy the link or the code", show=False, id="reader.copy"),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._links: Links | None = None

    def opened(self, page: Page) -> None:
        """Look for the links of another page."""
        super().opened(page)
        self._links = Links(page)

    def followed(self, href: str) -> None:
        """Do what is to be done when a link is followed."""

    def looks(self, place: Place) -> Iterable[Over]:
        """Return the marks of the link walked to."""
        yield from super().looks(place)
        current = self._links.current if self._links is not None else None
        if current is not None and current.block == place.block:
            for part in current.link.parts:
                if part.line == place.line:
                    yield Over(part.start, part.end, "current-link")

    def labels(self, place: Place) -> Iterable[tuple[int, str]]:
        """Return the letters that name links."""
        return self._links.labels_on(place.block, place.line) if self._links is not None else ()

    # -- by key ------------------------------------------------------------------------------

    def action_link(self, step: int) -> None:
        """Walk to the next link, or the one before."""
        if self._links is not None:
            link = self._links.step(step, self.scroll_offset.y, self.size.height)
            if link is not None:
                self.bring(self._links.line(link))

    def action_follow(self) -> None:
        """Follow the link that was walked to."""
        if self._links is not None and self._links.current is not None:
            self.followed(self._links.current.link.href)

    def action_hints(self) -> None:
        """Name the links in view by letters; the letters follow them."""
        if self._links is not None and not self._links.name(self.scroll_offset.y, self.size.height):
            self.notify("No links in view", timeout=2)
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take the letters of a link's name."""
        if self._links is None or not self._links.hints:
            return
        event.stop()
        event.prevent_default()
        if event.character is not None and event.character.isalpha():
            self._follow(self._links.type(event.character))
        else:
            self._links.hints = {}
        self.refresh()

    # -- by the mouse ------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the pointer."""
        if self._page is None or self._links is None or self.text_selection is not None:
            return
        number = event.y + self.scroll_offset.y
        line = self._page.line(number)
        if line is not None and event.x >= self.left:
            before = Strip([Segment(line.text)]).crop(0, event.x - self.left + 1).text
            self._follow(self._links.at(number, len(before) - 1))

    def _follow(self, link: LinkAt | None) -> None:
        if link is not None:
            self.followed(link.link.href)

    # -- copied ------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the address of the link that was walked to, or else the first code in view."""
        current = self._links.current if self._links is not None else None
        if current is not None:
            self._copy(current.link.href, "Link copied")
        elif (code := self._first_code()) is not None:
            self._copy(code.text, "Code copied")
        else:
            self.notify("No link is chosen (tab) and no code is in view", timeout=2)

    def _first_code(self) -> Code | None:
        page, top = self._page, self.scroll_offset.y
        if page is None or not page.blocks:
            return None
        first, last = page.place(top).block, page.place(top + self.size.height - 1).block
        contents = (block.content for block in page.blocks[first : last + 1])
        return next((content for content in contents if isinstance(content, Code)), None)

    def _copy(self, text: str, said: str) -> None:
        self.app.copy_to_clipboard(text)
        self.notify(said, timeout=2)
