"""Words and reading time as Hugo's `.WordCount` and `.ReadingTime` give them.

Hugo renders a page, takes the tags away and counts what stands between white space. So does this
module, with another renderer of CommonMark, whose count differs in these cases:

- a shortcode counts for what stands inside it, since what its template adds is not known;
- line numbers that Hugo puts beside code are words to it, and not counted here;
- in Chinese, Japanese and Korean words `"` counts as the six letters of `&quot;`, where Hugo's
  typographer may have written `&ldquo;` or `&#34;`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, cast

import pyromark

_RENDER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_SHORTCODE = re.compile(
    r"\{\{<\s*([\w-]+\.inline)\b.*?\{\{<\s*/\1\s*>\}\}|\{\{[<%](?!\s*/\*).*?[>%]\}\}", re.DOTALL
)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL)
_HELD = "\ue000"
"""Holds the place of a shortcode while the rest is rendered, as Hugo does it."""

_FOOTNOTE_NUMBER = re.compile(r'<sup class="footnote-definition-label">.*?</sup>')
_FOOTNOTE = re.compile(r'(<div class="footnote-definition".*?)(</p>\n</div>)', re.DOTALL)
_BACK = "&#160;&#x21a9;&#xfe0e;"
"""The link back from a footnote, which counts as it is written: Hugo decodes nothing."""

_TAG = re.compile(r"<[^>]*>")
_PARTING = ("</p>", "<br>", "<br />", "</td>", "</th>")
"""Tags that part words even where no white space does."""

_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Superscript", "Subscript"})
_RAW_HTML = re.compile(r"<[!/?a-zA-Z]")
_CJK = re.compile(
    "[\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff"
    "\u3131-\u318e\u31f0-\u321e\u3260-\u327e\u32d0-\u3357\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb"
    "\uf900-\ufad9\uff66-\uff9d\uffa0-\uffdc\u1100-\u11ff\U00016ff0-\U00016ff1\U0001b000-\U0001b167\U00020000-\U000323af]"
)


def has_cjk(text: str) -> bool:
    """Tell whether a text has a Chinese, Japanese or Korean letter."""
    return not text.isascii() and _CJK.search(text) is not None


def plain_text(body: str, *, raw_html: bool = False) -> str:
    """Return the text of a body of Markdown without its markup, to be counted.

    Args:
        body: The Markdown.
        raw_html: Whether HTML in the Markdown is kept, which Hugo drops unless it is told.
    """
    if "{{" in body:
        body = _SHORTCODE.sub(_HELD, body)
    if "<" in body and not raw_html and _RAW_HTML.search(body):
        return _without_html(body).replace(_HELD, "")
    html = _RENDER.html(body)
    if "footnote-definition-label" in html:
        html = _FOOTNOTE.sub(rf"\1{_BACK}\2", _FOOTNOTE_NUMBER.sub("", html))
    if "</s" in html:
        html = _UNSEEN.sub("", html)
    for tag in _PARTING:
        html = html.replace(tag, " ")
    return _TAG.sub("", html).replace(_HELD, "")


def _without_html(body: str) -> str:
    """Return the text of a body whose own HTML is dropped: a block whole, in a line the tags."""
    out: list[str] = []
    in_picture = False
    for event in cast("Iterator[str | dict[str, Any]]", _RENDER.events(body)):
        if isinstance(event, str):
            out.append(" ")  # a line's end, or a rule
            continue
        for name, value in event.items():
            if name in ("Start", "End"):
                kind = value if isinstance(value, str) else next(iter(value))
                if kind == "Image":
                    in_picture = name == "Start"
                elif kind == "FootnoteDefinition" and name == "End":
                    out.insert(-1, _BACK)
                elif kind not in _INLINE:
                    out.append(" ")
            elif name in ("Text", "Code", "FootnoteReference") and not in_picture:
                out.append(value)
    return escape("".join(out), quote=False)


def count_words(text: str, *, characters: bool) -> tuple[int, int]:
    """Return the words of a plain text, and the minutes that reading them takes.

    Args:
        text: The text without markup.
        characters: Whether words that hold more than ASCII count by their characters.
    """
    parts = text.split()
    words = len(parts)
    if characters and not text.isascii():
        parts = text.replace('"', "&quot;").split()
        plain = list(filter(str.isascii, parts))
        words = len(plain) + len("".join(parts)) - len("".join(plain))
    return words, (words + 500) // 501 if characters else (words + 212) // 213
