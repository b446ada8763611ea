"""Every press is refused to whoever has no business with it, and without the token of the page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import client_of
from tests.worlds import world

from thongsuot.campaigns.models import Campaign
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db
OF_THE_DEPARTMENT = (
    "phe-duyet", "dinh-chinh", "khong-phe-duyet", "rut", "tam-dung", "dung-han", "khong-tham-gia", "tiep-tuc",
    "ket-thuc",
)  # fmt: skip
OF_THE_OPERATOR = (
    "uoc-tinh", "so-lieu", "may-thu", "thu", "gui-thu", "gui-tat-ca", "xong", "chap-nhan", "khong-thuc-hien",
    "tam-dung", "tiep-tuc", "nhan-ca", "doc-may", "bo-may",
)  # fmt: skip
TYPED = {
    "reason": "Thử", "area": "Tỉnh Đông Xuyên", "subscribers": "500000", "rate": "500", "shift_hours": "12",
    "number": "0900000999", "holder": "Ai đó", "sent": "1", "delivered": "1", "failed": "0", "uncertain": "0",
    "segments": "1", "log_sha256": "a" * 64, "shown": "dung",
}  # fmt: skip


def doors(campaign, share, phone):
    for verb in OF_THE_DEPARTMENT:
        yield reverse("campaigns:campaign-step", args=[campaign.pk, verb]), {**TYPED, "phan": share.pk}
    for verb in OF_THE_OPERATOR:
        yield reverse("campaigns:share-step", args=[share.pk, verb]), {**TYPED, "phone": phone.pk}
    yield reverse("campaigns:numbers", args=[share.pk]), {"nguon": "dot-sai"}


def standing():
    """Return everything that a press could have changed."""
    with access.acting_as_system():
        return [
            (row.state, row.generation, share.state, share.subscribers, share.tallies.count(), share.readings.count())
            for row in Campaign.objects.order_by("id")
            for share in row.shares.order_by("id")
        ]


@world
def under_way(running):
    campaign = running.sending("dd-1", "dd-2")
    return campaign, running.share(campaign), running.phone()


def test_another_operator_finds_no_door(running, under_way):
    before = standing()
    _campaign, share, _phone = under_way
    client = client_of(running.person("bc-1", "daumoi"))
    for address, fields in doors(*under_way):
        assert client.post(address, fields).status_code == 404, address
    competitor = client_of(running.person("dd-2", "daumoi"))
    for verb in OF_THE_OPERATOR:
        assert competitor.post(reverse("campaigns:share-step", args=[share.pk, verb]), TYPED).status_code == 404
    assert standing() == before


@pytest.mark.parametrize("who", ["so.vanthu", "dd-1.kiemsoat", "so.chuyenvien"])
def test_whoever_has_no_such_role_changes_nothing(running, under_way, who):
    before = standing()
    client = client_of(running.cast.person(who))
    mine = "/nhan-tin/phan/" if who == "so.chuyenvien" else "/"  # the department's follower has its own steps
    for address, fields in doors(*under_way):
        if address.startswith("/nhan-tin/") and mine in address:
            assert client.post(address, fields).status_code in (302, 404, 422), address
    assert standing() == before


def test_a_guest_is_sent_to_sign_in(under_way):
    before = standing()
    for address, fields in doors(*under_way):
        answer = Client().post(address, fields)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/accounts/login/"), address
    assert standing() == before


def test_without_the_token_of_the_page_nothing_is_pressed(running, under_way):
    before = standing()
    client = Client(enforce_csrf_checks=True)
    with access.acting_as_system():
        client.force_login(running.cast.person("so.lanhdao"))
    for address, fields in doors(*under_way):
        assert client.post(address, fields).status_code == 403, address
    assert standing() == before
