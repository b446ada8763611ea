"""Every test of campaigns begins with the people of the cast."""

from __future__ import annotations

import pytest
from tests.campaigns.running import Running


@pytest.fixture
def running(cast):
    """Return a campaign's people and its clock."""
    return Running(cast)
