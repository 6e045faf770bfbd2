"""Fixtures that every test may use: folders of its own, and the real posts where they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAMPLES = Path(__file__).resolve().parents[1] / "sample_content"


def pytest_configure() -> None:
    """Fail no example for its time, and let tests find what their environment has, such as the real Hugo."""
    settings.register_profile(
        "postdesk",
        deadline=None,  # a busy machine is no failure
        suppress_health_check=[HealthCheck.too_slow],
        derandomize="CI" in os.environ,  # the gate says the same of a commit each time
    )
    settings.load_profile("postdesk")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the settings, the cache and the state of the user's own postdesk out of the tests."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    return home


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"needs the real posts of ../shared/{name}, which are not here")
    return folder


@pytest.fixture
def seeds() -> Path:
    """Return the folder of five real posts, read in place."""
    return _shared("seeds")


@pytest.fixture
def corpus() -> Path:
    """Return the folder of real posts of sixteen repositories, read in place."""
    return _shared("corpus")


@pytest.fixture
def samples() -> Path:
    """Return `sample_content`, read in place."""
    return SAMPLES
