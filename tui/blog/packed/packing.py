"""Values as MessagePack, with what it has no types for: dates as written, odd text, large integers."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.msgpack import Ext

from tui.blog.values import DateText

_DATE_TEXT, _TEXT, _INTEGER, _PAIRS = 1, 2, 3, 4


def encode(value: Any) -> bytes:
    """Return a value of lists, dictionaries and single values as bytes."""
    try:
        return _ENCODER.encode(value)
    except (UnicodeEncodeError, OverflowError):
        return _ENCODER.encode(_by_hand(value))


def decode(data: bytes | memoryview | msgspec.Raw) -> Any:
    """Return the value of some bytes; a tuple comes back as a list."""
    return _DECODER.decode(data)


def _extend(value: object) -> object:
    if isinstance(value, DateText):
        return Ext(_DATE_TEXT, value.encode("utf-8", "surrogatepass"))
    raise TypeError(f"a post can't hold {type(value).__name__}")


def _restore(code: int, data: memoryview) -> object:
    if code == _PAIRS:
        return dict(decode(data))
    text = bytes(data).decode("utf-8", "surrogatepass")
    if code == _DATE_TEXT:
        return DateText(text)
    return int(text) if code == _INTEGER else text


def _by_hand(value: Any) -> Any:
    """Return a value with what MessagePack refuses written otherwise: lone surrogates, large integers."""
    if isinstance(value, DateText):
        return value
    if isinstance(value, str):
        data = value.encode("utf-8", "surrogatepass")
        return value if data.decode("utf-8", "replace") == value else Ext(_TEXT, data)
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return Ext(_INTEGER, str(value).encode())
    if isinstance(value, dict):
        pairs = [[_by_hand(key), _by_hand(item)] for key, item in value.items()]
        return (
            dict(pairs)
            if all(isinstance(key, str) for key, _ in pairs)
            else Ext(_PAIRS, _ENCODER.encode(pairs))
        )
    if isinstance(value, list | tuple):
        return [_by_hand(item) for item in value]
    return value


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_extend)
_DECODER = msgspec.msgpack.Decoder(ext_hook=_restore)
