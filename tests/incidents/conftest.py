"""Every test of incidents begins with an enterprise, its people, the hospital, and a clock turned by hand."""

from __future__ import annotations

import pytest
from tests.incidents.scene import Scene


@pytest.fixture
def scene(cast):
    """Return the scene."""
    return Scene(cast)
