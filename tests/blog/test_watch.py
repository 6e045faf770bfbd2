from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pytest
import watchfiles

from tui.blog.files import hidden_name, replace
from tui.blog.watch import watch

PATIENCE = 60.0


class Watched:
    """A folder that is watched in a thread."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.batches: Queue[frozenset[Path]] = Queue()
        self.said: list[str] = []
        self.stop = Event()
        self.thread = Thread(target=self._run)

    def _run(self) -> None:
        for paths in watch(self.root, self.stop, told=self.said.append):
            self.batches.put(paths)

    def start(self) -> None:
        """Begin, and wait until changes are seen."""
        self.thread.start()
        self.until(lambda seen: self.root in seen)

    def until(self, done: Callable[[set[Path]], bool]) -> tuple[set[Path], int]:
        """Return the paths told of until they are all that is waited for, and in how many batches."""
        seen: set[Path] = set()
        count = 0
        while not done(seen):
            seen |= self.batches.get(timeout=PATIENCE)
            count += 1
        return seen, count

    def quiet(self) -> None:
        """Let what is still to come of a change come, so that it is not taken for the next one."""
        with suppress(Empty):
            while True:
                self.batches.get(timeout=0.4)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    root = tmp_path / "site"
    root.mkdir()
    it = Watched(root)
    yield it
    it.stop.set()
    it.thread.join(PATIENCE)
    assert not it.thread.is_alive()


def test_changes_of_any_kind_are_told(watched: Watched) -> None:
    watched.start()
    path = watched.root / "a.md"
    for act in (
        lambda: path.write_text("one"),
        lambda: path.write_text("two"),
        lambda: path.rename(watched.root / "b.md"),
        lambda: (watched.root / "b.md").replace(path),
        path.unlink,
    ):
        act()
        watched.until(lambda seen: path in seen)
        watched.quiet()


def test_what_matters_to_no_one_is_not_told(watched: Watched) -> None:
    (watched.root / ".git").mkdir()
    watched.start()
    (watched.root / ".git/index").write_text("x")
    (watched.root / "node_modules").mkdir()
    (watched.root / hidden_name("0")).write_text("x")
    last = watched.root / "a.md"
    last.touch()
    seen, _ = watched.until(lambda seen: last in seen)
    assert seen == {last}


def test_our_own_atomic_save_is_told_as_the_file(watched: Watched) -> None:
    watched.start()
    path = watched.root / "a.md"
    replace(path, b"x", expect=None)
    seen, _ = watched.until(lambda seen: path in seen)
    assert seen <= {path, watched.root}


def test_many_changes_come_in_few_batches(watched: Watched) -> None:
    watched.start()
    paths = {watched.root / f"{number}.md" for number in range(3000)}
    for path in paths:
        path.touch()
    _, count = watched.until(lambda seen: seen >= paths)
    assert count < 60


class Clock:
    """A watched folder without a disk: what is told when, in seconds; the first is that it is watched."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.held: set[str] = set()
        self.batches: list[tuple[float, set[str]]] = []
        monkeypatch.setattr("tui.blog.watch.time.monotonic", lambda: self.now)
        self._patch = monkeypatch

    def run(self, root: Path, changes: Iterable[tuple[float, set[str]]]) -> None:
        def told(*_: object, **__: object) -> Iterator[set[tuple[int, str]]]:
            yield set()
            for self.now, paths in changes:
                yield {(1, path) for path in paths}
            stop.set()

        stop = Event()
        self._patch.setattr(watchfiles, "watch", told)
        for batch in watch(root, stop, held=self.held.update):
            self.batches.append((self.now, set(map(str, batch))))


def test_a_save_beside_a_burst_is_told_within_half_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    burst = [(n / 20, {f"other{n}"} | ({"saved"} if n == 31 else set())) for n in range(100)]
    clock.run(tmp_path, burst)
    (told,) = [when for when, paths in clock.batches if "saved" in paths]
    assert told - 31 / 20 <= 0.5
    assert "saved" in clock.held
    assert len(clock.batches) < 20


def test_what_is_told_at_once_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    clock.run(tmp_path, [(0.1, {"a"}), (0.2, set()), (0.3, set())])
    assert {"a"} in [paths for _, paths in clock.batches]
    assert not clock.held


def test_a_large_checkout_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    checkout = [(n / 20, {f"{n}-{k}" for k in range(100)}) for n in range(50)]
    clock.run(tmp_path, [*checkout, (2.6, set()), (2.7, set())])
    assert [(when, len(paths)) for when, paths in clock.batches] == [(0.0, 1), (2.7, 5000)]


def test_a_slow_checkout_comes_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    clock.run(tmp_path, [(n / 50, {f"{n}"}) for n in range(40)] + [(0.9, set()), (1.0, set())])
    assert set.union(*(paths for _, paths in clock.batches)) >= {f"{n}" for n in range(40)}
    assert len(clock.batches) < 10  # the first few may be all, for what is known then


def test_a_root_that_returns_is_watched_again(watched: Watched) -> None:
    watched.start()
    for take_away in (shutil.rmtree, lambda root: root.rename(root.with_name("elsewhere"))):
        take_away(watched.root)
        watched.quiet()
        watched.root.mkdir()
        watched.until(lambda seen: watched.root in seen)
        watched.quiet()
        (watched.root / "new.md").touch()
        watched.until(lambda seen: watched.root / "new.md" in seen)
        watched.quiet()


def test_after_a_name_that_is_no_utf_8_all_is_looked_at_and_watched_again(watched: Watched) -> None:
    watched.start()
    for _ in range(2):
        (watched.root / os.fsdecode(b"\xff.md")).write_text("x")
        watched.until(lambda seen: watched.root in seen)
        (watched.root / "new.md").write_text("x")
        watched.until(lambda seen: watched.root / "new.md" in seen)
        watched.quiet()


def test_a_folder_whose_own_name_is_no_utf_8_is_said_not_to_be_watched(tmp_path: Path) -> None:
    root = tmp_path / os.fsdecode(b"\xff")
    root.mkdir()
    with pytest.raises(OSError, match="no UTF-8"):
        next(watch(root, Event()))


def test_a_system_that_can_not_tell_is_polled(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    real = watchfiles.watch

    def limited(*args: object, **kwargs: object) -> object:
        if not kwargs["force_polling"]:
            raise OSError("OS file watch limit reached")
        return real(*args, **{**kwargs, "poll_delay_ms": 20})  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(watchfiles, "watch", limited)
    watched.start()
    assert "limit" in watched.said[0]
    (watched.root / "a.md").touch()
    watched.until(lambda seen: watched.root / "a.md" in seen)
