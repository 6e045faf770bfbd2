"""Counting words where characters are words too."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>")
_LIQUID = re.compile(r"\{%.{0,2000}?%\}", re.DOTALL)
_MARKS = ("\n- ", "\n* ", "\n> ", "\n# ", "\n## ", "\n### ", " | ")
_CJK = re.compile(
    "[々〆〇\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\u1100-\u11ff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d\U00020000-\U000323af]+"
)


def count(text: str) -> tuple[int, int]:
    """Return the words of a Markdown text and the minutes it takes to read them.

    A character in Chinese, Japanese or Korean is a word, as in Jekyll's
    `number_of_words: "auto"` (https://jekyllrb.com/docs/liquid/filters/). Tags and marks are not
    counted. Reading takes a minute for 213 words, or for 500 where characters were counted, as
    Hugo has it.
    """
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "{%" in text:
        text = _LIQUID.sub(" ", text)
    characters = 0
    if not text.isascii():
        rest, runs = _CJK.subn(" ", text)
        characters = len(text) - len(rest) + runs
        text = rest
    words = max(0, characters + len(text.split()) - sum(map(text.count, _MARKS)))
    return words, -(-words // (500 if characters else 213))
