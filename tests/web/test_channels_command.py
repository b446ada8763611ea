"""`thongsuot check-channels`: what is configured is reached, and nothing is sent."""

from __future__ import annotations

import pytest
from tests.outbox import sms_peer, witness

from thongsuot.web import channels_command

pytestmark = pytest.mark.django_db


def test_without_a_channel_it_says_that_the_rest_works(settings, capsys):
    settings.SMTP_URL, settings.SMS_URL = None, ""
    assert channels_command.run([]) == 0
    assert capsys.readouterr().out.count("chưa cấu hình") == 2


def test_channels_that_answer_are_named_and_get_nothing(settings, capsys):
    with witness.standing() as post, sms_peer.standing() as gateway:
        settings.SMTP_URL, settings.SMS_URL, settings.SMS = post.url, gateway.url, sms_peer.TEMPLATES
        assert channels_command.run([]) == 0
        said = capsys.readouterr().out
        assert post.address in said
        assert gateway.address in said
        assert (post.mails, gateway.seen) == ([], [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"SMTP_URL": "smtp://ten:bi-mat@127.0.0.1:1"},
        {"SMS_URL": "http://127.0.0.1:1/?key=bi-mat"},
        {"SMS_URL": "http://127.0.0.1:1", "SMS": {"headers": "bi-mat"}},
        {"SMS_URL": "https://"},
    ],
    ids=["no mail server", "no gateway", "a wrong template", "no host"],
)
def test_one_that_does_not_answer_is_named_without_its_secrets(settings, capsys, wrong):
    settings.SMTP_URL, settings.SMS_URL, settings.SMS = None, "", {}
    for name, value in wrong.items():
        setattr(settings, name, value)
    assert channels_command.run([]) == 1
    assert "bi-mat" not in capsys.readouterr().out


def test_it_takes_no_words(capsys):
    assert channels_command.run(["x"]) == 2
    assert "không nhận tham số" in capsys.readouterr().err
