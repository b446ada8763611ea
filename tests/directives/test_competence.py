"""Who asks for a conditional duty: the competent authority is offered first, another one is pointed out."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from tests.cast import BEFORE, MONDAY, client_of
from tests.directives.small import assignment, issue
from tests.worlds import world

from thongsuot.directives import actions
from thongsuot.directives.forms import RequestForm
from thongsuot.organisations import actions as organisations
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db
SMS = ("Nhắn tin khi cơ quan có thẩm quyền đề nghị.", "conditional", "mobile", "MASS_SMS")


@world
def armed(cast):
    """Return a duty that waits for the request of the people's committee."""
    organisations.set_competent("MASS_SMS", [cast.committee], department=cast.department, by=cast.khanh, at=BEFORE)
    return assignment(issue(cast, SMS))


def press(cast, row, **told):
    client = client_of(cast.khanh)
    answer = client.post(reverse("directives:assignment-step", args=[row.pk, "activate"]), told)
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_competent_authority_is_chosen_already(cast, armed):
    form = RequestForm(duty=armed.obligation, at=MONDAY)
    assert form.fields["authority"].initial == cast.committee
    assert cast.committee.name in form.fields["authority"].help_text


def test_without_a_setting_nobody_is_chosen_and_nobody_doubted(cast):
    row = assignment(issue(cast, SMS))
    form = RequestForm({"authority": cast.ministry.pk}, duty=row.obligation, at=MONDAY)
    assert form.fields["authority"].initial is None
    assert form.is_valid()
    assert form.doubt == ""


def test_the_page_offers_the_competent_authority(cast, armed):
    page = client_of(cast.khanh).get(armed.get_absolute_url()).content.decode()
    assert f'<option value="{cast.committee.pk}" selected>' in page


def test_a_request_of_the_competent_authority_is_taken_without_a_word(cast, armed):
    assert len(press(cast, armed, authority=cast.committee.pk, note="Gửi trước 10 giờ")) == 1
    armed.refresh_from_db()
    assert armed.activated_at is not None


def test_a_request_of_another_authority_is_taken_and_pointed_out(cast, armed):
    said = press(cast, armed, authority=cast.ministry.pk)
    assert any("không thuộc cơ quan có thẩm quyền" in words and cast.ministry.name in words for words in said)
    armed.refresh_from_db()
    assert armed.activated_at is not None


def test_whoever_is_told_reads_who_asked(cast, armed):
    actions.activate(armed.obligation, by=cast.khanh, at=MONDAY, note="Gửi trước 10 giờ", authority=cast.committee)
    bodies = Message.objects.filter(about=f"assignment:{armed.pk}").values_list("body", flat=True)
    assert any(f"Theo đề nghị của {cast.committee}. Gửi trước 10 giờ" in body for body in bodies)
