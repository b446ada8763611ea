"""What is only seen when transactions truly end: workers, threads at the same moment, and a commit that fails."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django import app
from tests.cast import MONDAY
from tests.links.far import BY, Far, known, standing

from thongsuot.links import actions, jobs
from thongsuot.links.actions import Draft
from thongsuot.links.models import Install, Package, Refusal
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("links committed")]


@pytest.fixture
def far(cast):
    with standing() as far:
        with access.acting_as_system():
            known(far, Organisation.objects.get(code="dd-1"))
        yield far


def rows(model=Package):
    with access.acting_as_system():
        return list(model.objects.order_by("id"))


def post(data):
    client = Client(raise_request_exception=False)
    return client.post(reverse("links:receive"), data, content_type="application/vnd.thongsuot.package")


def test_a_worker_that_the_timer_called_sends(cast, far):
    with access.acting_as_system():
        to = Organisation.objects.get(code="dd-1")
        for number in range(3):
            actions.queue(Draft("campaign.order", to, {"số": number}), by=BY, at=MONDAY)
        assert jobs.run(MONDAY) == 1
    with app.replace_connector(app.connector.get_worker_connector()) as ready, ready.open():
        ready.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    assert [row.state for row in rows()] == ["delivered"] * 3
    assert far.order == [1, 2, 3]
    with access.acting_as_system():
        assert (Install.objects.get().due_at, jobs.run(MONDAY), jobs.next_due()) == (None, 0, None)


def test_two_senders_at_the_same_moment_send_each_package_once(cast, far):
    with access.acting_as_system():
        to = Organisation.objects.get(code="dd-1")
        for number in range(10):
            actions.queue(Draft("campaign.order", to, {"số": number}), by=BY, at=MONDAY)
    (install,) = rows(Install)
    settled = []

    def send():
        try:
            settled.append(jobs.work(install.pk, clock=lambda: MONDAY))
        finally:
            connection.close()

    together(send, send, send)
    assert sum(settled) == 10
    assert len(far.came) == 10
    assert far.order == list(range(1, 11))


def together(*works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_copies_that_come_at_the_same_moment_make_one_row_and_one_receipt(far):
    data, answers = far.package(files=(("số liệu.csv", b"a,b\n"),)), []

    def come():
        try:
            answers.append(post(data).json())
        finally:
            connection.close()

    together(*[come] * 4)
    assert {(told["answer"], told["receipt"]) for told in answers} == {("delivered", answers[0]["receipt"])}
    assert len(rows()) == 1


def test_without_a_commit_there_is_no_acknowledgement(far, monkeypatch):
    def lost():
        raise OperationalError("the server closed the connection unexpectedly")

    data = far.package(uuid=UUID(int=7))
    with monkeypatch.context() as patched:
        patched.setattr(connection, "commit", lost)
        answer = post(data)
    assert answer.status_code == 500
    assert b"receipt" not in answer.content
    assert rows() == []
    assert post(data).status_code == 200
    assert len(rows()) == 1


def test_what_was_refused_is_counted_though_nothing_else_stays(far):
    assert post(b"x").status_code == 400
    assert post(b"y").status_code == 400
    assert rows() == []
    assert [(row.reason, row.number) for row in rows(Refusal)] == [("malformed", 2)]


def test_a_peer_that_nobody_knows_leaves_nothing(cast):
    assert post(Far().package()).status_code == 403
    assert rows() == []
