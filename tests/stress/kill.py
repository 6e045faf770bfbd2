"""Kill a plan over many files at random moments, and look at what is left of them.

    python -m tests.stress.kill --kills 200 --files 500

Every round a process is killed (`kill -9`) while it applies a plan, undoes one, or settles one that was
interrupted before. Then every file must hold its old or its new bytes, the journal must tell what happened,
and finishing or rolling back must leave all files new or all old, with nothing hidden beside them.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tui.blog.batch import Progress
from tui.blog.document import Document
from tui.blog.edits import Set
from tui.blog.journal import Journal
from tui.blog.plan import Change, Plan

_BODY = "日本語の本文。\n\n" * 60


@dataclass
class Tally:
    """What was seen."""

    kills: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    """What the killed process had done by then."""

    looks: int = 0
    """Files looked at after a kill."""

    damaged: int = 0
    """Files that held neither their old nor their new bytes, or the wrong ones once all was settled."""

    hidden: int = 0
    """Hidden files that were still there once all was settled."""

    def __str__(self) -> str:
        moments = ", ".join(f"{name} {count}" for name, count in self.moments.most_common())
        return (
            f"kills {self.kills}: {moments}\n"
            f"files looked at {self.looks}, damaged {self.damaged}, hidden files left {self.hidden}"
        )


class Arena:
    """A site of many posts, and a journal, that survive the processes which write to them.

    Args:
        folder: An empty folder.
        count: How many posts.
        seed: What the random moments come from.
    """

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.site = folder / "site"
        self.journal = Journal(folder / "journal")
        self.tally = Tally()
        for number in range(count):
            path = self.site / f"{number % 7}" / f"post-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\ntitle: Post {number}\nweight: 0\n---\n\n{_BODY}", encoding="utf-8")
        self.old = self.new = self.look()
        start = time.perf_counter()
        self.plan(0).apply(self.journal)
        self.usual = time.perf_counter() - start
        """How long a plan takes when nobody kills it, in seconds."""
        self.old = self.look()

    def look(self) -> dict[Path, bytes]:
        """Return what every post holds."""
        return {path: path.read_bytes() for path in sorted(self.site.rglob("[!.]*.md"))}

    def plan(self, number: int) -> Plan:
        """Return a plan that changes every post."""
        changes = []
        for path, data in self.old.items():
            before = Document.split(data)
            edits = (Set(("weight",), number + 1),)
            changes.append(Change(path, before, before.edit(*edits), edits))
        return Plan(f"round {number}", tuple(changes))

    def round(self, number: int) -> None:
        """Kill a plan, then the undoing of it if it was done; settle what they left."""
        plan = self.plan(number)
        self.new = {change.path: change.after.data for change in plan.changes}
        self.kill(lambda progress: plan.apply(self.journal, progress=progress))
        self.settle()
        if self.look() == self.new and (last := self.journal.last()):
            self.kill(lambda progress: self.journal.undo(last, progress=progress))
            self.settle()
        now = self.look()
        assert now.keys() == self.old.keys(), "posts are gone"
        self.tally.damaged += now not in (self.old, self.new)
        self.tally.hidden += len([*self.site.rglob(".*")])
        self.old = now

    def settle(self) -> None:
        """Finish or roll back what is unfinished, as a next start would, which may be killed too."""
        while unfinished := self.journal.unfinished():
            way = self.random.choice((self.journal.finish, self.journal.roll_back))
            self.attempt(partial(way, unfinished[0]))

    def attempt(self, settle: Callable[[], object]) -> None:
        """Settle something, and be killed at it now and then."""
        if self.random.random() < 0.3:
            self.kill(lambda _progress: settle())
        else:
            settle()

    def kill(self, do: Callable[[Progress], object]) -> None:
        """Do something in a process of its own, kill it at a random moment, and look at the files.

        The renames come last and take little time, so half of the deaths wait until all is ready for them.
        """
        ready, begins = os.pipe()
        child = os.fork()
        if not child:

            def tell(done: int, of: int) -> None:
                if done in (0, of):
                    os.write(begins, b"!")

            failed = 1
            try:
                tell(0, 1)
                do(tell)
                failed = 0
            finally:
                os._exit(failed)  # whatever happens, this process must not clean up what it shares
        os.close(begins)
        os.read(ready, 1)
        if late := self.random.random() < 0.5:
            os.read(ready, 1)
        time.sleep(self.usual * self.random.uniform(0, 0.3 if late else 1))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(ready)
        assert os.WIFSIGNALED(status) or status == 0, "it failed by itself"
        self.judge(killed=os.WIFSIGNALED(status))

    def judge(self, *, killed: bool) -> None:
        """Count the files that are neither old nor new, and name the moment of death."""
        now = self.look()
        old = sum(data == self.old[path] for path, data in now.items())
        new = sum(data == self.new[path] for path, data in now.items())
        self.tally.looks += len(now)
        self.tally.damaged += len(self.old) - old - new + len(self.journal.history().problems)
        if not killed:
            self.tally.moments["too late"] += 1
            return
        self.tally.kills += 1
        if not self.journal.unfinished():
            moment = "before the entry or after all"
        else:
            moment = "among the renames" if old and new else "before or after the renames"
        self.tally.moments[moment] += 1


def run(kills: int, count: int, seed: int) -> Tally:
    """Kill so many times, over so many files."""
    with tempfile.TemporaryDirectory() as folder:
        arena = Arena(Path(folder), count, seed)
        number = 0
        while arena.tally.kills < kills:
            number += 1
            arena.round(number)
        return arena.tally


def main() -> int:
    """Run as a program; the exit code is 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    tally = run(options.kills, options.files, options.seed)
    print(f"{tally}\n{time.perf_counter() - start:.0f} s, seed {options.seed}")
    return int(bool(tally.damaged or tally.hidden))


if __name__ == "__main__":
    sys.exit(main())
