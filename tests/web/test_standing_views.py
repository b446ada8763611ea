"""The department's pages for followers, competence, contacts and successions."""

from __future__ import annotations

import re

import pytest
from tests.cast import BEFORE, client_of

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Competence, Following, Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast):
    """Return a browser of the department's leader."""
    return client_of(cast.khanh)


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def address(cast, code, page=""):
    return f"/danh-ba/{cast.organisation(code).pk}/{page}"


def rows(model, **wanted):
    with access.acting_as_system():
        return list(model.objects.filter(**wanted))


def bare(cast, code="bc-1"):
    """Leave an enterprise without any contact."""
    for role in Role.objects.filter(organisation=cast.organisation(code), name=Role.Name.CONTACT):
        actions.end_role(role, at=BEFORE)


def test_an_enterprise_without_a_contact_stands_out(cast, client):
    bare(cast)
    text = text_of(client.get("/danh-ba/"))
    assert "1 doanh nghiệp chưa có đầu mối" in text
    listed = text_of(client.get("/danh-ba/?desk=none"))
    assert cast.organisation("bc-1").name in listed
    assert cast.organisation("dd-1").name not in listed


def test_nothing_stands_out_where_everybody_has_a_contact(client):
    assert "doanh nghiệp chưa có đầu mối" not in text_of(client.get("/danh-ba/"))


def test_a_contact_is_added_without_an_account(cast):
    bare(cast)
    client = client_of(cast.binh)
    told = {"name": "Võ Thị Yến", "role": "contact", "title": "", "phones": "0900.000.201; 02600000100", "email": ""}
    answer = client.post(address(cast, "bc-1", "them-dau-moi/"), told, follow=True)
    assert "Đã thêm đầu mối" in text_of(answer)
    yen = rows(Person, name="Võ Thị Yến")[0]
    assert (yen.phone, yen.other_phones) == ("0900 000 201", ["0260 0000 100"])
    assert "0260 0000 100" in text_of(answer)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"phones": "123"}, "có 3 chữ số"),
        ({"email": "yen"}, "thư điện tử"),
        ({}, "Hãy ghi họ tên"),
    ],
    ids=["phone", "email", "nothing"],
)
def test_a_contact_that_cannot_be_reached_is_not_entered(cast, told, words):
    before = len(rows(Person))
    empty = {"name": "", "role": "contact", "title": "", "phones": "", "email": ""}
    answer = client_of(cast.binh).post(address(cast, "bc-1", "them-dau-moi/"), {**empty, **told})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert len(rows(Person)) == before


def test_the_leader_names_who_follows_an_enterprise(cast, client):
    path = address(cast, "dd-1", "theo-doi/")
    assert client.get(path).status_code == 200
    client.post(path, {"person": cast.binh.pk})
    assert rows(Following)[0].person_id == cast.binh.pk
    assert cast.binh.name in text_of(client.get(address(cast, "dd-1")))
    client.post(path, {"person": ""})
    assert rows(Following, valid_until=None) == []


def test_nobody_but_a_follower_can_be_chosen(cast, client):
    answer = client.post(address(cast, "dd-1", "theo-doi/"), {"person": cast.hang.pk})
    assert answer.status_code == 422
    assert rows(Following) == []


def test_competence_is_settled_for_one_kind_at_a_time(cast, client):
    path = address(cast, "so-khcn", "tham-quyen/")
    assert "Chưa đặt thẩm quyền nào" in text_of(client.get(path))
    client.post(path, {"kind": "MASS_SMS", "authorities": [cast.committee.pk, cast.ministry.pk]})
    assert {row.authority_id for row in rows(Competence)} == {cast.committee.pk, cast.ministry.pk}
    text = text_of(client.get(path))
    assert cast.committee.name in text
    client.post(path, {"kind": "MASS_SMS", "authorities": [cast.committee.pk]})
    assert len(rows(Competence, valid_until=None)) == 1


def test_an_enterprise_is_no_authority(cast, client):
    path = address(cast, "so-khcn", "tham-quyen/")
    answer = client.post(path, {"kind": "MASS_SMS", "authorities": [cast.organisation("dd-1").pk]})
    assert answer.status_code == 422
    assert rows(Competence) == []


def test_a_merger_is_entered_on_its_page(cast, client):
    told = {
        "sure": "on",
        "kind": "merge",
        "document": "Quyết định số 15/QĐ-UBND",
        "successor_1": cast.organisation("dd-2").pk,
    }
    path = address(cast, "dd-1", "ke-tuc/")
    assert client.get(path).status_code == 200
    text = text_of(client.post(path, told, follow=True))
    assert "sang đơn vị kế tục" in text
    assert "Quyết định số 15/QĐ-UBND" in text
    with access.acting_as_system():
        assert cast.hang.organisation.code == "dd-2"


def test_a_split_says_what_goes_where_on_its_page(cast, client):
    wide = cast.organisation("dd-1")
    actions.change(wide, version=wide.version, services=["mobile", "postal"])
    told = {
        "sure": "on", "kind": "split", "document": "Quyết định số 16/QĐ-UBND",
        "successor_1": cast.organisation("bc-1").pk, "services_1": ["postal"], "people_1": [cast.hang.pk],
    }  # fmt: skip
    client.post(address(cast, "dd-1", "ke-tuc/"), told)
    wide.refresh_from_db()
    assert (wide.services, wide.valid_until) == (["mobile"], None)
    with access.acting_as_system():
        assert cast.hang.organisation.code == "bc-1"


def test_a_succession_that_cannot_be_says_why(cast, client):
    other = cast.organisation("dd-2").pk
    told = {
        "sure": "on",
        "kind": "merge",
        "document": "Quyết định",
        "successor_1": other,
        "successor_2": cast.organisation("bc-1").pk,
    }
    answer = client.post(address(cast, "dd-1", "ke-tuc/"), told)
    assert answer.status_code == 422
    assert "chỉ có một đơn vị kế tục" in text_of(answer)
    assert queries.successions_of(cast.organisation("dd-1")) == []


def test_a_succession_is_entered_only_by_whoever_says_that_it_was_checked(cast, client):
    told = {"kind": "merge", "document": "Quyết định", "successor_1": cast.organisation("dd-2").pk}
    answer = client.post(address(cast, "dd-1", "ke-tuc/"), told)
    assert answer.status_code == 422
    assert "Hãy đối chiếu với quyết định" in text_of(answer)
    assert cast.organisation("dd-1").valid_until is None


@pytest.mark.parametrize("username", ["so.chuyenvien", "dd-1.lanhdao"])
@pytest.mark.parametrize(
    ("code", "page"), [("so-khcn", "tham-quyen/"), ("dd-1", "ke-tuc/"), ("dd-1", "theo-doi/")], ids=str
)
def test_the_settings_are_there_for_leader_and_administrator_alone(cast, username, code, page):
    assert client_of(cast.person(username)).get(address(cast, code, page)).status_code == 404


def test_the_enterprise_does_not_enter_contacts_for_the_department(cast):
    assert client_of(cast.hang).get(address(cast, "dd-1", "them-dau-moi/")).status_code == 404


def test_a_department_is_nobodys_to_pass_on_and_has_no_follower(cast, client):
    for page in ("ke-tuc/", "theo-doi/", "them-dau-moi/"):
        assert client.get(address(cast, "so-khcn", page)).status_code == 404
