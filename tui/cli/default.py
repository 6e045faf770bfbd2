"""A group of commands one of which needs no name."""

from __future__ import annotations

from typing import ClassVar

import click
from click.shell_completion import CompletionItem


class DefaultGroup(click.Group):
    """A group that takes arguments which name none of its commands for those of its default."""

    default: ClassVar[str]
    """The command that needs no name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the default where there is no command's, nor an option of the group itself."""
        own = {name for param in self.get_params(ctx) for name in param.opts}
        completing = ctx.resilient_parsing and not args
        if not completing and (not args or args[0] not in own.union(self.list_commands(ctx))):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

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
