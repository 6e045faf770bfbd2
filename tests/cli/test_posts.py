from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_list_prints_the_newest_first(run: Run, site: Path) -> None:
    answer = run("list", site, "--format", "paths")
    assert answer.code == 0
    assert answer.out.split() == ["trap.md", "plain.md", "wide.md", "torn.md"]


def test_list_takes_the_filter_lines_language(run: Run, site: Path) -> None:
    assert run("list", site, "-q", "tag:投資", "--format", "paths").out == "plain.md\n"
    assert run("list", site, "-q", "-tag:diary date:2026", "--format", "paths").out == "wide.md\n"
    assert run("list", site, "--limit", "1", "--format", "paths").out == "trap.md\n"


def test_a_mistake_in_a_query_is_told_with_its_place(run: Run, site: Path) -> None:
    answer = run("list", site, "-q", "tag:a (b")
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err == 'postdesk: query, character 7: this "(" is never closed (expected ")")\n'


def test_a_key_that_no_post_has_is_told_beside_the_answer(run: Run, site: Path) -> None:
    answer = run("list", site, "-q", "-tgs:diary title:plain", "--format", "paths")
    assert (answer.code, answer.out) == (0, "plain.md\n")
    assert answer.err == 'postdesk: no post has a key "tgs": did you mean "tag"?\n'


def test_a_post_as_path_is_listed_alone(run: Run, site: Path) -> None:
    assert run("list", site / "plain.md", "--format", "paths").out == "plain.md\n"
    assert run("list", site / "plain.md", "-q", "tag:none", "--format", "paths").out == ""


def test_json_has_every_fact(run: Run, site: Path) -> None:
    posts = {post["path"]: post for post in run("list", site, "--format", "json").json}
    assert set(posts) == {"plain.md", "trap.md", "wide.md", "torn.md"}
    plain = posts["plain.md"]
    assert plain["title"] == "A plain day"
    assert plain["date"].startswith("2026-02-01T00:00:00")
    assert plain["date_source"] == "2026-02-01"
    assert plain["status"] == "published"
    assert plain["terms"]["tags"] == ["diary", "投資"]
    assert plain["words"] == 1
    assert posts["torn.md"]["status"] == "broken"
    assert posts["torn.md"]["problems"][0]["line"] == 2


def test_fields_name_facts_taxonomies_and_front_matter(run: Run, site: Path) -> None:
    answer = run("list", site, "--format", "jsonl", "--fields", "path,tags,cover.image,draft")
    rows = {row["path"]: row for row in map(json.loads, answer.out.splitlines())}
    assert rows["plain.md"] == {
        "path": "plain.md",
        "tags": ["diary", "投資"],
        "cover.image": None,
        "draft": False,
    }
    assert rows["wide.md"]["cover.image"] == "a.png"


def test_csv_reads_back(run: Run, site: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run("list", site, "--format", "csv", "--fields", "path,title").out))
    )
    assert {row["path"]: row["title"] for row in rows}["wide.md"] == "来年の設備投資を読む"


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "paths"])
def test_text_from_posts_is_data_in_every_format(run: Run, site: Path, format_: str) -> None:
    (site / "escape.md").write_text('---\ntitle: "\\e[31mred\\u009b5m"\n---\n', encoding="utf-8")
    out = run("list", site, "--format", format_).out
    assert not {"\x1b", "\x9b"} & set(out)
    if format_ == "table":
        assert "[/red] and [bold]" in out
        assert "␛[31mred" in out


def test_show_prints_header_and_body_without_escapes(run: Run, site: Path) -> None:
    out = run("show", site / "trap.md", "--width", "60").out
    assert "[/red] and [bold]" in out
    assert "Raw ␛[31m red" in out
    assert "tags:" not in out
    assert "\x1b" not in out


def test_show_as_json_has_the_front_matter_and_the_body(run: Run, site: Path) -> None:
    shown = run("show", site / "wide.md", "--format", "json").json
    assert shown["front_matter"]["cover"] == {"image": "a.png"}
    assert shown["body"] == "本文\n"


def test_get_prints_values(run: Run, site: Path) -> None:
    assert run("get", site / "plain.md", "title").out == "A plain day\n"
    assert run("get", site / "plain.md", "tags").out == "diary\n投資\n"
    assert run("get", site / "plain.md", "draft").out == "false\n"
    assert run("get", site / "plain.md", "tags", "--json").json == ["diary", "投資"]
    assert run("get", site / "wide.md", "cover.image").out == "a.png\n"


def test_get_of_a_key_that_is_not_there_prints_nothing(run: Run, site: Path) -> None:
    answer = run("get", site / "plain.md", "slug")
    assert (answer.code, answer.out) == (1, "")


def test_get_of_a_broken_block_tells_the_line(run: Run, site: Path) -> None:
    answer = run("get", site / "torn.md", "title")
    assert answer.code == 1
    assert "torn.md:" in answer.err


@pytest.mark.parametrize("command", [["list"], ["show"], ["get", "title"], ["check"], ["terms"]])
def test_what_is_not_there_is_told(run: Run, site: Path, command: list[str]) -> None:
    name, *rest = command
    answer = run(name, site / "absent", *rest)
    assert answer.code == 3
    assert answer.out == ""
    assert "absent" in answer.err


def test_get_alone_says_what_the_command_says(site: Path, run: Run) -> None:
    def alone(*arguments: object) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "tui", "get", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    (site / "odd.md").write_text('---\nlist: [a, [b]]\nmap: {c: 1}\nnone:\nesc: "\\e[31m"\n---\n')
    for name, key in [
        ("wide.md", "title"),
        ("wide.md", "cover.image"),
        ("plain.md", "tags"),
        ("plain.md", "draft"),
        ("plain.md", "Title"),
        ("torn.md", "title"),
        ("odd.md", "list"),
        ("odd.md", "map"),
        ("odd.md", "none"),
        ("odd.md", "esc"),
        ("gone.md", "title"),
    ]:
        assert alone(site / name, key) == tuple(run("get", site / name, key)), (name, key)
    (site / "hugo.toml").write_text("")
    assert alone(site / "plain.md", "TITLE")[1] == "A plain day\n"


def test_words_are_sought_in_bodies_too(run: Run, site: Path) -> None:
    assert run("list", site, "-q", "本文", "--format", "paths").out == "wide.md\n"
    assert run("list", site, "-q", "-本文 words", "--format", "paths").out == "plain.md\n"
