"""Random edits of random front matter, judged by other readers.

    python -m tests.stress.fuzz --count 100000 --seed 1

Ends with 1 if an edit was wrong, crashed, hung or split the readers. Each such case is printed
with the number that makes it again: `--seed N --count 1`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from time import thread_time

from tests.stress.blocks import WORDS, document
from tests.stress.kinds import TERMS, TITLES
from tests.stress.oracle import judge
from tests.stress.readers import disagreement
from tui.blog.document import Document
from tui.blog.edits import Add, Edit, Remove, Rename, Set, Unset
from tui.blog.errors import FrontMatterError, Refused
from tui.blog.values import DateText, Key, Value

HANG = 0.2
"""The most an edit may take, in seconds of the processor."""

_LETTERS = "ab 日é\"'\\#:-,[]{}&*!|>%@`~?=<\t\n\r\x00\x1b\x7f\x85\xa0\u2028\ufeff😀.0123456789e+TZ_"


@dataclass
class Tally:
    """What came of the edits."""

    edits: int = 0
    verified: int = 0
    compared: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything came out that must not."""
        return bool(self.wrong or self.crashes or self.hangs or self.disagreements)

    def __str__(self) -> str:
        lines = [f"edits          {self.edits:>9}", f"verified       {self.verified:>9}"]
        lines += [f"refused        {self.refused.total():>9}"]
        lines += [f"  {cause:<20} {count:>9}" for cause, count in self.refused.most_common()]
        lines += [f"compared by all readers {self.compared}"]
        for name in ("wrong", "crashes", "hangs", "disagreements"):
            cases: list[str] = getattr(self, name)
            lines += [f"{name:<14} {len(cases):>9}", *(f"  {case}" for case in cases[:20])]
        return "\n".join(lines)


def run(count: int, seed: int, *, compare: int = 10) -> Tally:
    """Make a number of edits.

    Args:
        count: How many.
        seed: The number of the first; each has a number of its own, so it can be made again.
        compare: One in how many is read by all readers (pure Python ones are slow).
    """
    tally = Tally()
    for number in range(seed, seed + count):
        one(number, tally, compare=number % compare == 0)
    return tally


def one(number: int, tally: Tally, *, compare: bool) -> None:
    """Make one edit and judge what comes of it."""
    random = Random(number)  # it is to be repeatable
    data = document(random)
    before = Document.split(data)
    try:
        values = before.values
    except FrontMatterError:
        values = {}
    edit = _edit(random, values)
    tally.edits += 1
    case = f"seed {number}: {edit} on {data!r}"
    format_ = random.choice(("yaml", "toml", "json"))
    start = thread_time()
    try:
        after = before.edit(edit, format=format_)
    except Refused as refusal:
        tally.refused[refusal.cause] += 1
        return
    except Exception as error:  # that is what is looked for
        tally.crashes.append(f"{case}: {error!r}")
        return
    finally:
        if thread_time() - start > HANG and _hangs(data, edit, format_):
            tally.hangs.append(case)
    tally.verified += 1
    if after is not before:
        try:
            complaint = judge(before, after, edit)
        except Exception as error:  # the other readers can't read it
            complaint = repr(error)
        if complaint:
            tally.wrong.append(f"{case}: {complaint}: {after.data!r}")
    if compare and after.format:
        tally.compared += 1
        if complaint := disagreement(before, after):
            tally.disagreements.append(f"{case}: {complaint}: {after.data!r}")


def _hangs(data: bytes, edit: Edit, format_: str) -> bool:
    """Tell whether an edit takes too long a second time: once, it may have been the machine."""
    start = thread_time()
    with suppress(Exception):
        Document.split(data).edit(edit, format=format_)
    return thread_time() - start > HANG


def _edit(random: Random, values: dict[str, Value]) -> Edit:
    ways = list(_ways(values, ()))
    key = (
        random.choice(ways)
        if ways and random.random() < 0.75
        else (random.choice(("new", "slug", "n w", "是", "on")),)
    )
    sort = random.random()
    if sort < 0.5:
        return Set(key, _value(random, 0))
    if sort < 0.65:
        return Unset(key)
    lists = [way for way in ways if isinstance(_at(values, way), list)]
    if sort < 0.8:
        return Add(random.choice(lists) if lists and random.random() < 0.8 else key, _text(random))
    if sort < 0.92 and lists:
        way = random.choice(lists)
        items = _at(values, way)
        item = random.choice(items) if isinstance(items, list) and items else "x"
        return Remove(way, item if isinstance(item, str) else _text(random))
    if isinstance(key[-1], int):
        return Unset(key)
    return Rename(key, random.choice(("renamed", "re named", "1x", "on", "名", "a: b", "")))


def _ways(value: Value, way: Key) -> list[Key]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    found: list[Key] = [way] if way else []
    for part, child in children:
        found += _ways(child, (*way, part))
    return found


def _at(values: Value, way: Key) -> Value:
    for part in way:
        values = values[part]  # type: ignore[index]  # the way was found in it
    return values


def _text(random: Random) -> str:
    sort = random.random()
    if sort < 0.6:
        return random.choice((*TITLES, *TERMS, *WORDS))
    return "".join(random.choices(_LETTERS, k=random.randint(0, 8)))


def _value(random: Random, depth: int) -> Value:
    sort = random.random()
    if sort < 0.6 or depth > 2:
        return _text(random)
    if sort < 0.75:
        return random.choice(
            (True, False, None, 0, -3, 10**12, 1.5, 1e30, DateText("2031-02-03"), DateText("2031-2-3 4:05"))
        )
    if sort < 0.88:
        return [_value(random, depth + 1) for _ in range(random.randint(0, 3))]
    return {
        random.choice(("k", "a b", "on", "字")): _value(random, depth + 1)
        for _ in range(random.randint(0, 3))
    }


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000, help="how many edits")
    parser.add_argument("--seed", type=int, default=1, help="the number of the first")
    parser.add_argument("--compare", type=int, default=10, help="one in how many is read by all readers")
    options = parser.parse_args()
    tally = run(options.count, options.seed, compare=options.compare)
    print(tally)
    return int(tally.failed)


if __name__ == "__main__":
    sys.exit(main())
