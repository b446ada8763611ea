"""Every test of campaigns begins with the people of the cast."""

from __future__ import annotations

import pytest
from tests.campaigns.running import Running
from tests.campaigns.stages import Stages
from tests.worlds import world

from thongsuot.campaigns.views import handing, numbers, opening, requesting, sharing, steps


@world
def running(cast):
    """Return a campaign's people and its clock."""
    return Running(cast)


@pytest.fixture
def clock(running, monkeypatch):
    """Return the same, and let every page believe its clock."""
    for module in (handing, numbers, opening, requesting, sharing, steps):
        monkeypatch.setattr(module, "now", lambda: running.at)
    return running


@pytest.fixture(scope="session")
def stages(cluster, worker_database, tmp_path_factory):
    """Return two installs at the stages with which tests begin."""
    stages = Stages(cluster, worker_database, tmp_path_factory.mktemp("pair"))
    yield stages
    stages.drop()


@pytest.fixture
def pair(db, stages):
    """Return two installs that know each other."""
    with stages.at("met") as pair:
        yield pair


@pytest.fixture
def approved(db, stages):
    """Return two installs with an approved campaign that the operator has not accepted yet."""
    with stages.at("approved") as pair:
        yield pair


@pytest.fixture
def tried(db, stages):
    """Return two installs with a campaign of which 1 % was sent."""
    with stages.at("tried") as pair:
        yield pair
