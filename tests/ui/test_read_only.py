"""Where nothing can be kept: it is said why, nothing is written, and no work is lost."""

from __future__ import annotations

import os
from pathlib import Path

from tests.ui.browsing import browsing, make_site


async def test_a_state_folder_that_can_not_be_made(tmp_path: Path) -> None:
    Path(os.environ["XDG_STATE_HOME"]).write_text("a file where a folder belongs")
    site = make_site(tmp_path)
    async with browsing(site) as hand:
        before = hand.post("later.md").read_bytes()
        await hand.press("t", "n", "e", "w", "enter", "enter")
        await hand.see("nothing was written: what is needed to undo it can't be kept")
        await hand.press("f")
        await hand.see("YAML · no changes")
        await hand.press("end", "X")
        await hand.see("unsaved work can't be kept")
        await hand.press("ctrl+s")
        await hand.see("nothing was written")
        await hand.press("Y")
        await hand.pilot.pause(1.2)  # longer than what is typed waits to be kept
        await hand.see("nothing was written")
        assert hand.post("later.md").read_bytes() == before
        await hand.press("escape")
        await hand.see("There are unsaved changes")
