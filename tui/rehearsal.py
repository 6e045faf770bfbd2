"""The rehearsal: a start that nobody sees, so that the next one finds an opening.

Who leaves the posts as no start would show them, behind a change or before all was read, leaves no opening
that holds. The start is made once more then, by a process that outlives the screen for a moment and gives
way to everything: the app as it is, without a terminal, without a watch on the disk, and for as long as it
takes to come to rest.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import msgspec

from tui.app import DeskApp
from tui.blog.desk import Desk
from tui.config import Config
from tui.remembering import StartScreen

GIVES_WAY = 19
"""How nice the process is to others, as `nice` counts."""

LONGEST_READ = 5.0
"""How long what changed is read, in seconds; a site that takes longer is not rehearsed."""

LONGEST = 60
"""When the process is ended whatever it is at, in seconds."""


class Rehearsal(DeskApp):
    """The app until it has kept its opening."""

    def follow(self, desk: Desk) -> None:
        """Read nothing more: what changes from now on is for the next start to read."""
        self.is_current = True

    def may_keep(self, desk: Desk) -> bool:
        """Tell that one may be kept, for the terminal that was left."""
        return True

    def keep(self, desk: Desk, start: StartScreen) -> None:
        """Keep the opening, and end."""
        super().keep(desk, start)
        self.exit()


def rehearse(path: Path, size: tuple[int, int]) -> None:
    """Start as on a terminal of a size, and keep what is seen when all is at rest.

    Args:
        path: What was opened, as it was given.
        size: That of the terminal: columns and lines.
    """
    desk = Desk.open(path)
    index, last = desk.index, time.monotonic() + LONGEST_READ
    if not (kept := index.load()):
        return
    library = index.scan(cancelled=lambda: time.monotonic() > last)
    if time.monotonic() > last:
        return
    if library is not kept:  # what the next start loads must be what this one shows
        index.keep()
    config = Config.load(desk.folders.config)
    if config.pictures == "auto":  # nobody can be asked here; of pictures so drawn no opening is kept
        config = msgspec.structs.replace(config, pictures="kitty")
    Rehearsal(path, config, desk=desk).run(headless=True, size=size)


def main() -> None:
    """Rehearse what the arguments say: the path, and the columns and lines of the terminal."""
    path, columns, lines = sys.argv[1:]
    os.nice(GIVES_WAY)
    signal.alarm(LONGEST)
    rehearse(Path(path), (int(columns), int(lines)))


if __name__ == "__main__":
    main()
