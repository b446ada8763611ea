"""Every test of duty begins with the people of one operator."""

from __future__ import annotations

import sys

import pytest
from tests.duty.running import Running
from tests.duty.watch import Watch
from tests.worlds import world


@world
def running(cast):
    """Return an operator with people for every position, and a clock."""
    return Running(cast)


@pytest.fixture
def desk(running, monkeypatch):
    """Return the same, and let every page of duty believe its clock."""
    return believed(monkeypatch, running)


@world
def at_watch(cast):
    """Return an operator's watch."""
    return Watch(cast)


@pytest.fixture
def watched(at_watch, monkeypatch):
    """Return the same, and let every page of duty believe its clock."""
    return believed(monkeypatch, at_watch)


def believed(monkeypatch, whose):
    """Let every page of duty believe somebody's clock."""
    import thongsuot.duty.urls  # noqa: F401  # the pages are there before their clocks are set

    for name, module in list(sys.modules.items()):
        if name.startswith("thongsuot.duty.views.") and hasattr(module, "now"):
            monkeypatch.setattr(module, "now", lambda: whose.at)
    return whose
