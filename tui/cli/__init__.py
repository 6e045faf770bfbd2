"""The command line. It imports the screen only when one is wanted."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `postdesk` with the arguments of this process, and exit."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts, and answered before anything is imported
        from tui import __version__

        print(f"postdesk {__version__}")
        sys.exit(0)
    from tui.cli.group import postdesk

    postdesk.main(prog_name="postdesk")
