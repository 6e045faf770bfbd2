"""Where lines may break.

Japanese and Chinese break between any two characters but these: a line never starts with
closing brackets, stops, small kana, prolonged sound or iteration marks, and never ends with
opening brackets (kinsoku: JIS X 4051, and the W3C's Requirements for Japanese Text Layout, 3.1.7
and 3.1.8). What must not stand at a line's start takes the character before it along. Latin and
Korean words stay whole; one longer than a line breaks after a slash or a hyphen, or anywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from rich.cells import get_character_cell_size, split_graphemes

NOT_AT_START = frozenset(
    "、。，．・：；？！‼⁇⁈⁉｡､･"
    "）］｝〕〉》」』】〙〗〟｠»’”｣"
    "ーｰ々〻ゝゞヽヾ゛゜ﾞﾟ‐゠–〜～…‥"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
    "％‰℃°′″"
)
"""Characters that never start a line."""

NOT_AT_END = frozenset("（［｛〔〈《「『【〘〖〝｟«‘“｢￥＄￡＃№")
"""Characters that never end a line."""

_CLOSING = frozenset(",.!?:;)]}%'\"")
_OPENING = frozenset("([{'\"")
_SOFT = frozenset("/-_.?&=,;:|\\")
"""Where a word that is too long breaks first."""


JOINER = "\u2060"
"""Unicode's word joiner, of no width: no line breaks beside it."""


class _Widths(dict[str, int]):
    def __missing__(self, char: str) -> int:
        width = self[char] = get_character_cell_size(char)
        return width


_WIDTHS = _Widths()


class Slice(NamedTuple):
    """A part of a text that makes one line, the spaces at its end left out."""

    start: int
    end: int
    joint: str
    """The spaces that stood before it, which the break replaced."""


def is_wide(char: str) -> bool:
    """Tell whether text breaks before and after a character, as before and after an ideograph."""
    return char >= "⺀" and not "가" <= char <= "힣" and _WIDTHS[char] == 2


def may_break(before: str, after: str) -> bool:
    """Tell whether a line may end with one character and the next start with the other."""
    if after in NOT_AT_START or before in NOT_AT_END or after.isspace() or before == JOINER:
        return False
    if before.isspace() or before == "\u200b":
        return True
    if is_wide(before):
        return after not in _CLOSING
    return is_wide(after) and before not in _OPENING


def widths(text: str) -> list[int]:
    """Return the width of each character in cells; what joins the one before it has none."""
    if "\u200d" not in text and "\ufe0f" not in text:
        return list(map(_WIDTHS.__getitem__, text))
    cells = [0] * len(text)
    for start, _, size in split_graphemes(text)[0]:
        cells[start] = size
    return cells


def break_text(text: str, width: int) -> list[Slice]:
    """Break a text without newlines into lines.

    Args:
        text: The text.
        width: The cells of a line, 2 or more.
    """
    if text.isascii() and len(text) <= width:
        return [Slice(0, len(text), "")]
    cells = widths(text)
    reach = list(accumulate(cells))
    size = len(text)
    slices: list[Slice] = []
    start, used, joint = 0, 0, ""
    while True:
        fit = bisect_right(reach, used + width, start)
        if fit >= size:
            slices.append(Slice(start, size, joint))
            return slices
        end = next_start = _break_before(text, cells, start, max(fit, start + 1))
        while next_start < size and text[next_start] == " ":
            next_start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        slices.append(Slice(start, end, joint))
        if next_start >= size:
            return slices
        joint = text[end:next_start]
        start, used = next_start, reach[next_start - 1]


def _break_before(text: str, cells: list[int], start: int, fit: int) -> int:
    """Return the last place to break at or before `fit`, the first character that is too much."""
    for place in range(fit, start, -1):
        if cells[place] and _breaks_at(text, place, start):
            return place
    fallback = 0
    for place in range(fit, start, -1):
        before, after = text[place - 1], text[place]
        if not cells[place] or after in NOT_AT_START or before in NOT_AT_END:
            continue
        if before in _SOFT and after != before:
            return place
        fallback = fallback or place
    if fallback:
        return fallback
    while fit > start + 1 and not cells[fit]:
        fit -= 1
    return fit


def _breaks_at(text: str, place: int, start: int) -> bool:
    """Tell whether a line may end before a character; spaces at a break belong to neither line."""
    if text[place] != " " and text[place - 1] != " ":
        return may_break(text[place - 1], text[place])
    after = place
    while after < len(text) and text[after] == " ":
        after += 1
    before = place - 1
    while before > start and text[before] == " ":
        before -= 1
    if text[before] in NOT_AT_END or text[before] == JOINER:
        return False
    return after == len(text) or text[after] not in NOT_AT_START
