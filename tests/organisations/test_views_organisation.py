"""One organisation's page, for those who may open it; its entry, for those who keep it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import MONDAY, client_of

from thongsuot.organisations import actions
from thongsuot.organisations.models import Credential, Organisation, Person, Role, Staff

pytestmark = pytest.mark.django_db


def page(name, organisation, *more):
    return reverse(f"organisations:{name}", args=[organisation.pk, *more])


@pytest.fixture
def keeper(cast):
    """Return a browser of the department's administrator."""
    return client_of(cast.person("so.quantri"))


@pytest.fixture
def enterprise(cast):
    """Return the first mobile operator."""
    return cast.organisation("dd-1")


def test_the_page_shows_facts_people_workers_and_history(cast, enterprise):
    client = client_of(cast.binh)
    text = client.get(page("organisation", enterprise)).content.decode()
    assert enterprise.phone in text
    assert cast.hang.name in text
    assert "Cán bộ đầu mối" in text
    assert Staff.objects.filter(organisation=enterprise).first().name in text
    assert cast.hang.name in client.get(page("history", enterprise)).content.decode()


@pytest.mark.parametrize("name", ["organisation", "history", "edit", "add-person", "grant", "add-staff", "credentials"])
def test_a_competitor_finds_nothing(cast, enterprise, name):
    assert client_of(cast.person("dd-2.lanhdao")).get(page(name, enterprise)).status_code == 404


@pytest.mark.parametrize("name", ["edit", "add-person", "grant", "add-staff", "credentials"])
def test_forms_are_there_for_administrators_alone(cast, enterprise, keeper, name):
    assert keeper.get(page(name, enterprise)).status_code == 200
    for person in (cast.binh, cast.hang, cast.long):
        assert client_of(person).get(page(name, enterprise)).status_code == 404
        assert client_of(person).post(page(name, enterprise), {}).status_code == 404


def test_an_enterprises_administrator_keeps_its_own_entry_alone(cast, enterprise):
    actions.grant(cast.hang, Role.Name.ADMINISTRATOR, organisation=enterprise, by=cast.binh, at=MONDAY)
    client = client_of(cast.hang)
    assert client.get(page("edit", enterprise)).status_code == 200
    assert client.get(page("edit", cast.organisation("dd-2"))).status_code == 404
    assert client.get(page("edit", cast.department)).status_code == 404


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(cast, enterprise, keeper):
    typed = {"address": "Số 5 đường Mới", "phone": "02600 000 999", "email": "", "version": enterprise.version}
    assert keeper.post(page("edit", enterprise), typed).status_code == 302
    answer = keeper.post(page("edit", enterprise), {**typed, "address": "Số 6 đường Cũ"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "vừa được người khác sửa" in text
    assert "Số 5 đường Mới" in text
    assert "Số 6 đường Cũ" in text
    assert Organisation.objects.get(pk=enterprise.pk).address == "Số 5 đường Mới"
    assert keeper.post(page("edit", enterprise), {**typed, "phone": "1", "version": 2}).status_code == 302


def test_a_malformed_address_is_refused_with_the_form(enterprise, keeper):
    answer = keeper.post(page("edit", enterprise), {"email": "không phải thư", "version": 1})
    assert answer.status_code == 422
    assert Organisation.objects.get(pk=enterprise.pk).version == 1


def test_a_first_password_is_shown_once_and_lets_the_person_in(client, enterprise, keeper):
    told = {"name": "Lê Văn Mới", "username": "dd-1.moi", "title": "", "phone": "", "email": ""}
    answer = keeper.post(page("add-person", enterprise), told)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    password = re.findall(r"<code>(.*?)</code>", answer.content.decode())[1]
    person = Person.objects.get(username="dd-1.moi")
    assert person.check_password(password)
    assert password not in keeper.get(page("organisation", enterprise)).content.decode()
    signed = client.post(reverse("account_login"), {"login": "dd-1.moi", "password": password})
    assert (signed.status_code, signed["Location"]) == (302, "/")


def test_a_name_in_use_is_refused_in_the_form(cast, enterprise, keeper):
    answer = keeper.post(page("add-person", enterprise), {"name": "Người Khác", "username": "dd-2.daumoi"})
    assert answer.status_code == 422
    assert "đã được dùng" in answer.content.decode()
    assert not Person.objects.filter(name="Người Khác").exists()


def test_a_new_password_shuts_the_old_one_out(cast, enterprise, keeper):
    actions.set_password(cast.hang, "mật khẩu cũ rất dài")
    answer = keeper.post(page("person-step", enterprise, cast.hang.pk, "cap-lai-mat-khau"))
    password = re.findall(r"<code>(.*?)</code>", answer.content.decode())[1]
    person = cast.person("dd-1.daumoi")
    assert person.check_password(password)
    assert not person.check_password("mật khẩu cũ rất dài")


def test_a_closed_account_keeps_no_role(cast, enterprise, keeper):
    assert keeper.post(page("person-step", enterprise, cast.hang.pk, "ket-thuc")).status_code == 302
    person = cast.person("dd-1.daumoi")
    assert not person.is_active
    assert not person.roles.filter(valid_until=None).exists()
    assert keeper.post(page("person-step", enterprise, cast.hang.pk, "ket-thuc")).status_code == 404
    assert keeper.post(page("person-step", enterprise, cast.long.pk, "la-lam")).status_code == 404


def test_administrators_do_not_shut_themselves_out(cast, keeper):
    vinh = cast.person("so.quantri")
    answer = keeper.post(page("person-step", cast.department, vinh.pk, "ket-thuc"), follow=True)
    assert "không tự kết thúc quyền của mình" in answer.content.decode()
    keeper.post(page("end-role", cast.department, vinh.roles.get().pk))
    assert cast.person("so.quantri").is_active
    assert vinh.roles.filter(valid_until=None).exists()


def test_a_role_is_given_once_and_ended(cast, enterprise, keeper):
    told = {"person": cast.hang.pk, "role": "duty"}
    assert keeper.post(page("grant", enterprise), told).status_code == 302
    again = keeper.post(page("grant", enterprise), told)
    assert again.status_code == 422
    assert "đang giữ vai trò" in again.content.decode()
    role = cast.hang.roles.get(name="duty")
    assert role.by_name == cast.person("so.quantri").name
    assert keeper.post(page("end-role", enterprise, role.pk)).status_code == 302
    role.refresh_from_db()
    assert role.valid_until is not None


def test_people_of_others_and_roles_of_others_cannot_be_given(cast, enterprise, keeper):
    foreign = keeper.post(page("grant", enterprise), {"person": cast.binh.pk, "role": "duty"})
    follower = keeper.post(page("grant", enterprise), {"person": cast.hang.pk, "role": "follower"})
    assert (foreign.status_code, follower.status_code) == (422, 422)
    assert keeper.post(page("end-role", enterprise, cast.binh.roles.get().pk)).status_code == 404


def test_workers_enter_the_list_once_and_leave_it(cast, enterprise, keeper):
    told = {"code": "NV-900", "name": "Trần Thị Mới", "unit": "Tổ Vận hành"}
    assert keeper.post(page("add-staff", enterprise), told).status_code == 302
    assert keeper.post(page("add-staff", enterprise), told).status_code == 422
    worker = Staff.objects.get(code="NV-900")
    assert keeper.post(page("end-staff", enterprise, worker.pk)).status_code == 302
    assert "NV-900" not in keeper.get(page("organisation", enterprise)).content.decode()
    assert "NV-900" in keeper.get(page("history", enterprise)).content.decode()


def test_a_machines_secret_is_shown_once_and_ends(cast, enterprise, keeper):
    told = {"name": "Máy giám sát", "scopes": "evidence evidence", "until": "2099-12-31"}
    answer = keeper.post(page("credentials", enterprise), told)
    secret = re.findall(r"<code>(.*?)</code>", answer.content.decode())[0]
    key = Credential.objects.get()
    assert key.scopes == ["evidence"]
    assert actions.use_credential(secret, scope="evidence", at=key.valid_from) == key
    assert secret not in keeper.get(page("credentials", enterprise)).content.decode()
    assert keeper.post(page("end-credential", enterprise, key.pk)).status_code == 302
    key.refresh_from_db()
    with pytest.raises(actions.InvalidKey):
        actions.use_credential(secret, scope="evidence", at=key.valid_until)


def test_a_key_that_would_open_nothing_is_refused(enterprise, keeper):
    told = {"name": "Máy", "scopes": "evidence", "until": "2001-01-01"}
    assert keeper.post(page("credentials", enterprise), told).status_code == 422
    assert not Credential.objects.exists()


def test_actions_ask_again_who_it_is(cast, enterprise):
    with pytest.raises(PermissionError):
        actions.enrol(enterprise, username="dd-1.la", name="Người Lạ", by=cast.long, at=MONDAY)
    with pytest.raises(PermissionError):
        actions.give_role(cast.binh, "duty", organisation=enterprise, by=cast.person("so.quantri"), at=MONDAY)


def test_more_people_and_workers_cost_no_more_queries(cast, enterprise, keeper):
    def count():
        with CaptureQueriesContext(connection) as told:
            assert keeper.get(page("organisation", enterprise)).status_code == 200
        return len(told)

    before = count()
    for number in range(10):
        person = actions.add_person(username=f"dd-1.{number}", name=f"Người Số {number}", organisation=enterprise)
        actions.grant(person, "duty", organisation=enterprise, by=cast.binh, at=MONDAY)
        actions.add_staff(organisation=enterprise, code=f"S{number}", name=f"Thợ Số {number}", at=MONDAY)
    assert count() == before
