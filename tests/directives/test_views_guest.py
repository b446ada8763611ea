"""A contact with a telephone and no account: open, prove by one code, acknowledge; and what goes wrong on the way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.directives import invitations as told

from thongsuot.directives import queries
from thongsuot.directives.models import Code, Invitation, Receipt
from thongsuot.directives.queries import keys
from thongsuot.directives.views.guests import COOKIE
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


class Forgetful(Client):
    """The browser inside a chat app: whatever cookie it is given is gone with the next request."""

    def request(self, **request):
        self.cookies.clear()
        return super().request(**request)


@pytest.fixture
def now(monkeypatch):
    """Return a clock that stands still until it is moved."""
    clock = {"at": timezone.now()}
    monkeypatch.setattr("thongsuot.directives.views.guests.now", lambda: clock["at"])
    return clock


@pytest.fixture
def letter(cast, now):
    """Return a letter that reached two enterprises just now."""
    return told.letter(cast, at=now["at"])


@pytest.fixture
def address(letter):
    """Return the address of the first enterprise's invitation."""
    return reverse("directives:guest", args=[told.secret_of(letter)])


def choose(client, address, page=None):
    """Press the first of the addresses that the page offers, and return the page of the code."""
    page = page or client.get(address).content.decode()
    key = re.search(r'name="to" value="([^"]+)"', page)[1]
    return client.post(f"{address}gui-ma/", {"to": key})


def test_a_letter_is_acknowledged_with_one_code(cast, letter, address):
    phone = Client()
    asked = choose(phone, address)
    assert asked.status_code == 302
    answer = phone.post(asked.url, {"code": told.sent(cast.hang), "viec": "tiep-nhan"}, follow=True)
    assert "Đơn vị đã xác nhận tiếp nhận lúc" in answer.content.decode()
    assert answer.redirect_chain == [(address, 302)]
    receipt = queries.receipt_of(letter, cast.organisation("dd-1"))
    assert receipt.state == Receipt.State.ACKNOWLEDGED
    assert receipt.acknowledged_by == cast.hang


def test_the_same_works_where_no_cookie_lasts_and_no_form_has_a_token(cast, letter, address):
    phone = Forgetful(enforce_csrf_checks=True)
    asked = choose(phone, address)
    answer = phone.post(asked.url, {"code": told.sent(cast.hang), "viec": "vao"})
    assert "?proof=" in answer.url
    page = phone.get(answer.url).content.decode()
    assert cast.hang.name in page
    proof = re.search(r'name="proof" value="([^"]+)"', page)[1]
    done = phone.post(f"{address}tiep-nhan/", {"proof": proof})
    assert "Đơn vị đã xác nhận tiếp nhận" in phone.get(done.url).content.decode()


def test_the_proof_stands_in_no_address_where_cookies_last(cast, letter, address):
    phone = Client()
    asked = choose(phone, address)
    answer = phone.post(asked.url, {"code": told.sent(cast.hang), "viec": "vao"})
    assert answer.url == address
    assert "?proof=" not in phone.get(address).content.decode()


def test_the_cookie_alone_changes_nothing(cast, letter, address):
    phone = Client()
    asked = choose(phone, address)
    phone.post(asked.url, {"code": told.sent(cast.hang), "viec": "vao"})
    answer = phone.post(f"{address}tiep-nhan/")  # what another site could make the browser send
    assert answer.status_code == 422
    assert "hãy nhận mã mới" in answer.content.decode()
    assert queries.receipt_of(letter, cast.organisation("dd-1")).state == Receipt.State.SENT


def test_the_cookie_is_for_this_invitation_and_no_script(cast, letter, address):
    cookie = Client().get(address).cookies[COOKIE]
    assert cookie["path"] == address
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_stranger_with_the_link_sees_no_name_no_number_and_nobody_else(cast, letter, address):
    page = Client().get(address).content.decode()
    assert letter.subject in page
    for person in (cast.hang, cast.long):
        assert person.name not in page
        assert person.phone not in page
        assert person.email not in page
    assert cast.organisation("dd-2").name not in page
    assert letter.text[:60] not in page
    assert queries.masked(cast.hang.email) in page


def test_a_stranger_cannot_send_a_code_to_a_number_of_its_own(cast, letter, address):
    other = told.address_of(cast, "dd-2.daumoi", at=timezone.now())
    for key in ("", "0900000999", other):
        answer = Client().post(f"{address}gui-ma/", {"to": key})
        assert answer.status_code == 422
        assert "chưa gửi mã" in answer.content.decode()
    assert not Code.objects.exists()


def test_wrong_codes_run_out_and_each_wait_is_longer(cast, letter, address, now):
    phone = Client()
    asked = choose(phone, address)
    right = told.sent(cast.hang)
    wrong = [str(n).zfill(6) for n in range(20) if str(n).zfill(6) != right]
    said = []
    for digits in wrong[:12]:
        answer = phone.post(asked.url, {"code": digits, "viec": "vao"})
        assert answer.status_code == 422
        said.append(re.search(r'class="error"[^>]*>.*?<p>(.*?)</p>', answer.content.decode(), re.S)[1])
    assert "còn 4 lần nhập" in said[0]
    assert "Hãy thử lại sau" in said[-1]
    now["at"] += timedelta(seconds=30)
    assert "còn 0" not in phone.post(asked.url, {"code": wrong[13], "viec": "vao"}).content.decode()
    now["at"] += timedelta(minutes=2)
    assert "mã mới" in phone.post(asked.url, {"code": wrong[14], "viec": "vao"}).content.decode()
    now["at"] += timedelta(minutes=5)
    assert phone.post(asked.url, {"code": right, "viec": "vao"}).status_code == 422  # dead, though it was right


def test_twenty_thousand_guesses_do_not_pass(cast, letter, address, now):
    """Guess without pause for months, a new code whenever one is given, and count how many guesses were heard."""
    phone, heard, sent_codes = Client(), 0, 0
    asked = choose(phone, address)
    for _n in range(120):
        now["at"] += timedelta(minutes=10)
        answer = phone.post(asked.url, {"code": "000000", "viec": "vao"})
        heard += "Hãy thử lại sau" not in answer.content.decode()
        if choose(phone, address).status_code == 302:
            sent_codes += 1
    hours = 120 / 6
    assert heard <= 2 * hours + 10
    assert sent_codes <= hours + 10
    assert 20_000 / (heard / hours) / 24 > 300  # days until so many are heard, at six digits each


def test_codes_and_tries_are_remembered_by_the_database(cast, letter, address, now):
    phone = Client()
    for _n in range(3):
        assert choose(phone, address).status_code == 302
    choose(phone, address)
    answer = choose(Client(), address)  # another browser, as after a restart
    assert answer.status_code == 422
    assert "Hãy thử lại sau" in answer.content.decode()


def test_a_code_sent_twice_by_a_failing_network_is_heard_twice(cast, letter, address, now):
    phone = Client()
    asked = choose(phone, address)
    told_code = {"code": told.sent(cast.hang), "viec": "tiep-nhan"}
    assert phone.post(asked.url, told_code).status_code == 302
    now["at"] += timedelta(minutes=1)
    assert phone.post(asked.url, told_code).status_code == 302
    now["at"] += timedelta(minutes=2)
    assert phone.post(asked.url, told_code).status_code == 422
    assert Receipt.objects.filter(state=Receipt.State.ACKNOWLEDGED).count() == 1


def test_a_code_ends_after_ten_minutes_by_our_clock(cast, letter, address, now):
    phone = Client()
    asked = choose(phone, address)
    digits = told.sent(cast.hang)
    now["at"] += timedelta(minutes=10)
    answer = phone.post(asked.url, {"code": digits, "viec": "vao"})
    assert answer.status_code == 422
    assert "nhận mã mới" in answer.content.decode()


@pytest.mark.parametrize("typed", ["{0}{1}", "{0} {1}", " {0}-{1} ", "{0}.{1}"])
def test_a_code_is_understood_however_it_is_grouped(cast, letter, address, typed):
    phone = Client()
    asked = choose(phone, address)
    digits = told.sent(cast.hang)
    answer = phone.post(asked.url, {"code": typed.format(digits[:3], digits[3:]), "viec": "vao"})
    assert answer.status_code == 302


def test_a_code_of_another_person_or_organisation_opens_nothing(cast, letter, address):
    other = reverse("directives:guest", args=[told.secret_of(letter, "dd-2")])
    choose(Client(), other)
    digits = told.sent(cast.person("dd-2.daumoi"))
    phone = Client()
    asked = choose(phone, address)
    for place in (asked.url, f"{address}ma/", f"{address}ma/{cast.person('dd-2.daumoi').pk}/"):
        assert phone.post(place, {"code": digits, "viec": "vao"}).status_code == 422


def test_the_link_opened_twice_shows_the_same(cast, letter, address):
    first, second = Client(), Client()
    assert first.get(address).status_code == second.get(address).status_code == 200
    asked = choose(first, address)
    first.post(asked.url, {"code": told.sent(cast.hang), "viec": "tiep-nhan"})
    page = second.get(address).content.decode()
    assert "Đơn vị đã xác nhận tiếp nhận" in page
    assert cast.hang.name not in page


def test_opening_is_noted_once_and_not_for_machines_that_look_on(cast, letter, address):
    row = told.invitation(letter)
    Client(headers={"user-agent": "WhatsApp/2.23 preview"}).get(address)
    Client(headers={"user-agent": "facebookexternalhit/1.1"}).get(address)
    Client().head(address)
    assert told.invitation(letter).state == Invitation.State.INVITED
    Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 9; CUBOT X19) Mobile Safari/537.36"}).get(address)
    opened = told.invitation(letter)
    assert opened.state == Invitation.State.OPENED
    assert opened.opened_at is not None
    assert row.opened_at is None


def test_the_short_code_leads_to_the_invitation(letter, address):
    digits = keys.in_groups(keys.short_code_of(told.invitation(letter)))
    answer = Client().post("/moi/", {"code": digits})
    assert answer.url == address


def test_a_wrong_short_code_is_said_and_soon_slowed_down(letter, now):
    answers = [Client().post("/moi/", {"code": "0000000000"}).content.decode() for _n in range(8)]
    assert "Không có phiếu mời mang mã này" in answers[0]
    assert "Hãy thử lại sau" in answers[-1]
    digits = keys.short_code_of(told.invitation(letter))
    assert Client(REMOTE_ADDR="203.0.113.9").post("/moi/", {"code": digits}).status_code == 302
    now["at"] += timedelta(minutes=11)
    assert Client().post("/moi/", {"code": digits}).status_code == 302


def test_one_slip_in_hand_does_not_help_to_guess_at_the_others(letter, now):
    digits = keys.short_code_of(told.invitation(letter))
    codes = ["0000000000", digits] * 6
    answers = [Client().post("/moi/", {"code": code}) for code in codes]
    assert answers[1].status_code == 302
    assert {answer.status_code for answer in answers[-2:]} == {422}


@pytest.mark.parametrize("typed", ["", "123", "12345678901", "chữ số"])
def test_a_short_code_of_the_wrong_length_is_not_tried(letter, typed):
    assert Client().post("/moi/", {"code": typed}).status_code == 422


def test_what_no_link_opens_is_a_page_that_says_where_to_go_on(letter):
    for place in ("", "ma/", "ma/1/"):
        answer = Client().get(f"/moi/khong-co/{place}")
        assert answer.status_code == 404
        assert 'href="/moi/"' in answer.content.decode()
    for place in ("gui-ma/", "tiep-nhan/"):
        assert Client().post(f"/moi/khong-co/{place}", {"proof": "x"}).status_code == 404


def test_guest_pages_are_kept_nowhere_and_told_to_nobody(letter, address):
    for place in (address, "/moi/", f"{address}ma/"):
        headers = Client().get(place).headers
        assert "no-store" in headers["Cache-Control"]
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Referrer-Policy"] == "same-origin"


def test_the_page_weighs_less_than_sixty_kilobytes_with_all_it_loads(letter, address):
    page = Client().get(address)
    size = len(page.content)
    from django.contrib.staticfiles import finders

    for name in re.findall(r'(?:href|src)="/static/([^"]+?)(?:\.[0-9a-f]{12})?(\.\w+)"', page.content.decode()):
        with open(finders.find("".join(name)), "rb") as file:
            size += len(file.read())
    assert size < 60_000
    assert "font" not in page.content.decode()


def test_a_withdrawn_letter_asks_for_nothing(cast, letter, address):
    from thongsuot.directives import actions

    actions.withdraw(letter, by=cast.khanh, at=timezone.now(), note="Ban hành nhầm")
    page = Client().get(address).content.decode()
    assert "đã được hủy" in page
    assert 'name="to"' not in page


def test_the_language_is_switched_without_a_lasting_cookie_in_hand(letter, address):
    phone = Forgetful(enforce_csrf_checks=True)
    answer = phone.post("/ngon-ngu/", {"language": "en", "next": address})
    assert answer.status_code == 302
    assert answer.url == address


def test_a_guest_never_sees_more_than_the_invited_organisation(cast, letter, address):
    phone = Client()
    phone.get(address)
    with access.acting_as_system():
        assert Invitation.objects.filter(state=Invitation.State.OPENED).count() == 1
