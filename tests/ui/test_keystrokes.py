"""Ten common tasks by exactly the keys that are counted, and what they leave on disk."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ui.browsing import browsing
from tests.ui.keystrokes import FILES, LAST, NEXT, POST, TASKS, Task, make_site, table
from tui.blog.document import Document
from tui.blog.values import Value

TITLE, AMAZON = "AmazonとGoogleの設備投資", {"title": "AmazonとGoogleの設備投資新"}
WANTED: tuple[dict[str, dict[str, Value]], ...] = (
    {POST: {"tags": ["AI", "投資", "速報"]}},
    {POST: {"tags": ["AI"]}},
    {POST: {"draft": False}},
    {POST: {**AMAZON}},
    {POST: {"date": "2026-02-07T09:00:00+09:00"}},
    {POST: {"description": "設備投資を読む"}},
    {POST: {"slug": "amazon-google"}},
    {POST: {"cover": {"image": "/images/tokyo-tower.png"}}},
    {
        POST: {"tags": ["AI", "投資", "速報"]},
        NEXT: {"tags": ["AI", "速報"]},
        LAST: {"tags": ["投資", "速報"]},
    },
    {POST: {**AMAZON}, NEXT: {"title": "チップの話新"}},
)
"""What each task changes, by post."""

CASES = [pytest.param(task, wanted, id=task.name) for task, wanted in zip(TASKS, WANTED, strict=True)]


def values(root: Path, name: str) -> dict[str, Value]:
    return Document.split((root / name).read_bytes()).values


def is_done(root: Path, wanted: dict[str, dict[str, Value]]) -> bool:
    """Tell whether posts have what is wanted, and all else as it was."""
    before = {name: Document.split(FILES[name].encode()).values for name in (POST, NEXT, LAST)}
    return all(values(root, name) == {**before[name], **wanted.get(name, {})} for name in before)


@pytest.mark.parametrize(("task", "wanted"), CASES)
async def test_ours(task: Task, wanted: dict[str, dict[str, Value]], tmp_path: Path) -> None:
    root = make_site(tmp_path)
    async with browsing(root) as hand:
        await hand.until(lambda: hand.browse.post and hand.browse.post.title == TITLE)
        for key in task.ours.split():
            await hand.press(key)
            await hand.pilot.pause(0.1)  # a hand is slower
        await hand.until(lambda: is_done(root, wanted), task.name)


@pytest.mark.skipif(not shutil.which("vim"), reason="needs vim, which is not installed")
@pytest.mark.parametrize(("task", "wanted"), CASES)
def test_vims(task: Task, wanted: dict[str, dict[str, Value]], tmp_path: Path) -> None:
    root = make_site(tmp_path)
    for name, keys in task.vim.items():
        script = tmp_path / "keys"
        script.write_text(keys.replace("<Esc>", "\x1b").replace("<CR>", "\r"))
        vim = ["vim", "-u", "NONE", "-N", "-n", "--cmd", "set encoding=utf-8", "-s", str(script)]
        subprocess.run([*vim, str(root / name)], check=True, capture_output=True, timeout=20)
    assert is_done(root, wanted)


def test_terms_take_five_keys_at_most_and_a_draft_two() -> None:
    add, drop, draft = (len(task.ours.split()) for task in TASKS[:3])
    assert max(add, drop) <= 5
    assert draft <= 2
    assert table().count("\n") == 12
