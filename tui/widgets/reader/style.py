"""The reader's looks in terms of the theme."""

from __future__ import annotations

STYLES = {
    "title": "text-style: bold; color: $text-primary;",
    "meta": "color: $text-muted;",
    "origin": "color: $text-muted; text-style: italic;",
    "description": "color: $text-muted;",
    "term": "color: $text-accent;",
    "published": "color: $text-success;",
    "scheduled": "color: $text-primary;",
    "draft": "color: $text-warning;",
    "expired": "color: $text-muted;",
    "hidden": "color: $text-muted;",
    "broken": "color: $text-error; text-style: bold;",
    "heading": "text-style: bold; color: $foreground;",
    "heading1": "color: $text-primary;",
    "heading2": "color: $text-primary;",
    "heading3": "color: $text-accent;",
    "heading-mark": "color: $text-disabled;",
    "strong": "text-style: bold;",
    "emphasis": "text-style: italic;",
    "strike": "text-style: strike; color: $text-muted;",
    "underline": "text-style: underline;",
    "small": "color: $text-muted;",
    "caption": "color: $text-muted;",
    "sub": "color: $text-muted;",
    "sup": "color: $text-muted;",
    "mark": "background: $warning-muted; color: $text-warning;",
    "code": "background: $boost; color: $text-warning;",
    "key": "background: $boost; text-style: bold;",
    "math": "color: $text-success;",
    "link": "text-style: underline; color: $text-primary;",
    "image": "color: $text-secondary;",
    "footnote": "color: $text-accent;",
    "chip": "color: $text-secondary; background: $boost;",
    "chip-text": "color: $text-muted;",
    "stray": "color: $text-warning;",
    "marker": "color: $text-accent;",
    "quote": "color: $text-disabled;",
    "box": "color: $text-disabled;",
    "rule": "color: $text-disabled;",
    "alert": "text-style: bold;",
    "label": "text-style: bold;",
    "note": "color: $text-primary;",
    "tip": "color: $text-success;",
    "important": "color: $text-accent;",
    "warning": "color: $text-warning;",
    "caution": "color: $text-error;",
    "table-head": "text-style: bold;",
    "table-line": "color: $text-disabled;",
    "code-block": "background: $boost;",
    "code-label": "color: $text-disabled;",
    "token-comment": "color: $text-disabled; text-style: italic;",
    "token-keyword": "color: $text-primary; text-style: bold;",
    "token-name": "color: $text-accent;",
    "token-type": "color: $text-secondary;",
    "token-number": "color: $text-warning;",
    "token-string": "color: $text-success;",
    "token-operator": "color: $text-muted;",
    "match": "background: $warning-muted; color: $text-warning;",
    "current-match": "background: $warning; color: $background; text-style: bold;",
    "current-link": "background: $primary; color: $background; text-style: bold;",
    "hint": "background: $accent; color: $background; text-style: bold;",
    "changed": "color: $accent; text-style: bold;",
}
"""What each look says; `reader--strong` is the component class of `strong`."""

COMPONENTS = {f"reader--{look}" for look in STYLES}

_RULES = "\n".join(f"    .reader--{look} {{ {says} }}" for look, says in STYLES.items())
CSS = f"""PageCanvas {{
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
{_RULES}
}}"""
"""The style sheet of the reader; an app's own sheet overrides it."""
