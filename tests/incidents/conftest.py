"""Every test of incidents begins with an enterprise, its people, the hospital, and a clock turned by hand."""

from __future__ import annotations

import pytest
from tests.incidents.pages import Pages
from tests.incidents.scene import Scene
from tests.worlds import world

from thongsuot.incidents.views import (
    boards,
    disclosing,
    handing,
    keying,
    opening,
    reporting,
    steps,
    tasks,
    timing,
    visiting,
    wiring,
)

PAGES = (boards, disclosing, handing, keying, opening, reporting, steps, tasks, timing, visiting, wiring)


@world
def scene(cast):
    """Return the scene."""
    return Scene(cast)


@pytest.fixture
def pages(scene, monkeypatch):
    """Return the pages of the scene, every one of which believes its clock."""
    for module in PAGES:
        monkeypatch.setattr(module, "now", lambda: scene.at)
    return Pages(scene)
