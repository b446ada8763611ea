"""The list of reports, the snapshot and its papers: for the department, and for nobody else's eyes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import MONDAY, VIETNAM, client_of
from tests.directives.letters import PARTS, reading
from tests.reports.steps import declare, send
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.files.models import Run
from thongsuot.reports import jobs
from thongsuot.reports.models import Report, Snapshot, Upward

pytestmark = pytest.mark.django_db

DEADLINE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
DAY_BEFORE = DEADLINE - timedelta(days=1)
MINUTE = timedelta(minutes=1)
LIST = reverse("reports:list")


@world
def drafted(cast, issued):
    """Return the letter when every draft lies ready."""
    jobs.run(DAY_BEFORE)
    return issued


@world
def silent(cast):
    """Return a letter that asks nobody for a report, issued."""
    parts = {name: part for name, part in PARTS.items() if name != "report"}
    letter = directives.receive(
        reading(parts=parts), file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    return directives.issue(letter, by=cast.khanh, at=MONDAY)


def text_of(person, url=LIST):
    answer = client_of(person).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def count(client, url):
    with CaptureQueriesContext(connection) as told:
        assert client.get(url).status_code == 200
    return len(told)


def test_an_enterprise_sees_its_own_reports_by_state(cast, drafted):
    own = Report.objects.get(organisation__code="dd-1")
    text = text_of(cast.hang)
    assert own.get_absolute_url() in text
    others = Report.objects.exclude(pk=own.pk)
    assert not any(report.get_absolute_url() in text for report in others)
    assert own.get_absolute_url() in text_of(cast.hang, f"{LIST}?trang-thai=draft")
    send("dd-1", cast=cast, at=DAY_BEFORE)
    assert own.get_absolute_url() in text_of(cast.hang, f"{LIST}?trang-thai=submitted")


def test_a_duty_without_a_draft_is_announced(cast, issued):
    assert "Sắp phải gửi" in text_of(cast.hang)


def test_the_department_sees_how_many_sent_and_who_did_not(cast, drafted):
    send("dd-1", cast=cast, at=DAY_BEFORE)
    text = text_of(cast.binh)
    assert "1/9" in text
    missing = text[text.index("Chưa gửi") :].partition("<details")[0]
    assert cast.organisation("dd-2").short_name in missing
    assert cast.organisation("dd-1").short_name not in missing


def test_drafts_stay_inside_the_enterprise(cast, drafted):
    text = text_of(cast.binh)
    assert not any(report.get_absolute_url() in text for report in Report.objects.all())
    assert "Dự thảo" not in text


def test_the_list_shows_the_cut_off_that_comes_next(cast, drafted, monkeypatch):
    monkeypatch.setattr("thongsuot.reports.views.following.now", lambda: DEADLINE - timedelta(hours=2))
    assert "02:00:00" in text_of(cast.binh)


def test_more_reports_cost_no_more_queries(cast, drafted):
    department, enterprise = client_of(cast.binh), client_of(cast.hang)
    before = count(department, LIST), count(enterprise, LIST)
    for code in ("dd-1", "dd-2", "bc-1"):
        send(code, cast=cast, at=DAY_BEFORE)
    assert (count(department, LIST), count(enterprise, LIST)) == before


@world
def snapshot(cast, drafted):
    """Return the snapshot of a deadline that two kept, one of them with figures."""
    declare(drafted, "dd-1", "DUTY_ROSTER", {"shifts": 1912, "shifts_filled": 37}, cast=cast, at=DAY_BEFORE)
    send("dd-1", cast=cast, at=DAY_BEFORE)
    send("bc-1", cast=cast, at=DAY_BEFORE)
    jobs.run(DEADLINE)
    return Snapshot.objects.get()


def test_the_snapshot_names_figures_words_and_missing(cast, snapshot):
    text = text_of(cast.binh, snapshot.get_absolute_url())
    assert "2/9" in text
    assert "37/1.912" in text
    for word in ("Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Chưa hoàn thành trong hạn", "Chưa hoàn thành quá hạn"):
        assert word in text
    assigned = sum(snapshot.content["words"].values())
    assert f"{snapshot.content['words'].get('open_late', 0)}/{assigned}" in text
    assert cast.organisation("dd-2").name in text


def test_the_snapshot_is_the_departments_alone(cast, snapshot):
    assert client_of(cast.long).get(snapshot.get_absolute_url()).status_code == 404


def test_the_page_follows_the_papers_until_they_stand_ready(cast, snapshot):
    run = Run.objects.get()
    before = text_of(cast.binh, snapshot.get_absolute_url())
    assert f'data-live="run:{run.pk}"' in before
    assert f'data-live="snapshot:{snapshot.pk}"' in before
    jobs.work(run.pk, at=DEADLINE + MINUTE)
    after = text_of(cast.binh, snapshot.get_absolute_url())
    client = client_of(cast.binh)
    for paper in Upward.objects.select_related("pdf", "docx"):
        for file, begins in ((paper.pdf, b"%PDF"), (paper.docx, b"PK")):
            assert file.get_absolute_url() in after
            assert client.get(file.get_absolute_url()).content.startswith(begins)
            assert client_of(cast.long).get(file.get_absolute_url()).status_code == 404
    assert f'data-live="run:{run.pk}"' not in after


def test_a_supplement_shows_its_delta(cast, snapshot, drafted):
    declare(drafted, "dd-2", "DUTY_ROSTER", {"shifts": 5, "shifts_filled": 4}, cast=cast, at=DEADLINE + MINUTE)
    send("dd-2", cast=cast, at=DEADLINE + MINUTE)
    jobs.run(DEADLINE + 2 * MINUTE)
    supplement = Snapshot.objects.get(sequence=1)
    text = text_of(cast.binh, supplement.get_absolute_url())
    assert "+5" in text
    assert "Gửi sau thời điểm chốt" in text
    assert supplement.get_absolute_url() in text_of(cast.binh)


def test_a_letter_without_reporting_duty_is_consolidated_by_hand(cast, silent):
    url = reverse("reports:consolidate", args=[silent.pk])
    assert url in text_of(cast.binh)
    answer = client_of(cast.binh).post(url)
    taken = Snapshot.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, taken.get_absolute_url())
    assert taken.deadline_at is None
    assert url not in text_of(cast.binh)
    assert taken.get_absolute_url() in text_of(cast.binh)


def test_who_does_not_follow_does_not_consolidate(cast, silent):
    url = reverse("reports:consolidate", args=[silent.pk])
    assert url not in text_of(cast.person("so.vanthu"))
    answer = client_of(cast.person("so.vanthu")).post(url, follow=True)
    assert "không có vai trò cần thiết" in answer.content.decode()
    client_of(cast.long).post(url)
    assert client_of(cast.binh).get(url).status_code == 405
    assert not Snapshot.objects.exists()


def test_a_deadline_is_not_anticipated_by_hand(cast, drafted):
    answer = client_of(cast.binh).post(reverse("reports:consolidate", args=[drafted.pk]), follow=True)
    assert "tự chốt số liệu" in answer.content.decode()
    assert not Snapshot.objects.exists()


def test_more_submissions_cost_the_snapshot_page_no_more_queries(cast, snapshot):
    client = client_of(cast.binh)
    before = count(client, snapshot.get_absolute_url())
    send("dd-2", cast=cast, at=DEADLINE + MINUTE)
    send("dd-3", cast=cast, at=DEADLINE + MINUTE)
    jobs.run(DEADLINE + 2 * MINUTE)
    assert count(client, Snapshot.objects.get(sequence=1).get_absolute_url()) == before
    assert count(client, snapshot.get_absolute_url()) == before


def test_who_is_not_signed_in_is_asked_to_sign_in(client, snapshot):
    for url in (LIST, snapshot.get_absolute_url(), Report.objects.first().get_absolute_url()):
        answer = client.get(url)
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]
