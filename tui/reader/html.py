"""Raw HTML, as far as a terminal can show it: each text and each address stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from tui.reader.builder import Builder, Container

_TOKEN = re.compile(
    r"<!--(?:-?>|(?P<comment>.*?)(?:-->|\Z))"
    r"|(?P<markup><\?.{0,4000}?\?>|<!\[CDATA\[.{0,4000}?\]\]>|<![A-Za-z].{0,400}?>)"
    r"|</(?P<end>[A-Za-z][\w:.-]{0,80})[^<>]{0,400}>"
    r"|<(?P<tag>[A-Za-z][\w:.-]{0,80})(?P<attributes>(?:[^<>\"']|\"[^\"]{0,8000}\"|'[^']{0,8000}'){0,800}+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")

LOOKS = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis",
    "dfn": "emphasis", "var": "emphasis", "u": "underline", "ins": "underline", "s": "strike",
    "strike": "strike", "del": "strike", "code": "code", "samp": "code", "tt": "code", "kbd": "key",
    "mark": "mark", "small": "small", "sub": "sub", "sup": "sup", "figcaption": "caption",
    "caption": "caption", "summary": "strong", "dt": "strong", "button": "chip",
}  # fmt: skip
"""Tags that give their text a look."""

_SIGNS = {"sup": "^", "sub": "_", "rt": "（"}
"""What is said before tags whose place in a line says something: 10<sup>6</sup> is not 106."""

FOLDED = frozenset({"script", "style", "svg", "template", "noscript", "math", "object"})
"""Tags whose inside is folded to one line."""

EMBEDS = frozenset({"iframe", "video", "audio", "embed", "source", "track", "amp-img"})
"""Tags that show what another address holds."""

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend",
        "main", "menu", "nav", "ol", "optgroup", "option", "p", "picture", "section", "select", "summary",
        "table", "tbody", "tfoot", "thead", "ul",
    }
)  # fmt: skip
"""Tags before and after which a line ends."""

_VERBATIM = frozenset({"pre", "textarea", "listing", "xmp"})
_HEADING = re.compile(r"h[1-6]\Z")


def attributes(source: str) -> dict[str, str]:
    """Read the attributes of a tag; the first of two with one name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


class Html:
    """Tells a builder what HTML says.

    Args:
        builder: Who is told.
        comment: Asked first about each comment; True if it was no comment but a mark of a step.
        text: Adds a text of the HTML, in which the steps may have left marks.
    """

    def __init__(self, builder: Builder, comment: Callable[[str], bool], text: Callable[[str], None]) -> None:
        self.builder = builder
        self._comment = comment
        self._text = text
        self._kept: str = ""
        """The verbatim or folded tag that is open, which keeps all until its end."""

        self._inside: list[str] = []
        self._address = ""
        """Where the kept tag says what it holds, if it says so."""

    @property
    def complete(self) -> bool:
        """Whether nothing is open that must be read to its end before it can be shown."""
        return not self._kept and self.builder.grid is None

    def finish(self) -> None:
        """End what was never ended."""
        if self._kept:
            self._keep_end()
        self.builder.end_table()

    def pause(self) -> None:
        """Show what verbatim tags hold so far, before Markdown that stands in them."""
        if self._kept in _VERBATIM:
            self._keep_end()

    def feed(self, source: str) -> None:
        """Read HTML, a whole block or one tag of a line."""
        place = 0
        for match in _TOKEN.finditer(source):
            self._between(source[place : match.start()])
            self.builder.line += source.count("\n", place, match.start())
            place = match.end()
            self._token(match)
            self.builder.line += match.group().count("\n")
        self._between(source[place:])

    def _between(self, text: str) -> None:
        if self._kept:
            self._inside.append(text)
        elif text:
            self._text(unescape(text))

    def _token(self, match: re.Match[str]) -> None:
        end, tag = match["end"], match["tag"]
        if self._kept:
            if end and end.lower() == self._kept:
                self._keep_end()
            else:
                self._inside.append(match.group())
        elif match["comment"] is not None:
            comment = match["comment"]
            if self._comment(comment) or not comment.strip():
                return
            if comment.strip() == "more":
                self.builder.begin()
                self.builder.text("┄┄ more ┄┄", "rule")
                self.builder.flush()
            else:
                self._fold("comment", comment)
        elif match["markup"]:
            self._fold("markup", match["markup"])
        elif end:
            self._end(end.lower())
        elif tag:
            self._start(tag.lower(), attributes(match["attributes"]), match.group())

    def _fold(self, label: str, inside: str, address: str = "") -> None:
        text = " ".join(inside.replace("<!---->", "").split())
        self.builder.note(f"▸ {label}", text if len(text) <= 60 else text[:59] + "…", address)

    def _keep_end(self) -> None:
        tag, inside = self._kept, "".join(self._inside)
        self._kept = ""
        self._inside = []
        if tag in FOLDED:
            self._fold(tag, inside, self._address)
        else:
            plain = unescape(re.sub(r"<[^<>]*>", "", inside)).removeprefix("\n")
            self.builder.code(plain)

    def _start(self, tag: str, values: dict[str, str], source: str) -> None:
        builder = self.builder
        if tag in _VERBATIM or (tag in FOLDED and not source.endswith("/>")):
            self._kept = tag
            self._address = values.get("src") or values.get("data", "")
        elif tag == "br":
            builder.hard_break()
        elif tag == "hr":
            builder.rule()
        elif tag == "a":
            if values.get("href"):
                builder.link(values["href"])
        elif tag == "img":
            builder.picture(values.get("src") or values.get("data-src", ""))
            builder.text(values.get("alt", ""))
            builder.end_picture()
        elif tag in EMBEDS:
            if values.get("src"):
                builder.flush()
                builder.note(f"▸ {tag}", values.get("title", ""), values["src"])
        elif tag == "input":
            box = "☑ " if "checked" in values else "☐ "
            builder.text(box if values.get("type") == "checkbox" else values.get("value", ""))
        elif _HEADING.match(tag):
            builder.begin()
            builder.heading(int(tag[1]), values.get("id", ""))
        elif tag in ("td", "th"):
            builder.start_cell(
                head=tag == "th", across=_count(values.get("colspan")), down=_count(values.get("rowspan"))
            )
        elif tag == "tr":
            builder.start_row()
        elif tag == "table":
            builder.start_table()
        elif tag == "li":
            self._item()
        elif tag in ("ul", "ol", "menu"):
            builder.open(Container(tag, number=_count(values.get("start")) if tag == "ol" else None))
        elif tag == "blockquote":
            builder.open(Container(tag, "▎ ", "▎ ", "quote"))
        elif tag == "details":
            builder.open(Container(tag, "▾ ", "  ", "marker"))
        elif tag == "dd":
            builder.flush()
            builder.gap = False
            builder.open(Container(tag, "  ", "  "))
        elif tag in _SIGNS:
            builder.text(_SIGNS[tag], LOOKS.get(tag, ""))
        elif tag in _BLOCKS:
            builder.flush()
        if tag in LOOKS:
            builder.push(LOOKS[tag])

    def _end(self, tag: str) -> None:
        builder = self.builder
        if tag == "a":
            builder.unlink()
        elif tag == "rt":
            builder.text("）")
        elif _HEADING.match(tag) or tag in ("p", "hr"):
            builder.flush()
        elif tag in ("td", "th"):
            builder.end_cell()
        elif tag == "table":
            builder.end_table()
        elif tag in ("blockquote", "details", "ul", "ol", "menu", "li", "dd"):
            builder.close(tag)
        elif tag in _BLOCKS:
            builder.flush()
        if tag in LOOKS:
            builder.pop(LOOKS[tag])

    def _item(self) -> None:
        builder = self.builder
        builder.flush()
        if builder.grid is not None:
            builder.open(Container("li", "• ", "  ", "marker"))
            return
        lists = [i for i, box in enumerate(builder.containers) if box.name in ("ul", "ol", "menu")]
        items = [i for i, box in enumerate(builder.containers) if box.name == "li"]
        if items and (not lists or items[-1] > lists[-1]):
            builder.close("li")
        mark = "• "
        if lists:
            box = builder.containers[lists[-1]]
            if box.number is not None:
                mark = f"{box.number}. "
                boxes = list(builder.containers)
                boxes[lists[-1]] = box._replace(number=box.number + 1)
                builder.containers = tuple(boxes)
        builder.gap = builder.gap and not items
        builder.open(Container("li", mark, " " * len(mark), "marker"))


def _count(value: str | None) -> int:
    """Return a number of an attribute; 1 where it says none."""
    return int(value[:6]) if value and value.isdecimal() else 1
