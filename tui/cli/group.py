"""The `postdesk` command: its commands by name, imported when called, and the screen without one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from tui import __version__
from tui.blog.errors import BlogError
from tui.blog.text import visible
from tui.cli import COMMANDS, options
from tui.cli.default import DefaultGroup
from tui.cli.ending import tell


class Postdesk(DefaultGroup):
    """A group whose commands are imported when they are called, with the screen as its default."""

    default = "screen"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order in which help lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(f"tui.cli.{module}"), function)
        assert isinstance(command, click.Command)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the screen's options before the group's own, then the commands."""
        params = (*screen.params, *self.get_params(ctx))
        records = (param.get_help_record(ctx) for param in params if isinstance(param, click.Option))
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record])
        self.format_commands(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what goes wrong with a blog is told in a sentence and by the exit code."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(visible(error.format_message()), error.ctx) from None
        except BlogError as error:
            ctx.exit(tell(error))


@click.group(
    cls=Postdesk,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[PATH] [-q QUERY] | COMMAND [ARGS]...",
    options_metavar="",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def postdesk() -> None:
    """A desk for blog posts: `postdesk PATH` opens the screen, the commands work without it.

    PATH is a site, a folder in it or one post; without it, this folder.
    """


@click.command(hidden=True)
@options.folder
@options.query
@click.option(
    "--preview",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Only the reader, following FILE: the pane beside any editor.",
)
def screen(path: Path, query: str, preview: Path | None) -> None:
    """Open the screen."""
    from tui.app import run

    run(path, query=query, preview=preview, configs=options.configs())
