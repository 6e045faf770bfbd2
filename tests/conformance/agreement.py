"""How far postdesk and a real generator agree on a site, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Agreement:
    """How often both said the same of the posts of a site."""

    name: str
    fields: Sequence[str]
    """What is compared."""

    compared: int = 0
    agreed: Counter[str] = field(default_factory=Counter)
    """How often, by field."""

    known: Counter[str] = field(default_factory=Counter)
    """How often they differ as is meant, by the reason."""

    differences: list[str] = field(default_factory=list)
    """Where they differ and should not."""

    words: int = 0
    """Files whose words both counted."""

    words_near: int = 0
    """Of them, those whose counts are within 2 % of each other."""

    def add(self, other: Agreement) -> None:
        """Count another site with this one."""
        self.compared += other.compared
        self.agreed += other.agreed
        self.known += other.known
        self.differences += other.differences
        self.words += other.words
        self.words_near += other.words_near

    def rate(self, name: str) -> float:
        """Return the share of posts that agree on a field, or differ as is known."""
        return self.agreed[name] / self.compared if self.compared else 1.0


def print_table(sites: Sequence[Agreement]) -> None:
    """Print a line for each site, then the differences: how often those that are meant, and all others."""
    fields = sites[0].fields if sites else ()
    heads = "  ".join(f"{name:>7}" for name in fields)
    print(f"{'site':36} {'posts':>6}  {heads}  {'words':>6}  known  other")
    for site in sites:
        cells = "  ".join(f"{site.agreed[name]:7}" for name in fields)
        words = f"{site.words_near / site.words:.1%}" if site.words else ""
        known, other = sum(site.known.values()), len(site.differences)
        print(f"{site.name:36} {site.compared:6}  {cells}  {words:>6}  {known:5}  {other:5}")
    print(
        "\nwords: within 2 % of each other; known: fields that differ as is meant; other: fields that differ"
    )
    for reason, times in sorted(sum((site.known for site in sites), Counter[str]()).items()):
        print(f"known: {reason}: {times}")
    for site in sites:
        for difference in site.differences:
            print(f"other: {site.name}: {difference}")
