"""The signed letter is tied to what went before it: head and copy come from it, the duties stay as reviewed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.letters import reading
from tests.directives.test_note_order import note
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Obligation
from thongsuot.files import actions as files
from thongsuot.ledger import queries as ledger
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=6)
SIGNED = """Sở yêu cầu:
Các doanh nghiệp viễn thông kiểm tra máy phát điện dự phòng tại các trạm.
Báo cáo kết quả về Sở trước 16 giờ.
"""


def signed(**changes):
    """Return a signed letter as it is handed in."""
    read = reading(number="77/SKHCN-VT", date="2020-02-03", text=SIGNED, subject="kiểm tra nguồn điện dự phòng")
    return actions.Signed("77-skhcn.txt", SIGNED.encode(), **{"reading": read, **changes})


@world
def issued_by_word(cast):
    """Return an order by telephone, reviewed and issued before anything was signed."""
    letter = note(cast)
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    return actions.issue(letter, by=cast.khanh, at=MONDAY)


def test_number_date_subject_and_copy_come_from_the_signed_letter(cast, issued_by_word):
    letter, kept = actions.tie(issued_by_word, signed(), by=cast.binh, at=LATER)
    assert (letter.number, letter.dated_on) == ("77/SKHCN-VT", date(2020, 2, 3))
    assert letter.subject == "kiểm tra nguồn điện dự phòng"
    assert letter.signed == kept
    assert files.read_bytes(letter.signed) == SIGNED.encode()
    assert letter.tied_at == LATER
    assert queries.lacks(letter) == []


def test_no_duty_is_reviewed_a_second_time(cast, issued_by_word):
    before = list(issued_by_word.obligations.order_by("pk").values())
    letter, _kept = actions.tie(issued_by_word, signed(), by=cast.binh, at=LATER)
    assert list(letter.obligations.order_by("pk").values()) == before
    assert not letter.obligations.filter(state=Obligation.State.PROPOSED).exists()
    assert letter.state == "issued"


def test_what_stood_before_stays_readable(cast, issued_by_word):
    actions.tie(issued_by_word, signed(), by=cast.binh, at=LATER)
    edit = ledger.edits_of(issued_by_word).last()
    assert (edit.before["number"], edit.after["number"]) == ("", "77/SKHCN-VT")
    assert edit.by_name == str(cast.binh)


def test_where_the_signed_letter_says_something_else_it_is_shown(cast, issued_by_word):
    letter, _kept = actions.tie(issued_by_word, signed(), by=cast.binh, at=LATER)
    found = {row.quote: (row.same, row.sentence) for row in queries.beside_signed(letter)}
    assert found["kiểm tra máy phát điện dự phòng tại các trạm"][0]
    assert found["Báo cáo kết quả về Sở trước 17 giờ"] == (False, "Báo cáo kết quả về Sở trước 16 giờ.")
    assert found["sẵn sàng nhắn tin khi có đề nghị"] == (False, "")


def test_a_scan_without_text_takes_number_and_date_as_typed(cast, issued_by_word):
    given = signed(reading=None, number="78/SKHCN-VT", dated_on=date(2020, 2, 4))
    letter, _kept = actions.tie(issued_by_word, given, by=cast.binh, at=LATER)
    assert (letter.number, letter.dated_on, letter.signed_text) == ("78/SKHCN-VT", date(2020, 2, 4), "")
    assert queries.beside_signed(letter) == []


def test_typed_words_go_before_read_ones(cast, issued_by_word):
    letter, _kept = actions.tie(issued_by_word, signed(number="79/SKHCN-VT"), by=cast.binh, at=LATER)
    assert letter.number == "79/SKHCN-VT"


def test_a_copy_that_is_unsafe_is_kept_apart_and_ties_nothing(cast, issued_by_word):
    unsafe = actions.Signed("ban-ky.pdf", b"MZ\x90\x00 program", None, "80/SKHCN-VT", date(2020, 2, 4))
    letter, kept = actions.tie(issued_by_word, unsafe, by=cast.binh, at=LATER)
    assert kept.quarantined_at is not None
    assert (letter.signed_id, letter.number) == (None, "")


def test_a_second_copy_and_a_withdrawn_letter_are_refused(cast, issued_by_word):
    actions.tie(issued_by_word, signed(), by=cast.binh, at=LATER)
    with pytest.raises(actions.NothingToTie):
        actions.tie(issued_by_word, signed(), by=cast.binh, at=LATER)
    other = note(cast, words="Bố trí trực 24/24.")
    actions.withdraw(other, by=cast.khanh, at=MONDAY)
    with pytest.raises(actions.NothingToTie):
        actions.tie(other, signed(), by=cast.binh, at=LATER)


def test_a_letter_uploaded_unsigned_takes_its_copy_too(cast, issued):
    letter, _kept = actions.tie(issued, signed(), by=cast.person("so.vanthu"), at=LATER)
    assert letter.signed_id is not None
    assert letter.origin == "letter"


def test_an_enterprise_ties_nothing(cast, issued_by_word):
    with pytest.raises(NotAllowed):
        actions.tie(issued_by_word, signed(), by=cast.long, at=LATER)
