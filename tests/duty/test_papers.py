"""The papers of duty: the roster for signature, the log of a day, the attendance sheet of a month."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from django.utils import translation
from django.utils.timezone import localtime
from tests.duty.watch import BEFORE, DAY, HOUR, MINUTE, SIX, Watch
from tests.worlds import world

from thongsuot.duty import actions, papers, queries
from thongsuot.duty.models import Shift
from thongsuot.engines.officialdoc import Table, read_docx, to_docx, to_pdf
from thongsuot.engines.tables import read
from thongsuot.organisations.queries import working_calendar

pytestmark = pytest.mark.django_db
FIRST_DAY = SIX.date()


@world
def watch(cast):
    return Watch(cast)


@world
def week(watch):
    """Return the roster of two days: a day with two responders and a gap, and a night."""
    watch.shift(watch.long, kind="leader")
    watch.shift(watch.lan)
    watch.shift(watch.hai, kind="responder")
    watch.shift(watch.dung, kind="responder", seat=2)
    watch.shift(None, SIX + 12 * HOUR, kind="leader")
    watch.shift(watch.thu, SIX + 12 * HOUR)
    watch.plan()
    return watch.roster


def said(paper):
    """Return everything that a paper's blocks say."""
    return repr(paper.blocks)


def pages_of(pdf):
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf))


def tables(blocks):
    for block in blocks:
        if isinstance(block, Table):
            yield block
        yield from tables(getattr(block, "blocks", ()))


def test_the_roster_has_a_row_a_shift_and_a_column_a_position(watch, week):
    [table] = tables(papers.roster_paper(week).blocks)
    assert [column.title for column in table.columns] == [
        "Ngày", "Ca trực", "Trực lãnh đạo", "Trực điều hành", "Trực ứng cứu thông tin"
    ]  # fmt: skip
    first, second = table.rows
    names = (watch.long.name, watch.lan.name, f"{watch.hai.name}; {watch.dung.name}")
    assert first == ("Thứ Hai, 03/02/2020", "Ca ngày (06:00-18:00)", *names)
    assert second == ("Thứ Hai, 03/02/2020", "Ca đêm (18:00-06:00)", "(còn trống)", watch.thu.name, "")


def test_the_roster_prints_for_signature(watch, week, settings):
    pdf = pages_of(to_pdf(papers.roster_paper(week), fonts=settings.TYPEFACES, created=SIX))
    for words in ("LỊCH TRỰC", watch.lan.name, "NGƯỜI LẬP LỊCH", "LÃNH ĐẠO ĐƠN VỊ", "Phan Văn Long"):
        assert words in pdf
    assert "DỰ THẢO" not in pdf


def test_the_roster_is_a_word_file_too(watch, week):
    whole = repr(read_docx(to_docx(papers.roster_paper(week), created=SIX)))
    assert watch.lan.name in whole
    assert "(còn trống)" in whole


def test_a_draft_says_so_and_that_it_is_not_in_force(watch):
    draft = watch.new_roster(SIX + 14 * DAY, state="draft")
    watch.shift(watch.lan, SIX + 14 * DAY, roster=draft)
    paper = papers.roster_paper(draft)
    assert paper.draft
    assert "chưa ban hành" in said(paper)


def test_the_log_says_who_took_over_when_and_what_was_handed_on(watch, week):
    shift = Shift.objects.get(position__kind="operations", starts_at=SIX + 12 * HOUR)
    watch.take(watch.of(Shift.objects.get(position__kind="operations", starts_at=SIX)), at=SIX - 5 * MINUTE)
    open_then = [{"title": "Mất liên lạc bệnh viện", "since": "17:20"}]
    night = watch.take(watch.of(shift), at=SIX + 12 * HOUR, matters=open_then)
    watch.hand(night, by=watch.lan, at=SIX + 12 * HOUR, notes="Đối tác đến lúc 20:00.")
    actions.enter("Cáp Km 12 đứt", organisation=watch.office, by=watch.lan, at=SIX + 9 * HOUR, happened_at=SIX + HOUR)
    paper = papers.log_paper(queries.day_log(watch.office, FIRST_DAY))
    shifts, entries = tables(paper.blocks)
    assert ("06:00-18:00", "Trực điều hành", watch.lan.name, "05:55, trên hệ thống", "", "") in shifts.rows
    handed = ("18:00, trên hệ thống", f"{watch.lan.name}, 18:00", "")
    assert ("18:00-06:00", "Trực điều hành", watch.thu.name, *handed) in shifts.rows
    assert entries.rows == (("07:00", "Cáp Km 12 đứt (ghi sau, lúc 15:00 03/02/2020)", watch.lan.name),)
    for words in ("đã nhận 2/6 ca trực", "Đối tác đến lúc 20:00", "Mất liên lạc bệnh viện (từ 17:20)"):
        assert words in said(paper)


def test_the_log_prints_with_places_for_signatures(watch, week, settings):
    paper = papers.log_paper(queries.day_log(watch.office, FIRST_DAY))
    pdf = pages_of(to_pdf(paper, fonts=settings.TYPEFACES, created=SIX))
    for words in ("SỔ TRỰC", "LƯU HÀNH NỘI BỘ", "Ký nhận", "TRỰC ĐIỀU HÀNH", "TRỰC LÃNH ĐẠO"):
        assert words in pdf
    assert "Ngày 03 tháng 02 năm 2020" in pdf


def test_the_log_of_a_day_without_duty_says_so(watch):
    paper = papers.log_paper(queries.day_log(watch.office, FIRST_DAY - 7 * DAY))
    assert "Không có ca trực nào" in said(paper)
    assert "Không có nội dung ghi sổ" in said(paper)


def test_a_paper_is_vietnamese_whoever_prints_it(watch, week):
    told = repr((papers.roster_paper(week), papers.grid(week)))
    with translation.override("en"):
        assert repr((papers.roster_paper(week), papers.grid(week))) == told


def test_a_paper_of_an_exercise_says_so(watch, week):
    assert not papers.roster_paper(week).exercise
    week.reality = "exercise"
    assert papers.roster_paper(week).exercise


def attended(watch, first=date(2020, 2, 1), last=date(2020, 2, 29)):
    begin, _end = queries.span_of(first)
    _begin, end = queries.span_of(last)
    shifts = [row for row in queries.standing_between(watch.office, begin, end) if row.starts_at >= begin]
    sheet = read(papers.attendance(shifts, first, last, working_calendar(SIX)), header_line=1)
    return {row.cells[1]: dict(zip(sheet.header, row.cells, strict=True)) for row in sheet.rows}, sheet


def test_the_month_has_a_row_a_person_with_hours_nights_weekends_and_holidays(watch):
    saturday = SIX + 5 * DAY
    for shift in (
        watch.shift(watch.lan, taken_at=SIX),
        watch.shift(watch.lan, SIX + DAY + 12 * HOUR, taken_at=SIX),
        watch.shift(watch.lan, saturday, 9, taken_at=SIX),
        watch.shift(watch.hai, SIX + 12 * HOUR, taken_at=SIX),
    ):
        assert shift.in_force
    people, sheet = attended(watch)
    lan = people[watch.lan.name]
    assert (lan["03/02"], lan["04/02"], lan["08/02"], lan["05/02"]) == ("12", "12", "9", "")
    assert [lan[name] for name in sheet.header[-6:]] == ["3", "33", "1", "1", "0", "0"]
    assert people[watch.hai.name]["Ca đêm"] == "1"
    assert len(sheet.header) == 3 + 29 + 6


def test_a_holiday_counts_as_one(watch):
    tet = SIX.replace(month=1, day=25)
    watch.shift(watch.lan, tet, roster=watch.new_roster(tet.replace(hour=0)), taken_at=tet)
    people, _sheet = attended(watch, date(2020, 1, 1), date(2020, 1, 31))
    assert (people[watch.lan.name]["Ca ngày lễ"], people[watch.lan.name]["Ca cuối tuần"]) == ("1", "0")


def test_who_did_not_take_over_has_a_mark_and_no_hours(watch):
    watch.shift(watch.lan)
    watch.shift(watch.lan, SIX + 12 * HOUR, 8, taken_at=SIX)
    watch.shift(watch.hai, SIX + DAY)
    people, _sheet = attended(watch)
    assert people[watch.hai.name]["04/02"] == "V"
    assert people[watch.lan.name]["03/02"] == "8+V"
    assert (people[watch.lan.name]["Giờ trực"], people[watch.lan.name]["Ca không nhận"]) == ("8", "1")


def test_people_are_listed_by_their_given_names(watch):
    for number, person in enumerate((watch.hang, watch.long, watch.lan)):
        watch.shift(person, SIX + number * DAY, taken_at=SIX)
    people, _sheet = attended(watch)
    assert list(people) == [watch.hang.name, watch.lan.name, watch.long.name]


def test_the_sheet_that_is_passed_round_is_read_in_again(watch, week):
    sheet = read(papers.grid(week), header_line=1)
    assert sheet.header[:3] == ("Ngày", "Thứ", "Ca ngày - Trực lãnh đạo")
    watch.at = BEFORE
    for person in (watch.long, watch.lan, watch.hai, watch.dung, watch.thu):
        watch.fit(person)
    draft = watch.new_roster(SIX.replace(hour=0) + 7 * DAY, state="draft")
    for row in Shift.objects.filter(roster=week):
        begin = localtime(row.starts_at) + 7 * DAY
        watch.shift(None, begin, kind=row.position.kind, seat=row.seat, roster=draft)
    found = queries.read_grid(sheet, draft, SIX)
    assert (len(found.placed), found.doubts, found.weeks) == (5, (), 1)
