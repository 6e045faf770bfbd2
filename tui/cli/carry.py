"""Carrying out a plan from the command line: shown, confirmed, written, and told what came of it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from tui.blog.errors import BlogError
from tui.blog.values import format_key
from tui.cli.output import FINDINGS, emit, narrate

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.journal import Journal
    from tui.blog.merge import Merge
    from tui.blog.plan import Outcome, Plan

_NAMED = 10
"""So many files are named before the user is asked."""


def carry_out(desk: Desk, plan: Plan, *, dry_run: bool, yes: bool) -> None:
    """Write a plan, or print its diff; end with exit code 1 if a file was refused.

    Raises:
        UsageError: Several files would change, and there is nobody to ask.
        BlogError: Nothing could be written.
    """
    for error in plan.refused:
        narrate(f"postdesk: {error}")
    failed = bool(plan.refused)
    if dry_run:
        for change in plan.changes:
            show_diff(change.diff(desk.site.root), change.patch(desk.site.root))
        narrate(f"postdesk: {plan.title}: {files(len(plan.changes))} would change")
    elif plan.changes:
        settle(desk.journal)
        confirm(plan.title, [change.path for change in plan.changes], yes=yes)
        with interruptible() as cancelled, progress(len(plan.changes)) as step:
            outcome = desk.apply(plan, progress=step, cancelled=cancelled)
        failed |= _tell(plan, outcome)
    else:
        narrate(f"postdesk: {plan.title}: nothing to change")
    if failed:
        click.get_current_context().exit(FINDINGS)


def settle(journal: Journal) -> None:
    """Finish what was interrupted, and tell of it: it was confirmed once, and half of it is nobody's wish."""
    for entry in journal.unfinished():
        result = journal.finish(entry)
        verb = "finished" if entry.state == "begun" else "finished the undoing of"
        narrate(f"postdesk: {verb} “{entry.title}”, which was interrupted: {files(len(result.done))}")
        complain(result.failed)


def confirm(title: str, paths: Sequence[Path], *, yes: bool) -> None:
    """Ask before several files are changed.

    Raises:
        UsageError: There is nobody to ask.
        Abort: The answer is no.
    """
    if yes or len(paths) <= 1:
        return
    narrate(f"postdesk: {title}: {files(len(paths))}")
    if not sys.stdin.isatty():
        raise click.UsageError(f"{files(len(paths))} would change: --yes changes them, --dry-run shows how")
    for path in paths[:_NAMED]:
        narrate(f"  {path}")
    if len(paths) > _NAMED:
        narrate(f"  … and {len(paths) - _NAMED} more")
    click.confirm("Change them?", abort=True, err=True)


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Let ctrl+c stop a plan between two files, so that it can be taken back."""
    asked = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress(length: int) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=length, file=sys.stderr, label="postdesk") as bar:
        yield lambda done, _of: bar.update(done - bar.pos)


def complain(errors: Sequence[BlogError]) -> None:
    """Name each file that was left, and why."""
    for error in errors:
        narrate(f"postdesk: {error}")


def files(count: int) -> str:
    """Return a number of files in words."""
    return "1 file" if count == 1 else f"{count} files"


def show_diff(text: str, patch: bytes) -> None:
    """Print a diff: safe to look at on a terminal, exact elsewhere."""
    if sys.stdout.isatty():
        emit(text.removesuffix("\n"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(patch)
        sys.stdout.buffer.flush()


def _tell(plan: Plan, outcome: Outcome) -> bool:
    """Tell what came of a plan, and whether anything was left."""
    complain(outcome.failed)
    for path, merge in outcome.conflicts.items():
        narrate(f"postdesk: {path}: {_conflict(merge)} (it was left as it is)")
    if outcome.cancelled:
        narrate(f"postdesk: {plan.title}: stopped, nothing was changed")
    else:
        merged = f", {len(outcome.merged)} merged with what another program wrote" if outcome.merged else ""
        narrate(f"postdesk: {plan.title}: {files(len(outcome.written))} changed{merged}")
    return bool(outcome.failed or outcome.conflicts or outcome.cancelled)


def _conflict(merge: Merge) -> str:
    parts = dict.fromkeys(format_key(one.key) or f"the {one.part}" for one in merge.conflicts)
    return f"another program changed {', '.join(parts)} meanwhile"
