"""What the real Hugo says of sites, held against what postdesk says.

`python -m tests.conformance.hugo [SITES]` prints the table, of so many generated sites besides the real ones.
`KNOWN` lists the differences that are meant.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.conformance.agreement import Agreement, print_table
from tests.conformance.hugo_builds import NOW, Record, add_templates, copy, records
from tests.conformance.hugo_sites import make
from tui.blog.document import Document
from tui.blog.post import Post
from tui.blog.sites.base import Source
from tui.blog.sites.hugo import Hugo

ROOT = Path(__file__).resolve().parents[2]

FIELDS = ("status", "date", "title", "url", "terms", "section")
"""What is compared of each post."""

CORPUS = (
    "adityatelange+hugo-PaperMod",
    "cncf+glossary",
    "dillonzq+LoveIt/exampleSite",
    "easonhan007+blogzh2025",
    "gohugoio+hugoDocs",
    "spiegel-im-spiegel+github-pages-env",
)


def posts(site: Path, now: datetime = NOW) -> dict[str, Post]:
    """Return what postdesk says of a site."""
    hugo = Hugo.load(site.resolve())
    return {
        path: hugo.post(Source(path, Document.split((site / path).read_bytes()), 0.0), now)
        for path in hugo.walk()
    }


@dataclass(frozen=True)
class Known:
    """A difference that is meant."""

    field: str
    reason: str
    applies: Callable[[Record, Post], bool]


KNOWN = (
    Known(
        "title",
        "a page without a title has an empty one in Hugo; a list needs a name, that of the file",
        lambda record, post: not record.values["title"] and "title" in post.origins,
    ),
    Known(
        "terms",
        "Hugo leaves a page that it does not render out of its taxonomies; a list shows what the file says",
        lambda record, post: not record.values["terms"] and not post.url,
    ),
    Known(
        "date",
        "Hugo gives a section without a date the latest of its pages; a list says what the file says",
        lambda record, post: post.kind == "section" and post.date is None,
    ),
    Known(
        "url",
        "and puts that date into the section's address, where a permalink asks for one",
        lambda record, post: post.kind == "section" and post.date is None and "0001" in post.url,
    ),
)


def compare(name: str, site: Path) -> Agreement:
    """Compare what is said of every file of a site that Hugo builds."""
    ours = posts(site)
    theirs, refused = records(site)
    result = Agreement(name, FIELDS)
    for path in refused:
        theirs.pop(path, None)
        if ours.pop(path).status != "broken":
            result.differences.append(f"{path}: Hugo can't read it, postdesk can")
    for path, record in sorted(theirs.items()):
        result.compared += 1
        post = ours.get(path)
        if post is None:
            result.differences.append(f"{path}: Hugo has it, postdesk has not")
            continue
        _compare(result, record, post)
    for path in sorted(ours.keys() - theirs.keys()):
        result.compared += 1
        if ours[path].status in ("hidden", "broken"):
            result.agreed.update(FIELDS)
        else:
            result.differences.append(f"{path}: postdesk has it ({ours[path].status}), Hugo has not")
    return result


def _compare(result: Agreement, record: Record, post: Post) -> None:
    values = record.values
    pairs: dict[str, tuple[object, object]] = {
        "status": (post.status if post.status in record.statuses else record.statuses, post.status),
        "date": (_said(record.moment("date")), _said(post.date)),
        "title": (values["title"], post.title),
        "url": (values["url"], post.url),
        "terms": (_terms(values["terms"]), _terms(post.terms)),
        "section": (values["section"], post.section),
    }
    for name, (theirs, mine) in pairs.items():
        known = next((k for k in KNOWN if k.field == name and k.applies(record, post)), None)
        if theirs == mine or known:
            result.agreed[name] += 1
            if theirs != mine and known:
                result.known[known.reason] += 1
        else:
            result.differences.append(f"{record.path}: {name}: Hugo {theirs!r}, postdesk {mine!r}")
    words = post.words or 0
    result.words += 1
    result.words_near += abs(words - values["words"]) <= max(2, values["words"] * 0.02)


def _said(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _terms(terms: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return terms as their addresses tell them apart."""
    return {
        plural.lower(): sorted({re.sub(r"[\W_]+", "", term).lower() for term in found})
        for plural, found in terms.items()
    }


def seed_site(seeds: Path, to: Path) -> Path:
    """Make a site of the seeds, as their writers have them."""
    to.mkdir(parents=True)
    (to / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntimeZone = "Asia/Tokyo"\nhasCJKLanguage = true\n'
    )
    shutil.copytree(seeds, to / "content" / "posts")
    add_templates(to)
    return to


def compare_all(shared: Path, samples: Path, work: Path, seeds: Iterable[int]) -> Iterator[Agreement]:
    """Compare every site that there is.

    Args:
        shared: The folder with the corpus and the seeds.
        samples: The folder of sample sites.
        work: An empty folder.
        seeds: What the generated sites are made of.
    """
    yield compare("sample_content/hugo", copy(samples / "hugo", work / "sample"))
    generated = Agreement("generated", FIELDS)
    for seed in seeds:
        site = make(work / f"made{seed}", seed)
        add_templates(site)
        generated.add(compare("", site))
    yield generated
    if (shared / "seeds").is_dir():
        yield compare("seeds", seed_site(shared / "seeds", work / "seeds"))
    for number, name in enumerate(CORPUS):
        if (shared / "corpus" / name).is_dir():
            yield compare(name, copy(shared / "corpus" / name, work / f"corpus{number}"))


def main(sites: int = 40) -> None:
    """Print the table.

    Args:
        sites: How many sites are generated.
    """
    with tempfile.TemporaryDirectory() as work:
        print_table([*compare_all(ROOT.parent / "shared", ROOT / "sample_content", Path(work), range(sites))])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
