"""A crisis is played where nothing is real."""

from __future__ import annotations

import pytest

from thongsuot.ledger.models import Reality


@pytest.fixture
def drill(settings):
    """Let the install be one of exercises."""
    settings.REALITY = Reality.EXERCISE
