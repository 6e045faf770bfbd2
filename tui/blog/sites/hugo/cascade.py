"""Front matter that sections and the configuration hand down.

See https://gohugo.io/content-management/front-matter/#cascade-1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tui.blog.sites.hugo.casts import folded, to_map, to_text
from tui.blog.sites.hugo.globs import matches
from tui.blog.values import Value


@dataclass(frozen=True, slots=True)
class Target:
    """Which pages a rule is for."""

    path: str = ""
    kind: str = ""
    language: str = ""
    environment: str = ""

    def takes(self, path: str, kind: str, language: str) -> bool:
        """Tell whether a page is meant."""
        return self.is_for(kind, language) and self.covers(path)

    def is_for(self, kind: str, language: str) -> bool:
        """Tell whether pages of a kind in a language may be meant, wherever they are."""
        return (
            (self.kind in ("", kind) or matches(self.kind, kind))
            and (self.language in ("", language) or matches(self.language, language))
            and (not self.environment or matches(self.environment, "production"))
        )

    def covers(self, path: str) -> bool:
        """Tell whether a page of any kind at a path may be meant."""
        return not self.path or matches(self.path, path)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Values that are handed down to some pages. Two that look alike are not the same rule."""

    target: Target
    values: dict[str, Value]
    origin: str
    """Where the rule stands, such as `posts/_index.md`."""


def read_target(value: Value) -> Target:
    """Read the `target` of a rule."""
    fields = folded(to_map(value))
    matrix = to_map(to_map(fields.get("sites")).get("matrix"))
    languages = matrix.get("languages")
    several = (
        "{" + ",".join(map(to_text, languages)) + "}" if isinstance(languages, list) else to_text(languages)
    )
    return Target(
        path=to_text(fields.get("path")).lower(),
        kind=to_text(fields.get("kind")).lower(),
        language=(to_text(fields.get("lang")) or several).lower(),
        environment=to_text(fields.get("environment")),
    )


def read_cascade(value: Value, origin: str) -> tuple[Rule, ...]:
    """Read a `cascade`, one rule or a list of them."""
    return tuple(_rule(folded(item), origin) for item in _items(value))


def _items(value: Value) -> Iterable[dict[str, Value]]:
    items = value if isinstance(value, list) else [value]
    return (item for item in items if isinstance(item, dict))


def _rule(fields: dict[str, Value], origin: str) -> Rule:
    target = fields.pop("target", None) or fields.pop("_target", None)
    params = to_map(fields.pop("params", None))
    return Rule(read_target(target), {**params, **fields}, origin)


def handed_down(
    rules: Iterable[Rule], path: str, kind: str, language: str
) -> Mapping[str, tuple[Value, str]]:
    """Return what a page inherits: key to value and where it comes from.

    Args:
        rules: The rules that reach the page, the nearest first: the first to name a key wins.
        path: The page's path in the content, such as `/posts/hello`.
        kind: Hugo's kind of the page.
        language: The page's language.
    """
    return _merged(tuple(rule for rule in rules if rule.target.takes(path, kind, language)))


@lru_cache(maxsize=1024)
def _merged(rules: tuple[Rule, ...]) -> Mapping[str, tuple[Value, str]]:
    found: dict[str, tuple[Value, str]] = {}
    for rule in rules:
        for key, value in rule.values.items():
            found.setdefault(key, (value, rule.origin))
    return found
