"""The form, by real keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ui.editing import diff, editing, site, three_posts
from tui.screens.ask import Ask
from tui.screens.edit import EditScreen
from tui.screens.help import Help
from tui.widgets.fields import Chips, DateLine, TextBlock, TextLine, Toggle


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return three_posts(tmp_path)


async def test_one_field_changes_one_line_of_a_real_post(seeds: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(seeds, copy)
    name = "004_bcd99e86ad9aba13.md"
    (copy / name).chmod(0o644)
    before = (copy / name).read_bytes().decode()
    async with editing(copy, name) as hand:
        await hand.press("text:新", "ctrl+s")
        changed = diff(before, hand.text(name))
        assert [line[:7] for line in changed] == ["-title:", "+title:"]
        assert changed[1].startswith('+title: "新1000')


async def test_a_title_is_typed_and_saved(root: Path) -> None:
    async with editing(root) as hand:
        before = hand.text("a.md")
        await hand.press("end", "text:の一歩")
        assert "was" in hand.note("title")
        assert str(hand.screen.query_one("#edit-state").render()).strip() == "YAML · 1 change"
        assert "+title" in str(hand.screen.diff.query_one("Static").render())
        await hand.press("ctrl+s")
        assert diff(before, hand.text("a.md")) == [
            '-title: "はじめに" # the title',
            '+title: "はじめにの一歩" # the title',
        ]
        assert not hand.screen.diff.display


async def test_nothing_changed_writes_nothing(root: Path) -> None:
    async with editing(root) as hand:
        stamp = (root / "a.md").stat().st_mtime_ns
        await hand.press("x", "backspace", "ctrl+s")
        assert (root / "a.md").stat().st_mtime_ns == stamp
        await hand.press("escape")
        assert not hand.sees(EditScreen)


async def test_what_is_half_typed_is_saved_too(root: Path) -> None:
    async with editing(root, "c.md", field="tags") as hand:
        await hand.press("text:新しい", "ctrl+s")
        assert "tags: [AI, 新しい]" in hand.text("c.md")


async def test_dates_move_by_days_and_keep_their_spelling(root: Path) -> None:
    async with editing(root, field="date") as hand:
        assert isinstance(hand.app.focused, DateLine)
        await hand.press("shift+up", "shift+up", "shift+down", "ctrl+s")
        assert "date: 2026-03-01T10:00:00+09:00\n" in hand.text("a.md")


async def test_a_day_is_picked_from_the_calendar(root: Path) -> None:
    async with editing(root, field="date") as hand:
        await hand.press("f4", "down", "right", "pagedown", "enter")
        assert isinstance(hand.app.focused, DateLine)
        assert hand.app.focused.text == "2026-04-08T10:00:00+09:00"
        await hand.press("f4", "escape")
        assert isinstance(hand.app.focused, DateLine)
        assert hand.sees(EditScreen)


async def test_a_date_said_in_words_is_written_in_the_posts_spelling(root: Path) -> None:
    async with editing(root, field="date") as hand:
        await hand.press("ctrl+u", "text:+1w 9:30", "ctrl+s")
        assert "date: 2026-03-07T09:30:00+09:00\n" in hand.text("a.md")


async def test_yes_and_no(root: Path) -> None:
    async with editing(root, field="draft") as hand:
        assert isinstance(hand.app.focused, Toggle)
        await hand.press("space", "ctrl+s")
        assert "draft: false\n" in hand.text("a.md")
        await hand.press("y", "ctrl+s")
        assert "draft: true\n" in hand.text("a.md")


async def test_nested_fields(root: Path) -> None:
    async with editing(root) as hand:
        before = hand.text("a.md")
        await hand.go("cover", "alt")
        await hand.press("text:絵", "ctrl+s")
        assert diff(before, hand.text("a.md")) == ["-  alt: ''", "+  alt: '絵'"]


async def test_what_is_no_number_is_told_and_not_written_without_asking(root: Path) -> None:
    async with editing(root) as hand:
        await hand.go("weight")
        await hand.press("x")
        assert "not a number" in hand.note("weight")
        await hand.go("title")
        await hand.press("end", "!", "ctrl+s")
        assert hand.sees(Ask)
        await hand.press("s")
        assert "はじめに!" in hand.text("a.md")
        assert "weight: 3\n" in hand.text("a.md")


async def test_a_long_line_tells_that_there_is_more_until_it_is_typed_in(tmp_path: Path) -> None:
    address = "https://example.com/" + "a" * 200
    async with editing(site(tmp_path, a=f"title: A\nimages:\n  - b.png\ncover:\n  image: {address}")) as hand:
        assert "aaa…" in hand.painted
        await hand.go("cover", "image")
        assert "aaa…" not in hand.painted


async def test_what_is_not_changed_is_not_offered_to_be_put_back(root: Path) -> None:
    async with editing(root, field="title") as hand:
        assert "put back" not in hand.painted
        await hand.press("x")
        assert "put back" in hand.painted
        await hand.press("ctrl+r")
        assert "put back" not in hand.painted


async def test_a_field_is_removed_and_put_back(root: Path) -> None:
    async with editing(root, field="weight") as hand:
        await hand.press("ctrl+y")
        assert "removed" in hand.note("weight")
        await hand.press("ctrl+r")
        assert not hand.screen.diff.display
        await hand.press("ctrl+y", "ctrl+s")
        assert "weight" not in hand.text("a.md")


async def test_a_slug_is_proposed_from_the_title(tmp_path: Path) -> None:
    root = site(tmp_path, a="title: AmazonとGoogleが投じる\nslug: x")
    async with editing(root, field="slug") as hand:
        await hand.press("shift+down", "ctrl+s")
        assert "slug: amazon-google\n" in hand.text("a.md")
        await hand.press("shift+down", "ctrl+s")
        assert "slug: amazonとgoogleが投じる\n" in hand.text("a.md")


async def test_keys_of_the_form_work_in_long_text_too(tmp_path: Path) -> None:
    root = site(tmp_path, a="title: A\ndescription: long", b="title: B\ndescription: other")
    async with editing(root, field="description") as hand:
        assert isinstance(hand.app.focused, TextBlock)
        await hand.press("f8")
        await hand.press("ctrl+y", "f7")
        assert hand.screen.paths == ("a.md",)
        await hand.press("f8", "ctrl+s")
        assert hand.text("b.md") == "---\ntitle: B\n---\nThe body.\n"


async def test_a_field_is_added(root: Path) -> None:
    async with editing(root, "c.md") as hand:
        await hand.press("ctrl+n", "text:weig", "enter")
        assert isinstance(hand.app.focused, TextLine)
        await hand.press("7", "ctrl+s")
        assert hand.text("c.md") == "---\ntitle: Third\ntags: [AI]\nweight: 7\n---\nThe body.\n"
        await hand.press("ctrl+n", "text:mood", "enter", "text:good", "ctrl+s")
        assert "\nmood: good\n" in hand.text("c.md")


async def test_a_slug_that_is_added_is_made_of_the_title(root: Path) -> None:
    async with editing(root, "c.md") as hand:
        await hand.press("ctrl+n", "text:slug", "enter")
        assert hand.editor("slug").text == "third"
        assert "was not there" in hand.note("slug")
        await hand.press("ctrl+s")
        assert "slug: third\n" in hand.text("c.md")


async def test_a_field_that_is_there_is_gone_to(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("ctrl+n", "text:tag", "enter")
        assert isinstance(hand.app.focused, Chips)
        await hand.press("ctrl+n", "text:cover", "enter")
        assert hand.app.focused is hand.editor("cover", "image")


async def test_help_tells_of_the_field_that_has_the_focus(root: Path) -> None:
    async with editing(root, field="date") as hand:
        await hand.press("f1")
        assert hand.sees(Help)
        assert "tomorrow 9:00" in hand.app.export_screenshot().replace("&#160;", " ")
        await hand.press("escape")
        assert hand.sees(EditScreen)


async def test_a_field_is_edited_as_source(root: Path) -> None:
    async with editing(root, field="title") as hand:
        before = hand.text("a.md")
        await hand.press("ctrl+o")
        editor = hand.app.focused
        assert isinstance(editor, TextBlock)
        assert editor.text == '"はじめに"'
        editor.text = "'x"
        await hand.settle()
        assert hand.note("title")
        await hand.press("ctrl+s")
        assert hand.sees(Ask)
        await hand.press("e")
        editor.text = "'は''じ'"
        await hand.press("ctrl+s")
        assert diff(before, hand.text("a.md")) == [
            '-title: "はじめに" # the title',
            "+title: 'は''じ' # the title",
        ]


async def test_a_list_of_maps_grows_and_shrinks(tmp_path: Path) -> None:
    root = site(tmp_path, a="title: A\nresources:\n- src: a.png\n  name: x\n- src: b.png\n  name: y")
    async with editing(root) as hand:
        await hand.go("resources", 0, "name")
        await hand.press("end", "text:z")
        row = hand.screen.form.find(("resources",))
        assert row is not None
        row.query_one("Heading").focus()
        await hand.press("enter", "text:c.png", "ctrl+s")
        assert hand.text("a.md") == (
            "---\ntitle: A\nresources:\n- src: a.png\n  name: xz\n"
            "- src: b.png\n  name: y\n- src: c.png\n---\nThe body.\n"
        )
        row = hand.screen.form.find(("resources", 1))
        assert row is not None
        row.query_one("Heading").focus()
        await hand.press("ctrl+y", "ctrl+s")
        assert "b.png" not in hand.text("a.md")


async def test_hostile_text_is_shown_never_obeyed(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        a='title: "[/x] [bold]\\e[31m\\u202E"\ntags: ["[red]x", "\\e]0;y\\a"]\n'
        '"k\\e[2J": "v\\nw"\ndescription: "[/] $primary"',
    )
    before = (root / "a.md").read_bytes()
    async with editing(root) as hand:
        shown = hand.app.export_screenshot()
        assert "\x1b" not in shown
        await hand.press("end", "!", "ctrl+s")
        after = (root / "a.md").read_bytes()
        assert after.count(b"\n") == before.count(b"\n")
        assert b"\x1b" not in after
        await hand.press("tab", "tab", "x", "escape")


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntitle: [a\n---\nx",
        b"---\ntitle: a\ntitle: b\n---\n",
        b"no front matter\n",
        "---\ntitle: 記事\n---\n".encode("shift_jis"),
        b"",
    ],
)
async def test_posts_without_readable_front_matter_are_told_or_given_some(
    tmp_path: Path, data: bytes
) -> None:
    root = site(tmp_path)
    (root / "a.md").write_bytes(data)
    async with editing(root) as hand:
        await hand.press("text:New", "ctrl+s")
        if data in (b"no front matter\n", b""):
            assert hand.text("a.md") == "---\ntitle: New\n---\n" + ("\n" if data else "") + data.decode()
        else:
            assert (root / "a.md").read_bytes() == data


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_it_fits_every_size(root: Path, size: tuple[int, int]) -> None:
    async with editing(root, size=size) as hand:
        await hand.press("end", "!", *["tab"] * 8)
        focused = hand.app.focused
        assert focused is not None
        assert hand.screen.region.contains_region(focused.region)
        assert hand.screen.query_one("Reader").display == (size[0] >= 120)


async def test_mouse(root: Path) -> None:
    async with editing(root) as hand:
        row = hand.screen.form.find(("draft",))
        assert row is not None
        await hand.pilot.click(row.query_one(Toggle))
        await hand.settle()
        assert "was yes" in hand.note("draft")
        row = hand.screen.form.find(("cover", "alt"))
        assert row is not None
        await hand.pilot.click(row.query_one(TextLine))
        await hand.settle()
        await hand.press("x", "ctrl+s")
        assert "draft: false\n" in hand.text("a.md")
        assert "alt: 'x'" in hand.text("a.md")
