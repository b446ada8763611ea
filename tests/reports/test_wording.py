"""Words of many reports become one text: every sentence is decided by a person, and keeps its source."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.reports.merging import NEARLY, OTHER, SAME, decide, key_of, pieces, told
from tests.reports.small import DEADLINE, MINUTE, send
from tests.reports.test_papers import texts
from tests.worlds import world

from thongsuot.files import queries as files
from thongsuot.files.models import Run
from thongsuot.ledger.models import Edit
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.reports import actions, jobs, papers, queries
from thongsuot.reports.models import Snapshot, Upward, Wording

pytestmark = pytest.mark.django_db
LATER = DEADLINE + 10 * MINUTE


@world
def snapshot(cast):
    return told(cast)


def said(snapshot, recipient="committee"):
    """Return every text of a paper's body."""
    return list(texts(papers.upward(snapshot, recipient, papers.dress(snapshot, recipient)).blocks))


def test_sentences_that_say_the_same_stand_together_with_all_their_sources(cast, snapshot):
    first, second = pieces(snapshot)
    names = {cast.organisation(code).name for code in ("dd-1", "bc-1")}
    assert set(first.names) == names
    assert {one.text for one in first.group.said} == {SAME, NEARLY}
    assert (second.group.text, len(second.names)) == (OTHER, 1)


def test_the_places_are_those_of_which_somebody_spoke_in_the_order_of_the_report(cast, snapshot):
    places = queries.places_to_merge(snapshot)
    assert [(place.name, place.reports, place.decided) for place in places] == [
        ("2", 2, 0),
        ("difficulties", 1, 0),
        ("proposals", 1, 0),
    ]
    assert places[0].quote


def test_a_taken_sentence_stands_in_both_papers_under_its_paragraph_with_its_sources(cast, snapshot):
    decide(cast, snapshot, SAME, "take")
    names = "; ".join(cast.organisation(code).name for code in ("bc-1", "dd-1"))
    for recipient in Upward.Recipient.values:
        told_ = said(snapshot, recipient)
        place = told_.index("Kết quả theo từng nội dung của văn bản")
        assert told_[place + 1] == "Nội dung 2"
        assert told_[place + 2].removesuffix(").").rpartition(" (")[2] == names
    assert not any(OTHER.rstrip(".") in line for line in said(snapshot))


def test_a_shortened_sentence_says_the_persons_words_and_keeps_what_was_said(cast, snapshot):
    decide(cast, snapshot, OTHER, "shorten", "  Một tổ trực tại bệnh viện.  ")
    row = Wording.objects.get()
    assert (row.words, row.by_name, row.decided_at) == ("Một tổ trực tại bệnh viện.", cast.binh.name, DEADLINE)
    assert row.sources == [{"code": "dd-1", "words": OTHER}]
    assert any(line.startswith("Một tổ trực tại bệnh viện (") for line in said(snapshot))


def test_a_sentence_left_out_stands_in_no_paper_and_its_source_is_kept(cast, snapshot):
    decide(cast, snapshot, OTHER, "leave")
    assert not any("Bệnh viện Xa" in line for line in said(snapshot))
    assert Wording.objects.get().sources == [{"code": "dd-1", "words": OTHER}]
    annex = papers.upward(snapshot, "committee").annexes[1]
    assert any(OTHER in line for line in texts(annex.blocks))


def test_before_anybody_decides_the_papers_are_as_the_cut_off_drew_them(cast, snapshot):
    assert papers.upward(snapshot, "ministry", papers.dress(snapshot, "ministry")) == papers.upward(
        snapshot, "ministry"
    )


def test_chosen_difficulties_take_the_place_of_everybodys_own(cast, snapshot):
    decide(cast, snapshot, "Không có khó khăn.", "leave", place="difficulties")
    lines = said(snapshot)
    assert lines[lines.index("Khó khăn, tồn tại") + 1] == "Các đơn vị không nêu."
    assert any(line.endswith("Đề nghị cấp thêm xe.") for line in lines[lines.index("Đề xuất, kiến nghị") :])


def test_many_sources_are_counted_on_paper(cast, snapshot):
    kept = queries.Kept("Đã trực.", ("Một", "Hai", "Ba", "Bốn"))
    dressed = papers.Dress(merged={"2": (kept,)})
    assert "Đã trực (04 đơn vị)." in list(texts(papers.upward(snapshot, "ministry", dressed).blocks))


def test_a_second_thought_keeps_the_first(cast, snapshot):
    decide(cast, snapshot, SAME, "take")
    decide(cast, snapshot, SAME, "shorten", "Trực đủ.", version=1, by=cast.khanh, at=LATER)
    row = Wording.objects.get()
    assert (row.verdict, row.words, row.by_name, row.version) == ("shorten", "Trực đủ.", cast.khanh.name, 2)
    edit = Edit.objects.get(topic="wording", row=row.pk)
    assert (edit.before["verdict"], edit.before["words"], edit.by_name) == ("take", NEARLY, cast.khanh.name)


@pytest.mark.parametrize("version", [0, 7])
def test_who_saw_an_older_decision_is_told(cast, snapshot, version):
    decide(cast, snapshot, SAME, "take")
    with pytest.raises(EditedMeanwhile):
        decide(cast, snapshot, SAME, "leave", version=version, by=cast.khanh)
    assert Wording.objects.get().verdict == "take"


def test_who_saw_a_decision_that_never_was_is_told(cast, snapshot):
    with pytest.raises(EditedMeanwhile):
        decide(cast, snapshot, SAME, "take", version=3)


def test_the_same_decision_again_changes_nothing(cast, snapshot):
    assert decide(cast, snapshot, SAME, "leave") == 1
    assert decide(cast, snapshot, SAME, "leave", version=1) == 0
    assert decide(cast, snapshot, OTHER, "shorten", "Ngắn.") == 1
    assert decide(cast, snapshot, OTHER, "shorten", "Ngắn.", version=1) == 0
    assert not Edit.objects.filter(topic="wording").exists()


@pytest.mark.parametrize(
    ("verdict", "words", "reason"),
    [("shorten", "  ", "để trống"), ("shorten", "x" * 2001, "2.000")],
    ids=["empty", "too long"],
)
def test_words_that_no_paper_could_say_are_refused(cast, snapshot, verdict, words, reason):
    with pytest.raises(actions.BadWording, match=reason):
        decide(cast, snapshot, SAME, verdict, words)
    assert not Wording.objects.exists()


def test_a_sentence_that_nobody_said_is_refused(cast, snapshot):
    with pytest.raises(actions.BadWording, match="tải lại"):
        actions.word(snapshot, "2", [actions.Choice("0" * 32, "take")], by=cast.binh, at=DEADLINE)


def test_only_those_who_follow_for_the_department_decide(cast, snapshot):
    for stranger in (cast.hang, cast.long):
        with pytest.raises(NotAllowed):
            decide(cast, snapshot, SAME, "take", by=stranger)
        with pytest.raises(NotAllowed):
            actions.take_rest(snapshot, "2", by=stranger, at=DEADLINE)
        with pytest.raises(NotAllowed):
            actions.redraw(snapshot, by=stranger, at=DEADLINE)


def test_the_rest_is_taken_at_once_and_what_was_decided_stays(cast, snapshot):
    decide(cast, snapshot, OTHER, "leave")
    assert [piece.wording is None for piece in pieces(snapshot)] == [True, False]
    assert actions.take_rest(snapshot, "2", by=cast.binh, at=LATER) == 1
    assert actions.take_rest(snapshot, "2", by=cast.binh, at=LATER) == 0
    assert [piece.verdict for piece in pieces(snapshot)] == ["take", "leave"]


def test_a_person_words_the_missing_and_their_names_stay(cast, snapshot):
    actions.word_missing(snapshot, "Sở đã đôn đốc hai lần.", version=0, by=cast.binh, at=DEADLINE)
    lines = said(snapshot)
    place = next(n for n, line in enumerate(lines) if line.startswith("Chưa gửi: 01 đơn vị ("))
    assert cast.organisation("cd-1").name in lines[place]
    assert lines[place + 1] == "Sở đã đôn đốc hai lần."
    assert Wording.objects.get().sources == [{"code": "cd-1", "words": ""}]


def test_words_about_the_missing_can_be_taken_back(cast, snapshot):
    actions.word_missing(snapshot, "Sở đã đôn đốc.", version=0, by=cast.binh, at=DEADLINE)
    actions.word_missing(snapshot, " ", version=1, by=cast.khanh, at=LATER)
    assert "Sở đã đôn đốc." not in said(snapshot)
    with pytest.raises(EditedMeanwhile):
        actions.word_missing(snapshot, "Cũ.", version=1, by=cast.binh, at=LATER)


def test_redrawing_makes_a_new_edition_and_keeps_the_one_of_the_cut_off(cast, snapshot):
    jobs.work(Run.objects.get(kind=actions.RENDER).pk, at=DEADLINE)
    decide(cast, snapshot, SAME, "take")
    run = actions.redraw(snapshot, by=cast.binh, at=LATER)
    jobs.work(run.pk, at=LATER)
    assert sorted(Upward.objects.values_list("recipient", "edition")) == [
        ("committee", 0),
        ("committee", 1),
        ("ministry", 0),
        ("ministry", 1),
    ]
    assert [(one.recipient, one.edition) for one in queries.papers_of(snapshot)] == [("committee", 1), ("ministry", 1)]
    newest = queries.papers_of(snapshot).first()
    assert newest.docx.name == "bao-cao-ubnd-ban-2.docx"
    assert files.content(newest.docx) != files.content(queries.editions_of(snapshot)[1].docx)


def test_redrawing_changes_nothing_of_the_snapshot(cast, snapshot):
    before = snapshot.content
    jobs.work(Run.objects.get(kind=actions.RENDER).pk, at=DEADLINE)
    decide(cast, snapshot, SAME, "take")
    jobs.work(actions.redraw(snapshot, by=cast.binh, at=LATER).pk, at=LATER)
    assert Snapshot.objects.get().content == before
    figures = papers.upward(snapshot, "ministry", papers.dress(snapshot, "ministry")).data
    assert figures == papers.figures_for_machines(snapshot, "ministry")


def test_papers_are_not_drawn_twice_at_the_same_time(cast, snapshot):
    with pytest.raises(actions.StillDrawing):
        actions.redraw(snapshot, by=cast.binh, at=LATER)


def test_a_supplement_inherits_the_decisions_and_changes_none_of_the_first(cast, snapshot):
    decide(cast, snapshot, SAME, "shorten", "Trực đủ.")
    actions.word_missing(snapshot, "Còn một đơn vị.", version=0, by=cast.binh, at=DEADLINE)
    send(cast, snapshot.directive, "cd-1", at=LATER, narrative={"2": SAME})
    jobs.run(LATER)
    supplement = Snapshot.objects.get(sequence=1)
    piece = pieces(supplement)[0]
    assert (piece.words, piece.inherited, piece.version, len(piece.names)) == ("Trực đủ.", True, 0, 3)
    decide(cast, supplement, SAME, "leave", at=LATER)
    assert Wording.objects.get(snapshot=snapshot, place="2").verdict == "shorten"
    assert pieces(snapshot)[0].words == "Trực đủ."


def test_the_annex_of_a_supplement_says_how_everybody_stood_then_and_stands_now(cast, snapshot):
    send(cast, snapshot.directive, "cd-1", at=LATER)
    jobs.run(LATER)
    supplement = Snapshot.objects.get(sequence=1)
    table = papers.upward(supplement, "ministry", papers.dress(supplement, "ministry")).annexes[0].blocks[0]
    assert [column.title for column in table.columns][2:5] == [
        "Lúc chốt (14 giờ 00 phút)",
        "Đến thời điểm bổ sung",
        "Thời điểm gửi",
    ]
    rows = {row[1]: row[2:5] for row in table.rows}
    assert rows[cast.organisation("cd-1").name] == ("Chưa gửi", "Gửi sau thời điểm chốt", "14:10 07/02/2020")
    assert rows[cast.organisation("dd-1").name][:2] == ("Đã gửi đúng hạn", "Đã gửi đúng hạn")
    assert supplement.content["late"] == ["cd-1"]


def test_the_database_keeps_no_empty_words_that_were_taken(cast, snapshot):
    decide(cast, snapshot, SAME, "take")
    with pytest.raises(DatabaseError), transaction.atomic():
        Wording.objects.update(words="")


def test_one_sentence_has_one_decision_a_paper(cast, snapshot):
    decide(cast, snapshot, SAME, "take")
    row = Wording.objects.get()
    row.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


def test_the_key_of_a_sentence_is_the_same_each_time_it_is_asked(cast, snapshot):
    assert key_of(snapshot, SAME) == key_of(Snapshot.objects.get(), NEARLY)
