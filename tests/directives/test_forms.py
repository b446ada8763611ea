"""What people type about duties: a statement for each kind, a proposal edited and read back, in Vietnam's time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.directives.letters import reading
from tests.directives.small import OTHER, receive
from tests.worlds import world

from thongsuot.directives import actions
from thongsuot.directives.forms import BoardFilters, Moment, ProposalForm, RequestForm, SelectionForm, StatementForm
from thongsuot.directives.forms import rhythm as rhythm_of
from thongsuot.directives.states import Outcome
from thongsuot.ledger.kinds import KINDS

EMPTY = {"figures": {}, "words": "", "kept": ()}


def statement(kind, data):
    """Return a statement of a kind filled in so."""
    return StatementForm(kind, data, None, **EMPTY)


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_of_a_kind_has_a_field_and_comes_back_as_it_was_typed(kind):
    names = list(KINDS[kind].figures)
    typed = {name: 10 * number for number, name in enumerate(names)}
    form = statement(kind, {f"so_{name}": str(value) for name, value in typed.items()})
    assert list(form.fields)[: len(names)] == [f"so_{name}" for name in names]
    assert form.is_valid(), form.errors
    assert form.figures() == typed


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_kind_demands_is_marked_but_may_come_later(kind):
    form = statement(kind, {"words": "Sẽ bổ sung số liệu."})
    demanded = {name for name in KINDS[kind].figures if form.fields[f"so_{name}"].required}
    assert demanded == set(KINDS[kind].demands)
    assert form.is_valid(), form.errors
    assert form.figures() == {}


@pytest.mark.parametrize("typed", ["-1", "1,5", "một", "1e3", str(10**12 + 1)])
def test_a_figure_is_a_whole_number_within_reason(typed):
    form = statement("OTHER", {"so_done": typed})
    assert not form.is_valid()
    assert "so_done" in form.errors


def test_an_empty_statement_says_nothing_and_is_refused():
    form = statement("OTHER", {"words": "   "})
    assert not form.is_valid()
    assert form.non_field_errors() == ["Chưa có số liệu, lời hoặc tệp nào để ghi."]


def test_an_earlier_statement_stands_in_the_fields():
    form = StatementForm("OTHER", figures={"done": 3}, words="Đã xong ba việc.", kept=())
    assert form.fields["so_done"].initial == 3
    assert form.fields["so_total"].initial is None
    assert form.initial["words"] == "Đã xong ba việc."
    assert "kept" not in form.fields


def test_a_moment_is_typed_in_vietnams_time():
    assert Moment().clean("2020-02-07T14:00") == datetime(2020, 2, 7, 7, 0, tzinfo=UTC)
    assert Moment(required=False).clean("") is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, ()),
        ({"word": "armed"}, (Outcome.ARMED,)),
        ({"word": "armed", "late": "on"}, (Outcome.OPEN_LATE,)),
        ({"late": "on"}, (Outcome.OPEN_LATE,)),
        (
            {"word": "open_on_time"},
            (Outcome.ARRIVED, Outcome.RECEIVED, Outcome.ASSIGNED, Outcome.IN_PROGRESS),
        ),
    ],
)
def test_the_filters_of_the_board_name_the_words_looked_for(data, words):
    form = BoardFilters(data)
    form.is_valid()
    assert form.words() == words


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ("", "Không lặp lại"),
        ("FREQ=DAILY", "Hằng ngày"),
        ("FREQ=WEEKLY;BYDAY=MO", "Hằng tuần"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "Hằng tháng"),
        ("FREQ=YEARLY", "Hằng năm"),
    ],
)
def test_a_recurrence_is_called_by_its_rhythm(rule, word):
    assert str(rhythm_of(rule)) == word


def test_a_request_may_come_without_a_deadline_and_without_words():
    form = RequestForm({})
    assert form.is_valid()
    assert form.cleaned_data == {"deadline_at": None, "note": "", "authority": None}


def test_a_selection_is_found_by_its_place_or_by_its_words():
    text = "Điều 1. Trực suốt\ntuần. Điều 2."
    assert SelectionForm({"start": "3", "end": "9"}).span(text) == (3, 9)
    found = SelectionForm({"quote": "Trực suốt tuần"}).span(text)
    assert text[slice(*found)] == "Trực suốt\ntuần"
    assert SelectionForm({"quote": "Trực"}).span(text, within=(20, 30)) is None
    assert SelectionForm({"start": "-1", "end": "4"}).span(text) is None
    assert SelectionForm({"quote": "Không có"}).span(text) is None


@world
def duty(cast):
    """Return a proposal with a deadline."""
    letter = receive(cast, ("Báo cáo trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT"), OTHER)
    return letter.obligations.first()


def typed(duty, **changes):
    """Return what a browser sends back of an untouched proposal, with some fields changed."""
    form = ProposalForm(duty)
    told = {field.html_name: field.value() for field in form}
    for name in ("deadline_at", "effective_from"):
        told[name] = form[name].value() and form[name].value().astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M")
    return {name: "" if value is None else value for name, value in {**told, **changes}.items()}


@pytest.mark.django_db
def test_a_proposal_that_nobody_touched_comes_back_as_it_was(cast, duty):
    form = ProposalForm(duty, typed(duty))
    assert form.is_valid(), form.errors
    changes = form.changes()
    assert {name: getattr(duty, name) for name in changes} == changes
    assert "start" not in changes


@pytest.mark.django_db
def test_a_changed_deadline_is_kept_to_the_minute(cast, duty):
    form = ProposalForm(duty, typed(duty, deadline_at="2020-02-08T09:30", deadline_relation="until"))
    assert form.is_valid(), form.errors
    changed = actions.edit(duty, version=1, by=cast.binh, at=MONDAY, **form.changes())
    assert changed.deadline_at.astimezone(VIETNAM).isoformat() == "2020-02-08T09:30:00+07:00"
    assert (changed.deadline_relation, changed.version) == ("until", 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"obliged": "named"}, "obliged_names"),
        ({"obliged": "named", "obliged_names": " \n "}, "obliged_names"),
        ({"deadline_relation": "before", "deadline_at": ""}, "deadline_at"),
        ({"deadline_relation": "until", "deadline_at": ""}, "deadline_at"),
        ({"mode": "recurring"}, "recurrence"),
        ({"quote": "Câu này không có trong văn bản."}, "quote"),
        ({"kind": "NO_SUCH_KIND"}, "kind"),
        ({"deadline_at": "07/02/2020 lúc 14 giờ"}, "deadline_at"),
    ],
)
def test_what_belongs_together_is_asked_for(cast, duty, changes, field):
    form = ProposalForm(duty, typed(duty, **changes))
    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.django_db
def test_names_come_one_a_line_and_a_rhythm_belongs_to_the_recurring(cast, duty):
    names = " Đơn vị A \n\nĐơn vị B"
    form = ProposalForm(duty, typed(duty, obliged="named", obliged_names=names, recurrence="FREQ=DAILY"))
    assert form.is_valid(), form.errors
    assert form.changes()["obliged_names"] == ["Đơn vị A", "Đơn vị B"]
    assert form.changes()["recurrence"] == ""


@pytest.mark.django_db
def test_a_quotation_is_moved_to_other_words_of_the_letter(cast, duty):
    form = ProposalForm(duty, typed(duty, quote="Thực hiện  nội dung\nđược giao"))
    assert form.is_valid(), form.errors
    changed = actions.edit(duty, version=1, by=cast.binh, at=MONDAY, **form.changes())
    assert (changed.quote, changed.paragraph) == ("Thực hiện nội dung được giao", 2)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["2020-02-07", "2020-02-07T14:00:00", "2020-02-07T07:00:00+00:00"])
def test_a_moment_of_the_reading_is_a_moment_of_vietnam(cast, value):
    deadline = {"at": value, "relation": "before", "text": "trước ngày 07/02/2020"}
    letter = receive(cast, ("Báo cáo về Sở.", "one_off", "all", "REPORT"), deadline=deadline)
    local = letter.obligations.get().deadline_at.astimezone(VIETNAM)
    assert local.date() == date(2020, 2, 7)
    assert local.hour in (0, 14)
    assert local.utcoffset() == timedelta(hours=7)
    assert reading()["date"] == "2020-02-03"
