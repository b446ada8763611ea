"""Two clocks: the cut-off freezes the figures, the promise upwards has its own deadline; nothing leaves by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import client_of
from tests.directives.test_commit import DUTY, UPWARD, promised
from tests.reports.small import DAY_BEFORE, DEADLINE, MINUTE, REPORT, send
from tests.reports.test_register import TODAY
from tests.worlds import world

from thongsuot.directives import queries as directives
from thongsuot.files.models import Run
from thongsuot.outbox.models import Message
from thongsuot.reports import actions, jobs, papers, queries
from thongsuot.reports.models import Snapshot, Upward

pytestmark = pytest.mark.django_db
CODES = ("dd-1", "bc-1")


@world
def letter(cast):
    row = promised(cast, REPORT, DUTY, to=CODES)
    jobs.run(DAY_BEFORE)
    send(cast, row, "dd-1")
    jobs.run(DEADLINE)
    return row


def enter(cast, snapshot, recipient, number):
    filing = actions.Filing(on=TODAY, number=number)
    return actions.register(snapshot, recipient, filing, by=cast.khanh, at=DEADLINE + MINUTE)


def test_the_promise_is_no_report_that_somebody_owes(cast, letter):
    snapshot = Snapshot.objects.get()
    assert (snapshot.content["due"], snapshot.content["missing"]) == (2, ["bc-1"])
    assert sum(snapshot.content["words"].values()) == 4
    assert [one.deadline_at for one in queries.rounds(letter)] == [DEADLINE]


def test_the_page_of_the_snapshot_shows_both_clocks(cast, letter):
    page = client_of(cast.binh).get(Snapshot.objects.get().get_absolute_url()).content.decode()
    assert "Hai thời hạn" in page
    assert "14:00 07/02/2020" in page
    assert "17:00 07/02/2020" in page


def test_a_letter_that_promises_nothing_has_one_clock(cast):
    from tests.reports.merging import told

    page = client_of(cast.binh).get(told(cast).get_absolute_url()).content.decode()
    assert "Văn bản không nêu thời hạn riêng" in page


def test_a_later_report_enters_as_a_supplement_and_the_snapshot_stays(cast, letter):
    first = Snapshot.objects.values().get()
    send(cast, letter, "bc-1", at=DEADLINE + MINUTE)
    jobs.run(DEADLINE + 2 * MINUTE)
    assert Snapshot.objects.filter(sequence=0).values().get() == first
    supplement = Snapshot.objects.get(sequence=1)
    assert (supplement.content["late"], supplement.content["missing"]) == (["bc-1"], [])
    annex = papers.upward(supplement, "ministry", papers.dress(supplement, "ministry")).annexes[0].blocks[0]
    row = next(row for row in annex.rows if row[1] == cast.organisation("bc-1").name)
    assert row[2:5] == ("Chưa gửi", "Gửi sau thời điểm chốt", "14:01 07/02/2020")


def test_a_supplement_after_the_upward_deadline_says_so(cast, letter):
    send(cast, letter, "bc-1", at=UPWARD + MINUTE)
    jobs.run(UPWARD + 2 * MINUTE)
    client = client_of(cast.binh)
    late, first = (Snapshot.objects.get(sequence=n).get_absolute_url() for n in (1, 0))
    assert "lập sau hạn gửi cấp trên" in client.get(late).content.decode()
    assert "lập sau hạn gửi cấp trên" not in client.get(first).content.decode()


def test_nothing_leaves_by_itself_however_late_it_gets(cast, letter):
    before = set(Message.objects.exclude(channel="in_app").values_list("pk", flat=True))
    jobs.run(UPWARD + timedelta(days=1))
    after = Message.objects.exclude(channel="in_app").exclude(pk__in=before)
    assert not after.filter(recipient__organisation__kind="authority").exists()
    assert directives.commitments_of(letter).get().state == "received"


def test_once_every_paper_was_sent_by_a_person_the_promise_is_kept(cast, letter):
    snapshot = Snapshot.objects.get()
    first, second = (enter(cast, snapshot, code, n) for n, code in enumerate(Upward.Recipient.values, start=1))
    actions.send_up(first, by=cast.binh, at=UPWARD - MINUTE)
    assert directives.commitments_of(letter).get().state == "received"
    actions.send_up(second, by=cast.khanh, at=UPWARD - MINUTE)
    promise = directives.commitments_of(letter).get()
    assert (promise.state, promise.done_at) == ("done", UPWARD - MINUTE)


def test_a_promise_kept_by_hand_before_is_left_alone(cast, letter):
    from thongsuot.directives import actions as acts

    acts.fulfil(directives.commitments_of(letter).get(), by=cast.binh, at=DEADLINE + MINUTE)
    snapshot = Snapshot.objects.get()
    for number, code in enumerate(Upward.Recipient.values, start=1):
        actions.send_up(enter(cast, snapshot, code, number), by=cast.binh, at=UPWARD)
    assert directives.commitments_of(letter).get().done_at == DEADLINE + MINUTE


def test_the_papers_of_the_cut_off_are_drawn_once_by_themselves(cast, letter):
    jobs.work(Run.objects.get(kind=actions.RENDER).pk, at=DEADLINE)
    jobs.run(UPWARD)
    assert Run.objects.filter(kind=actions.RENDER).count() == 1
    assert {paper.edition for paper in Upward.objects.all()} == {0}
