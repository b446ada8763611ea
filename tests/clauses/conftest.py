"""Every clause begins with one letter on its way."""

from __future__ import annotations

import pytest
from tests.clauses.steps import Work


@pytest.fixture
def work(cast, tmp_path):
    """Return a letter on its way, with a browser for everybody who takes part."""
    return Work(cast, tmp_path)
