"""What the tests of the pages share."""

from __future__ import annotations

import pytest
from tests.web import worlds


@pytest.fixture
def edition(db):
    """The published plan of Exempellän."""
    return worlds.publish(worlds.full_plan())
