"""The palette: everything that can be done now, from the bindings of what has focus."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider


class Command(NamedTuple):
    """One action, as the palette shows it."""

    label: str
    help: str
    """Its keys, or why it can't be done now."""

    key: str
    """What it is done by; empty for the choice of a theme."""

    reason: str
    """Why it can't be done now; empty if it can."""


class Commands(Provider):
    """Every action that has a description, with its keys; what can't be done says why."""

    def _commands(self) -> Iterator[Command]:
        seen = set()
        for node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if not binding.description or binding.system or binding.action in seen:
                continue
            seen.add(binding.action)
            reason = getattr(node, "why_not", lambda _action: "")(binding.action) if not enabled else ""
            help_ = f"not now: {reason}" if reason else self.app.get_key_display(binding)
            yield Command(binding.description, help_, binding.key, reason)
        yield Command("Theme", "another look", "", "")

    def _run(self, command: Command) -> None:
        if command.reason:
            self.app.notify(command.reason, severity="warning", markup=False)
        elif command.key:
            self.app.simulate_key(command.key)
        else:
            self.app.action_change_theme()

    async def discover(self) -> Hits:
        """Yield everything."""
        for command in self._commands():
            yield DiscoveryHit(command.label, partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield what matches."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.label)
            if score > 0:
                yield Hit(
                    score, matcher.highlight(command.label), partial(self._run, command), help=command.help
                )
