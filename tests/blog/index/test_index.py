from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.blog.index.making import NOW, age, index, titles, write
from tui.blog.index.judging import Judged
from tui.blog.index.known import Known
from tui.blog.sites import Site


class Reads:
    """Counts the files that are read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        for name in ("read_head", "read_whole"):
            monkeypatch.setattr(f"tui.blog.index.judging.{name}", self._counted(name))

    def _counted(self, name: str) -> Callable[[str], object]:
        import tui.blog.index.reading

        read = getattr(tui.blog.index.reading, name)

        def counted(path: str) -> object:
            self.names.append(Path(path).name)
            return read(path)

        return counted

    def taken(self) -> list[str]:
        """Return the names since the last time, sorted."""
        names, self.names = sorted(self.names), []
        return names


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(monkeypatch)


def test_a_scan_lists_the_newest_first(root: Path) -> None:
    library = index(root).scan()
    assert titles(library) == ["Post 4", "Post 3", "Post 2", "Post 1", "Post 0", "Long"]
    assert titles(library, 'tag:t1 -"post 1"') == ["Post 3"]


def test_words_of_long_posts_come_later(root: Path) -> None:
    one = index(root)
    post = one.scan().get("posts/long.md")
    assert post is not None
    assert post.words is None
    post = one.count_words().get("posts/long.md")
    assert post is not None
    assert post.words == 2000


def test_what_is_kept_is_not_read_again(root: Path, tmp_path: Path, reads: Reads) -> None:
    index(root, cache=tmp_path / "cache").scan()
    assert len(reads.taken()) == 6
    one = index(root, cache=tmp_path / "cache")
    assert len(one.load()) == 6
    write(root / "posts/1.md", "title: Changed")
    (root / "posts/2.md").unlink()
    write(root / "posts/new.md", "title: New")
    assert sorted(titles(one.scan())) == ["Changed", "Long", "New", "Post 0", "Post 3", "Post 4"]
    assert reads.taken() == ["1.md", "new.md"]
    assert one.stamps.keys() == {post.path for post in one.library.posts}
    again = index(root, cache=tmp_path / "cache")
    assert sorted(titles(again.load())) == sorted(titles(one.library))
    assert list(again.library.posts) == list(one.library.posts)


def test_a_file_just_written_is_not_trusted(root: Path, tmp_path: Path, reads: Reads) -> None:
    age(root / "posts/1.md", seconds=-60)
    one = index(root, cache=tmp_path / "cache")
    one.scan()
    reads.taken()
    one.scan()
    assert reads.taken() == ["1.md"]
    one.settle()
    assert reads.taken() == []  # it is too early to tell
    age(root / "posts/1.md")
    one.settle()
    assert reads.taken() == ["1.md"]
    one.scan()
    assert reads.taken() == []


@pytest.mark.parametrize("other", ["size", "time", "inode"])
def test_each_part_of_a_stamp_tells_a_file_from_its_earlier_self(
    root: Path, tmp_path: Path, reads: Reads, other: str
) -> None:
    one, path = index(root), root / "posts/1.md"
    one.scan()
    reads.taken()
    data, before = path.read_bytes(), path.stat()
    path.rename(tmp_path / "kept")  # so that its inode is not given again
    if other == "inode":
        path.write_bytes(data)
    else:
        (tmp_path / "kept").rename(path)
        path.write_bytes(data + b"." * (other == "size"))
    later = 1_000_000 if other == "time" else 0
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + later))
    one.scan()
    assert reads.taken() == ["1.md"]


def test_what_settles_keeps_its_words(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.blog.index.index.FEW", 0)
    age(root / "posts/long.md", seconds=-60)
    one = index(root)
    one.scan()
    one.count_words()
    age(root / "posts/long.md")
    post = one.settle().get("posts/long.md")
    assert post is not None
    assert post.words == 2000


def test_a_changed_configuration_reads_all_again(tmp_path: Path, reads: Reads) -> None:
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: x\n")
    write(root / "_posts/2026-01-01-a.md", "title: A")
    write(root / "_posts/2027-01-01-b.md", "title: B")
    one = index(root, cache=tmp_path / "cache")
    assert titles(one.scan(), "is:scheduled") == ["B"]
    reads.taken()
    (root / "_config.yml").write_text("title: x\nfuture: true\n")
    assert len(index(root, cache=tmp_path / "cache").load()) == 0
    assert titles(one.refresh([root / "_config.yml"]), "is:published") == ["B", "A"]
    assert len(reads.taken()) == 2
    one.refresh([root / "_config.yml"])
    assert reads.taken() == []


def test_a_status_turns_by_itself(root: Path, tmp_path: Path, reads: Reads) -> None:
    write(root / "posts/later.md", "title: Later\npublishDate: 2026-03-02T00:00:00Z")
    index(root, cache=tmp_path / "cache").scan()
    tomorrow = NOW + timedelta(days=1)
    one = index(root, cache=tmp_path / "cache", now=tomorrow)
    assert titles(one.load(), "is:scheduled") == ["Later"]
    assert one.next_turn == datetime(2026, 3, 2, tzinfo=UTC)
    reads.taken()
    assert titles(one.refresh(), "is:scheduled") == []
    assert reads.taken() == ["later.md"]
    assert one.next_turn is None


def test_refresh_follows_files(root: Path, reads: Reads) -> None:
    one = index(root)
    one.scan()
    reads.taken()
    write(root / "posts/1.md", "title: Once more")
    revision = one.library.revision
    assert "Once more" in titles(one.refresh([root / "posts/1.md"]))
    assert one.library.revision > revision
    assert reads.taken() == ["1.md"]
    revision = one.library.revision
    one.refresh([root / "posts/1.md", root / "picture.png", root / "nothing.md", Path("/elsewhere")])
    assert one.library.revision == revision
    (root / "posts/1.md").rename(root / "posts/moved.md")
    one.refresh([root / "posts/1.md", root / "posts/moved.md"])
    assert one.library.get("posts/1.md") is None
    assert one.library.get("posts/moved.md")


def test_refresh_follows_folders(root: Path) -> None:
    one = index(root)
    one.scan()
    (root / "posts").rename(root / "essays")
    one.refresh([root / "posts"])
    assert {post.path.partition("/")[0] for post in one.library.posts} == {"essays"}
    shutil.copytree(root / "essays", root / "more")
    one.refresh([root / "more"])
    assert len(one.library) == 12
    shutil.rmtree(root)
    assert len(one.refresh([root])) == 0
    write(root / "posts/a.md", "title: Back")
    assert titles(one.refresh([root])) == ["Back"]


def test_many_changes_come_in_one_step(root: Path) -> None:
    one = index(root)
    one.scan()
    paths = [root / f"many/{number}.md" for number in range(1000)]
    for path in paths:
        write(path, f"title: {path.stem}")
    revisions = {one.library.revision, one.refresh(paths).revision}
    assert len(one.library) == 1006
    for path in paths:
        write(path, "title: New")
    one.refresh(paths)
    assert len(titles(one.library, "title:new")) == 1000
    assert one.library.revision not in revisions


def test_a_change_of_many_is_shown_in_one_step(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = index(root)
    paths = [root / f"many/{number}.md" for number in range(300)]
    for path in paths:
        write(path, "title: Old")
    before = one.scan().revision
    monkeypatch.setattr("tui.blog.index.index._MOST", 50)
    shown: list[int] = []
    put = Known.put

    def noted(known: Known, site: Site, judged: Iterable[Judged]) -> None:
        put(known, site, judged)
        shown.append(one.library.revision)

    monkeypatch.setattr(Known, "put", noted)
    for path in paths:
        write(path, "title: New")
    write(root / "many/more.md", "title: New")
    assert len(titles(one.refresh([*paths, root / "many/more.md"]), "title:new")) == 301
    assert len(shown) > 1
    assert {*shown} == {before}


def test_only_what_is_asked_for_is_listed(root: Path) -> None:
    write(root / "posts2/x.md", "title: X")
    write(root / "posts/sub/y.md", "title: Y")
    one = index(root, under="posts")
    assert len(one.scan()) == 7
    assert titles(one.refresh([root / "posts/1.md"]), "Y") == ["Y"]


def test_odd_files_are_listed_with_their_problem(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "binary.md").write_bytes(bytes(range(256)) * 40)
    (root / "sjis.md").write_bytes("---\ntitle: 日本語\n---\n".encode("shift_jis"))
    (root / "utf16.md").write_bytes("---\ntitle: x\n---\n".encode("utf-16"))
    (root / "broken.md").write_text("---\ntitle: [\n---\n")
    (root / "big.md").write_text("---\ntitle: Big\n---\n" + "x" * 10_000_000)
    (root / "empty.md").write_bytes(b"")
    (root / "head.md").write_text(f"---\ntitle: Far\nnote: {'x' * 9000}\n---\n")
    os.mkfifo(root / "pipe.md")
    (root / "lost.md").symlink_to(root / "nowhere.md")
    one = index(root)
    library = one.scan()
    one.count_words()
    for name in ("binary.md", "broken.md", "pipe.md"):
        post = library.get(name)
        assert post is not None, name
        assert post.status == "broken", name
        assert post.problems, name
    for name in ("sjis.md", "utf16.md"):
        post = library.get(name)
        assert post is not None, name
        assert post.problems, name
    assert titles(library, "title:big") == ["Big"]
    assert titles(library, "title:far") == ["Far"]
    assert library.get("empty.md")


def test_a_file_that_vanishes_while_it_is_read_is_not_listed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanished(path: str) -> object:
        raise FileNotFoundError(path)

    monkeypatch.setattr("tui.blog.index.judging.read_head", vanished)
    assert len(index(root).scan()) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_listed(root: Path) -> None:
    (root / "posts/1.md").chmod(0)
    post = index(root).scan().get("posts/1.md")
    assert post is not None
    assert "ermission" in post.because


def test_a_scan_shows_what_it_has_and_can_be_stopped(root: Path) -> None:
    for number in range(600):
        write(root / f"many/{number:03}.md", f"title: {number}")
    one = index(root)
    shown: list[int] = []
    one.scan(
        progress=lambda done, total: shown.append(len(one.library)),
        cancelled=lambda: bool(shown and shown[-1]),
    )
    assert 0 < len(one.library) < 606
    told: list[tuple[int, int]] = []
    assert len(one.scan(progress=lambda done, total: told.append((done, total)))) == 606
    assert told[-1][0] == told[-1][1]


def test_two_posts_with_one_address_know_of_each_other(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("permalink: /:title/\n")
    for day in (1, 2, 3):
        write(root / f"_posts/2026-01-0{day}-{'same' if day < 3 else 'other'}.md", f"title: Day {day}")
    one = index(root, cache=tmp_path / "cache")
    assert len(titles(one.scan(), "problem:duplicate-url")) == 2
    one = index(root, cache=tmp_path / "cache")
    one.load()
    write(root / "_posts/2026-01-01-same.md", "title: Day 1 again")
    assert len(titles(one.refresh([root / "_posts/2026-01-01-same.md"]), "problem:duplicate-url")) == 2
    (root / "_posts/2026-01-02-same.md").unlink()
    assert titles(one.refresh([root / "_posts/2026-01-02-same.md"]), "problem:duplicate-url") == []


def test_every_repository_of_the_corpus_scans(corpus: Path, tmp_path: Path) -> None:
    one = index(corpus, cache=tmp_path / "cache")
    library = one.scan()
    assert len(library) > 2000
    again = index(corpus, cache=tmp_path / "cache")
    assert list(again.load().posts) == list(library.posts)
