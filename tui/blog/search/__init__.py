"""Search: words in bodies, what stands around them, names half remembered.

`Texts` are the bodies and `Seeking` is one query sought in them. The `store` keeps the `grams` that
bodies are cut into, which `learning` puts in and a `question` asks for. Where that leaves a body open, a
`Match` looks into it.
"""

from tui.blog.search.excerpts import Excerpt, quote
from tui.blog.search.jump import Found, Jump
from tui.blog.search.seeking import Seeking
from tui.blog.search.texts import Texts
from tui.blog.search.unknown import Unknown, unknown_keys

__all__ = ["Excerpt", "Found", "Jump", "Seeking", "Texts", "Unknown", "quote", "unknown_keys"]
