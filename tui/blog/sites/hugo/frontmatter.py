"""The front matter of a document as Hugo reads it."""

from __future__ import annotations

from tui.blog.document import Document
from tui.blog.post import Problem
from tui.blog.sites.fields import values_of
from tui.blog.values import Value


def read_values(document: Document) -> tuple[dict[str, Value], Problem | None]:
    """Return the values of a document, or none and why they can't be read.

    Hugo's YAML is that of version 1.2: `yes`, `no`, `on` and `off` are words there.
    """
    values, problem = values_of(document)
    return (document.core_values if values and document.format == "yaml" else values), problem
