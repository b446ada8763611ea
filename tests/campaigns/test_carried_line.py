"""Two whole installs on loopback: an order waits out an outage, and everything that crossed comes to one end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.campaigns.running import HOUR, Running
from tests.links.two import line_to, that_knows_us

from thongsuot.campaigns import jobs as campaigns
from thongsuot.campaigns.models import Share
from thongsuot.links import jobs, queries
from thongsuot.links.models import Package
from thongsuot.organisations import access

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("two installs")]


def now():
    return datetime.now(UTC)


@pytest.fixture
def other(cluster, worker_database, tmp_path):
    with that_knows_us(cluster, tmp_path, f"{worker_database}_far") as other:
        yield other


@pytest.fixture
def line(cast, other):
    with line_to(other, at=now()) as line:
        yield line


def work():
    with access.acting_as_system():
        install = queries.installs().get()
    return jobs.work(install.pk, clock=now)


def states():
    campaigns.run(now())
    with access.acting_as_system():
        row = Share.objects.select_related("campaign").latest("id")
        return row.campaign.state, row.state


@pytest.fixture
def department(cast):
    with access.acting_as_system():
        running = Running(cast)
    running.at = now()
    return running


def test_orders_wait_out_an_outage_and_what_crossed_comes_to_one_end(cast, other, line, live_server, department):
    def far(*steps):
        return other.play(live_server.url, *steps, module="tests.campaigns.far_steps")

    line.mode = "cut"
    with access.acting_as_system():
        campaign = department.request(waves=[now() + 9 * HOUR], dated_on=now().date() - timedelta(days=1))
    assert work() == 0
    line.mode = "ok"
    assert work() == 1
    assert far("estimate") == ["requested", "estimated", 2]
    assert states() == ("requested", "estimated")
    with access.acting_as_system():
        campaign = department.approve(campaign)
    assert work() == 1
    line.mode = "deaf"  # the halt arrives, its receipt does not: it goes again
    with access.acting_as_system():
        department.do("halt", campaign, reason="Sai nội dung", by=department.binh)
    assert work() == 0
    line.mode = "ok"
    assert work() == 1
    assert far() == ["halted", "halted", 2]
    assert states() == ("halted", "halted")
    with access.acting_as_system():
        assert set(Package.objects.values_list("state", flat=True)) == {"delivered", "handled"}
