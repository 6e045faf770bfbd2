"""The encoding of a file. Posts are UTF-8; any other is named and shown, and the file never written."""

from __future__ import annotations

import codecs
import re

from tui.blog.problem import Problem

_LOOKED_AT = 8000
"""How many bytes git looks at to tell text from binary; so do we."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

_LEGACY = (  # the letters that make up most of a text in this encoding
    ("cp932", "Shift_JIS", "[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e]"),
    ("euc-jp", "EUC-JP", "[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e]"),
    ("euc-kr", "EUC-KR", "[\uac00-\ud7a3]"),
    ("gb18030", "GB 18030", "[\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e]"),
    ("big5", "Big5", "[\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e]"),
)
_KANA = "[\u3040-\u30ff]"


def examine(data: bytes) -> tuple[str, Problem | None]:
    """Return the codec that reads a file, and what is wrong where that is not UTF-8.

    A text that is UTF-8 but for some damaged bytes counts as UTF-8: its front matter can be
    edited without touching them.
    """
    head = data[:_LOOKED_AT]
    if head.startswith((b"\xff", b"\xfe", b"\0")):
        for mark, codec, name in _MARKS:
            if head.startswith(mark):
                return codec, _other(name)
    if b"\0" in head:
        if codec := _unmarked_utf16(head):
            return codec, _other("UTF-16")
        return "utf-8", Problem("binary", "it is not text: it holds NUL bytes")
    if data.isascii():
        return "utf-8", None
    try:
        data.decode()
    except UnicodeDecodeError:
        return _legacy(data)
    return "utf-8", None


def _other(name: str) -> Problem:
    return Problem("encoding", f"it is written in {name}, not in UTF-8")


def _unmarked_utf16(head: bytes) -> str:
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and not odd else ""


def _legacy(data: bytes) -> tuple[str, Problem | None]:
    text = data.decode(errors="replace")
    damaged = text.count("\ufffd")
    if sum(not char.isascii() for char in text) > 2 * damaged:
        return "utf-8", None
    best, most = "", 0.0
    name = ""
    for codec, label, letters in _LEGACY:
        try:
            guess = data.decode(codec)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in guess if not char.isascii()]
        # kana are what only Japanese has: they decide between encodings that share their bytes
        share = len(re.findall(letters, guess)) / len(foreign) + len(re.findall(_KANA, guess)) / len(foreign)
        if codec in ("gb18030", "big5", "euc-kr"):
            share = len(re.findall(letters, guess)) / len(foreign)
        if share > most:
            best, name, most = codec, label, share
    if most > 0.8:
        return best, _other(name)
    return "cp1252", Problem("encoding", "it is not written in UTF-8, perhaps in Latin-1 or Windows-1252")
