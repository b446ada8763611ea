"""The database goes while a message is under way on a link: nothing is lost, nothing is sent twice."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from tests.outbox.test_hearing import LONG, PHONE
from tests.outbox.test_sms import text

from thongsuot.exercise.gateway import Spread
from thongsuot.organisations import access
from thongsuot.outbox.gateway import singles
from thongsuot.outbox.models import Message, Reply

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("soon")]


@pytest.fixture
def cut_off(cluster, worker_database):
    """Return what ends every connection to the database, as a restart of the server does."""

    def end() -> None:
        with psycopg.connect(make_conninfo(cluster.app_url, dbname=worker_database), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
            )

    return end


def queued(cast, **words):
    with access.acting_as_system():
        return text(cast, **words)


def row(message):
    with access.acting_as_system():
        return Message.objects.get(pk=message.pk)


def test_an_answer_that_finds_no_database_is_written_when_it_is_back(cast, peer, driver, cut_off, caplog):
    peer.behave(latency=Spread(0.3, 0.3))
    message = queued(cast)
    driver.until(lambda: peer.lines)
    cut_off()
    driver.until(lambda: "wait for the database" in caplog.text)
    driver.until(lambda: row(message).state == "sent")
    assert (row(message).doubts, row(message).attempts, len(peer.lines)) == (0, 1, 1)
    other = queued(cast, key="khac")  # and the mailbox is free again
    driver.until(lambda: row(other).state == "sent")


def test_a_message_that_finds_no_database_waits_for_it(cast, peer, driver, cut_off):
    driver.bind()
    message = queued(cast)
    cut_off()
    driver.until(lambda: peer.lines)
    driver.until(lambda: row(message).state == "sent")
    assert (row(message).doubts, len(peer.lines)) == (0, 1)


def test_a_database_that_goes_between_claim_and_sending_costs_no_doubt(cast, peer, driver, cut_off, monkeypatch):
    driver.bind()
    message = queued(cast)
    holds, gone = singles.queries.holds, []

    def once(claimed):
        if not gone:
            gone.append(1)
            cut_off()
        return holds(claimed)

    monkeypatch.setattr(singles.queries, "holds", once)
    driver.until(lambda: peer.lines)
    driver.until(lambda: row(message).state == "sent")
    assert (gone, row(message).doubts, row(message).attempts, len(peer.lines)) == ([1], 0, 1, 1)


def test_an_answer_by_telephone_is_acknowledged_when_it_is_kept(cast, peer, driver, cut_off, caplog):
    message = queued(cast)
    driver.until(lambda: row(message).state == "sent")
    cut_off()
    peer.say(PHONE, LONG)
    driver.until(lambda: "wait for the database" in caplog.text)

    def replies():
        with access.acting_as_system():
            return list(Reply.objects.values_list("body", flat=True))

    driver.until(replies)
    driver.rest(0.4)
    assert replies() == [LONG]
