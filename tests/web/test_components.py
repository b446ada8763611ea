"""The pieces of the pages: what they say, what they escape, and that they keep the text of a letter exact."""

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.web.marks import MARKS
from thongsuot.web.templatetags import components, letter, matrix, styleguide

NOW = datetime(2020, 2, 6, 4, 45, 52, tzinfo=UTC)
LOAD = "{% load i18n components display letter matrix %}"


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with translation.override("vi"):
        yield


def draw(text: str, **values: object) -> str:
    return Template(LOAD + text).render(Context(values))


def request(path: str = "/kieu/", **cookies: str):
    asked = RequestFactory().get(path)
    asked.user = AnonymousUser()
    asked.COOKIES.update(cookies)
    asked.csp_nonce = "the-nonce"
    return asked


class Reader(HTMLParser):
    """Reads a piece of a page as a browser does: its characters, and the quotations that each belongs to."""

    def __init__(self, shown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.characters: list[tuple[str, set[str]]] = []
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.owners: set[str] = set()
        self.skipping = False
        self.feed(shown)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(attrs)
        self.skipping = "data-skip" in dict(attrs)
        self.owners = set((dict(attrs).get("data-of") or "").split())

    def handle_endtag(self, tag):
        self.skipping, self.owners = False, set()

    def handle_data(self, data):
        if not self.skipping:
            self.characters += [(character, self.owners) for character in data]


# ---- words, icon and colour


@pytest.mark.parametrize("state", MARKS)
def test_a_state_is_shown_by_word_icon_and_tone(state):
    shown = components.badge(state)
    assert f">{MARKS[state].word}</span>" in shown
    assert f"#{MARKS[state].icon}" in shown
    assert MARKS[state].tone in {"good", "warn", "bad", "info", "calm"}


def test_a_badge_may_say_it_more_exactly_and_escapes_it():
    assert "&lt;b&gt;" in components.badge("done", "<b>")


def test_an_unknown_icon_fails_the_page():
    with pytest.raises(TemplateSyntaxError, match="no icon 'unicorn'"):
        components.icon("unicorn")


def test_an_icon_alone_is_read_aloud_and_one_beside_a_word_is_not():
    assert 'role="img" aria-label="Gửi"' in components.icon("send", "Gửi")
    assert 'aria-hidden="true"' in components.icon("send")


def test_an_unknown_tone_of_a_notice_fails_the_page():
    with pytest.raises(KeyError):
        components.notice("loud", "…")


# ---- clocks


@pytest.mark.parametrize(
    ("left", "tone", "words"),
    [
        (timedelta(hours=26), "", "còn 1 ngày 2 giờ"),
        (timedelta(hours=4), "", "còn 4 giờ"),
        (timedelta(hours=4, seconds=-1), "bad", "còn 3 giờ 59 phút"),
        (timedelta(minutes=-15), "bad", "quá 15 phút"),
    ],
)
def test_a_clock_turns_red_four_hours_before_its_deadline(left, tone, words):
    shown = components.clock(NOW + left, NOW)
    assert f'class="clock {tone}"' in shown
    assert f"<span>{words}</span>" in shown
    assert f'data-seconds="{int(left.total_seconds())}"' in shown


def test_a_clock_without_a_deadline_says_so():
    assert "Không có thời hạn" in components.clock(None, NOW)


def test_a_countdown_shows_hours_minutes_seconds():
    assert "<span>26:14:08</span>" in components.countdown(datetime(2020, 2, 7, 7, 0, tzinfo=UTC), NOW)


# ---- figures


def test_a_meter_repeats_its_figures_in_a_bar():
    shown = components.meter(37, 1912, "Tuyến")
    assert "37/1.912" in shown
    assert 'max="1912" value="37" aria-label="Tuyến"' in shown


def test_a_meter_of_nothing_has_a_bar_that_is_valid():
    assert 'max="1" value="0"' in components.meter(0, 0, "Tuyến")


def test_measured_and_declared_stand_apart_and_the_unknown_is_a_dash():
    rows = [{"label": "Tuyến", "measured": 37, "declared": None, "of": 1912, "href": ""}]
    cells = re.findall(r'<td class="number">(.*?)</td>', draw("{% figures_table rows 'Số liệu' %}", rows=rows))
    assert cells == ["37/1.912", "–"]


def test_a_flat_course_is_still_a_line():
    assert 'points="0.0,22.0 100.0,22.0"' in components.sparkline([3, 3], "không đổi")


def test_progress_has_a_bar_with_bare_numbers():
    shown = draw("{% progress 1204 1912 'Đang đọc' 'running' %}")
    assert '<progress max="1912" value="1204"' in shown
    assert "1.204/1.912" in shown


# ---- forms


class Wishes(forms.Form):
    """One field of each sort that is drawn in its own way."""

    title = forms.CharField(
        label="Trích yếu", help_text="Như văn bản", widget=forms.TextInput(attrs={"placeholder": "Title"})
    )
    told = forms.BooleanField(label="Đã báo", required=False)
    whom = forms.ChoiceField(label="Giao cho", choices=[("a", "A")], widget=forms.RadioSelect)
    paper = forms.FileField(label="Tệp", required=False)


def test_a_field_joins_label_hint_and_error_to_its_input():
    shown = draw("{% field form.title %}", form=Wishes({}))
    assert '<label for="id_title">Trích yếu</label>' in shown
    assert 'aria-describedby="id_title_hint id_title_errors"' in shown
    assert 'id="id_title_hint"' in shown
    assert 'id="id_title_errors"' in shown
    assert 'aria-invalid="true"' in shown


def test_a_label_of_our_own_takes_the_place_of_a_placeholder():
    shown = draw("{% field form.title 'Tên' 'Gợi ý' %}", form=Wishes())
    assert ">Tên</label>" in shown
    assert ">Gợi ý</p>" in shown
    assert "placeholder" not in shown


def test_choices_stand_in_a_fieldset_with_a_legend():
    shown = draw("{% field form.whom %}", form=Wishes({}))
    assert '<fieldset aria-describedby="id_whom_errors"><legend>Giao cho' in shown


def test_a_tick_stands_before_its_label():
    shown = draw("{% field form.told %}", form=Wishes())
    assert shown.index("<input") < shown.index("<label")


def test_a_file_field_is_a_place_to_drop_files_and_says_that_it_may_stay_empty():
    shown = draw("{% field form.paper %}", form=Wishes())
    assert "data-drop" in shown
    assert "không bắt buộc" in shown


def test_the_summary_of_errors_links_to_each_field():
    shown = draw("{% error_summary form %}", form=Wishes({}))
    assert '<a href="#id_title">' in shown
    assert 'role="alert"' in shown


def test_a_form_without_errors_has_no_summary():
    assert draw("{% error_summary form %}", form=Wishes()).strip() == ""


# ---- ways


def test_the_trail_ends_with_the_page_itself():
    shown = draw("{% trail '/' 'Việc của tôi' '/van-ban/' 'Văn bản' 'Số 12' %}")
    assert re.findall(r'<a href="([^"]+)">([^<]+)', shown) == [("/", "Việc của tôi"), ("/van-ban/", "Văn bản")]
    assert '<li aria-current="page">Số 12</li>' in shown


def test_pages_of_a_list_keep_the_other_parameters():
    asked = request("/bao-cao/?loc=tre&page=3")
    page = Paginator(range(1912), 50).page(3)
    shown = Template(LOAD + "{% pagination page %}").render(RequestContext(asked, {"page": page}))
    assert "?loc=tre&amp;page=2" in shown
    assert "?loc=tre&amp;page=4" in shown
    assert "101–150 trong 1.912" in shown


def test_a_list_of_one_page_needs_no_way_through():
    page = Paginator(range(3), 50).page(1)
    assert Template(LOAD + "{% pagination page %}").render(RequestContext(request(), {"page": page})).strip() == ""


def test_a_tab_says_which_is_open_and_how_many_it_holds():
    entries = [
        {"url": "?a", "label": "Tất cả", "current": True, "count": 1912},
        {"url": "?b", "label": "Trễ", "current": False},
    ]
    shown = draw("{% tabs 'Cách xem' entries %}", entries=entries)
    assert '<a href="?a" aria-current="page">' in shown
    assert "1.912" in shown
    assert shown.count("aria-current") == 1


def test_a_history_names_time_state_person_and_note():
    move = SimpleNamespace(at=NOW, target="returned", by_name="Lê Văn Long", note="<thiếu>")
    shown = draw("{% timeline moves %}", moves=[move])
    assert "11:45 06/02/2020" in shown
    assert "Đề nghị bổ sung" in shown
    assert "Lê Văn Long" in shown
    assert "&lt;thiếu&gt;" in shown


def test_evidence_says_who_says_so():
    row = {
        "happened_at": NOW,
        "summary": "",
        "facts": [("Tuyến", 1204)],
        "measured": True,
        "files": [("/tep/1/", "a.pdf")],
    }
    shown = draw("{% evidence_list rows %}", rows=[row])
    assert "Hệ thống ghi nhận" in shown
    assert "1.204" in shown
    assert '<a href="/tep/1/">' in shown


# ---- the matrix


def test_a_square_says_its_state_in_full_and_shows_it_in_short():
    shown = matrix.cell("open_late", "/nhiem-vu/1234/")
    assert 'href="/nhiem-vu/1234/"' in shown
    assert "Chưa hoàn thành quá hạn" in shown
    assert '<span aria-hidden="true">Đã trễ</span>' in shown


def test_a_square_without_a_duty_is_no_link():
    assert "<a" not in matrix.cell("none")


def test_figures_in_a_square_are_read_with_its_state():
    assert '<span class="visually-hidden">Đang xử lý </span>3/5' in matrix.cell("in_progress", "#", "3/5")


def test_a_square_read_aloud_in_full_is_not_read_twice():
    shown = matrix.cell("in_progress", "#", "3/5", "Nhiệm vụ 3.2, Viễn thông A: đang xử lý 3/5")
    assert shown.count("aria-hidden") == 1
    assert "Nhiệm vụ 3.2" in shown


@given(st.text(), st.text(), st.text())
def test_nothing_in_a_square_escapes_from_it(href, text, label):
    read = Reader(matrix.cell("done", href, text, label))
    assert set(read.tags) <= {"a", "span"}
    assert read.attributes.get("href", "") == href
    spoken = label or "Hoàn thành"
    assert "".join(character for character, _ in read.characters) == f"{spoken} {text or 'Xong'}"


def test_a_row_of_squares_has_a_column_for_each():
    assert matrix.cells([("done", "#", "", ""), ("none", "", "", "")]).count("<td>") == 2


# ---- the letter


@dataclass(frozen=True)
class Quote:
    """A quotation as `marked` wants it."""

    start: int
    end: int
    pk: int
    number: int = 1
    state: str = "proposed"


LETTERS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
OFFSETS = st.lists(st.tuples(st.integers(-3, 63), st.integers(-3, 63)), max_size=6)


@given(LETTERS, OFFSETS)
def test_the_marked_text_is_the_letter_character_for_character(text, offsets):
    quotes = [Quote(start, end, pk) for pk, (start, end) in enumerate(offsets, start=1)]
    read = Reader(letter.marked(text, quotes))
    assert "".join(character for character, _ in read.characters) == text


@given(LETTERS, OFFSETS)
def test_every_character_is_marked_by_exactly_the_quotations_that_hold_it(text, offsets):
    quotes = [Quote(start, end, pk) for pk, (start, end) in enumerate(offsets, start=1)]
    whole = [quote for quote in quotes if 0 <= quote.start < quote.end <= len(text)]
    read = Reader(letter.marked(text, quotes))
    assert [owners for _, owners in read.characters] == [
        {str(quote.pk) for quote in whole if quote.start <= place < quote.end} for place in range(len(text))
    ]


def test_a_line_end_of_two_characters_stays_two_in_the_browser():
    assert letter.marked("a\r\nb", []) == "a&#13;\nb"


def test_quotations_that_overlap_share_the_words_between_them():
    shown = letter.marked("một hai ba", [Quote(0, 7, 1), Quote(4, 10, 2, 2, "confirmed")])
    assert re.findall(r'<mark class="(\w+)" data-of="([\d ]+)">([^<]+)</mark>', shown) == [
        ("proposed", "1", "một "),
        ("confirmed", "1 2", "hai"),
        ("confirmed", "2", " ba"),
    ]


def test_each_quotation_is_linked_with_its_card_once():
    shown = letter.marked("một hai ba", [Quote(0, 7, 1234), Quote(4, 10, 2)])
    assert re.findall(r'<a class="ref" id="(\w+)" href="(#\w+)" data-skip aria-label="[^"]+">', shown) == [
        ("q1234", "#p1234"),
        ("q2", "#p2"),
    ]


# ---- whole pages


def test_the_style_guide_shows_every_state():
    shown = render_to_string("web/styleguide.html", request=request())
    for state, mark in MARKS.items():
        assert state == "none" or html.escape(str(mark.word)) in shown
    assert styleguide.TEXT.split("\r\n")[0] in shown


def test_ids_stand_once_on_a_page():
    ids = re.findall(r'\sid="([^"]+)"', render_to_string("web/styleguide.html", request=request()))
    assert sorted(ids) == sorted(set(ids))


def test_an_exercise_differs_in_word_and_chrome(settings):
    settings.REALITY = "exercise"
    shown = render_to_string("404.html", request=request())
    assert '<html lang="vi" data-reality="exercise"' in shown
    assert "<title>[DIỄN TẬP]" in shown
    assert "<strong>DIỄN TẬP</strong>" in shown


def test_a_real_page_does_not_speak_of_an_exercise(settings):
    settings.REALITY = "live"
    assert "DIỄN TẬP" not in render_to_string("404.html", request=request())


@pytest.mark.parametrize(("chosen", "written"), [("dark", True), ("light", True), ("<x>", False), ("", False)])
def test_the_scheme_is_the_one_the_person_chose(chosen, written):
    shown = render_to_string("404.html", request=request(theme=chosen))
    assert (f'data-theme="{chosen}"' in shown) is written
    assert "<x>" not in shown


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_the_page_of_a_fault_needs_no_request_and_no_script(code):
    shown = render_to_string(f"{code}.html")
    assert "<h1>" in shown
    assert "<script" not in shown.replace('<script id="words" type="application/json">', "")


def test_every_script_of_a_page_is_a_file_or_carries_the_nonce():
    shown = render_to_string("web/styleguide.html", request=request())
    tags = re.findall(r"<script[^>]*>", shown)
    assert len(tags) > 5
    assert all("src=" in tag or 'nonce="the-nonce"' in tag or 'type="application/json"' in tag for tag in tags)


def test_the_language_is_switched_by_a_form_that_comes_back_to_the_page():
    shown = render_to_string("404.html", request=request("/van-ban/?loc=cho"))
    assert '<input type="hidden" name="next" value="/van-ban/?loc=cho">' in shown
    assert 'name="language" value="en" lang="en"' in shown
