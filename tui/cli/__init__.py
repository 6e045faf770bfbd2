"""The command line. It imports the screen only when one is wanted, and click only where it is needed."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `postdesk` with the arguments of this process, and exit."""
    match sys.argv[1:]:
        case ["--version"]:
            from tui import __version__

            print(f"postdesk {__version__}")
            sys.exit(0)
        case ["get", post, key] if not post.startswith("-") and not key.startswith("-"):
            _get(post, key)
    from tui.cli.group import postdesk

    postdesk.main(prog_name="postdesk")


def _get(post: str, key: str) -> None:
    """Print a value and exit, as the command does that this is a quick way to: scripts ask it often.

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
