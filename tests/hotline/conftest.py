"""Every test of the hotline begins at the desk of one enterprise, with a clock turned by hand."""

from __future__ import annotations

import pytest
from tests.hotline.desk import Desk
from tests.worlds import world

from thongsuot.hotline.views import correcting, finding, handing, leading, opening, steps, writing


@world
def desk(cast):
    """Return the desk of the first mobile operator."""
    return Desk(cast)


@world
def department(cast):
    """Return the desk of the department."""
    return Desk(cast, "so-khcn")


@pytest.fixture
def turned(monkeypatch):
    """Return what lets every page believe the clock of a desk."""

    def believe(one):
        for module in (correcting, finding, handing, leading, opening, steps, writing):
            monkeypatch.setattr(module, "now", lambda: one.at)
        return one

    return believe
