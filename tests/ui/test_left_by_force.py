"""The terminal is closed, or the process is killed: what was typed is offered on the next start."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.blog.journal.making import interrupt
from tests.terminal import Terminal
from tests.ui.browsing import browsing, make_site
from tui.blog.desk import Desk
from tui.blog.edits import Set
from tui.screens.ask import Ask
from tui.screens.leftovers import Leftovers

posix = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX's")


@pytest.fixture
def site(tmp_path: Path, own_folders: Path) -> Path:
    root = tmp_path / "site"
    root.mkdir()
    return make_site(root)


@contextmanager
def postdesk(site: Path) -> Iterator[Terminal]:
    terminal = Terminal([sys.executable, "-m", "tui", str(site)], env=dict(os.environ))
    try:
        yield terminal
    finally:
        terminal.close()


def hang_up(terminal: Terminal) -> None:
    assert terminal.hang_up() is not None


def kill(terminal: Terminal) -> None:
    state = Path(os.environ["XDG_STATE_HOME"])
    assert terminal.until(
        lambda: any(b"Never saved. " in kept.read_bytes() for kept in state.rglob("*.draft"))
    )
    terminal.kill()


@posix
@pytest.mark.parametrize("force", [hang_up, kill])
def test_what_was_typed_is_offered_on_the_next_start(site: Path, force: Callable[[Terminal], None]) -> None:
    with postdesk(site) as terminal:
        assert terminal.wait_for("About later.md"), terminal.text
        terminal.press("w")
        assert terminal.wait_for("Writing · Next year"), terminal.text
        terminal.press("Never saved. ")
        assert terminal.wait_for("unsaved"), terminal.text
        assert terminal.wait_for("Never saved."), terminal.text  # what is seen is kept
        force(terminal)
    with postdesk(site) as terminal:
        assert terminal.wait_for("Work that was never saved"), terminal.text
        assert "later.md" in terminal.text
        terminal.press("\r")
        assert terminal.wait_for("Never saved. "), terminal.text
        terminal.press("\x13")
        assert terminal.wait_for("unsaved", gone=True), terminal.text
        terminal.press("\x1b")
        assert terminal.wait_for("Writing ·", gone=True), terminal.text
        terminal.press("q")
        assert terminal.wait() == 0
    assert "Never saved. " in (site / "content" / "posts" / "later.md").read_text()
    assert Desk.open(site).drafts.all() == []


async def test_work_on_a_form_is_taken_up_in_the_form(site: Path) -> None:
    keep(site, title="Mine")
    async with browsing(site) as hand:
        await hand.until(lambda: isinstance(hand.app.screen, Leftovers))
        await hand.see("fields ·")
        await hand.press("enter")
        await hand.see("Front matter")
        await hand.see("1 change")
        await hand.press("ctrl+s")
        await hand.until(lambda: "title: Mine" in hand.post("ai.md").read_text())


async def test_work_on_a_post_that_is_gone_can_be_written_back(site: Path) -> None:
    keep(site, title="Mine")
    (site / "content" / "posts" / "ai.md").unlink()
    async with browsing(site) as hand:
        await hand.until(lambda: isinstance(hand.app.screen, Leftovers))
        await hand.press("enter")
        await hand.see("gone from the disk")
        await hand.press("ctrl+s")
        await hand.until(lambda: isinstance(hand.app.screen, Ask))
        await hand.press("w")
        await hand.until(hand.post("ai.md").exists)
        assert "title: Mine" in hand.post("ai.md").read_text()


async def test_work_that_is_put_off_is_offered_again_and_what_is_forgotten_is_not(site: Path) -> None:
    keep(site, title="Mine")
    async with browsing(site) as hand:
        await hand.until(lambda: isinstance(hand.app.screen, Leftovers))
        await hand.press("f", "escape")
        assert hand.app.screen is hand.browse
    async with browsing(site) as hand:
        await hand.until(lambda: isinstance(hand.app.screen, Leftovers))
        await hand.press("F")
        await hand.until(lambda: hand.app.screen is hand.browse)
    async with browsing(site) as hand:
        assert hand.app.screen is hand.browse
        assert hand.app.desk is not None
        assert hand.app.desk.drafts.all() == []


@pytest.mark.parametrize(("key", "count"), [("F", 5), ("R", 0), ("escape", 2)])
async def test_an_interrupted_plan_is_finished_rolled_back_or_left(site: Path, key: str, count: int) -> None:
    desk = Desk.open(site)
    paths = [f"content/posts/{name}.md" for name in ("ai", "amazon", "chips", "draft", "later")]
    plan = desk.plan("weigh them", paths, [Set(("weight",), 7)])
    interrupt(("place", 4), lambda: desk.apply(plan))
    async with browsing(site) as hand:
        await hand.see("“weigh them” was interrupted: 2 of 5 files done")
        await hand.press("enter", "f", "r")
        assert isinstance(hand.app.screen, Ask), "what is typed ahead decides nothing"
        await hand.press(key)
        await hand.until(lambda: hand.app.screen is hand.browse)
        await hand.until(lambda: sum("weight: 7" in (site / path).read_text() for path in paths) == count)
        assert bool(desk.journal.unfinished()) == (key == "escape")


def keep(site: Path, **fields: str) -> None:
    """Keep unsaved work on a post, as a process that ended left it."""
    desk = Desk.open(site)
    path = "content/posts/ai.md"
    base = desk.read(path)
    mine = base.edit(*(Set((name,), value) for name, value in fields.items()))
    desk.drafts.keep({path: (base, mine)}, 1_700_000_000.0)
    desk.close()
