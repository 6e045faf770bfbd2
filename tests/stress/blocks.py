"""Random front matter in every style that people and programs write it, and some that none does."""

from __future__ import annotations

import json
from random import Random

KEYS = (
    *("title", "date", "tags", "draft", "cover", "params", "a b", "x-y", "キー", "Weight", "on", "1"),
    *("list", "n"),
)
WORDS = (
    *("plain", "two words", "日本語", "it's", 'a "quote"', "x: y", "# no", "yes", "010", "1.10", "😀"),
    *("a, b", "-", ""),
)
BARE = (
    *("plain", "two words", "日本語", "yes", "010", "1.10", "12:30", "2026-01-31", "2026-1-1 10:00:00 +0900"),
    *("~", "null", "true", "3", "1e3", ".nan", "0x1F", "a#b", "http://x.y/z?a=b", "{{x", "- x", "<<", "="),
    *("!x y", "*a", "&b c"),
)
NOISE = "\"'[]{}:,#&*!|>-?%@` \t\n\r\\ax0é\x00\x1b\u2028\ufeff"


class Writer:
    """Writes one random block."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.newline = random.choices(("\n", "\r\n", "\r"), (12, 4, 1))[0]
        self.step = random.choice((1, 2, 2, 2, 4))
        self.dash = random.choice((0, 0, 2, 2, 4))

    def yaml(self) -> str:
        lines = self.yaml_map(0, 0)
        if self.random.random() < 0.05:
            lines = [self.flow(0)]
        text = self.newline.join(lines) + self.newline
        return self.mutated(text) if self.random.random() < 0.2 else text

    def comment(self) -> str:
        return self.random.choice(("", "", "", "", " # note", "  #x: [y", " # 日本"))

    def yaml_map(self, column: int, depth: int) -> list[str]:
        lines = []
        names = self.random.sample(KEYS, self.random.randint(1, 5 if depth == 0 else 3))
        if self.random.random() < 0.03:
            names.append(names[0])
        for name in names:
            if self.random.random() < 0.1:
                lines.append(self.random.choice(("", "# above", " " * column + "# in", "   ")))
            head = " " * column + self.random.choice((name, name, name, f'"{name}"', f"'{name}'"))
            lines += self.yaml_entry(head, column, depth)
        return lines

    def yaml_entry(self, head: str, column: int, depth: int) -> list[str]:
        sort = self.random.random()
        if sort < 0.5 or depth > 3:
            return self.scalar(f"{head}:", column)
        if sort < 0.65:
            anchor = self.random.choices((" ", " &a ", " !!seq ", "  "), (20, 1, 1, 2))[0]
            return [f"{head}:{anchor}{self.flow(depth)}{self.comment()}"]
        if sort < 0.85:
            lines = [f"{head}:{self.comment()}"]
            pad = " " * (column + self.dash)
            for _ in range(self.random.randint(1, 4)):
                if self.random.random() < 0.15:
                    lines += [self.random.choice(("", pad + "# between"))]
                if self.random.random() < 0.2:
                    inner = self.yaml_map(column + self.dash + 2, depth + 2)
                    while inner and (not inner[0].strip() or "#" in inner[0][: column + self.dash + 3]):
                        inner.pop(0)
                    lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]] if inner else [pad + "- x"]
                else:
                    lines += self.scalar(f"{pad}-", column + self.dash)
            return lines
        return [f"{head}:{self.comment()}", *self.yaml_map(column + self.step, depth + 1)]

    def scalar(self, head: str, column: int) -> list[str]:
        random = self.random
        sort = random.random()
        pad = " " * (column + 2)
        word = random.choice(WORDS)
        if sort < 0.3:
            return [f"{head} {random.choice(BARE)}{self.comment()}"]
        if sort < 0.5:
            return [f"{head} {json.dumps(word, ensure_ascii=random.random() < 0.2)}{self.comment()}"]
        if sort < 0.65:
            quoted = word.replace("'", "''")
            return [f"{head} '{quoted}'{self.comment()}"]
        if sort < 0.75:
            return [f"{head}{random.choice(('', ' ', self.comment()))}"]
        if sort < 0.85:
            sign = random.choice(("|", ">", "|-", ">-", "|+", ">+", "|2", "| # c"))
            return [f"{head} {sign}", f"{pad}one", *random.choice(([], [""], [f"{pad}  more"])), f"{pad}two"]
        if sort < 0.9:
            return [f"{head} first", f"{pad}second line"]
        if sort < 0.95:
            return [f'{head} "first', f"{pad}second \\", f'{pad}line"']
        return [f"{head} {random.choice(('&a x', '*a', '!!str 12', '!x y', '&b'))}"]

    def flow(self, depth: int) -> str:
        random = self.random
        parts = []
        for _ in range(random.randint(0, 4)):
            sort = random.random()
            word = random.choice(WORDS)
            if sort < 0.15 and depth < 4:
                parts.append(self.flow(depth + 1))
            elif sort < 0.6:
                parts.append(json.dumps(word, ensure_ascii=False))
            else:
                parts.append(random.choice(("a", "b c", "3", "true", "'q'", "2026-01-31", "é")))
        comma, pad, end = random.choice(
            (
                (", ", "", ""),
                (",", "", ""),
                (", ", " ", " "),
                (f",{self.newline}      ", f"{self.newline}      ", ""),
            )
        )
        tail = random.choice(("", "", "", ","))
        if random.random() < 0.6:
            return f"[{pad}{comma.join(parts)}{tail if parts else ''}{end}]"
        keys = random.sample(("k", '"q"', "w x", "m"), min(4, len(parts)))
        pairs = [f"{key}: {part}" for key, part in zip(keys, parts, strict=False)]
        return f"{{{pad}{comma.join(pairs)}{end}}}"

    def toml(self) -> str:
        random = self.random
        names = ("title", "date", "tags", "draft", '"a b"', "x-y", "n", "m.k", "m.l", "'lit'")
        lines = [self.toml_line(name) for name in random.sample(names, random.randint(0, 6))]
        for name in random.sample(
            ("[params]", "[cover]", "[params.deep]", "[[res]]", "[[res]]", "[res.sub]"), 2
        ):
            if random.random() < 0.6:
                lines += [random.choice(("", "# above")), name]
                pad = random.choice(("", "  ", "\t"))
                lines += [
                    pad + self.toml_line(key) for key in random.sample(("u", "v", "w"), random.randint(0, 3))
                ]
        newline = self.newline if self.newline != "\r" else "\n"
        text = "".join(line + newline for line in lines)
        return self.mutated(text) if random.random() < 0.15 else text

    def toml_line(self, key: str) -> str:
        equals = self.random.choice((" = ", "=", "  =  "))
        return f"{key}{equals}{self.toml_value(0)}{self.comment()}"

    def toml_value(self, depth: int) -> str:
        random = self.random
        word = random.choice(WORDS)
        sort = random.random()
        if sort < 0.4:
            return json.dumps(word, ensure_ascii=False)
        if sort < 0.5:
            return "'literal \\ text'"
        if sort < 0.6:
            return random.choice(
                ("true", "3", "1.50", "0xFF", "1979-05-27", "1979-05-27T07:32:00+09:00", "07:32:00", "inf")
            )
        if sort < 0.65:
            return '"""\none\n  two"""' if self.newline == "\n" else "'''x'''"
        if sort < 0.85 and depth < 3:
            parts = [self.toml_value(depth + 1) for _ in range(random.randint(0, 3))]
            comma, pad = random.choice(
                ((", ", ""), (", ", " "), (",", ""), (",\n  ", "\n  "), (", # c\n  ", "\n  "))
            )
            tail = random.choice(("", ",")) if parts else ""
            return f"[{pad}{comma.join(parts)}{tail}{pad}]"
        if depth < 3:
            pairs = [f"k{at} = {json.dumps(random.choice(WORDS))}" for at in range(random.randint(0, 2))]
            return f"{{ {', '.join(pairs)} }}"
        return "1"

    def json(self) -> str:
        random = self.random
        value = {key: self.json_value(0) for key in random.sample(KEYS, random.randint(0, 5))}
        indent = random.choice((None, 2, 4, "\t"))
        text = json.dumps(value, indent=indent, ensure_ascii=random.random() < 0.2)
        if random.random() < 0.1:
            text = self.mutated(text)
        return text.replace("\n", self.newline) if indent else text

    def json_value(self, depth: int) -> object:
        random = self.random
        sort = random.random()
        if sort < 0.6 or depth > 2:
            return random.choice((*WORDS, 1, 1.5, True, None, "\x1b\u2028"))
        if sort < 0.8:
            return [self.json_value(depth + 1) for _ in range(random.randint(0, 3))]
        return {key: self.json_value(depth + 1) for key in random.sample(KEYS, random.randint(0, 3))}

    def mutated(self, text: str) -> str:
        """Return a text with a few characters put in, taken out or doubled."""
        for _ in range(self.random.randint(1, 4)):
            at = self.random.randint(0, len(text))
            way = self.random.random()
            if way < 0.5:
                text = text[:at] + self.random.choice(NOISE) + text[at:]
            elif way < 0.8:
                text = text[:at] + text[at + 1 :]
            else:
                other = self.random.randint(0, len(text))
                text = text[:at] + text[min(at, other) : max(at, other)] + text[at:]
        return text


def document(random: Random) -> bytes:
    """Return a random file."""
    writer = Writer(random)
    line = writer.newline
    body = random.choice(("", "body", f"{line}# text{line}---{line}more", "日本語\n"))
    kind = random.choices(("yaml", "toml", "json", "none"), (12, 5, 3, 1))[0]
    mark = random.choice(("", "", "", "\ufeff"))
    if kind == "none":
        return (mark + body).encode()
    if kind == "json":
        return (mark + writer.json() + line + body).encode()
    fence = "---" if kind == "yaml" else "+++"
    block = writer.yaml() if kind == "yaml" else writer.toml()
    pad = random.choice(("", "", "", "  "))
    return f"{mark}{fence}{pad}{line}{block}{fence}{line}{body}".encode()
