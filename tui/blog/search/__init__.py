"""Search: words in bodies (`Texts`), what stands around one (`quote`), names half remembered (`Jump`)."""

from tui.blog.search.excerpts import Excerpt, quote
from tui.blog.search.jump import Found, Jump
from tui.blog.search.texts import Texts

__all__ = ["Excerpt", "Found", "Jump", "Texts", "quote"]
