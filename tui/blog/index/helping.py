"""The other side of `helper`: a process that judges the files it is asked for until nobody asks.

What was judged waits here until it is read, so that who asks may do something else meanwhile.
"""

from __future__ import annotations

import gc
import signal
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from io import FileIO
from pathlib import Path
from queue import SimpleQueue

from tui.blog.beside import receive, send
from tui.blog.index.judging import judge
from tui.blog.sites import open_site


def main() -> None:
    """Open the site that is named first, then judge what is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks hears it too
    gc.disable()
    with FileIO(0) as questions, FileIO(1, "w") as answers, suppress(EOFError):
        root, configs, now, whole = receive(questions)
        site, moment = open_site(Path(root), configs), datetime.fromisoformat(now)
        judged: SimpleQueue[object] = SimpleQueue()
        start_new_thread(_send_each, (judged.get, partial(send, answers)))
        while True:
            some = judge(site, receive(questions), moment, whole=whole)
            judged.put([(post and post[1:], *rest) for _, post, *rest in some])


def _send_each(take: Callable[[], object], pass_on: Callable[[object], None]) -> None:
    with suppress(OSError):  # nobody reads any more
        while True:
            pass_on(take())
