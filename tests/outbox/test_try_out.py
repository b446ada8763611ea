"""Channels and how they do: an administrator looks, and tries them out on the own address alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.outbox import sms_peer, witness

from thongsuot.organisations import access
from thongsuot.outbox import actions, jobs, queries
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def vinh(cast):
    return cast.person("so.quantri")


@pytest.fixture
def peers(settings):
    """Return a mail server and an SMS gateway that stand."""
    with witness.standing() as post, sms_peer.standing() as gateway:
        settings.SMTP_URL, settings.SMS_URL, settings.SMS = post.url, gateway.url, sms_peer.TEMPLATES
        yield post, gateway


def test_a_trial_goes_to_the_own_address_on_its_channel(vinh, peers):
    post, gateway = peers
    for channel in ("email", "sms"):
        actions.try_out(channel, by=vinh, at=MONDAY)
    jobs.run(MONDAY)
    assert [mail["To"] for mail in post.mails] == [f"{vinh.name} <{vinh.email}>"]
    assert [seen.told["to"] for seen in gateway.seen] == [vinh.phone.replace(" ", "")]
    assert {way.trial.state for way in queries.ways()} == {"sent"}


def test_two_clicks_within_a_second_make_one_message(vinh, peers):
    first = actions.try_out("sms", by=vinh, at=MONDAY)
    assert actions.try_out("sms", by=vinh, at=MONDAY).pk == first.pk
    assert actions.try_out("sms", by=vinh, at=MONDAY + SECOND).pk != first.pk


@pytest.mark.parametrize("username", ["so.lanhdao", "so.chuyenvien", "dd-1.lanhdao"])
def test_nobody_else_tries_anything(cast, username):
    with pytest.raises(access.NotAllowed):
        actions.try_out("sms", by=cast.person(username), at=MONDAY)
    assert client_of(cast.person(username)).get(reverse("outbox:channels")).status_code == 404


@pytest.mark.parametrize(("channel", "missing"), [("sms", "phone"), ("email", "email")])
def test_without_an_address_of_ones_own_nothing_is_sent(vinh, channel, missing):
    vinh.__dict__[missing] = ""
    vinh.save()
    with pytest.raises(actions.NoAddress, match="Danh bạ"):
        actions.try_out(channel, by=vinh, at=MONDAY)
    answer = client_of(vinh).post(reverse("outbox:channels"), {"channel": channel})
    assert answer.status_code == 422
    assert "chưa gửi tin thử" in answer.content.decode()
    assert not Message.objects.exists()


def test_the_page_shows_what_became_of_it_and_no_secret(vinh, peers, settings):
    settings.SMTP_URL = peers[0].url.replace("smtp://", "smtp://ten:bi-mat@")
    client = client_of(vinh)
    assert client.post(reverse("outbox:channels"), {"channel": "sms"}).status_code == 302
    assert "Chờ gửi" in client.get(reverse("outbox:channels")).content.decode()
    jobs.run(Message.objects.get().due_at)
    page = client.get(reverse("outbox:channels")).content.decode()
    assert "Cổng tin nhắn trả lời 200" in page
    assert peers[1].address in page
    for secret in ("bi-mat", "ten:", "khoa-rieng-7"):
        assert secret not in page


def test_a_channel_that_is_none_is_refused(vinh):
    for channel in ("call_sheet", "in_app", "x", ""):
        assert client_of(vinh).post(reverse("outbox:channels"), {"channel": channel}).status_code == 422


def test_trouble_and_what_waits_are_shown(vinh, settings):
    settings.SMS_URL, settings.SMS = "http://127.0.0.1:1/", sms_peer.TEMPLATES
    actions.try_out("sms", by=vinh, at=MONDAY)
    jobs.run(MONDAY)
    page = client_of(vinh).get(reverse("outbox:channels")).content.decode()
    assert "Không kết nối được cổng tin nhắn" in page
    assert "127.0.0.1:1" in page


def test_without_any_channel_the_page_says_what_still_works(vinh, settings):
    settings.SMTP_URL, settings.SMS_URL = None, ""
    page = client_of(vinh).get(reverse("outbox:channels")).content.decode()
    assert "TS_SMS_URL" in page
    assert "danh sách gọi điện" in page
    assert [way.peer for way in queries.ways()] == ["", ""]


def test_an_address_that_cannot_be_read_is_no_crash(settings):
    settings.SMTP_URL = "smtp://[:x"
    with access.acting_as_system():
        assert queries.ways()[0].peer == "?"
