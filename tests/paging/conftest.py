"""A line by which people are paged and answer."""

from __future__ import annotations

import pytest
from tests.paging.texting import Texting


@pytest.fixture
def line(cast, settings):
    """Return the line, open."""
    settings.SMS_URL = "link:dd-1"
    return Texting(cast)
