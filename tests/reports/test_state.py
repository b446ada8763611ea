"""What is typed once on the one page is declared evidence and is the report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.reports.pages import OFFICE, OTHER, ROSTER, STOCK, page_of, said, state
from tests.reports.small import DAY_BEFORE, DEADLINE, MINUTE, asked, drafted, report_of

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment, Declaration
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.kinds import UndeclaredFigure
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import Report, Snapshot

pytestmark = pytest.mark.django_db

SHIFTS = {"DUTY_ROSTER": {"shifts": 7, "shifts_filled": 6}}
SPARES = {"SPARE_EQUIPMENT": {"items_tested": 5, "items_total": 6}}
SECOND = timedelta(seconds=1)


def duty_of(letter, number, code="dd-1"):
    return Assignment.objects.get(directive=letter, organisation__code=code, obligation__paragraph=number)


def receive(cast, letter):
    directives.acknowledge(letter.receipts.get(organisation__code="dd-1"), by=cast.hang, at=DAY_BEFORE)


def test_one_act_makes_evidence_and_report_of_the_same_words(cast):
    letter = drafted(cast, ROSTER)
    stated = state(cast, letter, n2=("Trực đủ ca.", SHIFTS))
    told = ledger.about(duty_of(letter, 2)).get()
    assert (told.summary, told.figures, told.measured) == ("Trực đủ ca.", SHIFTS["DUTY_ROSTER"], False)
    assert stated.report.narrative == {"2": "Trực đủ ca."}
    assert queries.figures_of(stated.report, DAY_BEFORE)["DUTY_ROSTER"]["declared"] == SHIFTS["DUTY_ROSTER"]


def test_the_first_words_make_the_draft_however_far_the_deadline_is(cast):
    letter = asked(cast, ROSTER)
    early = DEADLINE - timedelta(days=3)
    assert page_of(cast, letter, at=early).report is None
    state(cast, letter, n2=("Trực đủ ca.",), at=early)
    assert report_of(letter).narrative == {"2": "Trực đủ ca."}
    assert not Message.objects.filter(subject="Dự thảo báo cáo đã sẵn sàng", recipient=cast.hang).exists()
    jobs.run(DAY_BEFORE)
    assert Report.objects.filter(organisation__code="dd-1").count() == 1


def test_looking_writes_nothing(cast):
    letter = asked(cast, ROSTER)
    page_of(cast, letter)
    assert not Report.objects.exists()
    assert not Declaration.objects.exists()


def test_saving_what_stands_there_already_writes_nothing(cast):
    letter = drafted(cast, ROSTER)
    state(cast, letter, n2=("Trực đủ ca.", SHIFTS))
    counts = (Declaration.objects.count(), Evidence.objects.count(), report_of(letter).version)
    state(cast, letter, n2=("  Trực đủ ca. \r\n", SHIFTS), at=DAY_BEFORE + MINUTE)
    assert (Declaration.objects.count(), Evidence.objects.count(), report_of(letter).version) == counts


def test_figures_of_a_kind_stand_once_under_the_first_paragraph_that_asks(cast):
    letter = drafted(cast, OFFICE, STOCK)
    page = page_of(cast, letter)
    assert [group.kind for group in page.passages[2].groups] == ["SPARE_EQUIPMENT"]
    assert page.passages[3].groups == []
    assert page.passages[3].borne == [("Thiết bị dự phòng, tổ ứng cứu thông tin", 2)]
    stated = state(cast, letter, n2=("Tốt.", SPARES), n3=("Đã kiểm tra.",))
    figures = queries.figures_of(stated.report, DAY_BEFORE)["SPARE_EQUIPMENT"]
    assert figures == {"measured": {}, "declared": SPARES["SPARE_EQUIPMENT"]}


def test_every_duty_of_a_paragraph_is_at_work_once_words_stand_under_it(cast):
    letter = asked(cast, OFFICE, STOCK)
    letter.obligations.update(paragraph=2)
    receive(cast, letter)
    state(cast, letter, n2=("Đã kiểm tra tại các trạm.", SPARES))
    states = Assignment.objects.filter(directive=letter, organisation__code="dd-1", obligation__kind="SPARE_EQUIPMENT")
    assert set(states.values_list("state", flat=True)) == {"in_progress"}


def test_a_changed_figure_alone_speaks_only_of_its_own_duty(cast):
    letter = drafted(cast, OFFICE, ROSTER)
    letter.obligations.exclude(kind="REPORT").update(paragraph=2)
    state(cast, letter, n2=("Đã làm.", {**SPARES, **SHIFTS}))
    more = {"DUTY_ROSTER": {"shifts": 7, "shifts_filled": 7}}
    state(cast, letter, n2=("Đã làm.", {**SPARES, **more}), at=DAY_BEFORE + MINUTE)
    counts = {d.obligation.kind: d.declarations.count() for d in Assignment.objects.filter(organisation__code="dd-1")}
    assert counts == {"REPORT": 0, "SPARE_EQUIPMENT": 1, "DUTY_ROSTER": 2}


def test_a_paragraph_that_was_not_touched_keeps_what_it_has(cast):
    letter = drafted(cast, ROSTER, OTHER)
    state(cast, letter, n2=("Trực đủ ca.", SHIFTS), n3=("Cử hai người.",))
    state(cast, letter, n3=("Cử ba người.",), at=DAY_BEFORE + MINUTE)
    assert report_of(letter).narrative == {"2": "Trực đủ ca.", "3": "Cử ba người."}
    assert page_of(cast, letter).passages[2].figures == {duty_of(letter, 2).pk: SHIFTS["DUTY_ROSTER"]}


def test_words_can_be_taken_away_again(cast):
    letter = drafted(cast, ROSTER)
    state(cast, letter, n2=("Nhầm.",))
    state(cast, letter, n2=("",), at=DAY_BEFORE + MINUTE)
    assert page_of(cast, letter).passages[2].words == ""
    assert report_of(letter).narrative == {"2": ""}


def test_the_second_of_two_writers_is_told_and_nothing_of_either_is_lost(cast):
    letter = drafted(cast, ROSTER)
    seen = page_of(cast, letter)
    state(cast, letter, by=cast.hang, seen=seen, n2=("Lời của chị Hằng.",))
    stated = state(cast, letter, by=cast.long, seen=seen, n2=("Lời của anh Long.",), at=DAY_BEFORE + MINUTE)
    assert stated.overtaken == {2: cast.hang.name}
    assert page_of(cast, letter).passages[2].words == "Lời của chị Hằng."
    again = state(cast, letter, by=cast.long, n2=("Lời của anh Long.",), at=DAY_BEFORE + MINUTE)
    assert again.overtaken == {}
    assert list(duty_of(letter, 2).declarations.values_list("words", flat=True)) == [
        "Lời của anh Long.",
        "Lời của chị Hằng.",
    ]


def test_two_writers_under_two_paragraphs_do_not_disturb_each_other(cast):
    letter = drafted(cast, ROSTER, OTHER)
    seen = page_of(cast, letter)
    assert state(cast, letter, by=cast.hang, seen=seen, n2=("Một.",)).overtaken == {}
    assert state(cast, letter, by=cast.long, seen=seen, n3=("Hai.",)).overtaken == {}
    assert report_of(letter).narrative == {"2": "Một.", "3": "Hai."}


def test_an_answer_that_was_lost_on_its_way_is_no_other_writer(cast):
    """The network took the answer, not the words: the same person goes on from what she saw before."""
    letter = drafted(cast, ROSTER)
    seen = page_of(cast, letter)
    state(cast, letter, seen=seen, n2=("Trực",))
    stated = state(cast, letter, seen=seen, n2=("Trực đủ ca.",), at=DAY_BEFORE + MINUTE)
    assert stated.overtaken == {}
    assert report_of(letter).narrative == {"2": "Trực đủ ca."}


def test_two_who_type_the_same_do_not_disagree(cast):
    letter = drafted(cast, ROSTER)
    seen = page_of(cast, letter)
    state(cast, letter, by=cast.hang, seen=seen, n2=("Trực đủ ca.",))
    assert state(cast, letter, by=cast.long, seen=seen, n2=("Trực đủ ca.",)).overtaken == {}


def test_difficulties_and_proposals_are_written_with_the_rest_and_guarded_like_it(cast):
    letter = drafted(cast, ROSTER)
    seen = page_of(cast, letter)
    told = {"difficulties": "Thiếu xe.", "proposals": ""}
    assert state(cast, letter, seen=seen, common=told).report.difficulties == "Thiếu xe."
    other = {"difficulties": "Không có.", "proposals": ""}
    stated = state(cast, letter, by=cast.long, seen=seen, common=other, at=DAY_BEFORE + MINUTE)
    assert stated.overtaken == {queries.COMMON: cast.hang.name}
    assert report_of(letter).difficulties == "Thiếu xe."


def test_a_finished_paragraph_completes_what_can_be_completed(cast):
    letter = asked(cast, STOCK, ROSTER)
    receive(cast, letter)
    page = page_of(cast, letter)
    typed = queries.Typed(
        {
            2: said(page, 2, "Đã kiểm tra.", SPARES, finished=True),
            3: said(page, 3, "Trực đủ ca.", SHIFTS, finished=True),
        }
    )
    stated = actions.state(letter, page.organisation, typed, by=cast.hang, at=DAY_BEFORE)
    assert stated.unfinished == []
    assert duty_of(letter, 2).state == "done"
    assert duty_of(letter, 3).state == "in_progress"  # a standing duty is never done


def test_a_paragraph_without_its_figures_is_kept_and_says_what_is_missing(cast):
    letter = asked(cast, STOCK)
    receive(cast, letter)
    page = page_of(cast, letter)
    typed = queries.Typed({2: said(page, 2, "Đã kiểm tra.", finished=True)})
    stated = actions.state(letter, page.organisation, typed, by=cast.hang, at=DAY_BEFORE)
    assert "còn thiếu số liệu" in stated.unfinished[0]
    assert page_of(cast, letter).passages[2].words == "Đã kiểm tra."


def test_files_stay_with_the_paragraph_until_they_are_taken_away(cast):
    letter = drafted(cast, ROSTER)
    page = page_of(cast, letter)
    typed = queries.Typed({2: said(page, 2, "Có lịch trực.", uploads=[("lich-truc.txt", b"ca sang")])})
    actions.state(letter, page.organisation, typed, by=cast.hang, at=DAY_BEFORE)
    state(cast, letter, n2=("Có lịch trực mới.",), at=DAY_BEFORE + MINUTE)
    page = page_of(cast, letter)
    assert [file.name for file in page.passages[2].files] == ["lich-truc.txt"]
    typed = queries.Typed({2: said(page, 2, "Không kèm tệp.", kept=[])})
    actions.state(letter, page.organisation, typed, by=cast.hang, at=DAY_BEFORE + 2 * MINUTE)
    assert page_of(cast, letter).passages[2].files == []


def test_a_file_that_is_not_what_it_says_is_kept_apart_and_the_words_stay(cast):
    letter = drafted(cast, ROSTER)
    page = page_of(cast, letter)
    typed = queries.Typed({2: said(page, 2, "Kèm bản quét.", uploads=[("ban-quet.pdf", b"MZ\x90\x00 not a paper")])})
    stated = actions.state(letter, page.organisation, typed, by=cast.hang, at=DAY_BEFORE)
    assert [file.name for file in stated.apart] == ["ban-quet.pdf"]
    passage = page_of(cast, letter).passages[2]
    assert (passage.words, passage.files) == ("Kèm bản quét.", [])


def test_a_wrong_figure_undoes_the_whole_act(cast):
    letter = drafted(cast, ROSTER, OTHER)
    with pytest.raises(UndeclaredFigure):
        state(cast, letter, n3=("Cử hai người.",), n2=("Trực.", {"DUTY_ROSTER": {"shifts": -1}}))
    assert not Declaration.objects.exists()
    assert report_of(letter).narrative == {}


@pytest.mark.parametrize("username", ["dd-2.daumoi", "so.thanhtra"])
def test_nobody_else_writes_the_page(cast, username):
    letter = drafted(cast, ROSTER, to=("dd-1", "dd-2"))
    with pytest.raises(NotAllowed):
        state(cast, letter, by=cast.person(username), n2=("Chen vào.",))


def test_what_was_sent_is_frozen(cast):
    letter = drafted(cast, ROSTER)
    state(cast, letter, n2=("Trực đủ ca.", SHIFTS))
    actions.prepare(report_of(letter), by=cast.hang, at=DAY_BEFORE)
    with pytest.raises(actions.AlreadyFrozen):
        state(cast, letter, n2=("Sửa sau khi trình.",), at=DAY_BEFORE + MINUTE)


def test_a_letter_that_asks_for_no_report_still_takes_words_and_figures(cast):
    from tests.directives import small

    letter = small.issue(cast, ROSTER)
    page = page_of(cast, letter)
    assert (page.duty, page.report) == (None, None)
    stated = actions.state_and_prepare(
        letter, page.organisation, queries.Typed({1: said(page, 1, "Trực đủ ca.", SHIFTS)}), by=cast.hang, at=DAY_BEFORE
    )
    assert stated.report is None
    assert page_of(cast, letter).passages[1].words == "Trực đủ ca."


def test_laying_before_the_leader_twice_is_done_once(cast):
    """The answer was lost and the telephone sends again."""
    letter = drafted(cast, ROSTER)
    page = page_of(cast, letter)
    typed = queries.Typed({2: said(page, 2, "Trực đủ ca.", SHIFTS)})
    for minutes in (0, 1):
        at = DAY_BEFORE + minutes * MINUTE
        stated = actions.state_and_prepare(letter, page.organisation, typed, by=cast.hang, at=at)
        assert stated.report.state == "prepared"
    assert Report.objects.get(pk=stated.report.pk).prepared_at == DAY_BEFORE


def test_other_words_after_it_was_laid_before_the_leader_are_refused_not_swallowed(cast):
    letter = drafted(cast, ROSTER)
    page = page_of(cast, letter)
    first = queries.Typed({2: said(page, 2, "Trực đủ ca.", SHIFTS)})
    actions.state_and_prepare(letter, page.organisation, first, by=cast.hang, at=DAY_BEFORE)
    other = queries.Typed({2: said(page, 2, "Thiếu một ca.", SHIFTS)})
    with pytest.raises(actions.AlreadyFrozen):
        actions.state_and_prepare(letter, page.organisation, other, by=cast.hang, at=DAY_BEFORE + MINUTE)


def test_difficulties_that_a_fresh_draft_gathers_are_not_wiped_out_by_an_empty_box(cast):
    letter = asked(cast, ROSTER)
    receive(cast, letter)
    told = directives.Said("obstacle", "Thiếu xe tại hai huyện.", paragraph=2)
    directives.answer(letter, cast.organisation("dd-1"), told, by=cast.hang, at=DAY_BEFORE)
    stated = state(cast, letter, n2=("Trực đủ ca.",), common={"difficulties": "", "proposals": "Cấp thêm xe."})
    assert "Thiếu xe tại hai huyện." in stated.report.difficulties
    assert stated.report.proposals == "Cấp thêm xe."


def test_the_same_file_sent_twice_stands_once(cast):
    letter = drafted(cast, ROSTER)
    for minutes in (0, 1):
        page = page_of(cast, letter)
        typed = queries.Typed({2: said(page, 2, "Có lịch trực.", uploads=[("lich-truc.txt", b"ca sang")])})
        actions.state(letter, page.organisation, typed, by=cast.hang, at=DAY_BEFORE + minutes * MINUTE)
    assert len(Declaration.objects.order_by("-id").first().files) == 1


def test_nothing_is_laid_before_the_leader_while_a_paragraph_waits_for_a_decision(cast):
    letter = drafted(cast, ROSTER)
    seen = page_of(cast, letter)
    state(cast, letter, by=cast.long, seen=seen, n2=("Lời của anh Long.",))
    typed = queries.Typed({2: said(seen, 2, "Lời của chị Hằng.")})
    stated = actions.state_and_prepare(letter, seen.organisation, typed, by=cast.hang, at=DAY_BEFORE + MINUTE)
    assert list(stated.overtaken) == [2]
    assert report_of(letter).state == "draft"


def sent_at(cast, letter, moment):
    page = page_of(cast, letter)
    typed = queries.Typed({2: said(page, 2, "Trực đủ ca.", SHIFTS)})
    stated = actions.state_and_prepare(letter, page.organisation, typed, by=cast.hang, at=moment)
    actions.submit(stated.report, by=cast.long, at=moment)
    jobs.run(DEADLINE + MINUTE)
    return Snapshot.objects.filter(directive=letter).order_by("sequence")


def test_a_report_of_13_59_59_counts_at_the_cut_off(cast):
    letter = drafted(cast, ROSTER, to=("dd-1",))
    (main,) = sent_at(cast, letter, DEADLINE - SECOND)
    assert (main.content["on_time"], main.content["missing"]) == (1, [])
    assert main.content["figures"]["DUTY_ROSTER"]["declared"] == SHIFTS["DUTY_ROSTER"]


def test_a_report_of_14_00_01_is_late_and_stands_in_the_supplement(cast):
    letter = drafted(cast, ROSTER, to=("dd-1",))
    main, supplement = sent_at(cast, letter, DEADLINE + SECOND)
    assert (main.content["missing"], main.content["figures"].get("DUTY_ROSTER")) == (["dd-1"], None)
    assert supplement.content["late"] == ["dd-1"]
    assert supplement.content["figures"]["DUTY_ROSTER"]["declared"] == SHIFTS["DUTY_ROSTER"]
