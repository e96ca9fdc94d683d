"""What every test shares."""

from __future__ import annotations

from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "sources"


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of real documents; tests that need it say so in a line when it is not there."""
    if not SOURCES.is_dir():
        pytest.skip("../shared/sources is not there: real documents were not read")
    return SOURCES
