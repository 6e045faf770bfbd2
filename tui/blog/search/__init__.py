"""Search: words in bodies (`Texts`), what stands around one (`excerpt`), names half remembered (`Jump`)."""

from tui.blog.search.excerpts import Excerpt, excerpt
from tui.blog.search.jump import Found, Jump
from tui.blog.search.texts import Texts

__all__ = ["Excerpt", "Found", "Jump", "Texts", "excerpt"]
