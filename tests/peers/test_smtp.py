"""Pages over real third parties: a mail server takes them, a message centre carries them, and answers come back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.outbox import sms_link, witness
from tests.paging.texting import HANG, SECOND, Texting, asked, fresh

from thongsuot.outbox import jobs as outbox_jobs
from thongsuot.outbox.gateway import singles
from thongsuot.outbox.models import Message
from thongsuot.paging import jobs, queries
from thongsuot.paging.models import PageAnswer

pytestmark = pytest.mark.django_db
MAIL, OTHER = "hang@example.vn", "long@example.vn"
PHONE = "84900000001"


@pytest.fixture
def server(settings):
    """Return a mail server that stands."""
    with witness.standing() as found:
        settings.SMTP_URL, settings.SMS_URL = found.url, None
        yield found


@pytest.fixture
def people(cast, server):
    """Return the people who are paged, by mail alone."""
    return Texting(cast)


@pytest.fixture
def ladder(people):
    """Return a ladder of two with addresses of mail."""
    cast = people.cast
    return people.climb(people.reached(cast.hang, email=MAIL), people.reached(cast.long, email=OTHER))


def test_a_page_arrives_by_mail_and_its_link_accepts(people, server, ladder, monkeypatch):
    monkeypatch.setattr("thongsuot.paging.views.now", lambda: people.at)
    outbox_jobs.run(people.at)
    (mail,) = server.mails
    assert (mail["To"].endswith(f"<{MAIL}>"), mail["Importance"]) == (True, "high")
    address = re.search(r"https?://[^/\s]+(/\S+)", mail.get_content())[1]
    assert "Tôi tiếp nhận" in Client().get(address).content.decode()
    Client().post(address)
    assert fresh(ladder).accepted_by == people.cast.hang.name


def test_who_says_by_the_link_that_it_cannot_be_lets_the_next_be_asked(people, server, ladder, monkeypatch):
    monkeypatch.setattr("thongsuot.paging.views.now", lambda: people.at)
    outbox_jobs.run(people.at)
    address = re.search(r"https?://[^/\s]+(/\S+)", server.mails[0].get_content())[1]
    said = Client().post(address, {"answer": "cannot"}, follow=True).content.decode()
    assert "đang báo người tiếp theo" in said
    assert asked(ladder) == [(people.cast.hang.name, "declined"), (people.cast.long.name, "sent")]
    outbox_jobs.run(people.at)
    assert server.mails[-1]["To"].endswith(f"<{OTHER}>")


def test_a_box_that_the_server_refuses_is_not_waited_for(people, server, ladder):
    server.refusals[MAIL] = "550 no such box"
    outbox_jobs.run(people.at)
    people.later(SECOND)
    assert asked(ladder) == [(people.cast.hang.name, "skipped"), (people.cast.long.name, "sent")]
    outbox_jobs.run(people.at)
    assert [mail["To"].endswith(f"<{OTHER}>") for mail in server.mails] == [True]


def test_a_page_whose_fate_is_unknown_is_sent_again_and_a_reminder_is_not(people, server, ladder):
    from thongsuot.paging import actions

    server.drop = True
    outbox_jobs.run(people.at)
    server.drop = False
    outbox_jobs.run(people.at + SECOND)
    page = Message.objects.get(channel="email", address=MAIL)
    assert (page.state, page.doubts) == ("sent", 1)
    assert server.tokens[str(page.token)] == 2

    person = people.cast.long
    person.email = OTHER
    person.save(update_fields=["email"])
    told = {"text": "Hạn 14 giờ", "url": "/", "due_at": people.at, "stage": "T"}
    actions.remind("assignment:1", person, **told, by=jobs.CALLER, at=people.at)
    people.later(SECOND)
    server.drop = True
    outbox_jobs.run(people.at)
    server.drop = False
    outbox_jobs.run(people.at + SECOND)
    reminder = Message.objects.get(channel="email", address=OTHER, about__startswith="reminders:")
    assert (reminder.state, server.tokens[str(reminder.token)]) == ("uncertain", 1)


def test_a_server_that_is_away_loses_nothing_and_the_page_leaves_when_it_is_back(people, server, ladder, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    outbox_jobs.run(people.at)
    assert queries.lost_pages() == []
    assert asked(ladder) == [(people.cast.hang.name, "sent")]
    settings.SMTP_URL = server.url
    people.at += 60 * SECOND
    outbox_jobs.run(people.at)
    assert len(server.mails) == 1


@pytest.fixture
def centre(tmp_path, settings, monkeypatch):
    """Return our message centre, and the link of this install to it."""
    monkeypatch.setattr(singles, "POLL", 0.1)
    monkeypatch.setattr(singles, "PAUSE", 0.2)
    with sms_link.standing(tmp_path / "record.tsv") as peer:
        driver = sms_link.use(settings, peer)
        yield peer, driver
        driver.close()


def carried(cast, centre):
    """Open a ladder and let its first page leave by the link."""
    line, (_peer, driver) = Texting(cast), centre
    ladder = line.climb(line.hang, line.long)
    driver.at = line.at
    driver.bind()
    driver.until(lambda: Message.objects.filter(channel="sms", state="sent").count() == 1)
    return line, ladder


def test_a_page_is_carried_by_the_centre_and_answered_from_the_telephone(cast, centre):
    peer, driver = centre
    line, ladder = carried(cast, centre)
    code = line.code(ladder, HANG)
    driver.at = line.at = line.at + SECOND
    peer.say(PHONE, f"Nhận {code}")
    driver.until(lambda: queries.next_due() == line.at)
    jobs.run(line.at)
    assert fresh(ladder).accepted_by == line.hang.name
    assert PageAnswer.objects.get().outcome == "accepted"
    driver.until(lambda: Message.objects.filter(channel="sms", state="sent").count() == 2)
    assert len(peer.lines) == 2


def test_a_refusal_from_the_telephone_sends_the_next_page_over_the_same_link(cast, centre):
    peer, driver = centre
    line, ladder = carried(cast, centre)
    driver.at = line.at = line.at + SECOND
    peer.say(PHONE, "KHONG")
    driver.until(lambda: queries.next_due() == line.at)
    jobs.run(line.at)
    assert asked(ladder) == [(line.hang.name, "declined"), (line.long.name, "sent")]
    driver.until(lambda: not Message.objects.filter(channel="sms", state__in=["queued", "sending"]).exists())
    assert len(peer.lines) == 3  # the second page, and the word to the first person
