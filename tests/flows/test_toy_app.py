"""A toy app uses the whole ground floor: areas, files, runs, moves, evidence, orders, ladders, messages, the timer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.toys import actions, jobs, queries
from tests.toys.models import Pump

from thongsuot.files import actions as files
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import counted, in_force, moves_of
from thongsuot.organisations import access
from thongsuot.organisations.models import Area
from thongsuot.outbox.models import Message
from thongsuot.paging import jobs as paging
from thongsuot.paging.models import Ladder

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def pump(cast):
    """Return a pump of the first mobile operator in a district of the province."""
    area = Area.objects.filter(kind="district").first()
    organisation = cast.organisation("dd-1")
    return Pump.objects.create(
        organisation=organisation, reality="live", name="Bơm số 1", area=area, state=Pump.State.READY
    )


def test_a_pump_is_called_for_started_and_stops_by_itself(cast, pump):
    duty = cast.person("dd-1.trucban")
    actions.call_for(pump, rungs=[duty, cast.long], by=cast.hang, at=MONDAY)
    paging.run(MONDAY)
    assert Message.objects.filter(recipient=duty, subject__contains="Bơm số 1").exists()

    actions.start(pump, by=duty, at=MONDAY + HOUR)
    assert set(Ladder.objects.values_list("state", flat=True)) == {"stopped"}
    assert jobs.next_due() == MONDAY + 3 * HOUR
    assert jobs.run(MONDAY + 2 * HOUR) == 0
    assert jobs.run(MONDAY + 4 * HOUR) == 1

    assert [m.target for m in moves_of(pump)] == ["called", "running", "ready"]
    told = counted("OTHER", pump.organisation, reality="live", since=MONDAY, until=MONDAY + 5 * HOUR)
    assert [(e.figures, e.measured) for e in told] == [({"done": 1, "total": 1}, True)]


def test_an_order_tells_the_tool_what_is_in_force(cast, pump):
    ledger.enter_orders(
        key="obligation:1",
        kind="OTHER",
        organisations=[pump.organisation],
        reality="live",
        starts_at=MONDAY,
        known_at=MONDAY,
    )
    assert in_force("OTHER", pump.organisation, MONDAY).exists()
    assert not in_force("OTHER", cast.organisation("dd-2"), MONDAY).exists()


def test_long_work_is_fenced_and_its_file_kept_once(cast, pump):
    run = actions.attach_manual(pump, "Cách vận hành bơm.".encode(), by=cast.hang, at=MONDAY)
    first = files.take(run.pk, MONDAY)
    second = files.take(run.pk, MONDAY + HOUR)
    with pytest.raises(files.Superseded):
        files.progress(run.pk, first, 1, "", MONDAY + HOUR)
    files.finish(run.pk, second, {"text": "xong"}, MONDAY + HOUR)
    pump.refresh_from_db()
    assert files.read_bytes(pump.manual).decode() == "Cách vận hành bơm."


def test_a_competitor_sees_no_pump_by_query_nor_behind_the_wall(cast, pump):
    rival = cast.person("dd-2.daumoi")
    assert not queries.visible_to(rival, MONDAY).exists()
    with access.acting_for(rival.organisation):
        assert not Pump.objects.exists()
    with access.acting_for(pump.organisation):
        assert Pump.objects.count() == 1
