"""The closing table: how postdesk and the real generators agree, site by site.

`python -m tests.conformance.table` prints that of Hugo, `python -m tests.conformance.jekyll`
that of Jekyll.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.conformance import hugo

ROOT = Path(__file__).resolve().parents[2]


def main(sites: int = 40) -> None:
    """Print the table, the differences that are known, and those that are not.

    Args:
        sites: How many sites are generated.
    """
    with tempfile.TemporaryDirectory() as work:
        results = hugo.table(ROOT.parent / "shared", ROOT / "sample_content", Path(work), range(sites))
    print(hugo.head())
    for result in results:
        print(result.row())
    print("\nwords: within 2 % of Hugo's; known: fields that differ as is meant; other: fields that differ")
    for reason in sorted({reason for result in results for reason in result.known}):
        print(f"known: {reason}: {sum(result.known[reason] for result in results)}")
    for result in results:
        for difference in result.differences:
            print(f"other: {result.name}: {difference}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
