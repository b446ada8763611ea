"""An organisation merges or splits under a letter: open duties pass on, what was done and printed stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.directives.small import assignment, issue
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Answer, Assignment, Invitation
from thongsuot.ledger.models import Evidence, Move, Order
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.actions import Document, Portion
from thongsuot.organisations.models import SignedLink

pytestmark = pytest.mark.django_db
DEADLINE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
NOON = MONDAY + timedelta(hours=3)
MERGE = Document("merge", "Quyết định số 15/QĐ-UBND ngày 01/02/2020")
SPLIT = Document("split", "Quyết định số 16/QĐ-UBND ngày 01/02/2020")
WATCH = ("Bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER")
STOCK = ("Kiểm tra thiết bị dự phòng.", "one_off", "telecom", "SPARE_EQUIPMENT")
SMS = ("Nhắn tin khi cơ quan có thẩm quyền đề nghị.", "conditional", "mobile", "MASS_SMS")
REPORT = ("Báo cáo trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")
PARTS = (WATCH, STOCK, SMS, REPORT)


def pass_on(cast, *portions, document=MERGE, code="dd-1"):
    rows = [Portion(cast.organisation(heir), services, people) for heir, services, people in portions]
    return actions.succeed(cast.organisation(code), rows, document=document, by=cast.khanh, at=NOON)


def states(letter, code):
    rows = Assignment.objects.filter(directive=letter, organisation__code=code).order_by("obligation__start")
    return [row.state for row in rows]


@world
def letter(cast):
    """Return a letter to the enterprise that goes, received there, with a duty done and one under way."""
    issued = issue(cast, *PARTS)
    actions.acknowledge(queries.receipt_of(issued, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    done = assignment(issued, obligation__kind="SPARE_EQUIPMENT")
    figures = {"items_tested": 4, "items_total": 5}
    actions.declare(done, actions.Statement(figures), by=cast.hang, at=MONDAY)
    actions.complete(done, by=cast.hang, at=MONDAY)
    actions.start(assignment(issued, obligation__kind="DUTY_ROSTER"), by=cast.hang, at=MONDAY)
    return issued


def test_open_duties_pass_on_and_those_done_stay(cast, letter):
    pass_on(cast, ("dd-2", (), ()))
    assert states(letter, "dd-1") == ["withdrawn", "done", "withdrawn", "withdrawn"]
    assert states(letter, "dd-2") == ["arrived", "arrived", "arrived"]


def test_a_duty_passes_on_with_its_clock(cast, letter):
    old = assignment(letter, obligation__kind="REPORT")
    pass_on(cast, ("dd-2", (), ()))
    new = assignment(letter, "dd-2", obligation__kind="REPORT")
    assert (new.deadline_at, new.relation, new.starts_at) == (old.deadline_at, old.relation, old.starts_at)
    assert new.deadline_at == DEADLINE


def test_the_move_says_on_what_the_succession_rests(cast, letter):
    old = assignment(letter, obligation__kind="REPORT")
    pass_on(cast, ("dd-2", (), ()))
    step = Move.objects.filter(topic="assignment", row=old.pk).last()
    assert MERGE.words in step.note
    assert step.organisation == cast.organisation("dd-1")


def test_the_letter_reaches_the_successor_with_an_invitation_of_its_own(cast, letter):
    pass_on(cast, ("dd-2", (), ()))
    receipt = queries.receipt_of(letter, cast.organisation("dd-2"))
    assert receipt.sent_at == NOON
    assert Invitation.objects.filter(directive=letter, organisation__code="dd-2").exists()


def test_the_predecessors_invitation_opens_nothing_any_more(cast, letter):
    old = Invitation.objects.get(directive=letter, organisation__code="dd-1")
    pass_on(cast, ("dd-2", (), ()))
    links = SignedLink.objects.filter(row=f"invitation:{old.pk}")
    assert links.exists()
    assert not links.filter(valid_until__gt=NOON).exists()


def test_what_was_received_and_declared_stays_under_the_old_name(cast, letter):
    before = list(Evidence.objects.order_by("pk").values_list("organisation__code", "key", "version"))
    receipt = queries.receipt_of(letter, cast.organisation("dd-1"))
    pass_on(cast, ("dd-2", (), ()))
    assert (
        list(Evidence.objects.order_by("pk").values_list("organisation__code", "key", "version"))[: len(before)]
        == before
    )
    receipt.refresh_from_db()
    assert receipt.organisation == cast.organisation("dd-1")
    assert receipt.acknowledged_at == MONDAY


def test_orders_end_for_the_one_and_begin_for_the_other(cast, letter):
    pass_on(cast, ("dd-2", (), ()))
    assert not Order.objects.filter(organisation__code="dd-1", kind="DUTY_ROSTER", until=None).exists()
    order = Order.objects.get(organisation__code="dd-2", kind="DUTY_ROSTER")
    assert (order.until, order.starts_at) == (None, NOON)


def test_a_duty_that_the_successor_owes_already_is_owed_once(cast):
    letter = issue(cast, WATCH, to=("dd-1", "dd-2"))
    own = assignment(letter, "dd-2")
    pass_on(cast, ("dd-2", (), ()))
    assert assignment(letter, "dd-2").pk == own.pk
    assert states(letter, "dd-1") == ["withdrawn"]


def test_a_successor_that_has_received_the_letter_need_not_do_so_again(cast):
    letter = issue(cast, WATCH, to=("dd-1", "dd-2"))
    extra = issue(cast, STOCK, number="13/SKHCN", to=("dd-1",))
    heir = cast.person("dd-2.daumoi")
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-2")), by=heir, at=MONDAY)
    pass_on(cast, ("dd-2", (), ()))
    assert states(letter, "dd-2") == ["received"]
    assert states(extra, "dd-2") == ["arrived"]


def test_the_successors_people_work_on_with_what_passed(cast, letter):
    hang = cast.hang
    pass_on(cast, ("dd-2", (), ()))
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-2")), by=hang, at=NOON)
    new = assignment(letter, "dd-2", obligation__kind="DUTY_ROSTER")
    assert actions.start(new, by=hang, at=NOON).state == "in_progress"


def test_a_closed_letter_passes_nothing_on(cast, letter):
    actions.close(letter, by=cast.khanh, at=MONDAY)
    pass_on(cast, ("dd-2", (), ()))
    assert states(letter, "dd-2") == []


def test_a_split_passes_a_duty_to_whoever_took_its_service(cast):
    wide = cast.organisation("dd-1")
    organisations.change(wide, version=wide.version, services=["mobile", "postal"])
    letter = issue(cast, SMS, WATCH, to=("dd-1",))
    pass_on(cast, ("cd-1", ("mobile",), ()), document=SPLIT)
    assert states(letter, "cd-1") == ["arrived"]
    assert states(letter, "dd-1") == ["withdrawn", "arrived"]


def test_a_split_of_which_nothing_is_left_binds_every_successor(cast):
    wide = cast.organisation("dd-1")
    organisations.change(wide, version=wide.version, services=["mobile", "postal"])
    letter = issue(cast, SMS, WATCH, to=("dd-1",))
    pass_on(cast, ("cd-1", ("mobile",), ()), ("bc-1", ("postal",), ()), document=SPLIT)
    assert states(letter, "cd-1") == ["arrived", "arrived"]
    assert states(letter, "bc-1") == ["arrived"]


def test_an_open_question_is_asked_again_in_the_successors_name(cast, letter):
    row = assignment(letter, obligation__kind="DUTY_ROSTER")
    said = actions.Said(kind="unclear", words="Ca trực gồm mấy người?", assignment=row)
    asked = actions.answer(letter, cast.organisation("dd-1"), said, by=cast.hang, at=MONDAY)
    pass_on(cast, ("dd-2", (), ()))
    asked.refresh_from_db()
    assert asked.state == "taken_back"
    again = Answer.objects.get(organisation__code="dd-2")
    assert (again.words, again.state) == (asked.words, "asked")
    assert (again.by_person, again.at) == (cast.hang, MONDAY)
    assert again.assignment == assignment(letter, "dd-2", obligation__kind="DUTY_ROSTER")


def test_nothing_passes_where_the_succession_is_refused(cast, letter):
    before = states(letter, "dd-1")
    with pytest.raises(organisations.CannotSucceed):
        pass_on(cast, ("dd-1", (), ()))
    assert states(letter, "dd-1") == before
