"""The number, not the file, is the identity: another file under a known number is told apart and refused."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.directives.letters import reading
from tests.directives.test_views_letters import LETTER, send
from tests.worlds import world

from thongsuot.directives import actions
from thongsuot.directives.models import Directive
from thongsuot.files import actions as files
from thongsuot.files.models import File

pytestmark = pytest.mark.django_db
OTHER = {"1": ("Cử đầu mối phối hợp với Công an tỉnh.", "one_off", "all", "OTHER")}


def upload(cast, data=b"1", **changes):
    """Receive a letter as a file."""
    return actions.receive_upload(
        data,
        reading(**changes),
        name="cong-van.txt",
        organisation=cast.department,
        reality="live",
        by=cast.binh,
        at=MONDAY,
    )


@world
def known(cast):
    """Return a letter that came as a file."""
    return upload(cast)


def test_another_file_under_the_same_number_is_refused_and_the_earlier_bytes_stay(cast, known):
    with pytest.raises(actions.NumberKnown, match="Gắn bản ký") as refusal:
        upload(cast, b"2", parts=OTHER, number="12/stttt-bcvt")
    assert refusal.value.directive == known
    assert "Bản trước được giữ nguyên" in str(refusal.value)
    assert Directive.objects.get() == known
    assert files.read_bytes(known.file) == b"1"
    assert File.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "13/STTTT-BCVT"},
        {"date": "2020-02-04"},
        {"issuer": {"name": "UBND tỉnh Đông Xuyên", "parent": None}},
        {"number": None},
        {"date": None},
    ],
    ids=["number", "date", "issuer", "no number", "no date"],
)
def test_a_letter_that_differs_in_one_of_the_three_is_another(cast, known, changes):
    assert upload(cast, b"2", parts=OTHER, **changes).pk != known.pk


def test_after_the_earlier_one_was_withdrawn_its_number_is_free(cast, known):
    actions.withdraw(known, by=cast.khanh, at=MONDAY, note="Nhập nhầm")
    assert upload(cast, b"2", parts=OTHER).number == known.number


def test_the_page_leads_to_the_letter_that_is_there(cast):
    client = client_of(cast.binh)
    send(client, "cong-van.txt", LETTER.encode())
    known = Directive.objects.get()
    answer = send(client, "cong-van-2.txt", LETTER.replace("tại các trạm", "tại từng trạm").encode())
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "nội dung khác" in text
    assert reverse("directives:directive", args=[known.pk]) in text
    assert Directive.objects.count() == 1
