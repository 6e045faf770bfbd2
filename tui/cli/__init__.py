"""The command line. It imports the screen only when one is wanted, and click only where it is needed."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

TYPE_CHECKING = False  # as typing's own, which takes longer to import than the rest of a quick way
if TYPE_CHECKING:
    from typing import NoReturn

COMMANDS = {
    "screen": "group:screen",
    "list": "posts:list_posts",
    "show": "posts:show",
    "get": "posts:get",
    "set": "edits:set_fields",
    "undo": "edits:undo",
    "terms": "terms:terms",
    "check": "check:check",
    "new": "site:new",
    "publish": "publish:publish",
    "unpublish": "publish:unpublish",
    "rename": "publish:rename",
    "schema": "site:schema",
    "index": "site:index",
}
"""A command's name to its module in this package and its function there."""

_COMPLETING = "_POSTDESK_COMPLETE"  # set by a shell that asks click for completions


def main() -> None:
    """Run `postdesk` with the arguments of this process, and exit."""
    if isinstance(sys.stdout, TextIOWrapper):  # its encoding may have less than posts
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        _run()
    except Exception as error:  # nobody's mistake but ours
        from tui.cli.ending import tell_fault

        sys.exit(tell_fault(error))


def _run() -> None:
    """Do what the arguments say; what is asked often, or waited for, a quick way as its command does it."""
    match sys.argv[1:]:
        case _ if _COMPLETING in os.environ:
            pass
        case ["--version"]:
            from tui import __version__

            print(f"postdesk {__version__}")
            sys.exit(0)
        case ["get", post, key] if not post.startswith("-") and not key.startswith("-"):
            _get(post, key)
        case []:
            sys.exit(_open("."))
        case [path] if not path.startswith("-") and path not in COMMANDS:
            if os.path.exists(path):  # noqa: PTH110  pathlib is not imported yet
                sys.exit(_open(path))
    from tui.cli.group import postdesk

    postdesk.main(prog_name="postdesk")


def _get(post: str, key: str) -> None:
    """Print a value and exit.

    Returns where something is wrong, which the command tells.
    """
    from pathlib import Path

    from tui.blog.errors import BlogError
    from tui.cli.output import FINDINGS
    from tui.cli.value import print_value, value_of

    try:
        value = value_of(Path(post), key)
    except BlogError:
        return
    print_value(value)
    sys.exit(FINDINGS if value is None else 0)


def _open(path: str) -> int:
    """Open the screen, with what it showed last on the terminal until it is up, and return the exit code."""
    import gc
    from contextlib import ExitStack
    from pathlib import Path

    from tui import opening
    from tui.blog.errors import BlogError

    gc.disable()  # nothing made before the first paint is garbage; the app enables it behind that
    place = Path(path)
    try:
        with ExitStack() as stack:
            if opening.possible() and (lines := opening.recall(place)):
                from tui import stage

                stack.enter_context(stage.showing(lines))
            from tui.app import run

            run(place)
        _leave()
    except BlogError as error:
        from tui.cli.ending import tell

        return tell(error)
    except KeyboardInterrupt:  # before there was a screen that takes ctrl+c for a key
        return 130


def _leave() -> NoReturn:
    """End now that the screen is left: all that writes is awaited by then.

    To take the interpreter apart, post by post, would take as long as all the rest of quitting.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
