"""How long an edit takes with its proof, on real posts.

    python -m tests.bench.edits [FOLDER…]

The time is that of `Document.edit` on a document that has only been split: the block is read,
changed, and read again. It is the processor's, as other programs may use the machine as well.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import thread_time

from tests.stress.kinds import trials
from tui.blog.document import Document
from tui.blog.edits import Edit
from tui.blog.errors import BlogError

SHARED = Path(__file__).resolve().parents[3] / "shared"


def measure(folders: Sequence[Path]) -> dict[str, list[float]]:
    """Return the seconds each edit took, by format."""
    taken: dict[str, list[float]] = defaultdict(list)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            data = path.read_bytes()
            try:
                values = Document.split(data).values
            except BlogError:
                continue
            for _, edit in trials(values, path.name):
                document = Document.split(data)
                if document.format:
                    taken[document.format].append(_time(document, edit))
    return taken


def _time(document: Document, edit: Edit) -> float:
    best = 1.0
    for _ in range(3):  # the best of three: the first pays for what the others find warm
        fresh = Document.split(document.data)
        start = thread_time()
        with suppress(BlogError):
            fresh.edit(edit)
        best = min(best, thread_time() - start)
    return best


def line(name: str, seconds: list[float]) -> str:
    """Return one line of figures, in milliseconds."""
    ordered = sorted(seconds)
    at = {
        share: ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 for share in (0.5, 0.9, 0.99)
    }
    figures = "  ".join(f"p{share * 100:.0f} {value:.3f}" for share, value in at.items())
    return f"{name:<6} {len(ordered):>6} edits  {figures}  max {ordered[-1] * 1000:.3f} ms"


if __name__ == "__main__":
    times = measure([Path(name) for name in sys.argv[1:]] or [SHARED / "seeds", SHARED / "corpus"])
    for name, seconds in sorted(times.items()):
        print(line(name, seconds))
    print(line("all", [second for seconds in times.values() for second in seconds]))
