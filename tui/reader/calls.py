"""What calls mean: shortcodes, tags and components told to a builder.

A known one becomes what it means. An unknown one becomes a label with its arguments, or a box
around what it holds, so nothing of it vanishes.
"""

from __future__ import annotations

from tui.reader.builder import Builder, Container
from tui.reader.steps import Call

ALERTS = {
    "note": "Note", "info": "Note", "abstract": "Note", "example": "Note", "question": "Note",
    "quote": "Note",
    "tip": "Tip", "success": "Tip", "important": "Important", "warning": "Warning",
    "bug": "Caution", "caution": "Caution", "danger": "Caution", "error": "Caution", "failure": "Caution",
}  # fmt: skip
"""Kinds of alerts, as themes and generators name them, to GitHub's five."""

_BOXES = frozenset({"admonition", "notice", "callout", "alert", "hint", "aside", "box"})
_QUOTES = frozenset({"blockquote", "quote", "pullquote", "centerquote", "cq"})
_SILENT = frozenset(
    {"rawhtml", "raw", "html", "unsafe", "safe", "markdown", "md", "div", "span", "p", "center"}
)
_SITES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "fig-youtube": "https://www.youtube.com/watch?v={}",
    "youtube_lite": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "gist": "https://gist.github.com/{}/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "jsfiddle": "https://jsfiddle.net/{}",
    "codepen": "https://codepen.io/{}",
    "tweet": "https://x.com/{}/status/{}",
    "x": "https://x.com/{}/status/{}",
    "twitter": "https://x.com/{}/status/{}",
}
_PICTURES = frozenset(
    {"figure", "img", "image", "fig-img", "fig-img-quote", "fig", "asset_img", "Image", "fig-gen"}
)
_LINKS = frozenset(
    {
        "ref",
        "relref",
        "link",
        "post_url",
        "post_link",
        "post_path",
        "asset_path",
        "asset_link",
        "url_for",
        "rlnk",
    }
)
_CODE = frozenset(
    {
        "highlight",
        "codeblock",
        "code",
        "mermaid",
        "math",
        "katex",
        "latex",
        "chart",
        "echarts",
        "plantuml",
        "fig-mermaid",
        "fig-math",
        "goat",
        "include_code",
    }
)


def address(call: Call) -> str:
    """Return the address that a call stands for inside one, such as `[a]({{< ref "b" >}})`."""
    if call.kind == "output":
        first = call.arguments[0].split("|")[0].strip()
        if first[:1] in "\"'" and first[:1]:
            return first.strip("\"'")
        return "" if first in ("site.baseurl", "site.url", "site.github.url") else call.source
    if call.name in _LINKS:
        return call.get("path", 0)
    return call.get(0) if call.kind == "shortcode" else call.source


def tell(builder: Builder, call: Call, *, block: bool) -> None:
    """Tell a builder what a call means.

    Args:
        builder: Who is told.
        call: What was called.
        block: Whether it stands on lines of its own.
    """
    name = call.name
    if call.kind == "text":
        builder.text(call.source)
    elif call.kind == "silent":
        return
    elif call.kind == "anchor":
        builder.anchor(call.name)
    elif call.kind == "callout":
        _callout(builder, call)
    elif call.kind == "formula":
        if block:
            builder.begin()
        builder.formula(call.source)
    elif call.kind == "output":
        _output(builder, call)
    elif call.inside is not None:
        _verbatim(builder, call)
    elif call.kind == "note":
        _fold(builder, name, call.arguments[0])
    elif call.closing:
        if call.paired:
            builder.close(f"{call.kind} {name}")
    elif name in _PICTURES and (source := call.get("src", "link", "href", "image") or _last_path(call)):
        _picture(builder, call, source, block)
    elif name in _LINKS and not call.paired and call.get("path", 0):
        path = call.get("path", 0)
        builder.link(path)
        builder.text(" ".join(call.arguments[1:]) or path)
        builder.unlink()
    elif name in _SITES and call.get("id", "user", 0):
        values = [call.get("user", "id", 0), call.get("id", 1)]
        _chip(builder, name, call.get("title"), _SITES[name].format(*values), block)
    elif name == "details":
        builder.open(Container(f"{call.kind} {name}", "▾ ", "  ", "marker"))
        if call.get("summary", "title", 0):
            builder.begin()
            builder.text(call.get("summary", "title", 0), "strong")
            builder.flush()
            builder.gap = False
    elif name in _QUOTES and call.paired:
        builder.open(Container(f"{call.kind} {name}", "▎ ", "▎ ", "quote"))
        _attribute(builder, call)
    elif call.paired:
        _box(builder, call)
    elif name in ("param", "more"):
        _chip(builder, name, " ".join(call.arguments), "", block)
    else:
        _unknown(builder, call, block)


def _callout(builder: Builder, call: Call) -> None:
    """Make the quote that starts with `[!NOTE]` an alert."""
    kind = ALERTS.get(call.name.lower(), "Note")
    style = f"alert {kind.lower()}"
    *boxes, quote = builder.containers or (Container(""),)
    builder.containers = (*boxes, quote._replace(first="▌ ", rest="▌ ", style=style))
    builder.begin()
    builder.text(call.get(0) or call.name.capitalize(), f"label {kind.lower()}")
    builder.flush()
    builder.gap = False


def alert(builder: Builder, kind: str, title: str, name: str) -> None:
    """Open an alert of one of GitHub's five kinds."""
    style = kind.lower()
    builder.open(Container(name, "▌ ", "▌ ", f"alert {style}"))
    builder.begin()
    builder.text(title, f"label {style}")
    builder.flush()
    builder.gap = False


def _box(builder: Builder, call: Call) -> None:
    name = f"{call.kind} {call.name}"
    kind = call.get("type", "style", 0).lower() if call.name.lower() in _BOXES else call.name.lower()
    if kind in ALERTS or call.name.lower() in _BOXES:
        label = ALERTS.get(kind, "Note")
        title = (
            call.get("title", 1)
            if call.name.lower() in _BOXES
            else " ".join(call.arguments) or call.get("title")
        )
        alert(builder, label, title or kind.capitalize() or label, name)
    elif call.name in _SILENT:
        builder.open(Container(name))
    else:
        builder.open(Container(name, "┆ ", "┆ ", "box"))
        builder.note(call.name, _said(call))
        builder.gap = False


def _attribute(builder: Builder, call: Call) -> None:
    """Say whose a quote is; the address among its arguments leads there."""
    builder.begin()
    for i, word in enumerate(_said(call).split()):
        builder.text(" " if i else "")
        if word.startswith(("http://", "https://")):
            builder.link(word)
            builder.unlink()
        else:
            builder.text(word, "caption")
    builder.flush()
    builder.gap = False


def _said(call: Call) -> str:
    return " ".join([*call.arguments, *(f"{name}: {value}" for name, value in call.values)])


def _unknown(builder: Builder, call: Call, block: bool) -> None:
    href = call.get("href", "url", "src", "link")
    _chip(builder, call.name, _said(call), href if "/" in href else "", block)


def _chip(builder: Builder, label: str, text: str, href: str, block: bool) -> None:
    if block:
        builder.note(label, text, href)
    else:
        builder.chip(label, text, href)


def _fold(builder: Builder, label: str, inside: str) -> None:
    text = " ".join(inside.split())
    builder.note(f"▸ {label}", text if len(text) <= 60 else text[:59] + "…")


def _verbatim(builder: Builder, call: Call) -> None:
    inside = call.inside or ""
    if call.name == "comment":
        _fold(builder, "comment", inside)
    elif call.name in _CODE:
        language = (
            call.get("lang", "language", 0) if call.name in ("highlight", "codeblock", "code") else call.name
        )
        builder.code(inside.removeprefix("\n"), language)


def _last_path(call: Call) -> str:
    return next((a for a in call.arguments if "/" in a or "." in a), "")


def _picture(builder: Builder, call: Call, source: str, block: bool) -> None:
    if block:
        builder.begin()
    words = [call.get(key) for key in ("alt", "title", "caption", "attr")]
    builder.picture(source)
    builder.text(" — ".join(dict.fromkeys(word for word in words if word)))
    builder.end_picture()
    if block:
        builder.flush()


def _output(builder: Builder, call: Call) -> None:
    first = call.arguments[0].split("|")[0].strip()
    if len(first) > 1 and first[0] in "\"'" and first[-1] == first[0]:
        builder.text(first[1:-1])
    else:
        builder.chip(call.source)
