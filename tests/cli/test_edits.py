"""`postdesk set` and `undo`: what is written, what is asked, what is told, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import POSTS, Run
from tests.terminal import Terminal
from tui.blog.desk import Desk
from tui.blog.files import Staged
from tui.cli.carry import interruptible


def contents(site: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in site.iterdir()}


class TestSet:
    @pytest.mark.parametrize(
        ("assignment", "old", "new"),
        [
            ("title=1.10", "title: A plain day", "title: '1.10'"),
            ("draft=true", "draft: false", "draft: true"),
            ("draft:=true", "draft: false", "draft: true"),
            ("tags+=速報", "[diary, 投資]", "[diary, 投資, 速報]"),
            ("tags-=diary", "[diary, 投資]", "[投資]"),
            ("draft-", "draft: false\n", ""),
            ("date=2026-02-03", "2026-02-01", "2026-02-03"),
        ],
    )
    def test_one_file_is_changed_without_asking(
        self, run: Run, site: Path, assignment: str, old: str, new: str
    ) -> None:
        answer = run("set", site / "plain.md", assignment)
        assert (answer.code, answer.out) == (0, "")
        assert answer.err == f"postdesk: set {assignment}: 1 file changed\n"
        now = contents(site)
        assert now.pop("plain.md").replace('"', "'") == POSTS["plain.md"].replace(old, new)
        assert now.items() <= POSTS.items()

    def test_several_assignments_at_once(self, run: Run, site: Path) -> None:
        run("set", site / "plain.md", "draft=yes", "cover.image=b.png", "weight:=3")
        assert run("get", site / "plain.md", "cover.image").out == "b.png\n"
        assert run("get", site / "plain.md", "draft", "--json").out == "true\n"
        assert run("get", site / "plain.md", "weight", "--json").out == "3\n"

    def test_a_folder_and_what_can_not_be_edited_in_it(self, run: Run, site: Path) -> None:
        answer = run("set", site, "draft=true", "--yes")
        assert answer.code == 1
        assert answer.err.startswith("postdesk: torn.md:2: ")
        assert answer.err.endswith("postdesk: set draft=true: 3 files changed\n")
        assert contents(site)["torn.md"] == POSTS["torn.md"]

    def test_a_query_narrows_a_folder(self, run: Run, site: Path) -> None:
        assert run("set", site, "-q", "tag:投資", "weight:=1").code == 0
        changed = [name for name, text in contents(site).items() if text != POSTS[name]]
        assert changed == ["plain.md"]

    def test_a_query_narrows_files_too(self, run: Run, site: Path) -> None:
        run("set", site / "plain.md", site / "wide.md", "-q", "tag:投資", "weight:=1")
        assert contents(site)["wide.md"] == POSTS["wide.md"]

    def test_a_folder_in_the_site(self, run: Run, site: Path) -> None:
        (site / "sub").mkdir()
        (site / "sub" / "a.md").write_text("---\ntitle: A\n---\n")
        (site / "substitute.md").write_text("---\ntitle: B\n---\n")
        assert run("set", site / "sub", "draft=true").code == 0
        assert "draft: true" in (site / "sub" / "a.md").read_text()
        assert "draft" not in (site / "substitute.md").read_text()

    def test_a_dry_run_prints_what_patch_takes(self, run: Run, site: Path) -> None:
        answer = run("set", site, "draft=true", "--dry-run")
        assert answer.code == 1  # torn.md is refused
        assert answer.err.endswith("3 files would change\n")
        assert contents(site) == POSTS
        subprocess.run(["git", "apply", "-p1", "-"], input=answer.out.encode(), cwd=site, check=True)
        patched = contents(site)
        for name, text in POSTS.items():
            (site / name).write_text(text, encoding="utf-8")
        run("set", site, "draft=true", "--yes")
        assert contents(site) == patched

    def test_nobody_to_ask(self, run: Run, site: Path) -> None:
        answer = run("set", site, "draft=true")
        assert answer.code == 2
        assert "--yes" in answer.err
        assert contents(site) == POSTS

    def test_nothing_to_change(self, run: Run, site: Path) -> None:
        answer = run("set", site / "plain.md", "draft=false")
        assert (answer.code, answer.err) == (0, "postdesk: set draft=false: nothing to change\n")

    @pytest.mark.parametrize(
        "arguments", [["draft=true"], ["plain.md"], ["plain.md", "x:={"], ["plain.md", "a..b=1"], []]
    )
    def test_wrong_calls(
        self, run: Run, site: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
    ) -> None:
        monkeypatch.chdir(site)
        assert run("set", *arguments).code == 2
        assert contents(site) == POSTS

    def test_a_wrong_query(self, run: Run, site: Path) -> None:
        assert run("set", site, "draft=true", "-q", "(a").code == 2

    def test_a_file_that_is_not_there(self, run: Run, site: Path) -> None:
        answer = run("set", site / "none.md", "draft=true")
        assert answer.code == 3
        assert "none.md" in answer.err

    def test_files_of_two_sites(self, run: Run, site: Path, tmp_path: Path) -> None:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "hugo.toml").touch()
            (tmp_path / name / "a.md").touch()
        answer = run("set", tmp_path / "one" / "a.md", tmp_path / "two" / "a.md", "x=1", "--yes")
        assert answer.code == 2
        assert "2 sites" in answer.err

    def test_a_value_that_is_none(self, run: Run, site: Path) -> None:
        answer = run("set", site / "plain.md", "draft=maybe")
        assert answer.code == 1
        assert "plain.md: draft: “maybe” is neither true nor false" in answer.err

    def test_text_of_posts_can_not_command_the_terminal(self, run: Run, site: Path) -> None:
        answer = run("set", site / "plain.md", "title=\x1b[31m")
        assert "\x1b" not in answer.err


class TestUndo:
    def test_restores_every_byte(self, run: Run, site: Path) -> None:
        run("set", site, "draft=true", "--yes")
        answer = run("undo", site, "--yes")
        assert (answer.code, answer.out) == (0, "")
        assert answer.err == "postdesk: undid “set draft=true”: 3 files changed back\n"
        assert contents(site) == POSTS
        assert run("undo", site).err == f"postdesk: there is nothing to undo in {site}\n"

    def test_names_the_sites_of_a_folder_that_has_nothing_itself(self, run: Run, tmp_path: Path) -> None:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "hugo.toml").write_text("")
        answer = run("undo", tmp_path)
        assert answer.err.endswith("; each of its sites is asked for by itself: one, two\n")

    def test_several_files_want_a_yes(self, run: Run, site: Path) -> None:
        run("set", site, "draft=true", "--yes")
        answer = run("undo", site)
        assert answer.code == 2
        assert "--yes" in answer.err
        run("set", site / "plain.md", "draft-")
        assert run("undo", site).code == 0

    def test_what_changed_since_is_left(self, run: Run, site: Path) -> None:
        run("set", site, "draft=true", "--yes")
        (site / "plain.md").write_text("theirs")
        answer = run("undo", site, "--yes")
        assert answer.code == 1
        assert "plain.md: was changed since" in answer.err
        assert contents(site) == {**POSTS, "plain.md": "theirs"}

    def test_list(self, run: Run, site: Path) -> None:
        run("set", site, "draft=true", "--yes")
        run("set", site / "plain.md", "title=One")
        run("undo", site)
        rows = run("undo", "--list", site, "--format", "json").json
        assert [(row["number"], row["state"], row["files"], row["title"]) for row in rows] == [
            (2, "undone", 1, "set title=One"),
            (1, "done", 3, "set draft=true"),
        ]
        assert "set title=One" in run("undo", "--list", site).out

    def test_an_entry_that_is_damaged(self, run: Run, site: Path) -> None:
        run("set", site, "draft=true", "--yes")
        Desk.open(site).journal.entries()[0].path.write_bytes(b"\0")
        answer = run("undo", "--list", site)
        assert answer.code == 0
        assert "damaged" in answer.err


class TestInterrupted:
    @pytest.fixture
    def interrupted(self, run: Run, site: Path) -> None:
        """Leave a plan of three files after the first of them."""
        real = Staged.place

        def place(self: Staged) -> None:
            real(self)
            if self.path.parent == site:
                raise KeyboardInterrupt

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Staged, "place", place)
            assert run("set", site, "draft=true", "--yes").code == 1

    def test_is_listed(self, run: Run, site: Path, interrupted: None) -> None:
        assert run("undo", "--list", site, "--format", "json").json[0]["state"] == "interrupted"

    def test_is_finished_by_the_next_plan(self, run: Run, site: Path, interrupted: None) -> None:
        answer = run("set", site / "wide.md", "title=W")
        assert "finished “set draft=true”, which was interrupted: 2 files" in answer.err
        for name in ("plain.md", "trap.md", "wide.md"):
            assert "draft: true" in contents(site)[name]
        assert "title: W" in contents(site)["wide.md"]

    def test_is_taken_back_by_undo(self, run: Run, site: Path, interrupted: None) -> None:
        assert run("undo", site, "--yes").code == 0
        assert contents(site) == POSTS


class TestTerminal:
    def ask(self, site: Path, own_folders: Path, answer: str) -> Terminal:
        argv = [sys.executable, "-m", "tui", "set", str(site), "draft=true"]
        env = {
            name: value
            for name, value in os.environ.items()
            if name.startswith(("XDG", "HOME", "PATH", "PYTHON"))
        }
        terminal = Terminal(argv, env=env, cwd=Path(__file__).parents[2])
        terminal.wait_for("Change them?")
        terminal.press(answer)
        terminal.wait()
        terminal.close()
        return terminal

    def test_yes(self, site: Path, own_folders: Path) -> None:
        terminal = self.ask(site, own_folders, "y\r")
        assert "3 files changed" in terminal.text
        assert contents(site) != POSTS

    def test_no(self, site: Path, own_folders: Path) -> None:
        self.ask(site, own_folders, "n\r")
        assert contents(site) == POSTS


def test_ctrl_c_is_noticed_and_then_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruptible() as cancelled:
        assert not cancelled()
        os.kill(os.getpid(), signal.SIGINT)
        assert cancelled()
    assert signal.getsignal(signal.SIGINT) is before
