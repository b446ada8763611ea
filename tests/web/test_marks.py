"""Each state that a page may show has its mark: a word, an icon that is shipped, a tone of the style sheet."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from thongsuot.campaigns.states import CampaignState, ShareState
from thongsuot.directives.states import AssignmentState, DirectiveState, ObligationState, Outcome, ReceiptState
from thongsuot.files.states import ENDED, RUNNING, WAITING
from thongsuot.ledger.models import Reality
from thongsuot.links.states import PackageState
from thongsuot.outbox.states import MessageState
from thongsuot.reports.states import ReportState
from thongsuot.web import marks
from thongsuot.web.frontend import ICONS
from thongsuot.web.marks import MARKS
from thongsuot.web.templatetags.components import badge
from thongsuot.web.templatetags.matrix import cell

SHOWN: tuple[type[StrEnum], ...] = (
    DirectiveState,
    ObligationState,
    AssignmentState,
    ReceiptState,
    Outcome,
    ReportState,
    MessageState,
    PackageState,
    CampaignState,
    ShareState,
)
TONES = {"good", "warn", "bad", "info", "calm"}
CSS = Path(marks.__file__).parent / "static" / "css"
STATES = sorted({str(state) for states in SHOWN for state in states})


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.mark.parametrize("states", SHOWN, ids=lambda states: states.__name__)
def test_every_state_of_a_row_that_pages_show_has_its_mark(states):
    assert [str(state) for state in states if str(state) not in MARKS] == []


def test_long_work_has_a_mark_wherever_it_stands():
    assert {WAITING, RUNNING, *ENDED} <= set(MARKS)


@pytest.mark.parametrize("state", MARKS)
def test_a_mark_is_a_word_an_icon_that_is_shipped_and_a_known_tone(state):
    mark = MARKS[state]
    assert str(mark.word).strip() == str(mark.word) != ""
    assert str(mark.word)[0].isupper()
    assert mark.icon in ICONS
    assert mark.tone in TONES


@pytest.mark.parametrize("state", [state for state in MARKS if MARKS[state].short])
def test_the_short_word_fits_a_narrow_square(state):
    assert len(str(MARKS[state].short)) <= 12


@pytest.mark.parametrize("word", [word for word in Outcome if word != "done"])
def test_every_word_of_the_control_room_has_a_short_form(word):
    assert MARKS[str(word)].short
    drawn = cell(str(word))
    assert str(MARKS[str(word)].short) in drawn
    assert f'class="cell {MARKS[str(word)].icon} {MARKS[str(word)].tone}"' in drawn


@pytest.mark.parametrize("state", STATES)
def test_a_badge_says_the_word_beside_the_icon_and_never_the_code(state):
    drawn = badge(state)
    text = re.sub(r"<[^>]+>", "", drawn)
    assert text == str(MARKS[state].word)
    assert f"#{MARKS[state].icon}" in drawn
    assert f'class="badge {MARKS[state].tone}"' in drawn


def test_a_page_may_say_it_more_exactly_and_nothing_typed_becomes_markup():
    assert "Đã gửi lúc 14:00" in badge("sent", "Đã gửi lúc 14:00")
    assert "<b>" not in badge("sent", "<b>Đã gửi</b>")


def test_an_unknown_state_is_an_error_of_ours_and_not_an_empty_badge():
    with pytest.raises(KeyError):
        badge("no-such-state")


@pytest.mark.parametrize("tone", sorted(TONES))
def test_every_tone_is_drawn_by_the_style_sheet(tone):
    sheets = "\n".join(path.read_text() for path in CSS.glob("*.css"))
    assert re.search(rf"\.badge\.{tone}\b|\.{tone}\b", sheets)


def test_colour_alone_never_tells_two_words_of_statistics_apart():
    official = ("done_on_time", "done_late", "open_on_time", "open_late")
    assert len({MARKS[word].icon for word in official}) == 4
    assert len({str(MARKS[word].word) for word in official}) == 4


@pytest.mark.parametrize("states", [DirectiveState, ReportState, Outcome])
def test_within_one_list_no_two_states_look_the_same(states):
    looks = [(str(MARKS[str(s)].word), MARKS[str(s)].icon, MARKS[str(s)].tone) for s in states]
    assert len(looks) == len(set(looks))


def test_the_exercise_is_called_as_the_glossary_has_it():
    assert str(Reality.EXERCISE.label) == "DIỄN TẬP"
