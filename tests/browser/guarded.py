"""Duty, incidents and calls after a night: a roster in force, one being drawn up, lines down, calls waiting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from tests.duty.running import Running
from tests.incidents.scene import Scene

from thongsuot.duty.models import Handover, Roster
from thongsuot.hotline import actions as hotline
from thongsuot.hotline.models import HotlineCall
from thongsuot.incidents.models import Incident, Source
from thongsuot.organisations import access

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FINGERS = ("line", "power", "device")


def guard(cast, at: datetime) -> None:
    """Let a night pass at the first operator."""
    _duty(cast, at)
    _incidents(cast, at)
    _calls(cast, at)


def _duty(cast, at: datetime) -> None:
    running = Running(cast)
    begin = localtime(at - DAY).replace(hour=6, minute=0, second=0, microsecond=0)
    running.until(begin - 2 * HOUR)
    running.published(3, begin)
    running.until(at)
    running.do("take_leave", running.team["leader"][1], since=at + 5 * DAY, until=at + 6 * DAY)
    for row in Handover.objects.select_related("person").filter(shift__starts_at__lte=at, shift__until__gt=at)[:2]:
        running.do("take", row, way="page", by=row.person)
    draft = running.draft(3, begin + 3 * DAY, title="Lịch trực tuần sau")
    mine = running.shift(draft)
    running.do("seat_person", mine, running.team["responder"][0])
    coming = running.shift(Roster.objects.get(state="published"), day=2, kind="responder")
    running.do("offer_swap", coming, why="Việc gia đình", by=coming.person)
    running.do("enter", organisation=running.office, text="Kiểm tra máy nổ, đủ dầu.", happened_at=at - HOUR)


def _incidents(cast, at: datetime) -> None:
    scene = Scene(cast)
    scene.at = at - 2 * HOUR
    scene.connect(api_url="http://127.0.0.1:9093")
    for failure in FINGERS:
        scene.at = at - HOUR
        scene.fire("bv-tinh", failure)
    scene.fire("bv-nhi")
    first = scene.incidents[0]
    scene.at = at - HOUR / 2
    scene.do("accept", first)
    scene.do("tell_expected", first, coming="Tổ Ứng cứu thông tin", expected_at=at + HOUR)
    scene.do("note", first, "Đang hàn nối cáp tại cột 14.", happened_at=scene.at)
    scene.do("add_task", first, "Gọi đơn vị thi công", name="Tổ Ứng cứu", due_at=at + HOUR)
    scene.at = at - HOUR / 4
    scene.over("bv-tinh", "device")


def _calls(cast, at: datetime) -> None:
    an, hang = cast.person("so.trucban"), cast.hang
    for person, what in ((an, "Mất sóng toàn xã"), (hang, "Khách hàng báo mất mạng"), (an, "Hỏi lịch cắt điện")):
        with access.acting_as(person, at - HOUR):
            told = hotline.Told(caller="Rơ Mah Hyen", what=what, urgency=1, phone="0900 000 555", place="xã Ia Lâu")
            hotline.log_call(told, organisation=person.organisation, by=person, at=at - HOUR)
    waiting = HotlineCall.objects.filter(organisation=an.organisation).latest("pk")
    with access.acting_as(an, at):
        hotline.promise(waiting, at + 2 * HOUR, by=an, at=at - HOUR / 2)


def keys(cast, at: datetime) -> dict[str, list[Any]]:
    """Return what stands in the address of each page that needs something."""
    own = Incident.objects.filter(organisation__code="dd-1").order_by("pk")
    rosters, office = Roster.objects.order_by("pk"), cast.organisation("dd-1").pk
    calls = HotlineCall.objects.order_by("pk")
    sites = cast_sites()
    day = f"{localtime(at):%Y-%m-%d}"
    return {
        "duty:roster": [[row.pk] for row in rosters],
        "duty:bring": [[rosters.get(state="draft").pk]],
        "duty:handover": [[row.pk] for row in Handover.objects.order_by("pk")[:2]],
        "duty:log": [[office, day]],
        "incidents:incident": [[row.pk] for row in (own[0], own[2])],
        "incidents:source": [[Source.objects.get().pk]],
        "incidents:site": [[pk] for pk in sites],
        "hotline:call": [[row.pk] for row in calls[:2]],
        "hotline:correct": [[row.pk] for row in calls[:2]],
    }


def cast_sites() -> list[int]:
    """Return the sites at which a line is down."""
    return sorted(set(Incident.objects.exclude(site=None).values_list("site", flat=True)))
