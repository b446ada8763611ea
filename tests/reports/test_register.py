"""Number and date come after the signature, from the agency's own register or from the one kept here."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.cast import VIETNAM
from tests.reports.merging import told
from tests.reports.small import DEADLINE, MINUTE
from tests.worlds import world

from thongsuot.files.models import Run
from thongsuot.ledger.models import Edit
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.reports import actions, jobs, papers, queries
from thongsuot.reports.models import Register, RegisterEntry, Snapshot

pytestmark = pytest.mark.django_db
TODAY = DEADLINE.date()
LATER = DEADLINE + 10 * MINUTE
NEXT_YEAR = datetime(2021, 1, 4, 9, 0, tzinfo=VIETNAM)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
LETTER = {"type_name": "Công văn", "symbol": "SKHCN-VP", "subject": "Về việc họp"}


@world
def snapshot(cast):
    return told(cast)


@world
def ours(cast):
    """Let the department say that it keeps its register here."""
    return actions.keep_register(cast.department, "live", ours=True, version=0, by=cast.khanh, at=DEADLINE)


def enter(cast, snapshot, recipient="ministry", *, number=None, on=TODAY, by=None, at=LATER):
    filing = actions.Filing(on=on, number=number, signer="Trần Văn Ký")
    return actions.register(snapshot, recipient, filing, by=by or cast.khanh, at=at)


def enter_other(cast, *, number=None, on=TODAY, at=LATER, **changes):
    filing = actions.Filing(on=on, number=number, **{**LETTER, **changes})
    return actions.register_other(cast.department, "live", filing, by=cast.khanh, at=at)


def test_the_number_of_the_agencys_own_register_stands_in_the_next_edition(cast, snapshot):
    jobs.work(Run.objects.get(kind=actions.RENDER).pk, at=DEADLINE)
    entry = enter(cast, snapshot, number=57)
    assert (str(entry), entry.on, entry.year, entry.ours) == (f"57/BC-{cast.department.symbol}", TODAY, 2020, False)
    head = papers.upward(snapshot, "ministry", papers.dress(snapshot, "ministry")).letterhead
    assert (head.number, head.on) == (57, TODAY)
    assert papers.upward(snapshot, "committee", papers.dress(snapshot, "committee")).letterhead.number is None
    jobs.work(Run.objects.get(finished_at=None, kind=actions.RENDER).pk, at=LATER)
    assert {paper.edition for paper in queries.papers_of(snapshot)} == {1}


def test_drafts_wait_with_empty_number_and_date(cast, snapshot):
    head = papers.upward(snapshot, "ministry", papers.dress(snapshot, "ministry")).letterhead
    assert (head.number, head.on) == (None, None)


def test_an_agency_with_a_register_of_its_own_types_the_number(cast, snapshot):
    with pytest.raises(actions.BadEntry, match="sổ riêng"):
        enter(cast, snapshot)
    assert not RegisterEntry.objects.exists()


def test_a_register_kept_here_gives_the_next_number_over_all_types(cast, snapshot, ours):
    assert enter(cast, snapshot).number == 1
    assert enter_other(cast).number == 2
    assert enter(cast, snapshot, "committee", number=99).number == 3


def test_the_numbers_begin_again_each_year(cast, snapshot, ours):
    enter_other(cast)
    assert enter_other(cast, on=NEXT_YEAR.date(), at=NEXT_YEAR).number == 1
    assert queries.years_of(cast.department, "live") == [2021, 2020]
    assert [entry.number for entry in queries.entries_in(cast.department, "live", 2020)] == [1]


def test_a_number_is_given_once_a_year(cast, snapshot):
    enter_other(cast, number=57)
    with pytest.raises(actions.BadEntry, match="57/SKHCN-VP.*Về việc họp.*07/02/2020"):
        enter(cast, snapshot, number=57)
    assert enter_other(cast, number=57, on=NEXT_YEAR.date(), at=NEXT_YEAR).number == 57


def test_the_database_refuses_a_number_twice_a_year(cast, snapshot):
    entry = enter_other(cast, number=57)
    entry.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save(force_insert=True)


@pytest.mark.parametrize("changes", [{"number": 0}, {"year": 2019}], ids=["nought", "another year"])
def test_the_database_refuses_what_no_register_holds(cast, snapshot, changes):
    enter_other(cast, number=57)
    with pytest.raises(DatabaseError), transaction.atomic():
        RegisterEntry.objects.update(**changes)


def test_numbers_given_here_follow_the_order_of_time(cast, snapshot, ours):
    enter_other(cast)
    with pytest.raises(actions.BadEntry, match="thứ tự thời gian"):
        enter_other(cast, on=TODAY - timedelta(days=1))
    assert enter_other(cast).number == 2


def test_a_book_of_ones_own_may_be_copied_in_any_order(cast, snapshot):
    enter_other(cast, number=57)
    assert enter_other(cast, number=56, on=TODAY - timedelta(days=1)).number == 56


def test_no_paper_is_dated_ahead(cast, snapshot):
    with pytest.raises(actions.BadEntry, match="sau hôm nay"):
        enter(cast, snapshot, number=57, on=TODAY + timedelta(days=1))


def test_a_paper_has_one_number(cast, snapshot):
    enter(cast, snapshot, number=57)
    with pytest.raises(actions.BadEntry, match="đã có số"):
        enter(cast, snapshot, number=58)


@pytest.mark.parametrize("left", ["symbol", "subject"])
def test_another_paper_needs_its_symbol_and_subject(cast, snapshot, left):
    with pytest.raises(actions.BadEntry, match="ký hiệu và trích yếu"):
        enter_other(cast, number=1, **{left: ""})


def test_only_the_registry_and_the_leader_enter_numbers(cast, snapshot):
    entry = enter(cast, snapshot, number=57)
    for stranger in (cast.binh, cast.hang):
        with pytest.raises(NotAllowed):
            enter(cast, snapshot, "committee", number=58, by=stranger)
        with pytest.raises(NotAllowed):
            actions.keep_register(cast.department, "live", ours=True, version=0, by=stranger, at=LATER)
        with pytest.raises(NotAllowed):
            actions.correct_entry(entry, number=58, on=TODAY, version=1, by=stranger, at=LATER)
    with pytest.raises(NotAllowed):
        actions.send_up(entry, by=cast.hang, at=LATER)


def test_whose_register_it_is_can_change_and_who_said_so_is_kept(cast, ours):
    actions.keep_register(cast.department, "live", ours=False, version=ours.version, by=cast.khanh, at=LATER)
    assert not queries.keeps_here(cast.department, "live")
    assert Register.objects.count() == 1
    assert Edit.objects.filter(topic="register", by_name=cast.khanh.name).count() == 2
    with pytest.raises(EditedMeanwhile):
        actions.keep_register(cast.department, "live", ours=True, version=ours.version, by=cast.khanh, at=LATER)


def test_a_slip_of_the_pen_is_put_right_and_kept(cast, snapshot):
    entry = enter(cast, snapshot, number=57)
    actions.correct_entry(entry, number=75, on=TODAY, version=entry.version, by=cast.khanh, at=LATER)
    entry.refresh_from_db()
    assert entry.number == 75
    assert Edit.objects.get(topic="registerentry").before["number"] == 57


@pytest.mark.parametrize(
    ("number", "day"), [(0, 0), (56, 0), (58, 1)], ids=["no number", "a number that is taken", "a day ahead"]
)
def test_a_correction_obeys_the_register(cast, snapshot, number, day):
    enter_other(cast, number=56)
    entry = enter(cast, snapshot, number=57)
    with pytest.raises(actions.BadEntry):
        actions.correct_entry(entry, number=number, on=TODAY + timedelta(days=day), version=1, by=cast.khanh, at=LATER)
    entry.refresh_from_db()
    assert (entry.number, entry.on) == (57, TODAY)


def test_another_papers_number_is_put_right_without_any_paper_drawn(cast, snapshot):
    entry, runs = enter_other(cast, number=57), Run.objects.count()
    actions.correct_entry(entry, number=75, on=TODAY, version=1, by=cast.khanh, at=LATER)
    assert Run.objects.count() == runs


def test_the_signed_copy_is_kept_as_the_final_one(cast, snapshot):
    entry = actions.keep_signed(enter(cast, snapshot, number=57), PDF, name="ban-ky.pdf", by=cast.binh, at=LATER)
    assert (entry.signed.name, entry.signed.organisation) == ("ban-ky.pdf", cast.department)


def test_a_signed_copy_that_is_no_document_is_refused(cast, snapshot):
    with pytest.raises(actions.BadEntry, match="bản chính"):
        actions.keep_signed(enter(cast, snapshot, number=57), b"MZ\0\0", name="a.pdf", by=cast.binh, at=LATER)
    assert RegisterEntry.objects.get().signed is None


def test_only_a_persons_act_says_that_a_paper_left_and_then_its_number_stays(cast, snapshot):
    entry = enter(cast, snapshot, number=57)
    assert entry.sent_at is None
    sent = actions.send_up(entry, by=cast.binh, at=LATER)
    assert (sent.sent_at, sent.sent_by_name) == (LATER, cast.binh.name)
    with pytest.raises(actions.BadEntry, match="giữ nguyên"):
        actions.send_up(sent, by=cast.binh, at=LATER)
    with pytest.raises(actions.BadEntry, match="đính chính"):
        actions.correct_entry(sent, number=58, on=TODAY, version=sent.version, by=cast.khanh, at=LATER)


def test_nothing_of_all_this_touches_the_snapshot(cast, snapshot):
    before = Snapshot.objects.values().get()
    actions.send_up(enter(cast, snapshot, number=57), by=cast.binh, at=LATER)
    jobs.run(LATER + timedelta(days=3))
    assert Snapshot.objects.values().get() == before


def test_two_numbers_entered_before_anything_is_drawn_stand_in_the_last_edition(cast, snapshot):
    enter(cast, snapshot, "ministry", number=57)
    enter(cast, snapshot, "committee", number=58)
    for run in Run.objects.filter(kind=actions.RENDER).order_by("pk"):
        jobs.work(run.pk, at=LATER)
    newest = {paper.recipient: paper.edition for paper in queries.papers_of(snapshot)}
    assert newest == {"ministry": 2, "committee": 2}
