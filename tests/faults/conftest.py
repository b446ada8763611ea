"""The long form of the fault runs has a mark of its own: `make soak`."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "soak: the long form of a fault or load run; only where TS_SOAK=1")
