"""Eight kinds of edit on every real post: tried, verified, refused by cause, wrong.

python -m tests.stress.table [FOLDER…]
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.stress.kinds import trials
from tests.stress.oracle import judge
from tui.blog.document import Document
from tui.blog.errors import FrontMatterError, Refused
from tui.blog.values import Value

SHARED = Path(__file__).resolve().parents[3] / "shared"


@dataclass
class Table:
    """What came of the trials."""

    files: int = 0
    identical: int = 0
    formats: Counter[str] = field(default_factory=Counter)
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    verified: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def try_file(self, name: str, data: bytes) -> None:
        """Try a file without a change, and with one of each kind."""
        document = Document.split(data)
        self.files += 1
        self.identical += document.prefix + document.block + document.suffix == data
        self.formats[document.format or "none"] += 1
        values: dict[str, Value] = {}
        try:
            values = document.values
        except FrontMatterError:
            self.unreadable[document.format] += 1
        for kind, edit in trials(values, name):
            where = document.format or "none"
            self.tried[kind, where] += 1
            try:
                edited = document.edit(edit)
            except Refused as refusal:
                self.refused[kind, where, refusal.cause] += 1
                continue
            self.verified[kind, where] += 1
            if complaint := judge(document, edited, edit):
                self.wrong.append(f"{name}: {edit}: {complaint}")

    def __str__(self) -> str:
        lines = [f"files {self.files}, without a change identical {self.identical}"]
        lines += [f"formats: {dict(self.formats)}, not readable: {dict(self.unreadable)}"]
        lines += [f"{'edit':<12} {'format':<6} {'tried':>6} {'verified':>8}  refused"]
        for kind, where in sorted(self.tried):
            causes = {
                cause: n for (k, w, cause), n in sorted(self.refused.items()) if (k, w) == (kind, where)
            }
            told = ", ".join(f"{cause} {n}" for cause, n in causes.items()) or "0"
            row = self.tried[kind, where], self.verified[kind, where]
            lines.append(f"{kind:<12} {where:<6} {row[0]:>6} {row[1]:>8}  {told}")
        total, good = self.tried.total(), self.verified.total()
        lines.append(f"{'all':<19} {total:>6} {good:>8}  {self.refused.total()}")
        lines.append(f"wrong: {len(self.wrong)}")
        return "\n".join([*lines, *self.wrong])


def measure(folders: list[Path]) -> Table:
    """Try every file of some folders."""
    table = Table()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                table.try_file(path.relative_to(folder).as_posix(), path.read_bytes())
    return table


if __name__ == "__main__":
    print(measure([Path(name) for name in sys.argv[1:]] or [SHARED / "seeds", SHARED / "corpus"]))
