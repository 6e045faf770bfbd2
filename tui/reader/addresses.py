"""Bare addresses in text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[-\w@:%.+~#=]{1,256}(?:[/#?][-\w@:%+.~#$!?&/=();,'*\[\]]*)?", re.ASCII
)
"""A bare address, as Hugo's parser finds it: it ends before what is not ASCII."""

_AFTER = "?!.,:*_~'\""
"""What ends a sentence or emphasis and no address."""


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each bare address of a text starts and ends, and where it leads."""
    if "://" not in text and "www." not in text:
        return
    for match in _ADDRESS.finditer(text):
        found = match.group().rstrip(_AFTER)
        while found.endswith(")") and found.count(")") > found.count("("):
            found = found[:-1].rstrip(_AFTER)
        href = found if "://" in found else f"https://{found}"
        yield match.start(), match.start() + len(found), href
