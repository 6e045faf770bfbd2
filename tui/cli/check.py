"""`postdesk check`: the problems of posts, for people, scripts and code review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import click

from tui import __version__
from tui.blog.text import visible
from tui.cli import options
from tui.cli.output import FINDINGS, emit, narrate, to_json


class Finding(NamedTuple):
    """One problem of one file."""

    path: str
    line: int | None
    code: str
    message: str


def as_text(findings: Iterable[Finding]) -> Iterator[str]:
    """Write a finding a line, as compilers do: `path:line: message [code]`."""
    for path, line, code, message in findings:
        place = path if line is None else f"{path}:{line}"
        yield visible(f"{place}: {message} [{code}]")


def as_json(findings: Iterable[Finding]) -> Iterator[str]:
    """Write one JSON array."""
    yield to_json([finding._asdict() for finding in findings], indent=2)


def as_sarif(findings: Iterable[Finding]) -> Iterator[str]:
    """Write SARIF 2.1.0, which code hosts show beside the changed lines."""
    found = list(findings)
    results = [
        {
            "ruleId": finding.code,
            "level": "warning",
            "message": {"text": finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(finding.path), "uriBaseId": "%SRCROOT%"},
                        **({"region": {"startLine": finding.line}} if finding.line else {}),
                    }
                }
            ],
        }
        for finding in found
    ]
    rules = [{"id": code} for code in sorted({finding.code for finding in found})]
    driver = {"name": "postdesk", "version": __version__, "rules": rules}
    yield to_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        },
        indent=2,
    )


FORMATS: dict[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
}


@click.command()
@options.folder
@options.query
@options.format_choice(*FORMATS)
@click.pass_context
def check(ctx: click.Context, path: Path, query: str, format_: str) -> None:
    """Report the problems of posts.

    The exit code is 1 if there are any.
    """
    desk = options.open_scanned(path)
    desk.index.count_words()  # reads the bodies too, which have problems of their own
    findings = [
        Finding(post.path, problem.line, problem.code, problem.message)
        for post in sorted(options.posts(desk, query), key=lambda post: post.path)
        for problem in post.problems
    ]
    for problem in desk.site.problems:
        narrate(f"postdesk: {desk.site.root}: {problem.message}")
    for line in FORMATS[format_](findings):
        emit(line)
    if findings:
        ctx.exit(FINDINGS)
