"""A page: laid out where it is looked at, and taken over by the next version of its body."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.bodies import reading, render, some
from tests.reader.test_hostile import PIECES
from tui.reader import Page, Reading
from tui.reader.change import compare
from tui.reader.page import Place
from tui.reader.resume import same_ends


def shown(page: Page) -> list[tuple[int, str]]:
    while not page.fill(1):
        pass
    lines = (page.line(number) for number in range(page.height))
    return [(line.source_line, line.text) for line in lines if line is not None]


def edited(text: str, chance: random.Random) -> str:
    """Return a text with one random change in it."""
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice([0, 0, 1, 5, 40, 200]))
    return text[:start] + "".join(chance.choices(PIECES, k=chance.choice([0, 1, 1, 2]))) + text[end:]


def posts(corpus: Path) -> list[Reading]:
    return [post for path in some(corpus, 61) if 200 < len((post := reading(path)).source) < 20_000]


def test_looking_at_a_part_lays_out_only_that(seeds: Path) -> None:
    post = reading(next(seeds.glob("*.md")))
    page = Page(replace(post, source=post.source * 50), 80)
    page.look(0, 40)
    assert len(page.blocks) < 100
    assert page.height > 2000


def test_filling_in_makes_the_height_exact(seeds: Path) -> None:
    post = reading(next(seeds.glob("*.md")))
    page = Page(post, 80)
    page.look(0, 40)
    while not page.fill(0.01):
        pass
    assert page.height == len(render(post, 80))


def test_as_much_above_what_is_looked_at_is_exact() -> None:
    alone = "twelve-cells " * 10 + "\n\n"  # each on a line of its own, which no estimate knows
    page = Page(Reading("a.md", alone * 500), 20)
    top = page.look(3000, 40)
    blocks = range(page.place(top - 40).block, page.place(top).block)
    told = [page.tops[block + 1] - page.tops[block] for block in blocks]
    assert told == [len(page.lines_of(block)) for block in blocks]


def test_code_taken_over_before_it_was_coloured_is_coloured_as_well() -> None:
    body = "```python\ndef f(): pass\n```\n\n"
    text = "text\n\n" * 20
    before = Page(Reading("a.md", body + text), 40)
    before.look(0, 10)
    after = Page(Reading("a.md", f"{body}{text}more"), 40, before)
    while not after.fill(1):
        pass
    coloured = Page(Reading("a.md", body), 40, coloured=True)
    coloured.look(0, 10)
    assert after.lines_of(0) == coloured.lines_of(0) != before.lines_of(0)


def test_each_line_knows_its_source_line() -> None:
    body = "a\nb\n\n```\nc\nd\n```\n\n| e |\n|---|\n| f |\n| g |\n\n- h\n"
    lines = render(Reading("a.md", body, 10), 3)
    found = {line.body.strip(): line.source_line for line in lines if line.body.strip()}
    assert {name: found[name] for name in "cdfgh"} == {"c": 14, "d": 15, "f": 20, "g": 21, "h": 23}


def test_a_source_line_is_found_again(seeds: Path) -> None:
    for path in seeds.glob("*.md"):
        page = Page(reading(path), 60)
        page.parse_all()
        for number in range(0, len(render(page.reading, 60)), 7):
            page.look(number, 40)
            line = page.line(number)
            assert line is not None
            again = page.line(page.top_of(page.place_of_source(line.source_line)))
            assert again is not None
            assert again.source_line == line.source_line


def test_a_place_outlives_another_width(seeds: Path) -> None:
    post = reading(next(seeds.glob("*.md")))
    wide, narrow = Page(post, 100), Page(post, 40)
    wide.parse_all()
    for block in range(5, 20):
        for line in range(len(wide.lines_of(block))):
            place = Place(block, line)
            offset = wide.text_offset(place)
            there = narrow.place_of(block, offset)
            assert narrow.text_offset(there) <= offset
            assert wide.place_of(block, narrow.text_offset(there)).line <= line


def test_a_changed_body_equals_one_parsed_afresh(corpus: Path) -> None:
    chance = random.Random(6)
    for post in posts(corpus):
        for _ in range(3):
            new = replace(post, source=edited(post.source, chance))
            assert shown(Page(new, 70, Page(post, 70))) == shown(Page(new, 70)), post.path


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30), st.lists(st.sampled_from(PIECES), max_size=3), st.data()
)
def test_any_change_equals_parsing_afresh(pieces: list[str], put: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(pieces)))
    end = data.draw(st.integers(start, len(pieces)))
    before = Reading("a.md", "".join(pieces))
    after = Reading("a.md", "".join([*pieces[:start], *put, *pieces[end:]]))
    assert shown(Page(after, 30, Page(before, 30))) == shown(Page(after, 30))


def test_a_definition_over_lines_of_a_quote_is_read_where_it_stands() -> None:
    body = "> [a]: /x 'one\n> two'\n\n" + "text [a]\n\n" * 20
    before, after = Reading("a.md", body), Reading("a.md", body + "more [a]")
    assert shown(Page(after, 30, Page(before, 30))) == shown(Page(after, 30))


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_same_ends_are_the_same_and_apart(old: bytes, new: bytes) -> None:
    start, end = same_ends(old, new)
    assert start + end <= min(len(old), len(new))
    assert old[:start] == new[:start]
    assert old[len(old) - end :] == new[len(new) - end :]
    assert start == min(len(old), len(new)) or old[start : start + 1] != new[start : start + 1]


def kept(post: Reading, edits: int, seed: int) -> tuple[int, int]:
    """Return how often the block at the top stays there, of so many edits elsewhere."""
    chance = random.Random(seed)
    page = Page(post, 70)
    stays = 0
    for _ in range(edits):
        blocks = page.parse_all()
        top = chance.randrange(len(blocks))
        new = Page(replace(post, source=edited(post.source, chance)), 70, page)
        change = compare(blocks, new.parse_all())
        there = change.find(top, blocks, new.blocks)
        touched = change.start <= top < change.old_end
        stays += touched or new.blocks[there] == blocks[top]
    return stays, edits


def test_the_block_at_the_top_stays_whatever_is_edited(seeds: Path) -> None:
    for number, path in enumerate(sorted(seeds.glob("*.md"))):
        stays, edits = kept(reading(path), 40, number)
        assert stays == edits


@pytest.mark.slow
def test_a_thousand_edits_keep_the_top_block(seeds: Path) -> None:
    found = [kept(reading(path), 200, number) for number, path in enumerate(sorted(seeds.glob("*.md")))]
    assert sum(stays for stays, _ in found) >= 0.99 * sum(edits for _, edits in found)
