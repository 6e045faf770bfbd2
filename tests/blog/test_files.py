"""Reading is bounded, and a replaced file is its old or its new bytes whatever happens."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.blog import files
from tui.blog.errors import DiskFull, FileChanged, FileError, OutsideSite


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(b"old")
    return path


def as_nobody(do: Callable[[], None]) -> None:
    """Run as a user without rights, in a process of its own where this one is root."""
    if os.geteuid():
        do()
        return
    child = os.fork()
    if not child:
        code = 1
        try:
            os.setgid(65534)
            os.setuid(65534)
            do()
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestRead:
    def test_returns_every_byte(self, post: Path) -> None:
        data = bytes(range(256)) * 5000
        post.write_bytes(data)
        assert files.read(post) == data

    def test_empty(self, post: Path) -> None:
        post.write_bytes(b"")
        assert files.read(post) == b""

    def test_limit(self, post: Path) -> None:
        assert files.read(post, limit=3) == b"old"
        with pytest.raises(FileError, match="larger than"):
            files.read(post, limit=2)

    @pytest.mark.parametrize(
        ("make", "reason"),
        [
            (lambda path: None, "not there"),
            (lambda path: path.mkdir(), "folder"),
            (os.mkfifo, "pipe"),
            (lambda path: path.symlink_to(path), "leads nowhere"),
            (lambda path: path.symlink_to("/dev/zero"), "device"),
        ],
    )
    def test_what_is_no_file(self, tmp_path: Path, make: Callable[[Path], None], reason: str) -> None:
        path = tmp_path / "x.md"
        make(path)
        with pytest.raises(FileError, match=reason) as caught:
            files.read(path)
        assert caught.value.path == path

    def test_nul_in_the_name(self) -> None:
        with pytest.raises(FileError):
            files.read(Path("a\0b"))

    def test_no_permission(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o755)
        path = tmp_path / "secret.md"
        path.touch(0o000)

        def do() -> None:
            with pytest.raises(FileError, match="permission denied"):
                files.read(path)

        as_nobody(do)


class TestInside:
    def test_paths_of_the_site(self, tmp_path: Path) -> None:
        assert files.inside(tmp_path, "a/b.md") == tmp_path / "a/b.md"
        assert files.inside(tmp_path, tmp_path / "a.md") == tmp_path / "a.md"
        assert files.inside(tmp_path, "a/../b.md") == tmp_path / "b.md"
        assert files.inside(tmp_path, ".") == tmp_path

    def test_a_link_within_stays_a_link(self, post: Path) -> None:
        link = post.with_name("link.md")
        link.symlink_to(post)
        assert files.inside(post.parent, link) == link

    @pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "a\0b", "out/passwd"])
    def test_paths_that_leave(self, tmp_path: Path, path: str) -> None:
        (tmp_path / "out").symlink_to("/etc")
        with pytest.raises(OutsideSite):
            files.inside(tmp_path, path)

    def test_a_root_that_is_a_link(self, tmp_path: Path) -> None:
        root = tmp_path / "root"
        root.symlink_to(tmp_path)
        assert files.inside(root, "a.md") == root / "a.md"


class TestReplace:
    def test_new_bytes(self, post: Path) -> None:
        files.replace(post, b"new", expect=files.digest(b"old"))
        assert post.read_bytes() == b"new"
        assert names(post.parent) == ["post.md"]

    def test_changed_by_another(self, post: Path) -> None:
        with pytest.raises(FileChanged, match="changed"):
            files.replace(post, b"new", expect=files.digest(b"other"))
        assert post.read_bytes() == b"old"
        assert names(post.parent) == ["post.md"]

    def test_removed_by_another(self, post: Path) -> None:
        post.unlink()
        with pytest.raises(FileChanged, match="removed"):
            files.replace(post, b"new", expect=files.digest(b"old"))
        assert names(post.parent) == []

    def test_changed_at_the_last_moment(self, post: Path) -> None:
        staged = files.Staged(post, b"new", expect=files.digest(b"old"))
        post.write_bytes(b"theirs")
        with pytest.raises(FileChanged):
            staged.place()
        staged.discard()
        assert post.read_bytes() == b"theirs"
        assert names(post.parent) == ["post.md"]

    def test_a_file_to_be(self, tmp_path: Path) -> None:
        path = tmp_path / "new.md"
        files.replace(path, b"new", expect=None)
        assert path.read_bytes() == b"new"
        umask = os.umask(0)
        os.umask(umask)
        assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
        with pytest.raises(FileChanged, match="already"):
            files.replace(path, b"newer", expect=None)
        assert names(tmp_path) == ["new.md"]

    def test_a_file_to_be_that_another_makes_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "new.md"
        staged = files.Staged(path, b"mine", expect=None)
        path.write_bytes(b"theirs")
        monkeypatch.setattr(files, "_status", lambda path: None)  # it comes after the look
        with pytest.raises(FileChanged, match="already"):
            staged.place()
        assert path.read_bytes() == b"theirs"

    def test_where_hard_links_are_unknown(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*args: object) -> None:
            raise OSError(errno.EOPNOTSUPP, "not supported")

        monkeypatch.setattr(os, "link", refuse)
        files.replace(tmp_path / "new.md", b"new", expect=None)
        assert names(tmp_path) == ["new.md"]

    def test_removal(self, post: Path) -> None:
        files.Staged(post, None, expect=files.digest(b"old")).place()
        assert names(post.parent) == []

    @pytest.mark.skipif(not hasattr(os, "setxattr"), reason="a system without extended attributes")
    def test_mode_and_attributes_are_kept(self, post: Path) -> None:
        post.chmod(0o640)
        try:
            os.setxattr(post, "user.note", b"kept")
        except OSError:
            pytest.skip("a file system without extended attributes")
        os.utime(post, (1, 1))
        files.replace(post, b"new", expect=files.digest(b"old"))
        assert stat.S_IMODE(post.stat().st_mode) == 0o640
        assert os.getxattr(post, "user.note") == b"kept"
        assert post.stat().st_mtime > 1_000_000

    def test_nobody_else_reads_it_while_it_is_written(
        self, post: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        modes: list[int] = []
        monkeypatch.setattr("shutil.copystat", lambda _, new: modes.append(stat.S_IMODE(new.stat().st_mode)))
        files.replace(post, b"new", expect=files.digest(b"old"))
        assert modes == [0o600]

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
    def test_owner_is_kept(self, post: Path) -> None:
        os.chown(post, 1234, 2345)
        files.replace(post, b"new", expect=files.digest(b"old"))
        assert (post.stat().st_uid, post.stat().st_gid) == (1234, 2345)

    def test_the_target_of_a_link(self, post: Path) -> None:
        folder = post.parent / "elsewhere"
        folder.mkdir()
        link = folder / "link.md"
        link.symlink_to("../post.md")
        files.replace(link, b"new", expect=files.digest(b"old"))
        assert link.is_symlink()
        assert post.read_bytes() == b"new"
        assert names(folder) == ["link.md"]

    def test_the_longest_name(self, tmp_path: Path) -> None:
        path = tmp_path / ("x" * 252 + ".md")
        path.write_bytes(b"old")
        files.replace(path, b"new", expect=files.digest(b"old"))
        assert path.read_bytes() == b"new"

    def test_read_only_folder_and_file(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o755)
        closed = tmp_path / "closed"
        closed.mkdir()
        (closed / "a.md").write_bytes(b"old")
        opened = tmp_path / "open"
        opened.mkdir()
        opened.chmod(0o777)
        (opened / "b.md").write_bytes(b"old")
        for path in (*closed.iterdir(), *opened.iterdir(), closed):
            path.chmod(0o555 if path.is_dir() else 0o444)

        def do() -> None:
            for path in (closed / "a.md", opened / "b.md"):
                with pytest.raises(FileError, match="permission denied"):
                    files.replace(path, b"new", expect=files.digest(b"old"))

        as_nobody(do)
        assert (closed / "a.md").read_bytes() == (opened / "b.md").read_bytes() == b"old"
        assert names(closed) == ["a.md"]
        assert names(opened) == ["b.md"]


class TestNoRoom:
    """The disk fills up at every system call that could notice it."""

    @pytest.mark.parametrize("call", ["fsync", "fchown", "utime"])
    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
    def test_full(self, post: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
        def fail(*args: object, **kwargs: object) -> None:
            raise OSError(code, os.strerror(code))

        if call == "fchown":
            real = os.fstat
            monkeypatch.setattr(
                os, "fstat", lambda handle: os.stat_result([*real(handle)[:4], 77, 77, *real(handle)[6:]])
            )
        monkeypatch.setattr(os, call, fail)
        with pytest.raises(DiskFull):
            files.replace(post, b"new", expect=files.digest(b"old"))
        monkeypatch.undo()
        assert post.read_bytes() == b"old"
        assert names(post.parent) == ["post.md"]

    def test_a_limit_on_size(self, post: Path) -> None:
        def do() -> None:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
            with pytest.raises(FileError, match="larger than this account may write"):
                files.replace(post, b"new" * 10_000, expect=files.digest(b"old"))

        child = os.fork()
        if not child:
            code = 1
            try:
                do()
                code = 0
            finally:
                os._exit(code)
        assert os.waitpid(child, 0)[1] == 0
        assert post.read_bytes() == b"old"
        assert names(post.parent) == ["post.md"]
