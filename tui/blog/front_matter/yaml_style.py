"""How a block of YAML is written, so that what is new in it looks like the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tui.blog.front_matter.lines import line_start, usual_break
from tui.blog.front_matter.node import Node, leaf
from tui.blog.front_matter.yaml_scalars import MAP, NULL, SEQ, STR
from tui.blog.front_matter.yaml_spelling import Spelling, block_scalar, spellings
from tui.blog.values import DateText, Value

_ENOUGH = 20
"""How many entries of a list or map are looked at to know its writer's habits."""


@dataclass(frozen=True, slots=True)
class Manner:
    """The habits of a block's writer."""

    quote: str
    """Around texts: `'`, `"`, or empty for none."""

    key_quote: str
    """Around keys inside brackets: a block that is JSON in YAML has them in quotes."""

    lists: str
    """`flow` for lists in brackets, `block` for dashes."""

    step: int
    """By how many columns a map below a key is indented."""

    dash: int
    """By how many columns the dashes below a key are indented."""

    newline: str
    null: str
    """How an empty field is written: `null`, `~` or nothing."""

    def inline(self, value: Value, style: str | None, *, flow: bool) -> Iterator[Spelling]:
        """Yield the ways to write a value on one line: first in its own or the usual quotes.

        Args:
            value: What to write.
            style: The quote of what stood there, or None for the usual one.
            flow: Whether it stands inside brackets.
        """
        if isinstance(value, (list, dict)):
            yield from (self._brackets(value, quote) for quote in (self.quote, '"'))
        elif value is None and not flow:
            yield Spelling(self.null, leaf(NULL, self.null))
            yield Spelling("null", leaf(NULL, "null"))
        else:
            quote = self._quote(value, style)
            yield from spellings(value, quote, flow=flow)

    def _quote(self, value: Value, style: str | None) -> str:
        if isinstance(value, DateText):
            return style or ""
        return self.quote if style is None or style in ("|", ">") else style

    def _brackets(self, value: Value, quote: str) -> Spelling:
        if isinstance(value, list):
            parts = [self._brackets(item, quote) for item in value]
            return Spelling(f"[{', '.join(part.source for part in parts)}]", _list(parts))
        if isinstance(value, dict):
            keys = [next(spellings(str(key), self.key_quote, flow=True)) for key in value]
            parts = [self._brackets(item, quote) for item in value.values()]
            pairs = [f"{key.source}: {part.source}" for key, part in zip(keys, parts, strict=True)]
            inner = f"{{ {', '.join(pairs)} }}" if pairs else "{}"
            return Spelling(inner, _map(keys, parts))
        return next(spellings(value, self._quote(value, quote), flow=True))

    def keys(self, name: str, parent: Node, *, flow: bool, style: str | None = None) -> Iterator[Spelling]:
        """Yield the ways to write a key among others."""
        if style is None:
            style = parent.keys[-1].style if parent.keys else ""
        yield from spellings(str(name), style if style in ("'", '"') else "", flow=flow)

    def entries(self, value: Value, column: int) -> Iterator[Spelling]:
        """Yield the ways to write what comes behind the colon of a new key, with the space before it."""
        if isinstance(value, (list, dict)) and value:
            offset = self.dash if isinstance(value, list) else self.step
            if not (isinstance(value, list) and self.lists == "flow" and simple(value)):
                for written in self.blocks(value, column + offset, None):
                    yield Spelling(self.newline + written.source, written.read)
        elif isinstance(value, str) and "\n" in value:
            source = self.block_text(value, "|", " " * (column + self.step))
            if source is not None:
                yield Spelling(" " + source, leaf(STR, str(value)))
        for source, read in self.inline(value, None, flow=False):
            yield Spelling(f" {source}" if source else "", read)

    def items(self, value: Value, column: int, style: str | None) -> Iterator[Spelling]:
        """Yield the ways to write what comes behind the dash of a new item, which begins at a column."""
        if isinstance(value, (list, dict)) and value:
            for written in self.blocks(value, column, "block"):
                yield Spelling(written.source.lstrip(" "), written.read)
        yield from self.inline(value, style, flow=False)

    def blocks(
        self, value: list[Value] | dict[str, Value], column: int, lists: str | None
    ) -> Iterator[Spelling]:
        """Yield the ways to write a list or map over lines, each with its indentation."""
        if isinstance(value, list) and lists == "flow":
            return
        for quote in dict.fromkeys((self.quote, '"')):
            yield self._lines(value, column, quote)

    def _lines(self, value: list[Value] | dict[str, Value], column: int, quote: str) -> Spelling:
        pad = " " * column
        if isinstance(value, list):
            parts = [self._behind_dash(item, column + 2, quote) for item in value]
            lines = [f"{pad}- {part.source}" for part in parts]
            return Spelling(self.newline.join(lines), _list(parts))
        keys = [next(spellings(str(key), "", flow=False)) for key in value]
        parts = [self._behind_colon(item, column, quote) for item in value.values()]
        lines = [f"{pad}{key.source}:{part.source}" for key, part in zip(keys, parts, strict=True)]
        return Spelling(self.newline.join(lines), _map(keys, parts))

    def _behind_dash(self, value: Value, column: int, quote: str) -> Spelling:
        if isinstance(value, (list, dict)) and value:
            written = self._lines(value, column, quote)
            return Spelling(written.source.lstrip(" "), written.read)
        return self._scalar(value, quote)

    def _behind_colon(self, value: Value, column: int, quote: str) -> Spelling:
        if isinstance(value, (list, dict)) and value:
            if isinstance(value, list) and self.lists == "flow" and simple(value):
                written = self._brackets(value, quote)
                return Spelling(f" {written.source}", written.read)
            offset = self.dash if isinstance(value, list) else self.step
            written = self._lines(value, column + offset, quote)
            return Spelling(self.newline + written.source, written.read)
        written = self._scalar(value, quote)
        return Spelling(f" {written.source}", written.read)

    def _scalar(self, value: Value, quote: str) -> Spelling:
        if isinstance(value, (list, dict)):
            return self._brackets(value, quote)
        return next(spellings(value, self._quote(value, quote), flow=False))

    def block_text(self, value: str, sign: str, indent: str) -> str | None:
        """Write a text as a block of lines, or return None where it can't be."""
        return block_scalar(value, sign, indent, self.newline)


def _list(parts: list[Spelling]) -> Node:
    return Node("list", SEQ, 0, 0, items=[part.read for part in parts])


def _map(keys: list[Spelling], parts: list[Spelling]) -> Node:
    return Node("map", MAP, 0, 0, keys=[key.read for key in keys], items=[part.read for part in parts])


def simple(value: list[Value]) -> bool:
    """Tell whether a list is short enough in kind to stand in brackets on one line."""
    return not any(isinstance(item, (list, dict)) for item in value)


def survey(root: Node, text: str, newline: str) -> Manner:
    """Find out how a block is written, from what is in it."""
    quotes: Counter[str] = Counter()
    lists: Counter[str] = Counter()
    steps: list[int] = []
    dashes: list[int] = []
    nulls: Counter[str] = Counter()

    def column(position: int) -> int:
        return position - line_start(text, position)

    def walk(node: Node, own: int) -> None:
        for at, item in enumerate(node.items[:_ENOUGH]):
            key = node.keys[at] if node.keys else None
            here = column(key.start) if key is not None else own
            if item.kind == "scalar":
                if item.fixed:
                    continue
                if item.tag == STR and item.style not in ("|", ">"):
                    quotes[item.style] += 1
                elif item.tag == NULL and key is not None:
                    nulls[text[item.start : item.end]] += 1
                continue
            if item.kind == "list" and item.items and item.fixed != "alias":
                lists[item.style] += 1
            if item.style == "block" and item.items and key is not None:
                first = item.keys[0].start if item.keys else text.rfind("-", 0, item.items[0].start)
                (dashes if item.kind == "list" else steps).append(column(first) - here)
            walk(item, here)

    walk(root, 0)
    step = next((step for step in steps if step > 0), 2)
    dash = next((dash for dash in dashes if 0 <= dash <= 8), step)
    key_quote = root.keys[-1].style if root.flow and root.keys else ""
    return Manner(
        quote=max(quotes, key=lambda style: quotes[style]) if quotes else key_quote,
        key_quote=key_quote,
        lists="flow" if lists["flow"] > lists["block"] else "block",
        step=step,
        dash=dash,
        newline=usual_break(text, newline),
        null=max(nulls, key=lambda null: nulls[null]) if nulls else "null",
    )
