"""Apps above hand packages over once, take back what never left, and say what became of those that came."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY
from tests.links.far import BODY, BY, Far, known
from tests.worlds import world

from thongsuot.engines import package as engine
from thongsuot.files import actions as files
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Move
from thongsuot.links import actions, queries
from thongsuot.links.actions import Draft
from thongsuot.links.models import Attachment, Package
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


@world
def install(cast):
    return known(Far(), cast.organisation("dd-1"), "")


def draft(cast, **changed) -> Draft:
    return replace(Draft("campaign.order", cast.organisation("dd-1"), BODY), **changed)


def kept(cast, content=b"noi dung", *, reality="live"):
    place = {"organisation": cast.department, "reality": reality, "by": BY, "at": MONDAY}
    return files.store(content, name="ke-hoach.txt", **place)


def test_a_package_waits_under_its_uuid_with_its_files(cast, install):
    row = actions.queue(draft(cast, files=[kept(cast)]), by=cast.khanh, at=MONDAY)
    assert (row.state, row.direction, row.sequence) == ("queued", "out", None)
    assert row.organisation_id == install.organisation_id
    assert queries.value(row) == BODY
    assert [row.name for row in row.attachments.all()] == ["ke-hoach.txt"]
    assert list(queries.queued(install)) == [row]


def test_the_same_uuid_is_queued_once_and_never_with_another_content(cast, install):
    same = draft(cast)
    row = actions.queue(same, by=BY, at=MONDAY)
    assert actions.queue(same, by=BY, at=MONDAY) == row
    for other in (replace(same, body={"khác": 1}), replace(same, kind="campaign.halt")):
        with pytest.raises(actions.OtherContent):
            actions.queue(other, by=BY, at=MONDAY)
    assert Package.objects.count() == 1


def test_the_same_uuid_is_never_queued_with_other_files(cast, install):
    first, second = kept(cast), kept(cast, b"khac")
    same = draft(cast, files=[first, second])
    row = actions.queue(same, by=BY, at=MONDAY)
    assert actions.queue(same, by=BY, at=MONDAY) == row
    for others in ([], [first], [second, first]):
        with pytest.raises(actions.OtherContent):
            actions.queue(replace(same, files=others), by=BY, at=MONDAY)
    assert row.attachments.count() == 2


def test_no_file_joins_or_leaves_what_was_sealed(cast, install):
    row = actions.queue(draft(cast, files=[kept(cast)]), by=BY, at=MONDAY)
    row.attachments.update(name="ten-khac.txt")  # not signed yet
    actions.export(row, at=MONDAY)
    file = row.attachments.get().file
    root = {"organisation": row.organisation, "reality": row.reality}
    for change in (
        lambda: Attachment.objects.create(package=row, file=file, name="x", position=1, **root),
        lambda: row.attachments.update(position=2),
        lambda: row.attachments.get().delete(),
    ):
        with pytest.raises(IntegrityError, match="files of a sealed package"), transaction.atomic():
            change()


def test_one_organisations_person_may_queue_for_another_whose_rows_stay_hidden(cast, install):
    with access.acting_for(cast.department):
        row = actions.queue(draft(cast), by=cast.khanh, at=MONDAY)
        assert not Package.objects.exists()
    assert Package.objects.get() == row


def test_without_an_install_nothing_is_queued(cast):
    with pytest.raises(actions.NoInstall, match="chưa có hệ thống liên thông"):
        actions.queue(draft(cast), by=BY, at=MONDAY)


def test_what_no_envelope_carries_is_no_package(cast, install):
    for wrong in ({"kind": "Đơn hàng"}, {"body": {"tỷ lệ": 0.5}}):
        with pytest.raises(ValueError):  # noqa: PT011  # a mistake of the app above, not a person's
            actions.queue(draft(cast, **wrong), by=BY, at=MONDAY)
    assert not Package.objects.exists()


def test_files_of_the_other_reality_kept_apart_or_too_large_do_not_go(cast, install, monkeypatch):
    apart = kept(cast, b"MZ" + bytes(60) + b"PE\0\0")
    assert apart.quarantined_at
    many = [kept(cast, bytes([65 + number])) for number in range(17)]
    for wrong in ([kept(cast, reality="exercise")], [apart], many):
        with pytest.raises(actions.UnusableFile):
            actions.queue(draft(cast, files=wrong), by=BY, at=MONDAY)
    monkeypatch.setattr(engine, "LARGEST_PARCEL", 64 * 1024 + 10)
    with pytest.raises(actions.UnusableFile):
        actions.queue(draft(cast, files=[kept(cast)]), by=BY, at=MONDAY)
    monkeypatch.setattr(engine, "LARGEST_BODY", 10)
    with pytest.raises(actions.UnusableFile):
        actions.queue(draft(cast), by=BY, at=MONDAY)
    assert not Package.objects.exists()


def test_what_never_left_is_taken_back_and_takes_no_number(cast, install):
    first, second = (actions.queue(draft(cast, uuid=uuid4()), by=BY, at=MONDAY) for _ in range(2))
    assert actions.withdraw(first, by=BY, at=MONDAY).state == "withdrawn"
    assert actions.export(second, at=MONDAY).sequence == 1
    with pytest.raises(actions.AlreadyLeft):
        actions.withdraw(second, by=BY, at=MONDAY)
    with pytest.raises(IllegalMove):
        actions.withdraw(first, by=BY, at=MONDAY)


def test_what_came_waits_for_its_kind_alone_until_it_was_dealt_with(cast, install):
    far = Far()
    for number in (1, 2, 3):
        data = far.package(kind="campaign.tally" if number < 3 else "campaign.answer", sequence=number)
        actions.receive(data, by=BY, at=MONDAY)
    first, second = queries.waiting("campaign.tally")
    assert queries.waiting("campaign.tally", "campaign.answer").count() == 3
    assert actions.handled(first, by=BY, at=MONDAY, note="đã cộng").state == "handled"
    assert actions.refuse(second, reason="Không có đợt này", by=BY, at=MONDAY).outcome == "Không có đợt này"
    assert not queries.waiting("campaign.tally").exists()
    assert set(Move.objects.filter(topic="package").values_list("target", "note")) == {
        ("handled", "đã cộng"),
        ("refused", "Không có đợt này"),
    }


def test_what_goes_out_is_not_refused_here(cast, install):
    row = actions.queue(draft(cast), by=BY, at=MONDAY)
    with pytest.raises(access.NotAllowed):
        actions.refuse(row, reason="x", by=BY, at=MONDAY)


@pytest.mark.parametrize(
    "changed",
    [
        {"body": b"{}"},
        {"kind": "x"},
        {"uuid": UUID(int=1)},
        {"state": "received"},
        {"state": "sending"},
        {"reality": "exercise"},
    ],
    ids=str,
)
def test_the_database_refuses_what_must_never_be(cast, install, changed):
    row = actions.queue(draft(cast), by=BY, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Package.objects.filter(pk=row.pk).update(**changed)
