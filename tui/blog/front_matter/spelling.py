"""What every format checks in a text before it is written."""

from __future__ import annotations

from tui.blog.errors import Refused


def check_text(text: str) -> None:
    """Refuse text that can't be written to a file.

    Raises:
        Refused: It holds half of a surrogate pair.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("the text holds half a character, which no file can", cause="not-text") from None
