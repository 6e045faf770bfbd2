"""Keys and other programs at one post: whatever comes in which order, nothing is lost.

    python -m tests.stress.soak --count 1000 --seed 1

Each round opens the form or the editor of a post by its key, types words of its own while another
program adds words, tags and titles, renames the post, deletes it or puts it back, and saves by key;
what the app asks is answered by key. Every word is unlike any other, so each that was saved, or
written by the other program, can be looked for on disk afterwards. Only what the user was shown and
decided against may be gone.

Ends with 1 if a word was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.ui.browsing import Hand, browsing
from tui.screens.ask import Ask
from tui.screens.conflict import Conflicts
from tui.screens.edit import EditScreen
from tui.screens.write import WriteScreen

PARAGRAPHS = 4
WORD = "{side}{number}x"
"""A word: of whom, and which."""

SIZE = (90, 20)
"""The screen: small, so that most of the time is not spent painting."""

FIELDS = ("title", "description")


@dataclass
class Tally:
    """What came of the rounds."""

    rounds: int = 0
    events: Counter[str] = field(default_factory=Counter)
    words: int = 0
    given_up: int = 0
    """Words that the user was shown, and decided against."""

    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        events = "\n".join(f"  {name:<28} {count:>7}" for name, count in sorted(self.events.items()))
        return (
            f"rounds {self.rounds}\n{events}\nwords {self.words}, given up in conflicts {self.given_up}, "
            f"lost {len(self.lost)}\n" + "\n".join(self.lost[:20])
        )


class Soak:
    """One site, one app, and another program.

    Args:
        hand: The app, and the keys to it.
        seed: What the rounds are made of.
    """

    def __init__(self, hand: Hand, seed: int) -> None:
        self.hand = hand
        self.random = Random(seed)
        self.tally = Tally()
        self.path = hand.post("post-0.md")
        self.due: set[str] = set()
        """The words that must be on disk."""

        self.typed: set[str] = set()
        """The words that are typed and not saved yet."""

        self.names = 0
        self.shelved = ""
        """What the other program deleted last."""

    def word(self, side: str) -> str:
        """Return a word that was never used."""
        self.tally.words += 1
        return WORD.format(side=side, number=self.tally.words)

    @property
    def screen(self) -> EditScreen | WriteScreen:
        """The form or the editor."""
        return next(one for one in self.hand.app.screen_stack if isinstance(one, EditScreen | WriteScreen))

    # What the user does.

    async def round(self) -> None:
        """Open a screen, type while another program writes, save, and leave."""
        self.tally.rounds += 1
        form = self.random.random() < 0.5
        self.tally.events["form" if form else "editor"] += 1
        await self.hand.press("f" if form else "w")
        await self.hand.until(lambda: isinstance(self.hand.app.screen, EditScreen | WriteScreen))
        await self.hand.until(lambda: self.screen.reader is not None)
        self.path = self.hand.root / self.screen.paths[0]
        for _ in range(self.random.randint(2, 5)):
            if self.random.random() < 0.5:
                await self.type()
            else:
                await self.write()
        await self.save()
        self.judge()
        await self.leave()

    async def type(self) -> None:
        """Type a word at a place of the post."""
        word = self.word("m")
        screen = self.screen
        if isinstance(screen, WriteScreen):
            down = self.random.randrange(2 * PARAGRAPHS)
            await self.keys("ctrl+home", *["down"] * down, "end", "space", *word)
        else:
            wanted = (self.random.choice(FIELDS),)
            for _ in range(20):
                if screen.form.row is not None and screen.form.row.key == wanted:
                    break
                await self.hand.press("tab")
            await self.keys("end", *word)
        self.typed.add(word)
        self.tally.events["words typed"] += 1

    async def keys(self, *keys: str) -> None:
        """Press keys faster than they are answered, as a hand does that knows its way."""
        for key in keys:
            self.hand.app.simulate_key(key)
        await self.hand.pilot.pause()
        await self.hand.until(lambda: not self.hand.app.typing)

    async def save(self) -> None:
        """Press the key that saves, and answer until all is saved."""
        for _ in range(20):
            await self.hand.press("ctrl+s")
            await self.rest()
            while await self.answer():
                await self.rest()
            if not self.screen.unsaved and not self.screen.gone:
                break
        else:
            self.tally.lost.append(f"round {self.tally.rounds}: it can't be saved: {self.hand.text}")
        self.tally.events["saves"] += 1
        self.due |= self.typed
        self.typed = set()

    async def leave(self) -> None:
        """Go back to the list."""
        await self.hand.press("escape")
        await self.hand.until(lambda: self.hand.app.screen is self.hand.browse)

    async def rest(self) -> None:
        """Wait until what was asked for is done."""
        await self.hand.pilot.pause()
        busy = [one for one in self.hand.app.workers if one.group in ("save", "seek") and not one.is_finished]
        if busy:
            await self.hand.app.workers.wait_for_complete(busy)
        await self.hand.pilot.pause(0.02)

    async def answer(self) -> str:
        """Answer what is asked, if anything is; return what it was."""
        screen = self.hand.app.screen
        if isinstance(screen, Conflicts):
            return await self.decide(screen)
        if isinstance(screen, Ask):
            key = self.random.choice([answer.key for answer in screen.answers])
            self.tally.events[f"answered {key}"] += 1
            await self.hand.press(key)
            return key
        return ""

    async def decide(self, screen: Conflicts) -> str:
        """Decide each conflict by key; the words of the side that has to go are given up."""
        for conflict in screen.merge.conflicts:
            key = self.random.choice("mt")
            mine, theirs = self.words(str(conflict.mine)), self.words(str(conflict.theirs))
            gone = theirs - mine if key == "m" else mine - theirs
            self.tally.given_up += len(gone)
            self.due -= gone
            self.typed -= gone
            self.tally.events[f"conflict, {'mine' if key == 'm' else 'theirs'}"] += 1
            await self.hand.press(key)
            await self.hand.press("enter")
        return "conflict"

    def words(self, text: str) -> set[str]:
        """Return the words of a text that are looked for."""
        return {word for word in self.due | self.typed if word in text}

    # What the other program does.

    async def write(self) -> None:
        """Add a word somewhere, or rename, delete or restore the post."""
        await self.rest()
        sort = self.random.random()
        there = self.path.exists()
        if not there or sort < 0.75:
            self.add(there)
        elif sort < 0.9:
            self.names += 1
            new = self.path.with_name(f"post-{self.names}.md")
            self.path.rename(new)
            self.path = new
            self.tally.events["outside: renamed"] += 1
        else:
            self.shelved = self.path.read_text()
            self.path.unlink()
            self.due -= self.words(self.shelved) - self.words(self.screen_text())  # it threw them away itself
            self.tally.events["outside: deleted"] += 1
        if self.random.random() < 0.5:
            await self.hand.pilot.pause(0.25)  # the app learns of it, or it does not
            await self.rest()

    def add(self, there: bool) -> None:
        """Add a word to a paragraph, the title or the tags."""
        text = self.path.read_text() if there else self.shelved
        word = self.word("t")
        lines = text.split("\n")
        where = self.random.choice(("body", "body", "title", "tags"))
        if where == "body":
            bodies = [at for at, line in enumerate(lines) if line.startswith("Paragraph")]
            at = self.random.choice(bodies)
            lines[at] += f" {word}"
        elif where == "title":
            at = next(at for at, line in enumerate(lines) if line.startswith("title:"))
            lines[at] += word
        else:
            at = next(at for at, line in enumerate(lines) if line.startswith("tags:"))
            lines[at] = lines[at].removesuffix("]") + f", {word}]"
        data = "\n".join(lines)
        if self.random.random() < 0.5:  # as editors do it: another file takes the name
            other = self.path.with_name(".swap")
            other.write_text(data)
            other.replace(self.path)
        else:
            self.path.write_text(data)
        self.due.add(word)
        self.tally.events[f"outside: {where}"] += 1

    def screen_text(self) -> str:
        """The post as the app holds it."""
        return self.screen.both(self.screen.paths[0])[1].data.decode()

    # What must be true.

    def judge(self) -> None:
        """Look for every word."""
        folder = self.hand.root / "content" / "posts"
        text = "\n".join(path.read_text() for path in sorted(folder.glob("post-*.md")))
        for word in sorted(word for word in self.due if word not in text):
            self.tally.lost.append(f"round {self.tally.rounds}: {word}")
            self.due.discard(word)


async def soak(root: Path, rounds: int, seed: int) -> Tally:
    """Open a site of one post, and go through some rounds."""
    folder = root / "content" / "posts"
    folder.mkdir(parents=True)
    (root / "hugo.toml").write_text('title = "Soak"\n')
    paragraphs = "\n\n".join(f"Paragraph {number}." for number in range(PARAGRAPHS))
    front = "---\ntitle: A post\ndescription: Of a soak\ntags: [one, two]\n---\n"
    (folder / "post-0.md").write_text(f"{front}\n{paragraphs}\n")
    async with browsing(root, SIZE) as hand:
        one = Soak(hand, seed)
        for _ in range(rounds):
            await one.round()
        return one.tally


def run(count: int, seed: int, *, session: int = 25) -> Tally:
    """Go through so many rounds, so many of them in one session of the app."""
    total = Tally()
    for at in range(0, count, session):
        with tempfile.TemporaryDirectory() as folder:
            tally = asyncio.run(soak(Path(folder), min(session, count - at), seed + at))
        total.rounds += tally.rounds
        total.events += tally.events
        total.words += tally.words
        total.given_up += tally.given_up
        total.lost += [f"seed {seed + at}, {lost}" for lost in tally.lost]
    return total


def main() -> int:
    """Run as a program; the exit code is 1 if anything was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000, help="how many rounds")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(home) / kind.lower())
        start = time.perf_counter()
        tally = run(options.count, options.seed)
    print(f"{tally}\n{time.perf_counter() - start:.0f} s, seed {options.seed}")
    return int(bool(tally.lost))


if __name__ == "__main__":
    sys.exit(main())
