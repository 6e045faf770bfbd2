"""The user's own editor: which one it is, and how each is told the line to open at."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from tui.blog.errors import SettingError

_GOTO = frozenset({"code", "code-insiders", "codium", "cursor", "windsurf"})
_COLON = frozenset({"subl", "hx", "helix", "zed", "zeditor", "lapce"})
_LINE = frozenset({"kate", "kwrite", "mate", "gedit", "geany"})
_WAIT = {
    **dict.fromkeys(_GOTO, "--wait"),
    **dict.fromkeys(("subl", "zed", "zeditor", "mate", "gedit"), "--wait"),
}


def command(path: Path, line: int, *, editor: str = "") -> list[str]:
    """Return the arguments that open a file at a line; run without a shell.

    Args:
        path: The file.
        line: The line, from 1.
        editor: The user's setting; empty takes `$VISUAL`, then `$EDITOR`, then `vi`.

    Raises:
        SettingError: The setting can't be split into arguments.
    """
    setting = editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        argv = shlex.split(setting)
    except ValueError as error:
        raise SettingError(f"the editor “{setting}” is no command: {error}") from error
    if not argv:
        raise SettingError("the editor is an empty command", hint="set $EDITOR, or editor in config.toml")
    name = Path(argv[0]).name
    if name in _WAIT and not {"--wait", "-w"}.intersection(argv):
        argv.append(_WAIT[name])
    if name in _GOTO:
        return [*argv, "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*argv, f"{path}:{line}"]
    if name in _LINE:
        return [*argv, "--line", str(line), str(path)]
    return [*argv, f"+{line}", str(path)]
