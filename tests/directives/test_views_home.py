"""Việc của tôi: what waits for each role, the nearest deadline first, and calm where nothing waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now
from tests.cast import client_of
from tests.directives.letters import reading

from thongsuot.directives import actions

pytestmark = pytest.mark.django_db
HOME = "/"


def letter(cast, number, **deadlines):
    """Issue a letter now, each duty with its deadline: words of the duty -> time from now."""
    parts = {words: (f"Nhiệm vụ {words} của đơn vị.", "one_off", "all", "OTHER") for words in deadlines}
    told = reading(parts=parts, number=f"{number}/SKHCN", text_sha256=f"{number:064x}")
    for duty, ahead in zip(told["obligations"], deadlines.values(), strict=True):
        if ahead is not None:
            moment = (now() + ahead).isoformat()
            duty["deadline"] = {"at": moment, "relation": "before", "text": ""}
    at = now()
    row = actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=at)
    actions.confirm(row, list(row.obligations.all()), by=cast.binh, at=at)
    return actions.issue(row, by=cast.khanh, at=at)


@pytest.mark.parametrize("username", ["so.chuyenvien", "dd-1.daumoi", "so.thanhtra", "bc-1.kiemsoat"])
def test_nothing_waits_and_the_page_says_so_calmly(cast, username):
    answer = client_of(cast.person(username)).get(HOME)
    assert answer.status_code == 200
    assert "đang chờ" in answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(HOME).url.startswith("/accounts/login/")


def test_duties_stand_under_their_clock_the_nearest_first(cast):
    day = timedelta(days=1)
    letter(cast, 1, sau=9 * day, gan=4 * day, qua=-day, khong=None)
    groups = client_of(cast.hang).get(HOME).context["groups"]
    words = {name: [row.obligation.quote.split()[2] for row, _ in rows] for name, rows in groups.items()}
    assert words == {"late": ["qua"], "today": [], "later": ["gan", "sau"], "endless": ["khong"]}


def test_a_letter_waits_until_it_is_acknowledged_on_this_very_page(cast):
    row = letter(cast, 1, viec=timedelta(days=3))
    hang = client_of(cast.hang)
    assert [r.directive for r in hang.get(HOME).context["receipts"]] == [row]
    answer = hang.post(reverse("directives:acknowledge", args=[row.pk]), {"tu": "viec"})
    assert answer.url == HOME
    assert hang.get(HOME).context["receipts"] == []


def test_who_may_not_acknowledge_sees_no_button_and_is_refused(cast):
    row = letter(cast, 1, viec=timedelta(days=3))
    watcher = client_of(cast.person("dd-1.kiemsoat"))
    assert "Xác nhận tiếp nhận</button>" not in watcher.get(HOME).content.decode().replace(
        '<span class="visually-hidden"> ', ""
    )
    answer = watcher.post(reverse("directives:acknowledge", args=[row.pk]), follow=True)
    assert "không có vai trò" in str(next(iter(answer.context["messages"])))
    assert row.receipts.get(organisation__code="dd-1").acknowledged_at is None


def test_the_department_sees_what_is_late_missing_and_next(cast):
    late = letter(cast, 1, qua=-timedelta(hours=2))
    report = letter(cast, 2, nop=timedelta(hours=5))
    report.obligations.update(kind="REPORT")
    answer = client_of(cast.binh).get(HOME)
    assert answer.context["overdue_count"] == 9
    assert answer.context["missing_count"] == 18
    assert answer.context["cut_off"].directive == report
    actions.close(late, by=cast.khanh, at=now())
    answer = client_of(cast.binh).get(HOME)
    assert (answer.context["overdue_count"], answer.context["missing_count"]) == (0, 9)


@pytest.mark.parametrize("username", ["so.chuyenvien", "dd-1.daumoi"])
def test_many_letters_ask_as_much_as_one(cast, count_queries, username):
    letter(cast, 1, qua=-timedelta(hours=2), sau=timedelta(days=2))
    client = client_of(cast.person(username))
    few = count_queries(lambda: client.get(HOME))
    for number in range(2, 8):
        letter(cast, number, qua=-timedelta(hours=2), sau=timedelta(days=2), khong=None)
    assert count_queries(lambda: client.get(HOME)) == few
