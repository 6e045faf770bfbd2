"""One query, asked in three ways: of the screen, of the command line, and post by post."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.blog.library.naive import chosen
from tests.blog.query.strategies import WORDS, queries
from tests.ui.browsing import Hand, browsing
from tui.blog.document import Document
from tui.blog.query import Query, parse
from tui.cli.group import postdesk

CONFIG = 'title = "Three ways"\n[taxonomies]\ntag = "tags"\nseries = "series"\n'
FRONTS = (
    'title: "AI と投資"\ndate: 2026-01-31T10:30:00+09:00\ntags: [AI, 投資]\nweight: 5\nslug: ai',
    'title: "ＡＩ"\ndate: 2025-12-31\ntags: [ＡＩ, rust]\nWeight: "5"\ncover: {image: a b, alt: }',
    'title: "Rust"\ndate: 2024-02-10\nseries: ["a b", Москва]\ndescription: データ\nweight: 2.5',
    'title: "x:y"\ndate: 2126-01-01\ntags: ["C++", "a,b", "*"]\nlastmod: 2026-01-02',
    'title: "naïve"\ndraft: true\ntags: [한국어]\nweight: 10\ncover: {image: "*"}',
    'title: "OR"\ndate: 2026-01-01\nseries: [سلام]\nslug: "2026-01"\nweight: ten',
    'title: "10"\ntags: ["-x", "(", "2026"]\nlastmod: 2025-12-31\nDraft: "true"',
    "title: [unclosed",
)
ASKED = 60
"""How many queries are asked of one screen."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "hugo.toml").write_text(CONFIG)
    folder = tmp_path / "content" / "posts"
    folder.mkdir(parents=True)
    for number, front in enumerate(FRONTS * 2):
        words = " ".join(WORDS[number::5])
        (folder / f"p{number}.md").write_text(f"---\n{front}\n---\n\nThis body holds {words} end.\n")
    return tmp_path


async def shown(hand: Hand, query: Query) -> list[str]:
    """Return the paths that the screen lists for a filter typed into its line."""
    browse = hand.browse
    browse.filter_line.put(str(query))
    await hand.until(lambda: browse.filter == query, str(query))
    await hand.until(
        lambda: not any(worker.group == "search" and not worker.is_finished for worker in browse.workers)
    )
    assert browse.selection is not None
    assert browse.selection.query == query
    return browse.selection.paths


def printed(root: Path, query: Query) -> list[str]:
    """Return the paths that the command line prints."""
    answer = CliRunner().invoke(postdesk, ["list", str(root), "-q", str(query), "--format", "paths"])
    assert answer.exit_code == 0, answer.output
    return answer.stdout.splitlines()


@settings(
    max_examples=3,  # the first is the plainest there is, sixty times
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(queries, min_size=ASKED, max_size=ASKED))
def test_screen_command_line_and_plain_reading_agree(site: Path, asked: list[Query]) -> None:
    bodies = {
        path.relative_to(site).as_posix(): Document.split(path.read_bytes()).body
        for path in (site / "content").rglob("*.md")
    }

    async def compare() -> None:
        async with browsing(site) as hand:
            assert hand.app.library is not None
            posts = list(hand.app.library.posts)
            for query in map(parse, map(str, asked)):
                meant = chosen(query, posts, bodies, ())
                assert await shown(hand, query) == meant, str(query)
                assert await asyncio.to_thread(printed, site, query) == meant, str(query)

    asyncio.run(compare())
