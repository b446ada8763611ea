"""Every story is told on a stage of its own, and takes less than a second."""

from __future__ import annotations

import time

import pytest

LONGEST = 5.0  # seconds of this process's own work, also on a machine that is busy; alone it is well below one


@pytest.fixture(autouse=True)
def quick(request, scene):
    """Fail a story that takes long."""
    begin = time.process_time()
    yield
    spent = time.process_time() - begin
    assert spent < LONGEST, spent
