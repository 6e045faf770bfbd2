"""Where the posts' screen leads: to the form, the editor, the browser and the pickers."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from tui.background import in_background
from tui.blog.errors import BlogError
from tui.config import Config
from tui.messages import FilesChanged
from tui.screens.planning import Planning

if TYPE_CHECKING:
    from tui.blog.library import Library
    from tui.blog.search import Found


class Deeds(Planning):
    """A screen from which all is done that can be done with posts.

    Args:
        config: The user's settings.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "form", "Form", id="browse.form"),
        Binding("t", "terms", "Terms", id="browse.terms"),
        Binding("e", "edit", "Editor", id="browse.edit"),
        Binding("w", "write", "Write", id="browse.write"),
        Binding("a", "new", "New post", show=False, id="browse.new"),
        Binding("d", "draft", "Draft, or not", show=False, id="browse.draft"),
        Binding("z", "undo", "Undo the last plan", show=False, id="browse.undo"),
        Binding("o", "open_address", "Open in the web browser", show=False, id="browse.open"),
        Binding("y", "copy", "Copy path, title or link", show=False, id="browse.copy"),
        Binding("p", "jump", "Go to a post", show=False, id="browse.jump"),
    ]

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._made = ""
        """The path of a new post that the list does not know yet."""

    def on_mount(self) -> None:
        """Look for a new post in each library that comes."""
        self.watch(self, "library", self._arrive, init=False)

    # -- new posts ---------------------------------------------------------------------------

    async def action_new(self) -> None:
        """Make a post, of the site of the one under the cursor where there are several."""
        from tui.screens.prompt import Prompt

        def make(title: str | None) -> None:
            if title:
                self._make(title)

        await self.app.push_screen(Prompt("Title of the new post"), make)

    @work
    async def _make(self, title: str) -> None:
        from tui.blog.making import make_post

        beside = self.post.path if self.post is not None else ""
        try:
            path = await in_background(partial(make_post, self.opened, title, beside=beside))
        except BlogError as error:
            self.status.say(str(error), "error")
        else:
            self._made = path
            self._arrive(self.library)  # which may have it by now, as another program's
            self.app.post_message(FilesChanged(frozenset({self.opened.locate(path)})))
            self.status.say(f"made {path}")

    def _arrive(self, library: Library | None) -> None:
        """Go to the new post as soon as there is one."""
        if self._made and library is not None and library.get(self._made) is not None:
            self.call_after_refresh(self.go_to, self._made)
            self._made = ""

    # -- other programs ----------------------------------------------------------------------

    def action_edit(self) -> None:
        """Open the post in the user's editor at the line being read, and come back to the same place."""
        import subprocess

        from tui.editor import command

        if self.post is None:
            return
        try:
            place = self.opened.locate(self.post.path)
            argv = command(place, self.line_read, editor=self.config.editor)
            with self.app.suspend():
                subprocess.run(argv, check=False)  # noqa: S603 (the user's own command, without a shell)
        except (BlogError, SuspendNotSupported) as error:
            self.status.say(str(error), "error")
        except OSError as error:
            self.status.say(f"{argv[0]} can't be started: {error.strerror}", "error")

    @work
    async def action_open_address(self) -> None:
        """Open the post where its site is served: on this machine, or in the world."""
        import webbrowser

        from tui.browser import address

        if self.post is None:
            return
        url = await asyncio.to_thread(address, self.site.nearest(self.post.path), self.post)
        if not url:
            self.status.say("the site's configuration names no address, and no server runs here", "warning")
        elif await asyncio.to_thread(webbrowser.open, url):
            self.status.say(f"opened {url}")
        else:
            self.status.say(f"no web browser is found for {url}", "warning")

    async def action_copy(self) -> None:
        """Copy the post's path, title or link."""
        from tui.browser import public
        from tui.screens.menu import Menu
        from tui.widgets.choices import Choice

        post = self.post
        if post is None:
            return
        url = public(self.site.nearest(post.path), post) or post.url
        texts = {
            "path": str(self.opened.locate(post.path)),
            "title": post.title,
            "link": f"[{post.title}]({url})",
        }
        choices = [
            Choice("path", "Path", post.path, "p"),
            Choice("title", "Title", post.title, "t"),
            *([Choice("link", "Markdown link", url, "l")] if url else []),  # what is not built has no address
        ]

        def copy(what: str | None) -> None:
            if what is not None:
                self.app.copy_to_clipboard(texts[what])
                self.status.say(f"copied: {texts[what]}")

        await self.app.push_screen(Menu("Copy", choices), copy)

    # -- other screens -----------------------------------------------------------------------

    async def action_form(self) -> None:
        """Edit the front matter of the chosen posts."""
        from tui.screens.edit import EditScreen

        paths = [post.path for post in self.chosen()]
        form = EditScreen(self.opened, paths, among=self.listed(), pictures=self.config.pictures)
        await self.app.push_screen(form)

    async def action_write(self) -> None:
        """Write the body of the post under the cursor, from the line being read."""
        from tui.screens.write import WriteScreen

        if self.post is not None:
            path, line = self.post.path, self.line_read
            await self.app.push_screen(WriteScreen(self.opened, path, line, pictures=self.config.pictures))

    async def action_jump(self) -> None:
        """Go to a post or a term by a few letters of its name."""
        from tui.screens.jump import JumpPicker

        def go(found: Found | None) -> None:
            if found is not None and found.kind == "post":
                self.go_to(found.key)
            elif found is not None:
                self.filter_by(found.key, found.text)

        if self.library is not None:
            await self.app.push_screen(JumpPicker(self.library), go)
