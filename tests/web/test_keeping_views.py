"""Where the administrator begins: what the install is, what is missing, and where it is set."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cast import MONDAY, client_of
from tests.web.certificates import made

from thongsuot.ledger.actions import mark_reality
from thongsuot.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(cast):
    return client_of(cast.person("so.quantri"))


def page(client):
    answer = client.get("/quan-tri/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao", "dd-1.lanhdao"])
def test_to_anybody_else_it_is_not_there(cast, username):
    assert client_of(cast.person(username)).get("/quan-tri/").status_code == 404


def test_it_leads_to_every_page_of_its_kind(keeper):
    shown = page(keeper)
    for address in ("/quan-tri/kenh/", "/quan-tri/lich/", "/quan-tri/dia-ban/", "/danh-ba/"):
        assert f'href="{address}"' in shown


def test_the_department_of_the_keeper_leads_to_it(cast, keeper):
    assert 'href="/quan-tri/"' in keeper.get(f"/danh-ba/{cast.department.pk}/").content.decode()
    enterprise = Organisation.objects.get(code="dd-1")
    assert 'href="/quan-tri/"' not in keeper.get(f"/danh-ba/{enterprise.pk}/").content.decode()


def test_it_says_what_the_database_is_for(keeper):
    assert "chưa ghi là thật hay diễn tập" in page(keeper)
    mark_reality("live", at=MONDAY)
    assert "Thật, từ" in page(keeper)


def test_plain_http_is_warned_of_and_a_certificate_tells_its_end(keeper, settings, tmp_path):
    assert "không mã hóa" in page(keeper)
    pair = made(tmp_path)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, tls_cert=pair.cert, tls_key=pair.key)
    assert "chứng thư có hiệu lực đến" in page(keeper)
    pair.key.unlink()
    assert "không dùng được chứng thư" in page(keeper)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, tls_cert=None, tls_key=None, behind_proxy=True)
    assert "máy chủ trung gian bảo đảm" in page(keeper)
