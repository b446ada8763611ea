"""A letter beside an earlier one over HTTP: what is found, compared, confirmed, and shown to whom it binds."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import now
from tests.cast import client_of
from tests.directives import amending, small
from tests.directives.test_views_letters import page, said
from tests.worlds import world

from thongsuot.directives import queries
from thongsuot.directives.models import Amendment

pytestmark = pytest.mark.django_db
WORDS = "Gia hạn báo cáo tại Công văn số 12/STTTT-BCVT đến 14 giờ 00 ngày 09/02/2020."
EXTENDING = (WORDS, "one_off", "all", "REPORT")


@world
def earlier(cast):
    """Return the letter that is changed."""
    return amending.first(cast)


@world
def put_off(cast, earlier):
    """Return the letter that puts the report off and says so."""
    return amending.later(cast, EXTENDING)


def post(client, letter, earlier, **data):
    """Confirm on the page what a letter does to an earlier one."""
    address = reverse("directives:compare", args=[letter.pk, earlier.pk])
    return client.post(address, data, follow=True)


def proposed(letter, earlier):
    """Return the pairs as the form proposes them."""
    return {f"duty_{one.pk}": other.pk for one, other in amending.pairs(earlier, letter)}


def test_the_later_letters_page_names_what_it_cites_and_the_guessed_act(cast, put_off, earlier):
    text = page(client_of(cast.khanh), "directive", put_off.pk).content.decode()
    assert "Nhắc đến" in text
    assert "(Gia hạn)" in text
    assert reverse("directives:compare", args=[put_off.pk, earlier.pk]) in text


def test_the_review_names_it_and_says_when_it_can_be_confirmed(cast, earlier):
    letter = small.receive(cast, EXTENDING, number="15/STTTT-BCVT", at=amending.TUESDAY)
    text = page(client_of(cast.binh), "review", letter.pk).content.decode()
    assert "Sau khi phát hành, hãy xác nhận" in text


def test_a_number_that_is_not_here_is_said_so(cast, earlier):
    letter = amending.later(cast, ("Thay thế Công văn số 99/SKHCN-VT.", "one_off", "all", "OTHER"))
    text = page(client_of(cast.khanh), "directive", letter.pk).content.decode()
    assert "99/SKHCN-VT" in text
    assert "chưa có trong hệ thống" in text


def test_the_comparison_shows_both_columns_and_proposes_the_act(cast, put_off, earlier):
    answer = page(client_of(cast.binh), "compare", put_off.pk, earlier.pk)
    text = answer.content.decode()
    assert answer.context["form"].initial["act"] == "extends"
    assert text.count("Văn bản trước</h3>") == text.count("Văn bản sau</h3>") == 3
    assert "Đổi thời hạn" in text
    assert "Không còn" in text
    assert "<ins>" in text


def test_a_person_confirms_and_both_pages_link_to_each_other(cast, put_off, earlier):
    answer = post(client_of(cast.binh), put_off, earlier, act="extends", **proposed(put_off, earlier))
    assert "Cả hai văn bản vẫn xem lại được" in said(answer)[0]
    assert amending.duty(earlier).deadline_at == amending.PUT_OFF_TO
    assert answer.context["form"] is None
    here = page(client_of(cast.binh), "directive", earlier.pk).content.decode()
    there = page(client_of(cast.binh), "directive", put_off.pk).content.decode()
    assert "Được gia hạn bằng" in here
    assert put_off.get_absolute_url() in here
    assert earlier.get_absolute_url() in there


def test_a_person_corrects_which_duty_stands_for_which(cast, put_off, earlier):
    stock = earlier.obligations.get(kind="SPARE_EQUIPMENT")
    later = put_off.obligations.get()
    post(client_of(cast.binh), put_off, earlier, act="corrects", **{f"duty_{stock.pk}": later.pk})
    assert Amendment.objects.get().pairs == [[stock.pk, later.pk]]


@pytest.mark.parametrize("wrong", [{}, {"act": "destroys"}, {"act": ""}], ids=["nothing", "unknown", "empty"])
def test_a_form_without_a_known_act_changes_nothing(cast, put_off, earlier, wrong):
    answer = post(client_of(cast.binh), put_off, earlier, **wrong)
    assert answer.status_code == 422
    assert not Amendment.objects.exists()


def test_a_duty_of_another_letter_is_refused(cast, put_off, earlier):
    other = small.issue(cast, small.OTHER, at=amending.TUESDAY).obligations.get()
    stock = earlier.obligations.get(kind="SPARE_EQUIPMENT")
    answer = post(client_of(cast.binh), put_off, earlier, act="corrects", **{f"duty_{stock.pk}": other.pk})
    assert answer.status_code == 422
    assert not Amendment.objects.exists()


def test_a_refused_act_says_why(cast, put_off, earlier):
    answer = post(client_of(cast.binh), put_off, earlier, act="replaces")
    assert not Amendment.objects.exists()
    assert "chưa có gì thay đổi" in said(answer)[0].lower()


def test_twice_is_refused_by_the_page_without_a_form(cast, put_off, earlier):
    client = client_of(cast.binh)
    for _turn in range(2):
        post(client, put_off, earlier, act="extends", **proposed(put_off, earlier))
    assert Amendment.objects.count() == 1


@pytest.mark.parametrize("who", ["khanh", "long"])
def test_itself_and_a_letter_nobody_has_are_no_page(cast, put_off, who):
    client = client_of(getattr(cast, who))
    for number in (put_off.pk, 999_999):
        assert page(client, "compare", put_off.pk, number).status_code == 404


def test_an_enterprise_compares_its_two_letters_and_confirms_nothing(cast, put_off, earlier):
    answer = page(client_of(cast.hang), "compare", put_off.pk, earlier.pk)
    assert (answer.status_code, answer.context["form"]) == (200, None)
    post(client_of(cast.hang), put_off, earlier, act="extends")
    assert not Amendment.objects.exists()


def test_an_enterprise_that_has_one_of_them_does_not_see_the_other(cast, earlier):
    letter = amending.later(cast, EXTENDING, to=("bc-1",))
    amending.amend(earlier, letter, "extends", by=cast.binh)
    client = client_of(cast.hang)
    assert page(client, "compare", letter.pk, earlier.pk).status_code == 404
    text = page(client, "directive", earlier.pk).content.decode()
    assert "15/STTTT-BCVT" not in text


def test_the_enterprise_sees_which_version_binds_it(cast, earlier):
    amending.say(cast, earlier)
    letter = amending.later(cast, amending.FLEET, amending.STOCK)
    amending.amend(earlier, letter, "replaces", by=cast.khanh, at=now())
    client = client_of(cast.hang)
    assert "Được thay thế bằng" in page(client, "directive", earlier.pk).content.decode()
    text = page(client, "assignment", amending.duty(earlier, "SPARE_EQUIPMENT").pk).content.decode()
    assert "nay thực hiện theo văn bản sau" in text
    assert letter.get_absolute_url() in text


def test_a_guest_sees_it_too(cast, put_off, earlier):
    amending.amend(earlier, put_off, "extends", by=cast.binh)
    invitation = earlier.invitations.get(organisation__code="dd-1")
    (row,) = queries.invited(invitation, amending.TUESDAY).amended_by
    assert row.later == put_off


def test_before_anything_was_found_an_enterprise_sees_no_panel(cast, earlier):
    assert 'id="sua-doi"' not in page(client_of(cast.hang), "directive", earlier.pk).content.decode()
