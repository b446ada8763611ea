"""Whoever is being called sees it on every page, and answers there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from tests.cast import client_of
from tests.paging.texting import HOOK, MINUTE, asked, fresh

from thongsuot.paging import actions, queries
from thongsuot.paging.models import Page

pytestmark = pytest.mark.django_db
STRIP = "/trao-doi/nhan/dang-goi/"


@pytest.fixture
def line(line):
    """Return the line, now: pages in the browser know one clock."""
    line.at = now()
    return line


def shown(person):
    """Return the strip as a person sees it."""
    answer = client_of(person).get(STRIP)
    assert answer.status_code == 200
    assert answer["Cache-Control"].find("no-store") >= 0
    return answer.content.decode()


def test_who_is_called_sees_it_with_both_buttons(line):
    ladder = line.climb(line.hang, line.long, title="Đứt cáp quang")
    page = shown(line.cast.hang)
    assert "Đứt cáp quang" in page
    assert f'action="{ladder.pages.get().get_absolute_url()}"' in page
    assert "Tôi tiếp nhận" in page
    assert 'value="cannot"' in page
    assert "Đứt cáp quang" not in shown(line.cast.long)


def test_it_hears_of_new_pages_and_of_what_became_of_these(line):
    person = line.cast.hang
    assert f'data-live="inbox:{person.pk}"' in shown(person)
    ladder = line.climb(line.hang)
    assert f'data-live="inbox:{person.pk} ladder:{ladder.pk}"' in shown(person)
    assert f'data-src="{STRIP}"' in shown(person)


def test_its_buttons_accept_and_decline(line):
    first = line.climb(line.hang, line.long)
    browser = client_of(line.cast.hang)
    said = browser.post(first.pages.get().get_absolute_url(), {"answer": "cannot"}, follow=True).content.decode()
    assert "đang báo người tiếp theo" in said
    assert asked(first) == [(line.hang.name, "declined"), (line.long.name, "sent")]
    assert "Đang gọi bạn" not in shown(line.cast.hang)
    client_of(line.cast.long).post(Page.objects.filter(ladder=first).latest("pk").get_absolute_url())
    assert fresh(first).accepted_by == line.cast.long.name
    assert "Đang gọi bạn" not in shown(line.cast.long)


def test_nobody_declines_for_another(line):
    ladder = line.climb(line.hang, line.long)
    colleague = client_of(line.cast.person("dd-1.trucban"))
    assert colleague.post(ladder.pages.get().get_absolute_url(), {"answer": "cannot"}).status_code == 403
    assert asked(ladder) == [(line.hang.name, "sent")]


def test_a_page_let_pass_still_calls_and_an_ended_matter_does_not(line):
    ladder = line.climb(line.hang, line.long)
    line.later(5 * MINUTE)
    assert [page.ladder for page in queries.calling(line.cast.hang)] == [ladder]
    actions.stop(ladder, by=HOOK, at=line.at)
    assert queries.calling(line.cast.hang) == []


def test_a_matter_stands_once_however_often_it_was_asked_and_the_urgent_first(line):
    line.climb(line.hang, about="incident:1", priority=2)
    ladder = line.climb(line.hang, line.stranger("Chưa có số máy"), about="incident:2")
    line.later(5 * MINUTE)
    assert Page.objects.filter(ladder=ladder, person=line.cast.hang).count() == 2
    assert [page.ladder.about for page in queries.calling(line.cast.hang)] == ["incident:2", "incident:1"]


def test_it_costs_one_statement_by_an_index(line):
    for number in range(5):
        line.climb(line.hang, about=f"incident:{number}")
    person = line.cast.hang
    with CaptureQueriesContext(connection) as captured:
        assert len(queries.calling(person)) == 5
    assert len(captured) == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {captured.captured_queries[0]['sql']}")
        assert "paging_page_of_person" in "\n".join(row for (row,) in cursor.fetchall())


def test_a_stranger_is_asked_to_sign_in(client, cast):
    assert client.get(STRIP).status_code == 302
