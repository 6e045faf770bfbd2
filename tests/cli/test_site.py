from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui.blog.desk import Desk
from tui.blog.document import Document
from tui.cli.site import progress


def test_index_tells_what_it_did_and_the_second_time_uses_the_cache(run: Run, site: Path) -> None:
    first = run("index", site, "--json").json
    assert (first["generator"], first["posts"], first["cached"]) == ("plain", 4, 0)
    assert run("index", site, "--json").json["cached"] == 4
    assert run("index", site, "--json", "--rebuild").json["cached"] == 0


def test_index_learns_the_words_of_bodies(run: Run, site: Path) -> None:
    for path in site.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))  # a file just written is read again, to be sure
    told = run("index", site, "--json").json
    assert told["text_bytes"] > 0
    assert told["text_seconds"] >= 0
    assert "full text of 0." in run("index", site).out
    assert run("list", site, "-q", "body:本文", "--format", "paths").out == "wide.md\n"


def test_index_counts_words_for_the_next_start(run: Run, site: Path) -> None:
    (site / "long.md").write_text("---\ntitle: Long\n---\n" + "word " * 2000)
    run("index", site)
    (post,) = (post for post in Desk.open(site).index.load().posts if post.path == "long.md")
    assert post.words == 2000


def test_progress_is_told_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert progress("reading") is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    tell = progress("reading")
    assert tell is not None
    tell(10, 4000)
    tell(4000, 4000)
    said = capsys.readouterr().err
    assert "reading 10 of 4,000" in said
    assert said.endswith("\r\x1b[K")


def test_schema_tells_types_and_their_evidence(run: Run, site: Path) -> None:
    lines = run("schema", site).out.splitlines()
    assert any(line.split() == ["title", "string", "string", "in", "3", "of", "3", "posts"] for line in lines)


def test_schema_for_another_editor_is_json(run: Run, site: Path) -> None:
    schema = run("schema", site, "--format", "frontmatter.json").json
    [fields] = [kind["fields"] for kind in schema["frontMatter.taxonomy.contentTypes"]]
    assert {"title": "title", "name": "title", "type": "string"}.items() <= fields[0].items()


def test_new_makes_a_post_with_values_of_its_fields(run: Run, site: Path) -> None:
    answer = run("new", "明日の予定", "tags+=diary", "draft=true", "--site", site)
    assert answer.code == 0
    made = Document.split((site / answer.out.strip()).read_bytes()).values
    assert (made["title"], made["tags"], made["draft"]) == ("明日の予定", ["diary"], True)


def test_new_never_takes_the_place_of_a_post(run: Run, site: Path) -> None:
    path = run("new", "Again", "--site", site).out.strip()
    before = (site / path).read_bytes()
    answer = run("new", "Again", "--site", site)
    assert answer.code == 3
    assert "is there already" in answer.err
    assert (site / path).read_bytes() == before


def test_new_with_a_malformed_assignment_is_a_wrong_call(run: Run, site: Path) -> None:
    before = sorted(site.iterdir())
    answer = run("new", "A title", "draft:=maybe", "--site", site)
    assert answer.code == 2
    assert sorted(site.iterdir()) == before


def test_new_in_a_jekyll_site_is_named_by_its_date(run: Run, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: t\n")
    (tmp_path / "_posts").mkdir()
    path = run("new", "Hello there", "--site", tmp_path).out.strip()
    assert path.startswith("_posts/20")
    assert path.endswith("-hello-there.md")


def test_json_of_a_schema_loads(run: Run, site: Path) -> None:
    assert json.loads(run("schema", site, "--format", "frontmatter.json").out)
