"""Hugo's globs: those of https://github.com/gobwas/glob with `/` between the parts."""

from __future__ import annotations

import re
from functools import lru_cache

MOST_WILD = 4
"""How many times `*` or `**` may stand in one alternative: each takes longer to match than the last."""

_WILD = re.compile(r"\*+")


@lru_cache(maxsize=512)
def glob(pattern: str) -> re.Pattern[str]:
    """Compile a glob; case does not count. What is no valid glob matches only itself.

    `*` and `?` stay within a part, `**` crosses parts, `{a,b}` is either, `[a-z]` and `[!a-z]`
    are one character.
    """
    if any(len(_WILD.findall(part)) > MOST_WILD for part in pattern.split(",")):
        return re.compile(re.escape(pattern), re.IGNORECASE)
    try:
        return re.compile(_translate(pattern), re.IGNORECASE | re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern), re.IGNORECASE)


def matches(pattern: str, text: str) -> bool:
    """Tell whether a glob matches the whole of a text."""
    return glob(pattern).fullmatch(text) is not None


def _translate(pattern: str) -> str:
    out, at, open_braces = [], 0, 0
    while at < len(pattern):
        char = pattern[at]
        if pattern.startswith("**", at):
            out.append(".*")
            at += 1
        elif char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        elif char == "[" and (end := pattern.find("]", at + 2)) > 0:
            out.append("[" + re.sub("^!", "^", pattern[at + 1 : end]).replace("[", r"\[") + "]")
            at = end
        elif char == "{":
            out.append("(?:")
            open_braces += 1
        elif char == "}" and open_braces:
            out.append(")")
            open_braces -= 1
        elif char == "," and open_braces:
            out.append("|")
        elif char == "\\" and at + 1 < len(pattern):
            at += 1
            out.append(re.escape(pattern[at]))
        else:
            out.append(re.escape(char))
        at += 1
    return "".join(out)
