"""Links to other posts and pictures, chosen by a picker and written as Markdown."""

from __future__ import annotations

import asyncio
import posixpath
from typing import TYPE_CHECKING, Any

from tui.blog.writing.markdown import target

if TYPE_CHECKING:
    from textual.app import App

    from tui.blog.desk import Desk


async def choose_post(app: App[Any], desk: Desk, path: str, text: str) -> str:
    """Let a post be chosen; return a link to it, or nothing.

    A post has the address that its site gives it; where it has none, its path from the other post.

    Args:
        app: Where to ask.
        desk: The site.
        path: The post that is to hold the link.
        text: What is to be read; empty for the title.
    """
    from tui.screens.jump import LinkPicker

    found = await app.push_screen_wait(LinkPicker(desk.library))
    post = desk.library.get(found.key) if found is not None else None
    if post is None:
        return ""
    address = post.url or posixpath.relpath(post.path, posixpath.dirname(path) or ".")
    return f"[{text or post.title}]({target(address)})"


async def choose_picture(app: App[Any], desk: Desk, path: str, text: str) -> str:
    """Let one of the site's pictures be chosen; return it as Markdown, or nothing.

    Args:
        app: Where to ask.
        desk: The site.
        path: The post that is to show it.
        text: What is said where it can't be seen.
    """
    from tui.blog.addresses import offers
    from tui.blog.schema.texts import PICTURES
    from tui.screens.pick_file import PickFile

    post = desk.library.get(path)
    if post is None:
        return ""
    found = await asyncio.to_thread(offers, desk.site, post, (), (), PICTURES)
    picked = await app.push_screen_wait(PickFile(desk.site.root, found))
    return f"![{text}]({target(picked.address)})" if picked is not None else ""
