from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_check_tells_place_and_code_and_ends_with_1(run: Run, site: Path) -> None:
    answer = run("check", site)
    assert answer.code == 1
    assert [line.split(": ")[0] for line in answer.out.splitlines()] == ["torn.md:2"]


def test_check_of_a_sound_site_is_silent(run: Run, site: Path) -> None:
    (site / "torn.md").unlink()
    answer = run("check", site)
    assert (answer.code, answer.out) == (0, "")


def test_a_post_as_path_is_checked_alone(run: Run, site: Path) -> None:
    assert run("check", site / "plain.md").code == 0
    assert run("check", site / "torn.md").code == 1


def test_json_and_sarif_say_the_same(run: Run, site: Path) -> None:
    [finding] = run("check", site, "--format", "json").json
    [result] = run("check", site, "--format", "sarif").json["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == finding["code"]
    assert result["message"]["text"] == finding["message"]
    assert location["artifactLocation"]["uri"] == finding["path"]
    assert location["region"]["startLine"] == finding["line"]
