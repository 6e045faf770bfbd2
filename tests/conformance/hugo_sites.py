"""Hugo sites made by chance, each in every corner that is known: a seed makes the same one again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.conformance.hugo_choices import (
    DATE_KEYS,
    DATES,
    NAMES,
    NO_DATES,
    PARTS,
    PATTERNS,
    SECTIONS,
    SLUGS,
    TERMS,
    TITLES,
    ZONES,
)

Tree = dict[str, object]


@dataclass
class Made:
    """A site that is being made."""

    random: Random
    root: Path
    languages: list[str] = field(default_factory=list)
    taxonomies: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)
    clean: bool = False
    """Whether Hugo finds nothing wrong with the site; it lists no other."""

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def mistake(self, share: float) -> bool:
        return self.chance(share) and not self.clean

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def make(root: Path, seed: int, posts: int = 150, *, clean: bool = False) -> Path:
    """Make a site.

    Args:
        root: Where to.
        seed: What decides on everything.
        posts: How many files of content are tried; two may meet in one.
        clean: Leave out what Hugo reports as an error.
    """
    made = Made(Random(seed), root, clean=clean)
    made.write("hugo.json", json.dumps(_config(made), ensure_ascii=False, indent=1))
    for section in SECTIONS:
        if made.chance(0.6):
            _write_index(made, section)
    for number in range(posts):
        _write_post(made, number)
    return root


def _config(made: Made) -> Tree:
    """Return a configuration, each part of it by chance."""
    r = made.random
    config: Tree = {
        "baseURL": r.choice(("https://example.org/", "https://example.org/sub/", "https://example.org/a b/"))
    }
    if zone := r.choice(ZONES):
        config["timeZone"] = zone
    made.languages = r.choice(([], [], ["en", "fr"], ["en", "ja", "zh-cn"]))
    if made.languages:
        config["languages"] = {code: _language(made, at) for at, code in enumerate(made.languages)}
        config["defaultContentLanguage"] = r.choice(made.languages)
        config["defaultContentLanguageInSubdir"] = made.chance(0.4)
    made.taxonomies = ["tags", "categories"]
    if made.chance(0.4):
        made.taxonomies = ["tags", "series", "authors"]
        config["taxonomies"] = {"tag": "tags", "series": "series", "author": "authors"}
    flags = {
        "buildDrafts": 0.15,
        "buildFuture": 0.15,
        "buildExpired": 0.15,
        "uglyURLs": 0.15,
        "disablePathToLower": 0.2,
        "removePathAccents": 0.2,
        "canonifyURLs": 0.1,
        "hasCJKLanguage": 0.4,
    }
    config.update({name: True for name, share in flags.items() if made.chance(share)})
    if made.chance(0.6):
        config["permalinks"] = _permalinks(made)
    if made.chance(0.5):
        config["frontmatter"] = _chains(made)
    if made.chance(0.5):
        config["cascade"] = [_rule(made) for _ in range(r.randint(1, 3))]
    return config


def _language(made: Made, at: int) -> Tree:
    rules: Tree = {"weight": at + 1, "title": f"Title {at}"}
    if made.chance(0.2):
        rules["timeZone"] = made.random.choice(ZONES[1:])
    if made.chance(0.2):
        rules["buildDrafts"] = True
    return rules


def _permalinks(made: Made) -> object:
    r = made.random
    sections = r.sample(("posts", "blog", "news", "draft-zone", "/", "styled"), 3)
    if made.chance(0.3):
        return [
            {"target": {"path": f"/{name}/**"}, "pattern": r.choice(PATTERNS)}
            for name in sections
            if name != "/"
        ]
    by_section = {name: r.choice(PATTERNS) for name in sections}
    return {"page": by_section} if made.chance(0.5) else by_section


def _chains(made: Made) -> Tree:
    r = made.random
    choices: dict[str, tuple[list[str], ...]] = {
        "date": (
            [":filename", ":default"],
            ["publishDate", "date"],
            [":default", ":filename"],
            ["created", "date"],
        ),
        "publishDate": (["publishDate"], [":default"], [":filename", "publishDate", "date"]),
        "expiryDate": (["expiryDate"], [":default"], ["ends", ":default"]),
        "lastmod": ([":default"], ["lastmod", "date"]),
    }
    return {key: r.choice(found) for key, found in choices.items() if made.chance(0.5)}


def _rule(made: Made, section: str | None = None) -> Tree:
    """Return a rule of a cascade.

    Args:
        made: The site.
        section: The section that has the rule; None for the configuration.
    """
    r = made.random
    values: Tree = {"custom": r.randint(0, 9)}
    if made.chance(0.3):
        values["draft"] = made.chance(0.7)
    if made.chance(0.3):
        values["tags"] = r.sample(TERMS, 2)
    if made.chance(0.2):
        values["publishDate"] = r.choice(DATES[:8])
    if made.chance(0.2):
        values["build"] = {"render": r.choice(("never", "always", "link"))}
    if made.chance(0.2):
        values["title"] = "Inherited"
    rule: Tree = {"params": values} if made.chance(0.3) else dict(values)
    if section is None or made.chance(0.4):
        # of two sections with rules for one target Hugo lets each have a part of the other's
        here = f"/{section}".lower().replace(" ", "-")
        paths = (
            ("/posts/**", "/{news,blog}/**", "/**/o*", "/*/*")
            if section is None
            else (f"{here}/**", f"{here}/p*")
        )
        target: Tree = {"path": r.choice(paths)}
        if made.chance(0.4):
            target["kind"] = r.choice(("page", "{page,section}"))
        if made.languages and made.chance(0.3):
            target["sites"] = {"matrix": {"languages": [r.choice(made.languages)]}}
        rule["target"] = target
    return rule


def _write_index(made: Made, section: str) -> None:
    r = made.random
    values: Tree = {"title": r.choice(TITLES)}
    if made.chance(0.4):
        rules: list[object] = [_rule(made, section) for _ in range(r.randint(1, 2))]
        values["cascade"] = rules if made.chance(0.5) else rules[0]
    if section and made.chance(0.2):
        values["slug"] = r.choice(("sec-slug", "Sec Slug"))
    if made.chance(0.1):
        values["draft"] = True
    name = "_index" if not made.languages or made.chance(0.6) else f"_index.{r.choice(made.languages)}"
    made.write("/".join(filter(None, ("content", section, f"{name}.md"))), _yaml(values))


def _write_post(made: Made, number: int) -> None:
    r = made.random
    section, name = r.choice(SECTIONS), f"{r.choice(NAMES)}{number if made.chance(0.7) else ''}"
    values = _values(made)
    end = r.choice(("md", "md", "md", "markdown"))
    if made.languages and made.chance(0.5):
        end = f"{r.choice(made.languages)}.{end}"
    write: Callable[[Tree], str] = r.choice((_yaml, _yaml, _toml, _json))
    text = write(values) + _body(made)
    if write is not _json and made.mistake(0.01):
        text = text.replace('"', "'", 1).replace("\n", "\n: [", 1)  # front matter that nobody can read
    folder = "/".join(filter(None, ("content", section)))
    page = f"{folder}/{name}".lower().replace(" ", "-")
    if page in made.pages:
        return  # of two files for one page Hugo takes either
    made.pages.add(page)
    if made.chance(0.25):
        made.write(f"{folder}/{name}/index.{end}", text)
        if made.chance(0.3):
            made.write(f"{folder}/{name}/resource.md", _yaml({"title": "no page"}))
    else:
        made.write(f"{folder}/{name}.{end}", text)


def _values(made: Made) -> Tree:
    """Return the front matter of a post."""
    r = made.random
    values: Tree = {}
    if made.chance(0.9):
        values["title"] = r.choice(TITLES)
    for key in DATE_KEYS:
        if made.chance(0.75 if key == "date" else 0.12):
            values[key] = r.choice(NO_DATES) if made.mistake(0.06) else r.choice(DATES)
    if made.mistake(0.05):
        values["published"] = made.chance(0.5)
    if made.mistake(0.02):
        values["date"] = r.randint(0, 2**31)
    if made.chance(0.25):
        values["draft"] = r.choice((True, False, "true", "false", "yes", 1, 0))
    if made.chance(0.25):
        values["slug"] = r.choice(SLUGS)
    if made.chance(0.06):
        values["url"] = r.choice(
            ("/given/", "relative/x", "/A/B.html", "/日本/", "/:year/:slug/", "/x/index.html")
        )
        if made.chance(0.5):
            values["url"] = str(values["url"]).replace("given", f"given{r.randint(0, 99)}")
    for taxonomy in made.taxonomies:
        if made.chance(0.4):
            values[taxonomy] = r.choice((r.sample(TERMS, 3), r.choice(TERMS), [r.choice(TERMS), 7, True]))
    if made.chance(0.05):
        values["_build" if made.mistake(0.5) else "build"] = {
            "render": r.choice(("never", "link", "always", False))
        }
    if made.chance(0.03):
        values["headless"] = True
    if made.chance(0.2):
        values["description"] = r.choice(TITLES)
    if made.chance(0.1):
        values = {r.choice((key.upper(), key.capitalize())): value for key, value in values.items()}
    if made.chance(0.1):
        values["isCJKLanguage"] = made.chance(0.5)
    return values


def _body(made: Made) -> str:
    r = made.random
    return "\n\n".join(r.sample(PARTS, r.randint(0, 6))) + "\n"


def _yaml(values: Tree) -> str:
    """Write front matter in YAML; each value as JSON, which YAML holds, or bare where it is a date."""
    return "---\n" + "".join(f"{key}: {_bare(value)}\n" for key, value in values.items()) + "---\n"


def _bare(value: object) -> str:
    if isinstance(value, str) and value[:4].isdecimal() and ":" not in value[:11]:
        return value
    return json.dumps(value, ensure_ascii=False)


def _json(values: Tree) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _toml(values: Tree) -> str:
    return "+++\n" + "".join(f"{key} = {_toml_value(value)}\n" for key, value in values.items()) + "+++\n"


def _toml_value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, str) and _is_toml_date(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_toml_date(text: str) -> bool:
    return text in ("2024-03-05", "2031-01-01", "2026-03-01") or text[10:11] == "T"
