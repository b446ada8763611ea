"""Every test of duty begins with the people of one operator."""

from __future__ import annotations

import pytest
from tests.duty.running import Running


@pytest.fixture
def running(cast):
    """Return an operator with people for every position, and a clock."""
    return Running(cast)
