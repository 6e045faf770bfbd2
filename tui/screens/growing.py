"""The part of the form in which it grows: fields are added, lists of maps get items, files are picked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work

from tui.blog.schema import Field, File, Image, Schema
from tui.blog.schema.entries import missing
from tui.blog.schema.texts import PICTURES
from tui.screens.drafting import Drafting
from tui.screens.edit_rows import new_item, new_rows
from tui.screens.outlook import Outlook
from tui.widgets.form import Form

if TYPE_CHECKING:
    from tui.blog.desk import Desk


class Growing(Drafting):
    """A form to which fields are added.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root.
    """

    def __init__(self, desk: Desk, paths: Sequence[str]) -> None:
        super().__init__(desk, paths)
        self.schema: Schema | None = None
        """The fields of this kind of post, as far as they are known yet."""

    @on(Form.AddWanted)
    def _ask_for_field(self, event: Form.AddWanted) -> None:
        from tui.screens.add_field import AddField

        event.stop()
        if self.draft is None or self.draft.source is not None or self.schema is None:
            return
        there = [row.entry.field for row in self.form.rows if len(row.key) == 1]
        names = [field.name for field in there]
        fields = [field for field in missing(self.schema, self.draft.values()) if field.name not in names]
        self.app.push_screen(AddField(fields, there), self._add_field)

    async def _add_field(self, field: Field | None) -> None:
        if field is None or self.draft is None:
            return
        there = [row for row in self.form.rows if row.entry.field == field]
        if there:
            self.form.go_to(there[0].key)
            return
        mine = self.draft.mines()[self.paths[0]]
        title = Outlook(self.desk, self.paths[0]).post(mine).title if len(self.paths) == 1 else ""
        rows = new_rows(field, self.desk.schemas.known(self.paths[0]), title)
        await self.form.mount_all(rows)
        self.form.go_to(rows[0].key)
        for row in rows:
            self.take(row)
        self.show_changes()

    @on(Form.ItemWanted)
    async def _add_item(self, event: Form.ItemWanted) -> None:
        event.stop()
        inside = [row for row in self.form.rows if row.key[: len(event.row.key)] == event.row.key]
        rows = new_item(event.row, inside, self.desk.schemas.known(self.paths[0]))
        await self.form.mount_all(rows, after=inside[-1])
        if len(rows) > 1:
            self.form.go_to(rows[1].key)

    @on(Form.FileWanted)
    @work(group="ask")
    async def _pick_file(self, event: Form.FileWanted) -> None:
        from tui.blog.addresses import offers
        from tui.screens.pick_file import PickFile

        event.stop()
        row, field = event.row, event.row.entry.field
        post = self.desk.library.get(self.paths[0])
        if post is None or not isinstance(field, File):
            return
        endings = PICTURES if isinstance(field, Image) else ()
        site, posts = self.desk.site, self.desk.library.posts
        found = await asyncio.to_thread(offers, site, post, row.key, posts, endings)
        here = row.editor.text if row.editor is not None else ""
        what = "picture" if endings else "file"
        picked = await self.app.push_screen_wait(PickFile(site.root, found, here, what))
        if picked is not None and row.is_attached:
            row.asking.put(picked.address)
