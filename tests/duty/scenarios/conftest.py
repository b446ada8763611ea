"""Every scenario plays at one operator from which SMS leave by a line."""

from __future__ import annotations

import pytest
from tests.duty.scenarios.playing import Played
from tests.worlds import world


@pytest.fixture(autouse=True)
def line(settings):
    """Let SMS leave."""
    settings.SMS_URL = "link:SAO-MAI"


@world
def played(cast):
    """Return the first mobile operator's watch."""
    return Played(cast)
