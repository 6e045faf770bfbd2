"""What can be done on a screen, from the bindings of what has the focus: for the help and the palette."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, NamedTuple

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

FUNCTION_KEY = re.compile(r"f\d+")


class Action(NamedTuple):
    """Something that can be done, or why not."""

    name: str
    """What its bindings call."""

    label: str
    """What it does, in a few words."""

    key: str
    """A key that does it."""

    keys: str
    """All keys that do it, as they are shown."""

    reason: str
    """Why it can't be done now; empty if it can."""


def actions(screen: Screen[Any]) -> list[Action]:
    """Return what can be done: what the status line tells, then what else is the screen's, then the rest."""
    bound: dict[str, list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        if active.binding.description and not active.binding.system:
            bound.setdefault(active.binding.action, []).append(active)
    found = []
    for name, same in sorted(bound.items(), key=lambda item: _rank(item[1][0])):
        node, binding, *_ = same[0]
        keys = " ".join(_shown(screen.app, active.binding) for active in same)
        reason = getattr(node, "why_not", lambda _action: "")(name)
        found.append(Action(name, binding.description, binding.key, keys, reason))
    return found


def _shown(app: App[Any], binding: Binding) -> str:
    """Return how a key is shown by itself: a binding of several is told as one elsewhere."""
    shown = app.get_key_display(replace(binding, key_display=None))
    return shown.upper() if FUNCTION_KEY.fullmatch(shown) else shown


def _rank(active: ActiveBinding) -> int:
    if active.binding.show:
        return 0
    if not active.binding.id:
        return 3  # Textual's own
    return 1 if isinstance(active.node, Screen | App) else 2
