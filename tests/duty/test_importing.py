"""Last week's sheet fills a draft; what is not clear is named with its cell, and nothing is taken silently."""

from __future__ import annotations

from datetime import date

import pytest
from tests.duty.watch import DAY, HOUR, SIX, Watch
from tests.worlds import world

from thongsuot.duty import actions, queries
from thongsuot.duty.actions import Unsuitable
from thongsuot.duty.models import Leave, Shift
from thongsuot.engines.tables import read, write_csv, write_xlsx
from thongsuot.ledger.models import Edit
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Person

pytestmark = pytest.mark.django_db
WEEK = 7 * DAY
HEADER = ["Ngày", "Ca ngày - Trực lãnh đạo", "Ca ngày - Trực điều hành", "Ca ngày - Trực ứng cứu thông tin"]
MONDAY_BEFORE = date(2020, 1, 27)


@world
def watch(cast):
    watch = Watch(cast)
    for person in (watch.hang, watch.long, watch.lan, watch.hai, watch.dung, watch.thu, watch.son):
        watch.fit(person)
    return watch


@world
def draft(watch):
    """Return the draft of a week with its empty seats, by day."""
    draft = watch.new_roster(state="draft")
    for number in range(7):
        for kind, seats in (("leader", 1), ("operations", 1), ("responder", 2)):
            for seat in range(1, seats + 1):
                watch.shift(None, SIX + number * DAY, kind=kind, seat=seat, roster=draft)
                watch.shift(None, SIX + number * DAY + 12 * HOUR, kind=kind, seat=seat, roster=draft)
    return draft


def sheet(*rows, header=HEADER):
    return read(write_xlsx(header, rows, title="Lịch trực"), header_line=1)


def laid(draft, *rows, header=HEADER):
    return queries.read_grid(sheet(*rows, header=header), draft, SIX)


def placed(found):
    return sorted(
        (row.shift.starts_at, row.shift.position.kind, row.shift.seat, row.person.name) for row in found.placed
    )


def doubts(found):
    return [(row.line, row.column, row.text) for row in found.doubts]


def test_a_day_row_fills_the_seats_of_its_day(watch, draft):
    found = laid(draft, [SIX.date(), "Phan Văn Long", "Hồ Thị Lan", "Vũ Minh Hải\nĐặng Tiến Dũng"])
    assert placed(found) == [
        (SIX, "leader", 1, watch.long.name),
        (SIX, "operations", 1, watch.lan.name),
        (SIX, "responder", 1, watch.hai.name),
        (SIX, "responder", 2, watch.dung.name),
    ]
    assert (found.doubts, found.weeks) == ((), 0)


def test_last_weeks_sheet_is_moved_by_whole_weeks(watch, draft):
    found = laid(draft, *([MONDAY_BEFORE + number * DAY, "", "Hồ Thị Lan", ""] for number in range(7)))
    assert found.weeks == 1
    assert [row.shift.starts_at for row in found.placed] == [SIX + number * DAY for number in range(7)]


def test_a_sheet_of_months_ago_falls_on_the_same_weekdays(watch, draft):
    wednesday = date(2019, 11, 13)
    found = laid(draft, [wednesday, "", "Hồ Thị Lan", ""])
    assert [row.shift.starts_at for row in found.placed] == [SIX + 2 * DAY]


@pytest.mark.parametrize("written", ["03/02/2020", "3/2/2020", "3/2", "03-02-2020", "Thứ Hai 3.2.2020", "2020-02-03"])
def test_a_day_may_be_written_in_many_ways(draft, written):
    assert [row.shift.starts_at for row in laid(draft, [written, "", "Hồ Thị Lan", ""]).placed] == [SIX]


@pytest.mark.parametrize("written", ["", "hôm nay", "31/02/2020", "45/13"])
def test_a_row_without_a_day_is_in_doubt(draft, written):
    found = laid(draft, ["03/02/2020", "", "Mai Hồng Sơn", ""], [written or "-", "", "Hồ Thị Lan", ""])
    assert doubts(found) == [(3, "C", "Hồ Thị Lan")]
    assert "ngày nào" in str(found.doubts[0])


@pytest.mark.parametrize(
    "name", ["ho thi lan", "HỒ THỊ LAN", "Đ/c Hồ Thị Lan", "Lan", "Bà Lan (0900 000 009)", " Hồ  Thị Lan "]
)
def test_diacritics_titles_and_numbers_do_not_matter(watch, draft, name):
    assert [row.person for row in laid(draft, ["03/02/2020", "", name, ""]).placed] == [watch.lan]


@pytest.mark.parametrize("name", ["-", "–", "x", "trống", ""])
def test_a_dash_seats_nobody_and_is_no_doubt(draft, name):
    found = laid(draft, ["03/02/2020", "", name, ""])
    assert (found.placed, found.doubts) == ((), ())


def test_two_people_of_one_name_are_named_with_their_cell(watch, draft):
    twin = watch.hire("lan2", "Hồ Thi Lán")
    watch.fit(twin)
    clear = (["04/02/2020", "", "Lan", ""], ["05/02/2020", "", "Hồ Thị Lan", ""])
    found = laid(draft, ["03/02/2020", "", "ho thi lan", ""], *clear)
    assert doubts(found) == [(2, "C", "ho thi lan")]
    assert f"{watch.lan.name} ({watch.lan.username})" in str(found.doubts[0])
    assert f"{twin.name} ({twin.username})" in str(found.doubts[0])
    assert [row.person for row in found.placed] == [watch.lan] * 2  # with all its marks it is clear who is meant


def test_a_stranger_is_named_with_the_cell(watch, draft):
    found = laid(draft, ["03/02/2020", "", "Hồ Thị Lan", "Người Lạ; Vũ Minh Hải"])
    assert doubts(found) == [(2, "D", "Người Lạ")]
    assert str(found.doubts[0]).startswith("Dòng 2, cột D: “Người Lạ”: không có ai")
    assert len(found.placed) == 2


def test_who_is_not_fit_or_away_or_elsewhere_is_in_doubt(watch, draft):
    watch.hire("moi", "Tạ Thế Mới")
    told = {"person": watch.hai, "valid_from": SIX - DAY, "valid_until": SIX + DAY, **watch._root()}
    Leave.objects.create(**told)
    found = laid(draft, ["03/02/2020", "Hồ Thị Lan", "Hồ Thị Lan", "Tạ Thế Mới, Vũ Minh Hải"])
    assert doubts(found) == [(2, "C", "Hồ Thị Lan"), (2, "D", "Tạ Thế Mới"), (2, "D", "Vũ Minh Hải")]
    whys = [row.why for row in found.doubts]
    assert "cùng lúc" in whys[0]
    assert "không có trong danh sách" in whys[1]
    assert "nghỉ" in whys[2]


def test_several_names_of_a_cell_are_told_apart(watch, draft):
    found = laid(draft, ["03/02/2020", "", "", "Đ/c Hải và đ/c Dũng 0900 000 091"])
    assert [row.person for row in found.placed] == [watch.hai, watch.dung]


def test_more_people_than_seats_are_in_doubt(draft):
    found = laid(draft, ["03/02/2020", "", "Hồ Thị Lan, Cao Thị Thu", ""])
    assert doubts(found) == [(2, "C", "Cao Thị Thu")]
    assert "đủ người" in str(found.doubts[0])


def test_a_day_outside_the_roster_is_in_doubt(draft):
    found = laid(draft, ["03/02/2020", "", "Hồ Thị Lan", ""], ["20/02/2020", "", "Hồ Thị Lan", ""])
    assert doubts(found) == [(3, "C", "Hồ Thị Lan")]
    assert "không có ca này" in str(found.doubts[0])


def test_a_column_that_nobody_understands_is_named_once(draft):
    header = ["STT", "Ngày", "Lái xe", "Ca ngày Trực điều hành", "Trực lãnh đạo", "Ghi chú"]
    rows = [
        ["1", "03/02/2020", "Ai Đó", "Hồ Thị Lan", "Phan Văn Long", "đổi ca"],
        ["2", "04/02/2020", "Ai Đó", "", "", ""],
    ]
    found = laid(draft, *rows, header=header)
    assert doubts(found) == [(1, "C", "Lái xe"), (1, "E", "Trực lãnh đạo")]
    assert len(found.placed) == 1


def test_a_sheet_without_positions_is_told_as_a_whole(draft):
    found = laid(draft, ["03/02/2020", "Hồ Thị Lan"], header=["Ngày", "Tên"])
    assert found.placed == ()
    assert "không thấy cột nào" in str(found.doubts[0])


def test_the_names_of_shifts_may_stand_above_the_positions(watch, draft):
    rows = (
        ["", "Trực lãnh đạo", "Trực điều hành", "Trực lãnh đạo", "Trực điều hành"],
        ["03/02/2020", "Phan Văn Long", "Hồ Thị Lan", "", "Mai Hồng Sơn"],
    )
    found = laid(draft, *rows, header=["Ngày", "Ca ngày", "", "Ca đêm", ""])
    assert found.doubts == ()
    assert placed(found)[-1] == (SIX + 12 * HOUR, "operations", 1, watch.son.name)


def test_titles_above_the_table_are_passed_over(watch, draft):
    rows = [["Quý I", "Năm 2020", "", ""], HEADER, ["03/02/2020", "", "Hồ Thị Lan", ""]]
    data = write_csv(["Công ty", "Lịch trực", "", ""], rows)
    found = queries.read_grid(read(data), draft, SIX)
    assert [row.person for row in found.placed] == [watch.lan]


def test_what_is_taken_is_written_as_it_was_shown(watch, draft):
    found = laid(draft, ["03/02/2020", "Phan Văn Long", "Hồ Thị Lan", "Người Lạ"])
    assert actions.fill_from(found, draft, by=watch.hang, at=SIX) == 2
    assert Shift.objects.filter(roster=draft, person__isnull=False).count() == 2
    draft.refresh_from_db()
    assert draft.origin == "imported"
    assert Edit.objects.filter(topic="roster", row=draft.pk, after__filled=2).exists()


def test_whoever_sits_in_a_seat_already_stays(watch, draft):
    Shift.objects.filter(roster=draft, position__kind="operations", starts_at=SIX).update(person=watch.thu)
    found = laid(draft, ["03/02/2020", "", "Hồ Thị Lan", ""])
    assert doubts(found) == [(2, "C", "Hồ Thị Lan")]
    again = laid(draft, ["03/02/2020", "", "Cao Thị Thu", ""])
    assert (again.placed, again.doubts) == ((), ())


def test_a_seat_filled_meanwhile_is_left_alone(watch, draft):
    found = laid(draft, ["03/02/2020", "", "Hồ Thị Lan", ""])
    seat = found.placed[0].shift
    Shift.objects.filter(pk=seat.pk).update(person=watch.thu)
    assert actions.fill_from(found, draft, by=watch.hang, at=SIX) == 0
    assert Shift.objects.get(pk=seat.pk).person == watch.thu


def test_only_a_draft_is_filled_and_only_by_who_keeps_it(watch, draft):
    found = laid(draft, ["03/02/2020", "", "Hồ Thị Lan", ""])
    with pytest.raises(NotAllowed):
        actions.fill_from(found, draft, by=watch.stranger, at=SIX)
    with pytest.raises(Unsuitable):
        actions.fill_from(found, watch.roster, by=watch.hang, at=SIX)
    assert not Shift.objects.filter(roster=draft, person__isnull=False).exists()


def test_who_has_left_is_nobody(watch, draft):
    Person.objects.filter(pk=watch.lan.pk).update(is_active=False)
    assert doubts(laid(draft, ["03/02/2020", "", "Hồ Thị Lan", ""])) == [(2, "C", "Hồ Thị Lan")]
