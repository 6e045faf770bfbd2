"""The palette: everything that can be done now, from the bindings of what has focus."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.screens.actions import Action, actions

THEME = Action("theme", "Theme", "", "another look", "")
"""What has no key of its own: the choice of a theme."""


class Commands(Provider):
    """Every action that has a description, with its keys; what can't be done says why."""

    def _commands(self) -> Iterator[tuple[Action, str]]:
        """Yield each action, and its keys or why it can't be done now."""
        for action in (*actions(self.screen), THEME):
            yield action, f"not now: {action.reason}" if action.reason else action.keys

    def _run(self, action: Action) -> None:
        if action.reason:
            self.app.notify(action.reason, severity="warning", markup=False)
        elif action is THEME:
            self.app.action_change_theme()
        else:
            self.app.simulate_key(action.key)

    async def discover(self) -> Hits:
        """Yield everything."""
        for action, told in self._commands():
            yield DiscoveryHit(action.label, partial(self._run, action), help=told)

    async def search(self, query: str) -> Hits:
        """Yield what matches."""
        matcher = self.matcher(query)
        for action, told in self._commands():
            score = matcher.match(action.label)
            if score > 0:
                yield Hit(score, matcher.highlight(action.label), partial(self._run, action), help=told)
