"""The report's page: written by two, frozen when sent, amended field by field."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import VIETNAM, client_of
from tests.reports.steps import declare, send
from tests.worlds import world

from thongsuot.ledger.actions import record
from thongsuot.organisations.models import System
from thongsuot.reports import actions, jobs
from thongsuot.reports.models import Report

pytestmark = pytest.mark.django_db

AT = datetime(2020, 2, 6, 15, 0, tzinfo=VIETNAM)
MINUTE = timedelta(minutes=1)


@world
def report(cast, issued):
    """Return the draft of the first mobile operator."""
    jobs.run(AT)
    return Report.objects.get(organisation__code="dd-1")


def step(report, verb):
    return reverse("reports:report-step", args=[report.pk, verb])


def shown(person, report, more=""):
    answer = client_of(person).get(report.get_absolute_url() + more)
    assert answer.status_code == 200
    return answer.content.decode()


def words(report, **changes):
    return {"version": report.version, "difficulties": "", "proposals": "", "narrative_1": "", **changes}


def refreshed(report):
    return Report.objects.get(pk=report.pk)


def test_a_competitor_finds_nothing(cast, report):
    stranger = client_of(cast.person("dd-2.lanhdao"))
    assert stranger.get(report.get_absolute_url()).status_code == 404
    assert stranger.get(reverse("reports:figures", args=[report.pk, "DUTY_ROSTER"])).status_code == 404
    for verb in ("luu", "trinh", "gui", "lay-lai", "tiep-nhan", "bo-sung"):
        assert stranger.post(step(report, verb), words(report)).status_code == 404


def test_the_department_sees_nothing_before_it_was_sent(cast, report):
    assert client_of(cast.binh).get(report.get_absolute_url()).status_code == 404


def test_the_letters_own_words_stand_beside_the_drafters(cast, report):
    text = shown(cast.hang, report)
    assert "Các doanh nghiệp bố trí ca trực suốt tuần." in text
    assert 'name="narrative_1"' in text
    assert 'name="version"' in text


def test_measured_and_declared_stand_apart_and_open_their_rows(cast, report, issued):
    declare(issued, "dd-1", "DUTY_ROSTER", {"shifts": 1912, "shifts_filled": 37}, cast=cast, at=AT, words="Đủ ca.")
    record(
        key="ca:1",
        organisation=report.organisation,
        reality="live",
        kind="DUTY_ROSTER",
        happened_at=AT,
        known_at=AT,
        figures={"shifts": 5, "shifts_filled": 4},
        measured=True,
        by=System("Sổ trực"),
        summary="Ca sáng",
    )
    text = shown(cast.hang, report)
    assert "37/1.912" in text
    assert "4/5" in text
    rows = client_of(cast.hang).get(reverse("reports:figures", args=[report.pk, "DUTY_ROSTER"])).content.decode()
    measured, declared = rows.split('id="don-vi"')
    assert "Ca sáng" in measured
    assert "1.912" in declared
    assert client_of(cast.hang).get(reverse("reports:figures", args=[report.pk, "LA"])).status_code == 404


def test_saving_redirects_and_keeps_the_words(cast, report):
    answer = client_of(cast.hang).post(
        step(report, "luu"), words(report, narrative_1="Đã trực đủ.", proposals="Không.")
    )
    assert (answer.status_code, answer["Location"]) == (302, report.get_absolute_url())
    kept = refreshed(report)
    assert kept.narrative == {"1": "Đã trực đủ."}
    assert (kept.proposals, kept.state) == ("Không.", "draft")


def test_too_many_words_come_back_with_the_form(cast, report):
    answer = client_of(cast.hang).post(step(report, "luu"), words(report, difficulties="a" * 20_001))
    assert answer.status_code == 422
    assert refreshed(report).version == report.version


def test_the_second_editor_is_told_and_loses_nothing(cast, report):
    client_of(cast.long).post(step(report, "luu"), words(report, difficulties="Lời của lãnh đạo"))
    answer = client_of(cast.hang).post(step(report, "luu"), words(report, difficulties="Lời của đầu mối"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "vừa được người khác sửa" in text
    assert "Lời của lãnh đạo" in text
    assert "Lời của đầu mối" in text
    assert refreshed(report).difficulties == "Lời của lãnh đạo"


def test_two_people_send_a_report(cast, report):
    client_of(cast.hang).post(step(report, "trinh"), words(report, narrative_1="Đã trực đủ."))
    assert refreshed(report).state == "prepared"
    assert refreshed(report).narrative == {"1": "Đã trực đủ."}
    assert "Đang chờ lãnh đạo" in shown(cast.hang, report)
    refused = client_of(cast.hang).post(step(report, "gui"), follow=True)
    assert "không có vai trò cần thiết" in refused.content.decode()
    assert refreshed(report).state == "prepared"
    assert "Duyệt và gửi" in shown(cast.long, report)
    client_of(cast.long).post(step(report, "gui"))
    assert refreshed(report).state == "submitted"


def test_a_leader_who_drafted_is_told_why_another_has_to_send(cast, report):
    client_of(cast.long).post(step(report, "trinh"), words(report))
    text = shown(cast.long, report)
    assert "phải là hai người khác nhau" in text
    assert "Duyệt và gửi" not in text
    answer = client_of(cast.long).post(step(report, "gui"), follow=True)
    assert answer.status_code == 200
    assert "hai người khác nhau" in answer.content.decode()
    assert refreshed(report).state == "prepared"


def test_a_report_goes_back_to_its_drafter(cast, report):
    client_of(cast.hang).post(step(report, "trinh"), words(report))
    client_of(cast.long).post(step(report, "lay-lai"))
    assert refreshed(report).state == "draft"


def test_what_was_sent_is_frozen_on_the_page(cast, report, issued):
    declare(issued, "dd-1", "DUTY_ROSTER", {"shifts": 8, "shifts_filled": 7}, cast=cast, at=AT)
    submission = send("dd-1", cast=cast, at=AT)
    declare(issued, "dd-1", "DUTY_ROSTER", {"shifts": 8, "shifts_filled": 8}, cast=cast, at=AT + MINUTE)
    for person in (cast.hang, cast.binh):
        text = shown(person, report)
        assert "7/8" in text
        assert "Bản gửi lần 1" in text
    rows = client_of(cast.binh).get(reverse("reports:figures", args=[report.pk, "DUTY_ROSTER"])).content.decode()
    assert "7/8" in rows
    assert "8/8" not in rows
    assert f"?lan={submission.sequence}" in shown(cast.hang, report)
    assert client_of(cast.hang).get(report.get_absolute_url() + "?lan=9").status_code == 404
    answer = client_of(cast.hang).post(step(report, "luu"), words(refreshed(report)), follow=True)
    assert "đã chốt" in answer.content.decode()


def test_the_department_asks_field_by_field_and_the_enterprise_sees_it_there(cast, report):
    send("dd-1", cast=cast, at=AT)
    follower = client_of(cast.binh)
    assert 'name="remark-difficulties"' in shown(cast.binh, report)
    asked = {"remark-difficulties": "Nêu rõ huyện nào.", "remark-figures_DUTY_ROSTER": "Thiếu ca đêm."}
    assert follower.post(step(report, "bo-sung"), asked).status_code == 302
    kept = refreshed(report)
    assert kept.state == "returned"
    assert kept.remarks == {"difficulties": "Nêu rõ huyện nào.", "figures_DUTY_ROSTER": "Thiếu ca đêm."}
    text = shown(cast.hang, report)
    field = text[text.index('id="muc-difficulties"') :]
    assert "Nêu rõ huyện nào." in field[: field.index("textarea")]
    assert "Thiếu ca đêm." in text
    client_of(cast.hang).post(step(report, "trinh"), words(kept, difficulties="Huyện Thượng."))
    client_of(cast.long).post(step(report, "gui"))
    again = shown(cast.binh, report)
    assert "Bản gửi lần 2" in again
    assert "Huyện Thượng." in again
    assert "Huyện Thượng." not in shown(cast.binh, report, "?lan=1")


def test_what_is_being_amended_stays_inside_the_enterprise(cast, report):
    send("dd-1", cast=cast, at=AT)
    actions.send_back(report, {"difficulties": "Nêu rõ."}, by=cast.binh, at=AT)
    client_of(cast.hang).post(step(report, "trinh"), words(refreshed(report), difficulties="Chưa cho ai xem"))
    listing = client_of(cast.binh).get(reverse("reports:list")).content.decode()
    for text in (shown(cast.binh, report), listing):
        assert "Chưa cho ai xem" not in text
        assert "Đã trình lãnh đạo" not in text
        assert "Đề nghị bổ sung" in text
    assert "Đã trình lãnh đạo" in shown(cast.hang, report)
    assert "Đã trình lãnh đạo" in client_of(cast.hang).get(reverse("reports:list")).content.decode()


def test_nothing_asked_sends_nothing_back(cast, report):
    send("dd-1", cast=cast, at=AT)
    answer = client_of(cast.binh).post(step(report, "bo-sung"), {"remark-proposals": "  "}, follow=True)
    assert "Chưa ghi nội dung đề nghị bổ sung" in answer.content.decode()
    assert refreshed(report).state == "submitted"


def test_only_followers_and_leaders_of_the_department_accept(cast, report):
    send("dd-1", cast=cast, at=AT)
    auditor = cast.person("so.thanhtra")
    assert ">Tiếp nhận<" not in shown(auditor, report)
    client_of(auditor).post(step(report, "tiep-nhan"))
    client_of(cast.long).post(step(report, "tiep-nhan"))
    assert refreshed(report).state == "submitted"
    client_of(cast.binh).post(step(report, "tiep-nhan"))
    assert refreshed(report).state == "accepted"
    twice = client_of(cast.binh).post(step(report, "tiep-nhan"), follow=True)
    assert "không cho phép bước này" in twice.content.decode()


def test_an_unknown_verb_and_a_plain_visit_do_nothing(cast, report):
    client = client_of(cast.hang)
    assert client.post(step(report, "xoa")).status_code == 404
    assert client.get(step(report, "luu")).status_code == 405


def test_more_rows_cost_no_more_queries(cast, report, issued):
    client = client_of(cast.hang)
    places = (report.get_absolute_url(), reverse("reports:figures", args=[report.pk, "DUTY_ROSTER"]))

    def count():
        told = []
        for place in places:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(place).status_code == 200
            told.append(len(queries))
        return told

    before = count()
    for number in range(10):
        record(
            key=f"ca:{number}",
            organisation=report.organisation,
            reality="live",
            kind="DUTY_ROSTER",
            happened_at=AT,
            known_at=AT,
            figures={"shifts": 1},
            measured=True,
            by=System("Sổ trực"),
        )
    actions.write(report, version=report.version, by=cast.hang, at=AT, narrative={"1": "Một", "2": "Hai", "3": "Ba"})
    assert count() == before
