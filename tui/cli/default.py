"""A group of commands one of which needs no name."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

import click
from click.shell_completion import CompletionItem


class DefaultGroup(click.Group):
    """A group that takes arguments which name none of its commands for those of its default."""

    default: ClassVar[str]
    """The command that needs no name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the default where there is no command's, nor an option of the group itself.

        Raises:
            UsageError: What stands there is no path either, but nearly a command.
        """
        own = {name for param in self.get_params(ctx) for name in param.opts}
        completing = ctx.resilient_parsing and not args
        if not completing and (not args or args[0] not in own.union(self.list_commands(ctx))):
            self._doubt(ctx, args)
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def _doubt(self, ctx: click.Context, args: Sequence[str]) -> None:
        """Refuse a mistyped command."""
        if ctx.resilient_parsing or not args or not args[0].isalpha() or Path(args[0]).exists():
            return
        if near := get_close_matches(args[0], set(self.list_commands(ctx)) - {self.default}, 1):
            what = f"there is no command, file or folder “{args[0]}”"
            raise click.UsageError(f"{what}: did you mean {near[0]}?", ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands, and what the default takes: its options, or a path."""
        found = super().shell_complete(ctx, incomplete)
        default = self.get_command(ctx, self.default)
        if default is None or not incomplete.startswith("-"):
            return [*found, CompletionItem(incomplete, type="file")]
        with default.make_context(self.default, [], parent=ctx, resilient_parsing=True) as inner:
            known = {item.value for item in found}
            return found + [
                item for item in default.shell_complete(inner, incomplete) if item.value not in known
            ]
