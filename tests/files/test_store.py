"""Bytes come in once, whole, and are kept apart when they are not what they say."""

import hashlib
import os

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from tests.cast import MONDAY
from tests.files import samples

from thongsuot.files import actions, queries
from thongsuot.files.models import LARGEST, MIB, Chunk, File
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


def store(cast, data, name="letter.pdf", **changes):
    """Store as the first mobile operator's contact."""
    given = {"organisation": cast.organisation("dd-1"), "reality": "live", "by": cast.hang, "at": MONDAY, **changes}
    return actions.store(data, name=name, **given)


def test_a_file_remembers_what_who_and_when(cast):
    data = samples.pdf()
    file = store(cast, data, "Công văn.pdf")
    assert (file.name, file.media_type, file.size) == ("Công văn.pdf", "application/pdf", len(data))
    assert (file.sha256, file.by_name) == (hashlib.sha256(data).hexdigest(), str(cast.hang))
    assert (file.uploaded_at, file.quarantined_at, file.quarantine_code) == (MONDAY, None, "")


@pytest.mark.parametrize("size", [1, MIB - 1, MIB, MIB + 1, 2 * MIB, 2 * MIB + 1])
def test_bytes_are_cut_at_one_mebibyte_and_come_back_whole(cast, size):
    data = os.urandom(size)
    file = store(cast, data, "la.bin")
    sizes = [len(chunk.bytes) for chunk in file.chunks.all()]
    assert sizes == [MIB] * (size // MIB) + ([size % MIB] if size % MIB else [])
    assert actions.read_bytes(file) == data


def test_the_largest_file_is_kept_and_one_byte_more_is_not(cast):
    data = os.urandom(MIB) * 25
    assert len(data) == LARGEST
    assert store(cast, data, "la.bin").chunks.count() == 25
    with pytest.raises(actions.TooLarge, match="25 MB"):
        store(cast, data + b"x", "lon.bin")
    assert File.objects.count() == 1


def test_two_hundred_mebibytes_leave_nothing_behind(cast):
    with pytest.raises(actions.TooLarge) as caught:
        store(cast, bytes(200 * MIB), "lon.pdf")
    assert caught.value.code == "too_large"
    assert not File.objects.exists()
    assert not Chunk.objects.exists()


def test_nothing_is_no_file(cast):
    with pytest.raises(actions.Empty) as caught:
        store(cast, b"", "rong.pdf")
    assert caught.value.code == "empty"
    assert "rong.pdf" in str(caught.value)
    assert not File.objects.exists()


def test_the_same_bytes_are_kept_once(cast):
    first = store(cast, samples.pdf(), "a.pdf")
    again = store(cast, samples.pdf(), "b.pdf", by=cast.long)
    assert again == first
    assert (again.name, again.by_name) == ("a.pdf", str(cast.hang))
    assert Chunk.objects.count() == 1


def test_the_same_bytes_elsewhere_or_in_an_exercise_are_another_file(cast):
    files = {
        store(cast, samples.pdf()).pk,
        store(cast, samples.pdf(), reality="exercise").pk,
        store(cast, samples.pdf(), organisation=cast.organisation("dd-2")).pk,
    }
    assert len(files) == 3


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("letter.pdf", samples.program, "runnable"),
        ("letter.txt", lambda: samples.PAGE, "disguised"),
        ("letter.docx", samples.bomb, "bomb"),
        ("letter.docx", lambda: samples.word()[:-400], "broken"),
        ("letter.pdf", lambda: samples.pdf() + samples.archive(a_txt=b"a"), "polyglot"),
    ],
)
def test_what_is_not_what_it_says_is_kept_apart_with_its_reason(cast, name, make, code):
    file = store(cast, make(), name)
    assert (file.quarantined_at, file.quarantine_code) == (MONDAY, code)
    assert "Hãy " in file.quarantine_reason
    with pytest.raises(queries.Quarantined, match="cách ly"):
        queries.content(file)


def test_a_file_kept_apart_for_its_name_alone_comes_out_under_its_true_one(cast):
    apart = store(cast, samples.word(), "letter.pdf")
    assert apart.quarantine_code == "disguised"
    out = store(cast, samples.word(), "letter.docx")
    assert (out.pk, out.name, out.quarantined_at, out.quarantine_code) == (apart.pk, "letter.docx", None, "")
    assert queries.content(out) == samples.word()


def test_what_runs_or_was_kept_apart_by_hand_does_not_come_out_by_itself(cast):
    store(cast, samples.program(), "letter.pdf")
    assert store(cast, samples.program(), "letter.bin").quarantine_code == "runnable"
    file = store(cast, samples.pdf())
    actions.quarantine(file, reason="Có dữ liệu cá nhân.", by=cast.long, at=MONDAY)
    again = store(cast, samples.pdf())
    assert (again.quarantine_code, again.quarantined_by) == ("by_hand", str(cast.long))
    assert again.quarantine_reason == "Có dữ liệu cá nhân."
    with pytest.raises(queries.Quarantined, match="Có dữ liệu cá nhân"):
        queries.content(again)


def test_sizes_are_refused_before_anybody_reads_the_bytes():
    actions.check_size(LARGEST, name="a.pdf")
    with pytest.raises(actions.TooLarge):
        actions.check_size(LARGEST + 1, name="a.pdf")
    with pytest.raises(actions.Empty):
        actions.check_size(0, name="a.pdf")


def test_only_those_who_keep_the_files_set_one_apart(cast):
    file = store(cast, samples.pdf())
    for person in (cast.hang, cast.binh):
        with pytest.raises(NotAllowed):
            actions.quarantine(file, reason="Không rõ", by=person, at=MONDAY)
    assert queries.content(file) == samples.pdf()


def test_the_reason_is_kept_in_vietnamese_whoever_uploads(cast):
    with translation.override("en"):
        file = store(cast, samples.PAGE, "letter.txt")
    assert "đuôi tên tệp" in file.quarantine_reason
    assert queries.why_apart(file) == file.quarantine_reason


def refused(**changes):
    """Tell whether the database refuses a file with these columns."""
    file = File.objects.get()
    for name, value in changes.items():
        setattr(file, name, value)
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError:
        return True
    return False


def test_the_database_refuses_what_must_never_be(cast):
    file = store(cast, samples.pdf())
    assert refused(reality="dream")
    assert refused(size=0)
    assert refused(size=LARGEST + 1)
    assert refused(sha256="A" * 64)
    assert refused(quarantined_at=MONDAY)
    assert not refused(name="b.pdf")
    for content in (b"", bytes(MIB + 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Chunk.objects.create(file=file, position=7, bytes=content)
    with pytest.raises(IntegrityError), transaction.atomic():
        Chunk.objects.create(file=file, position=0, bytes=b"x")
