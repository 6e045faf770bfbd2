"""Waiting for what is to be seen, however slow the machine is."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

LOOK = 0.02
"""How long after one look the next is taken, in seconds."""

PATIENCE = 60
"""How long is looked at least, in seconds: a machine that does much else may take long."""


async def until(pilot: Pilot[None], true: Callable[[], object], what: str = "it") -> None:
    """Wait until something is true.

    Args:
        pilot: What drives the app.
        true: Tells whether it is.
        what: What is waited for, to be named where it never comes.

    Raises:
        AssertionError: It never comes true.
    """
    for _ in range(int(PATIENCE / LOOK)):
        if true():
            return
        await pilot.pause(LOOK)
    strips = pilot.app.screen._compositor.render_strips()
    raise AssertionError("\n".join([f"{what} never came true:", *(strip.text for strip in strips)]))
