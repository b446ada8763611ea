"""The own leader knows before the department does; the department knows what was agreed, and when."""

from __future__ import annotations

import pytest
from tests.incidents.scene import MINUTE

from thongsuot.incidents import queries
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def told(scene, stage):
    """Who was told at a stage, by name."""
    rows = Message.objects.filter(key__startswith=f"incident:{scene.incident.pk}:{stage}:", channel="in_app")
    return sorted(rows.values_list("name", flat=True))


def busy(scene, minutes=500):
    """Somebody works on it, and says so."""
    scene.do("accept", scene.incident)
    scene.do("tell_expected", scene.incident, coming="Tổ 2", expected_at=scene.at + minutes * MINUTE)


def test_the_leader_hears_of_a_breach_first(scene):
    scene.fire()
    busy(scene)
    scene.until(110)
    assert told(scene, "warned") == [scene.long.name]
    assert told(scene, "breach") == []
    scene.until(120)
    assert told(scene, "breach") == sorted([scene.an.name, scene.binh.name])
    assert "Quá thời gian khắc phục quy định." in scene.notes()


@pytest.mark.parametrize("minutes", [121, 300])
def test_what_is_entered_after_its_time_gives_the_leader_notice_all_the_same(scene, minutes):
    scene.report(starts=scene.at - minutes * MINUTE)
    busy(scene)
    scene.run()
    assert scene.incident.warned_at == scene.at
    scene.until(9.9)
    assert scene.incident.breached_at is None
    scene.until(10)
    assert scene.incident.breached_at == scene.minute(10)


def test_the_notice_that_was_agreed_is_kept(scene):
    scene.connect()
    scene.agree(notice=40)
    scene.fire()
    busy(scene)
    scene.until(79)
    assert scene.incident.warned_at is None
    scene.until(80)
    assert scene.incident.warned_at == scene.minute(80)


def test_a_late_timer_gives_the_whole_notice(scene):
    scene.fire()
    busy(scene)
    scene.at = scene.minute(119)
    scene.run()
    scene.until(128.9)
    assert scene.incident.breached_at is None
    scene.until(129)
    assert scene.incident.breached_at == scene.minute(129)


def test_each_is_told_once(scene):
    scene.fire()
    busy(scene)
    scene.until(400)
    assert (len(told(scene, "warned")), len(told(scene, "breach"))) == (1, 2)


def test_what_lasts_is_told_to_the_department_after_the_minutes_agreed(scene):
    scene.connect()
    scene.agree(minutes=45)
    scene.report(None)
    scene.until(34)
    assert scene.incident.warned_at is None
    scene.until(35)
    assert told(scene, "warned") == [scene.long.name]
    scene.until(45)
    incident = scene.incident
    assert (incident.told_at, incident.told_why) == (scene.minute(45), "minutes")
    assert told(scene, "minutes") == sorted([scene.an.name, scene.binh.name])


def test_nothing_is_due_once_it_is_mended(scene):
    scene.fire()
    busy(scene)
    scene.do("mend", scene.incident)
    scene.over()
    assert scene.incident.due_at is None
    assert queries.next_due() is None


def test_opened_again_the_clock_runs_on(scene):
    scene.report()
    scene.do("mend", scene.incident)
    scene.at = scene.minute(50)
    scene.do("deny", scene.incident, "Chưa thông", by=scene.binh)
    busy(scene)
    scene.until(120)
    assert scene.incident.breached_at == scene.minute(120)


def test_what_opens_again_after_the_breach_is_not_told_twice(scene):
    scene.report()
    busy(scene)
    scene.until(121)
    scene.do("mend", scene.incident)
    scene.do("deny", scene.incident, "Chưa thông", by=scene.binh)
    busy(scene)
    scene.until(300)
    assert len(told(scene, "breach")) == 2


def test_who_reads_the_page_is_told_what_where_and_until_when(scene):
    scene.fire()
    ladder = scene.ladders()[0]
    assert ladder.title == "Sự cố ưu tiên 1: Mất đường truyền: Bệnh viện đa khoa tỉnh Đông Xuyên"
    assert ladder.body == (
        "Mất đường truyền: Bệnh viện đa khoa tỉnh Đông Xuyên. Từ 09:00 ngày 03/02/2020. "
        "Phải khắc phục trước 11:00 ngày 03/02/2020."
    )
    assert ladder.url == scene.incident.get_absolute_url()
