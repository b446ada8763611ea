"""The page on which an organisation's people let each other act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now
from tests.cast import client_of

from thongsuot.organisations import access
from thongsuot.organisations.models import Delegation, Role

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page(cast, *step):
    office = cast.organisation("dd-1").pk
    return reverse("organisations:delegation-step" if step else "organisations:delegations", args=[office, *step])


def typed(moment):
    return f"{localtime(moment):%Y-%m-%dT%H:%M}"


def form(cast, **changes):
    """Return what somebody types to let the officer on duty send the report."""
    told = {
        "giver": cast.long.pk,
        "delegate": cast.person("dd-1.trucban").pk,
        "deeds": ["submit"],
        "since": typed(now()),
        "until": typed(now() + 2 * DAY),
        "document": "15/GUQ-DD1",
        "document_on": f"{localtime(now()):%Y-%m-%d}",
    }
    return told | changes


def spoken(cast):
    """Return what a contact types who heard the leader say it."""
    heard = {"instructed_by": "Tổng giám đốc", "instructed_at": typed(now() - timedelta(hours=1))}
    return form(cast, document="", document_on="", **heard)


def test_the_leader_delegates_and_it_stands_on_the_page(cast):
    client = client_of(cast.long)
    assert client.post(page(cast), form(cast)).status_code == 302
    text = client.get(page(cast)).content.decode()
    assert "Đang có hiệu lực" in text
    assert "15/GUQ-DD1" in text
    linh = cast.person("dd-1.trucban")
    assert access.holds(linh, Role.Name.LEADER, organisation=linh.organisation, at=now(), deed="submit")


def test_a_contact_enters_what_was_heard_and_the_leader_confirms(cast):
    client = client_of(cast.hang)
    assert client.post(page(cast), spoken(cast)).status_code == 302
    row = Delegation.objects.get()
    assert "Chờ xác nhận" in client.get(page(cast)).content.decode()
    client.post(page(cast, row.pk, "xac-nhan"), {"document": "", "document_on": ""})
    row.refresh_from_db()
    assert row.confirmed_at is None
    client_of(cast.long).post(page(cast, row.pk, "xac-nhan"), {"document": "", "document_on": ""})
    row.refresh_from_db()
    assert row.confirmed_name == cast.long.name


def test_a_wrong_form_keeps_what_was_typed(cast):
    answer = client_of(cast.long).post(page(cast), form(cast, until="2020-01-01T08:00"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "15/GUQ-DD1" in text
    assert "Thời điểm kết thúc" in text
    answer = client_of(cast.long).post(page(cast), form(cast, deeds=[], until=""))
    assert answer.status_code == 422
    assert not Delegation.objects.exists()


def test_who_keeps_no_desk_delegates_the_own_right_alone(cast):
    linh = cast.person("dd-1.trucban")
    client = client_of(linh)
    assert client.post(page(cast), form(cast, delegate=cast.hang.pk)).status_code == 422
    own = form(cast, giver=linh.pk, delegate=cast.hang.pk, deeds=["declare"])
    assert client.post(page(cast), own).status_code == 302


def test_a_delegation_is_ended_from_the_page(cast):
    client = client_of(cast.long)
    client.post(page(cast), form(cast))
    row = Delegation.objects.get()
    assert client.post(page(cast, row.pk, "ket-thuc")).status_code == 302
    row.refresh_from_db()
    assert row.valid_until <= now()
    assert client.post(page(cast, row.pk, "khac")).status_code == 404


def test_the_department_reads_and_a_competitor_finds_nothing(cast):
    client_of(cast.long).post(page(cast), form(cast))
    row = Delegation.objects.get()
    department = client_of(cast.binh)
    text = department.get(page(cast)).content.decode()
    assert "15/GUQ-DD1" in text
    assert "Ghi ủy quyền mới" not in text
    assert department.post(page(cast), form(cast)).status_code == 404
    department.post(page(cast, row.pk, "ket-thuc"))
    row.refresh_from_db()
    assert row.valid_until > now()
    other = client_of(cast.person("dd-2.lanhdao"))
    assert other.get(page(cast)).status_code == 404
    assert other.post(page(cast, row.pk, "ket-thuc")).status_code == 404
