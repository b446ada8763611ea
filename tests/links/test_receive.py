"""What comes is believed or only counted: every refusal, and the receipt that is always the same."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from tests.cast import MONDAY
from tests.links.far import BODY, BY, Far, known

from thongsuot.engines import package as engine
from thongsuot.engines.package import Reason, SigningKey
from thongsuot.engines.vietnamese import ZONE
from thongsuot.files.models import File
from thongsuot.files.queries import content
from thongsuot.links import actions, api, queries
from thongsuot.links.models import Install, Key, Package, Refusal
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db
UUID_1 = UUID(int=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def far():
    return Far()


@pytest.fixture
def install(cast, far):
    return known(far, cast.organisation("dd-1"), "")


def come(data, at=MONDAY):
    return actions.receive(data, by=BY, at=at)


def refused(data, reason) -> actions.Answered:
    """Let a package be refused: nothing of it stays but one count."""
    before = Package.objects.count()
    answered = come(data)
    assert (answered.reason, answered.taken) == (reason, False)
    assert Package.objects.count() == before
    assert Refusal.objects.get(reason=reason).number >= 1
    return answered


def signed(answered, far) -> engine.Receipt:
    """Return what the answer says, signed with the key that signs here now."""
    came = engine.read_receipt(answered.receipt)
    assert came.signed_by(queries.own_key().public)
    assert came.receipt.recipient == far.key.public.fingerprint
    return came.receipt


def test_a_package_is_kept_and_a_receipt_signed_over_it(install, far):
    data = far.package(files=(("số liệu.csv", b"a,b\n1,2\n"), ("bản đồ.png", b"\x89PNG\r\n\x1a\n")))
    answered = come(data)
    row = Package.objects.get()
    assert (row.state, row.kind, row.sequence, row.created_at) == ("received", "campaign.tally", 1, MONDAY)
    assert queries.value(row) == BODY
    assert queries.parcel(row) == data
    assert [(each.name, content(each.file)[:4]) for each in row.attachments.all()] == [
        ("số liệu.csv", b"a,b\n"),
        ("bản đồ.png", b"\x89PNG"),
    ]
    told = signed(answered, far)
    assert (told.uuid, told.digest, told.taken) == (row.uuid, engine.unpack(data).digest, True)
    install.refresh_from_db()
    assert install.seen_at == MONDAY


def test_the_same_bytes_again_get_the_same_receipt_and_make_no_second_row(install, far):
    data = far.package()
    first = come(data)
    for hours in (1, -1, 24 * 400):  # our clock may have stepped, too
        assert come(data, MONDAY + hours * HOUR).receipt == first.receipt
    assert Package.objects.count() == 1
    assert not Refusal.objects.exists()


def test_the_same_bytes_again_are_answered_also_after_the_key_was_ended(install, far):
    data = far.package()
    first = come(data)
    actions.end_key(Key.objects.get(), by=BY, at=MONDAY)
    assert come(data).receipt == first.receipt
    told = signed(refused(far.package(sequence=2), Reason.REVOKED_KEY), far)
    assert told.reason == Reason.REVOKED_KEY


def test_other_bytes_under_a_known_uuid_are_refused_and_noted_once(install, far):
    come(far.package(uuid=UUID_1))
    other = far.package({"khác": 1}, uuid=UUID_1)
    assert signed(refused(other, Reason.OTHER_BYTES), far).reason == Reason.OTHER_BYTES
    come(other, MONDAY + HOUR)
    row = Package.objects.get()
    assert (row.disputed_at, queries.value(row)) == (MONDAY, BODY)
    assert Refusal.objects.get().number == 2


def test_an_unknown_key_is_told_so_and_given_no_signature(cast, far):
    assert refused(far.package(), Reason.UNKNOWN_KEY).receipt == b""


def test_a_key_that_was_ended_opens_nothing_whatever_the_clock_says(install, far):
    actions.end_key(Key.objects.get(), by=BY, at=MONDAY + HOUR)
    refused(far.package(), Reason.REVOKED_KEY)


def test_an_install_that_was_ended_brings_nothing(install, far):
    actions.end_install(install, by=BY, at=MONDAY)
    refused(far.package(), Reason.REVOKED_KEY)


def test_a_signature_of_somebody_else_is_refused_without_an_answer_to_it(install, far):
    stranger = replace(far, key=SigningKey(b"X" * 32))
    data = stranger.package(sender=far.key.public.fingerprint)
    assert refused(data, Reason.BAD_SIGNATURE).receipt == b""


def test_what_was_changed_on_the_way_is_refused(install, far):
    data = bytearray(far.package())
    data[-1] ^= 1
    refused(bytes(data), Reason.ALTERED)


def test_what_is_for_somebody_else_is_refused(install, far):
    data = far.package(recipient=SigningKey(b"Y" * 32).public.fingerprint)
    assert signed(refused(data, Reason.NOT_OURS), far).reason == Reason.NOT_OURS


def test_what_was_made_after_every_calendar_is_refused_and_never_shown(install, far):
    refused(far.package(created_at=datetime(9999, 12, 31, 23, tzinfo=UTC)), Reason.MALFORMED)
    assert come(far.package(created_at=datetime(1970, 1, 1, tzinfo=UTC))).taken  # a clock without its battery


def test_an_exercise_never_enters_a_real_install(install, far):
    assert signed(refused(far.package(reality="exercise"), Reason.WRONG_REALITY), far).reason == Reason.WRONG_REALITY


def test_a_real_package_never_enters_an_exercise(install, far, settings):
    settings.REALITY = "exercise"
    refused(far.package(), Reason.WRONG_REALITY)


@pytest.mark.parametrize("data", [b"", b"x", b"thongsuot package 1\n" + bytes(4)])
def test_what_is_no_package_is_malformed(install, data):
    assert refused(data, Reason.MALFORMED).receipt == b""


def test_whoever_sends_however_much_there_is_one_row_a_day_and_reason(cast):
    for minute in range(30):
        come(b"x", MONDAY + timedelta(minutes=minute))
    come(b"x", MONDAY + timedelta(days=1))
    counted = Refusal.objects.order_by("day").values_list("reason", "number")
    assert list(counted) == [("malformed", 30), ("malformed", 1)]
    assert [said for _row, said in queries.refusals(MONDAY)] == [queries.said("malformed")] * 2
    assert queries.refusals(MONDAY + timedelta(days=40)) == []


def test_gaps_and_repeated_numbers_are_taken_and_told(install, far):
    for sequence in (5, 2, 5):
        assert come(far.package(sequence=sequence)).taken
    assert queries.missing(install) == 3
    assert [line.missing for line in queries.lines()] == [3]
    for sequence in (1, 3, 4):
        assert come(far.package(sequence=sequence)).taken
    assert queries.missing(install) == 0


def test_the_older_key_still_opens_while_both_hold(install, far):
    new = SigningKey(b"N" * 32)
    actions.add_key(install, key=new.public.text, fingerprint=new.public.fingerprint, by=BY, at=MONDAY)
    assert come(far.package()).taken
    assert come(replace(far, key=new).package(sequence=2)).taken


def test_what_is_addressed_to_our_older_key_is_taken_and_signed_with_the_one_in_use(install, far, monkeypatch):
    older, newer = queries.own_key(), SigningKey(b"W" * 32)
    before, after = far.package(), far.package(sequence=2)
    first = come(before).receipt
    assert engine.read_receipt(first).signed_by(older.public)
    monkeypatch.setattr(queries.keys, "own_keys", lambda: [newer, older])
    again = come(before, MONDAY + HOUR)
    for answered in (again, come(after)):
        assert engine.read_receipt(answered.receipt).signed_by(newer.public)
        assert engine.read_receipt(answered.receipt).receipt.sender == newer.public.fingerprint
    told, anew = engine.read_receipt(first).receipt, engine.read_receipt(again.receipt).receipt
    assert replace(anew, sender=told.sender) == told  # the same answer, of the same moment
    assert come(before, MONDAY + 2 * HOUR).receipt == again.receipt
    row = Package.objects.get(sequence=1)
    assert (bytes(row.receipt), queries.receipt(row)) == (first, again.receipt)


def test_counts_of_thirty_days_begin_on_a_day_of_ours(cast):
    come(b"x", MONDAY)
    night = datetime.combine(MONDAY.date() + timedelta(days=31), time(0, 30), ZONE)  # still the day before in UTC
    assert queries.refusals(night - HOUR) != []
    assert queries.refusals(night) == []


def test_the_database_keeps_what_was_signed_and_the_files_with_it(install, far):
    row = come(far.package(files=(("a.txt", b"x"),))).package
    attached = row.attachments.get()
    for change in (
        lambda: Package.objects.filter(pk=row.pk).update(signature=b"x" * 64),
        lambda: Package.objects.filter(pk=row.pk).update(receipt=b"x"),
        lambda: Package.objects.filter(pk=row.pk).update(sequence=7),
        lambda: Package.objects.filter(pk=row.pk).update(envelope=None, signature=None, sequence=None),
        lambda: row.attachments.update(name="b.txt"),
        attached.delete,
    ):
        with pytest.raises(IntegrityError, match="kept as"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="not deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM links_package")


def test_every_reason_has_a_sentence():
    assert {str(reason) for reason in Reason} == set(map(str, queries.SAID))
    assert queries.said("some_day") == "some_day"


# over HTTP


def post(data, **more):
    return Client().post(reverse("links:receive"), data, content_type="application/vnd.thongsuot.package", **more)


def test_over_the_line_the_answer_is_json_with_the_receipt(install, far):
    data = far.package()
    answer = post(data)
    assert (answer.status_code, answer.json()["answer"]) == (200, "delivered")
    receipt = base64.b64decode(answer.json()["receipt"])
    assert engine.read_receipt(receipt).receipt.digest == engine.unpack(data).digest
    assert post(data).json()["receipt"] == answer.json()["receipt"]


@pytest.mark.parametrize(
    ("reason", "status"),
    [("unknown_key", 403), ("wrong_reality", 409), ("malformed", 400)],
)
def test_over_the_line_a_refusal_is_a_status_a_word_and_a_sentence(cast, far, reason, status):
    if reason == "wrong_reality":
        known(far, cast.organisation("dd-1"), "")
    data = b"x" if reason == "malformed" else far.package(reality="exercise")
    answer = post(data)
    told = answer.json()
    assert (answer.status_code, told["answer"], told["reason"]) == (status, "refused", reason)
    assert "chưa lưu gì" in told["said"]
    assert bool(told["receipt"]) == (reason == "wrong_reality")


def test_over_the_line_more_than_any_package_is_refused_unread(cast, monkeypatch):
    monkeypatch.setattr(api, "LARGEST_PARCEL", 100)
    answer = post(b"x" * 101)
    assert (answer.status_code, answer.json()["reason"]) == (413, "oversized")
    assert Refusal.objects.get().reason == "oversized"
    assert post(b"x", CONTENT_LENGTH="nhieu").status_code == 400


def test_over_the_line_only_bringing_is_possible(client):
    assert client.get(reverse("links:receive")).status_code == 405


def test_our_own_fault_is_no_answer_and_keeps_nothing(install, far, monkeypatch):
    def full(*words, **told):
        raise OSError("no space left on device")

    monkeypatch.setattr("thongsuot.files.actions.store", full)
    client = Client(raise_request_exception=False)
    answer = client.post(reverse("links:receive"), far.package(files=(("a.txt", b"x"),)), content_type="x/y")
    assert answer.status_code == 500
    assert not Package.objects.exists()


# walls


def test_each_organisation_sees_its_own_packages_alone(cast, install, far):
    come(far.package(files=(("a.txt", b"x"),)))
    with access.acting_for(cast.organisation("dd-2")):
        for table in ("install", "key", "package", "attachment"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM links_{table}")  # noqa: S608  # the names stand above
                assert cursor.fetchone() == (0,)
    with access.acting_for(cast.organisation("dd-1")):
        assert Package.objects.count() == Install.objects.count() == 1


def test_a_stranger_sees_no_counts(cast):
    come(b"x")
    with access.nobody():
        assert not Refusal.objects.exists()


@pytest.mark.parametrize("table", ["key", "package", "attachment"])
def test_the_database_ties_everything_to_one_organisation_and_reality(cast, install, far, table):
    come(far.package(files=(("a.txt", b"x"),)))
    for column, value in (("reality", "exercise"), ("organisation_id", cast.organisation("dd-2").pk)):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE links_{table} SET {column} = %s", [value])  # noqa: S608  # names that stand above


def test_files_that_come_are_kept_under_the_organisation_and_reality(install, far):
    come(far.package(files=(("a.txt", b"x"),)))
    file = File.objects.get()
    assert (file.organisation_id, file.reality) == (install.organisation_id, "live")
