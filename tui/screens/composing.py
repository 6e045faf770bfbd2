"""The part of the writing screen that helps with the text: finding, replacing, links and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import getters, on, work

from tui.screens.unsaved import Unsaved
from tui.widgets.editor import Editor
from tui.widgets.find_bar import FindBar

if TYPE_CHECKING:
    from tui.blog.desk import Desk


class Composing(Unsaved):
    """A screen with the text of one post in an editor.

    Args:
        desk: The site and what can be done with it.
        paths: The post, from the site's root.
    """

    find_bar = getters.query_one(FindBar)

    def __init__(self, desk: Desk, paths: Sequence[str]) -> None:
        super().__init__(desk, paths)
        self.editor = Editor("")

    @property
    def path(self) -> str:
        """The post, from the site's root."""
        return self.paths[0]

    def action_find(self) -> None:
        """Open the line to find in, with what is selected."""
        text = self.editor.selected_text
        self.find_bar.open("" if "\n" in text else text)

    @on(FindBar.Sought)
    def _find(self, event: FindBar.Sought) -> None:
        self.editor.find(event.words)
        self.find_bar.count(*self.editor.match())

    @on(FindBar.Stepped)
    def _step(self, event: FindBar.Stepped) -> None:
        self.editor.action_match(event.step)
        self.find_bar.count(*self.editor.match())

    @on(FindBar.Replaced)
    def _replace(self, event: FindBar.Replaced) -> None:
        if event.everywhere:
            replaced = self.editor.replace_all(event.text)
            self.status.say(f"{replaced:,} replaced · ^z undoes it")
        else:
            self.editor.replace_match(event.text)
        self.find_bar.count(*self.editor.match())

    @work(group="ask")
    async def action_link(self, what: str) -> None:
        """Put a link to a post of the site, or one of its pictures, in the place of the selection."""
        from tui.screens.linking import choose_picture, choose_post

        choose = choose_post if what == "post" else choose_picture
        text = await choose(self.app, self.desk, self.path, self.editor.selected_text)
        if text:
            self.editor.put(text)
