"""The real Jekyll, asked about whole sites, and its answers held against postdesk's.

`python -m tests.conformance.jekyll [NAME…]` prints the table.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.conformance.agreement import Agreement, print_table
from tests.conformance.jekyll_sites import sites
from tui.blog.document import Document
from tui.blog.post import Post
from tui.blog.sites import Source
from tui.blog.sites.jekyll import Jekyll

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
"""The moment that sites are judged by; Jekyll takes it as its option `time`."""

MODES: Mapping[str, Mapping[str, object]] = {
    "as configured": {},
    "future": {"future": True},
    "drafts": {"show_drafts": True},
    "unpublished": {"unpublished": True},
    "all": {"future": True, "show_drafts": True, "unpublished": True, "limit_posts": 0},
}
"""What `jekyll build` is given beside the configuration."""

FIELDS = ("status", "date", "title", "url", "terms")

_BROKEN = "Jekyll builds a post whose YAML it can't read, without a title and as of now; that is no life"
_NO_DATE = "Jekyll gives a document without a date that of the build; postdesk gives none"


def missing() -> str:
    """Return why Jekyll can't be asked; empty if it can."""
    if not shutil.which("ruby"):
        return "needs Ruby, which is not installed"
    probe = subprocess.run(["ruby", "-e", 'require "jekyll"'], capture_output=True, check=False)
    return "needs Jekyll, which is not installed" if probe.returncode else ""


def ask(sites: Sequence[tuple[Path, Mapping[str, object]]]) -> list[dict[str, Any]]:
    """Return what Jekyll makes of sites, each with options, in one run."""
    asked = [
        {"source": str(root), "options": {"time": NOW.isoformat(), **options}} for root, options in sites
    ]
    run = subprocess.run(
        ["ruby", "-Eutf-8:utf-8", str(Path(__file__).with_name("dump.rb"))],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "UTC", "LANG": "C.UTF-8"},
    )
    answers: list[dict[str, Any]] = json.loads(run.stdout)
    return answers


def told(root: Path, options: Mapping[str, object]) -> dict[str, Post]:
    """Return what postdesk says of a site, with options, by path."""
    over = root / "_over.yml"
    over.write_text(json.dumps(options), "utf-8")
    usual = [name for name in ("_config.yml",) if (root / name).exists()]
    site = Jekyll.load(root, [*usual, over.name])
    posts = {path: site.post(source(root, path), NOW) for path in site.walk()}
    over.unlink()
    return {**posts, **site.finish(posts.values())}


def source(root: Path, path: str) -> Source:
    """Read a file of a site."""
    file = root / path
    return Source(path, Document.split(file.read_bytes()), file.stat().st_mtime)


def compare(name: str, root: Path) -> Agreement:
    """Ask both about one site, in every mode, and count where they agree."""
    result = Agreement(name, FIELDS)
    for (mode, options), answer in zip(
        MODES.items(), ask([(root, options) for options in MODES.values()]), strict=True
    ):
        ours = told(root, options)
        if "error" in answer:
            result.differences.append(f"{mode}: Jekyll stops: {answer['error']}")
            continue
        theirs = answer["files"]
        for path in sorted({*ours, *theirs}):
            if path in ours or _is_listed(theirs[path], path):
                _compare_one(result, f"{mode}: {path}", ours.get(path), theirs.get(path))
    return result


def _is_listed(said: Mapping[str, Any], path: str) -> bool:
    """Tell whether postdesk would list a file: not pages other than Markdown, nor assets."""
    return "_posts/" in path or path.endswith((".md", ".markdown", ".mkd"))


def _compare_one(result: Agreement, name: str, post: Post | None, said: Mapping[str, Any] | None) -> None:
    result.compared += 1
    live = said is not None and bool(said["built"])
    if post is not None and post.status == "broken":
        result.known[_BROKEN] += 1
        return
    if post is None or (post.status == "published") != live:
        seen = "not listed" if post is None else f"{post.status} ({post.because})"
        result.differences.append(f"{name}: status: {seen}, Jekyll {'builds it' if live else 'does not'}")
        return
    result.agreed["status"] += 1
    if said is None or not live:
        for field_name in FIELDS[1:]:
            result.agreed[field_name] += 1
        return
    for field_name, our, their in _pairs(post, said):
        if our == their:
            result.agreed[field_name] += 1
        elif field_name == "date" and our is None:
            result.known[_NO_DATE] += 1
        else:
            result.differences.append(f"{name}: {field_name}: {our!r}, Jekyll {their!r}")


def _pairs(post: Post, said: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
    page = said["date"] is None
    yield "date", post.date and post.date.isoformat(timespec="seconds"), said["date"]
    yield "title", post.title, " ".join(said["title"].split()) if said["title"] else post.title
    yield "url", post.url, said["url"]
    terms = {name: tuple(dict.fromkeys(filter(None, said[name]))) for name in ("tags", "categories")}
    yield "terms", post.terms, {} if page else {name: found for name, found in terms.items() if found}


def main(names: Sequence[str]) -> None:
    """Print the table, of all sites or of those named."""
    os.environ["TZ"] = "UTC"
    results: list[Agreement] = []
    for name, make in sites().items():
        if not names or name in names:
            with tempfile.TemporaryDirectory() as folder:
                results.append(compare(name, make(Path(folder) / "site")))
    print_table(results)


if __name__ == "__main__":
    main(sys.argv[1:])
