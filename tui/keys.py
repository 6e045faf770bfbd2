"""Which actions have a key that can be rebound."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from textual.binding import Binding
from textual.dom import DOMNode

import tui.screens


def known() -> frozenset[str]:
    """Return the ids of all bindings of the app and its screens. Imports every screen."""
    for module in iter_modules(tui.screens.__path__, "tui.screens."):
        import_module(module.name)
    return frozenset(
        binding.id
        for node in _below(DOMNode)
        if node.__module__.startswith("tui.")
        for binding in node.BINDINGS
        if isinstance(binding, Binding) and binding.id
    )


def _below(node: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for child in node.__subclasses__():
        yield child
        yield from _below(child)
