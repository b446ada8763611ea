"""Merging words in Debian's Chromium: each choice is saved at once, by mouse or by key; pages come from memory."""

from __future__ import annotations

import mimetypes
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import override_settings
from django.utils import translation
from tests.cast import VIETNAM
from tests.web.test_scripts import AXE, HOME, ROOT, browser, vendor  # noqa: F401  # fixtures: one Chromium, one sprite

from thongsuot.reports.forms import MissingForm
from thongsuot.reports.models import Wording
from thongsuot.web.middleware import ContentSecurityMiddleware

TEXTS = ("Đã bố trí đủ ca trực.", "Tổ 2 trực tại bệnh viện.", "Máy nổ đã chạy thử.")
AT = datetime(2020, 2, 7, 14, 10, tzinfo=VIETNAM)
MULTIPART = "multipart/form-data"


class Desk:
    """The other side of the page: it keeps what was decided and draws the page anew."""

    def __init__(self) -> None:
        self.decided: dict[str, tuple[str, str, int]] = {}
        self.posts: list[dict[str, str]] = []
        self.broken = False
        self.refusal = ""

    def piece(self, number: int) -> SimpleNamespace:
        verdict, words, version = self.decided.get(f"k{number}", ("", TEXTS[number], 0))
        wording = SimpleNamespace(by_name="Lê Thanh Bình", decided_at=AT) if verdict else None
        group = SimpleNamespace(key=f"k{number}", text=TEXTS[number])
        names = ("Công ty Một", "Công ty Hai")[: number + 1]
        return SimpleNamespace(
            group=group, verdict=verdict, words=words, version=version, wording=wording, inherited=False, names=names
        )

    def page(self) -> HttpResponse:
        """Draw the page with its policy, as a browser gets it."""
        letter = SimpleNamespace(title="Công văn số 12: bảo đảm liên lạc")
        shown = {
            "snapshot": SimpleNamespace(pk=1, directive=letter, get_absolute_url="/bao-cao/tong-hop/1/"),
            "place": SimpleNamespace(name="2", quote="Bố trí ca trực.", reports=2, decided=0),
            "label": "Nội dung 2",
            "tabs": [{"url": "?noi-dung=2", "label": "Nội dung 2", "current": True, "count": 2}],
            "pieces": [self.piece(number) for number in range(len(TEXTS))],
            "verdicts": Wording.Verdict.choices,
            "missing": [{"name": "Công ty Ba"}],
            "missing_form": MissingForm(initial={"version": 0}),
            "missing_by": None,
            "may": True,
        }
        plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
        asked = RequestFactory().get("/bao-cao/gop-loi/1/")
        asked.user = AnonymousUser()
        shown["messages"] = [SimpleNamespace(tags="error", message=self.refusal)] if self.refusal else []
        walls = ContentSecurityMiddleware(
            lambda request: HttpResponse(render_to_string("reports/merge.html", shown, request=request))
        )
        with override_settings(STORAGES=plain), translation.override("vi"):
            answer = walls(asked)
        answer.status_code = 422 if self.refusal else 200
        return answer

    def save(self, posted: dict[str, str]) -> None:
        """Keep what was posted about one sentence, unless it is refused."""
        if self.refusal:
            return
        self.posts.append(posted)
        key = next(name for name in posted if name.startswith("verdict_")).removeprefix("verdict_")
        before = self.decided.get(key, ("", "", 0))[2]
        assert int(posted[f"version_{key}"]) == before
        self.decided[key] = (posted[f"verdict_{key}"], posted[f"words_{key}"], before + 1)


def fields(request) -> dict[str, str]:
    """Return the fields of a posted form, whichever way it was sent."""
    kind = request.headers["content-type"]
    if not kind.startswith(MULTIPART):
        return {name: values[0] for name, values in parse_qs(request.post_data, keep_blank_values=True).items()}
    boundary = kind.partition("boundary=")[2]
    told = {}
    for part in request.post_data_buffer.decode().split(f"--{boundary}"):
        head, _, body = part.partition("\r\n\r\n")
        if 'name="' in head:
            told[head.partition('name="')[2].partition('"')[0]] = body.removesuffix("\r\n")
    return told


@pytest.fixture
def desk():
    return Desk()


def opened(browser, vendor, desk, **options):  # noqa: F811  # the fixtures by their names
    page = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options}).new_page()
    page.set_default_timeout(10_000)

    def served(route, request):
        path = urlsplit(request.url).path
        if path.startswith("/static/"):
            name = path.removeprefix("/static/")
            file = vendor / name if name.startswith("vendor/") else Path(str(finders.find(name)))
            route.fulfill(
                body=file.read_bytes(), content_type=mimetypes.guess_type(name)[0] or "application/octet-stream"
            )
        elif request.method == "POST" and desk.broken:
            route.abort()
        else:
            if request.method == "POST":
                desk.save(fields(request))
            answer = desk.page()
            route.fulfill(body=answer.content, headers=dict(answer.headers), status=answer.status_code)

    page.route("**/*", served)
    page.goto(f"{HOME}/bao-cao/gop-loi/1/?noi-dung=2")
    return page


@pytest.fixture
def page(browser, vendor, desk):  # noqa: F811  # the fixtures by their names
    shown = opened(browser, vendor, desk)
    yield shown
    shown.context.close()


def waits_for(page, number, words):
    page.locator("[data-by]").nth(number).filter(has_text=words).wait_for()


def waits_for_version(page, version):
    """Wait until the first sentence shows the version; ten seconds are more than it ever takes."""
    for _ in range(400):
        if page.locator("[name=version_k0]").input_value() == version:
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"version {version} was never shown")


def test_a_choice_is_saved_as_soon_as_it_is_made(page, desk):
    page.get_by_label("Lấy").nth(1).check()
    waits_for(page, 1, "Lê Thanh Bình")
    assert desk.decided == {"k1": ("take", TEXTS[1], 1)}
    assert set(desk.posts[0]) == {"csrfmiddlewaretoken", "place", "version_k1", "verdict_k1", "words_k1"}


def test_shorter_words_are_written_where_they_are_asked_for(page, desk):
    words = page.locator("textarea[name=words_k0]")
    assert not words.is_visible()
    page.locator("#sk0").focus()
    page.keyboard.press("2")
    words.fill("Trực đủ.")
    words.blur()
    waits_for_version(page, "2")
    assert desk.decided["k0"] == ("shorten", "Trực đủ.", 2)
    assert page.locator("#sk0").get_attribute("class") == "sentence shorten"


def test_keys_move_and_decide(page, desk):
    page.locator("#sk0").focus()
    page.keyboard.press("j")
    page.keyboard.press("3")
    waits_for(page, 1, "Lê Thanh Bình")
    page.keyboard.press("j")
    page.keyboard.press("1")
    waits_for(page, 2, "Lê Thanh Bình")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "sk1"
    assert {key: told[0] for key, told in desk.decided.items()} == {"k1": "leave", "k2": "take"}


def test_the_next_choice_shows_the_version_that_the_one_before_made(page, desk):
    page.locator("#sk0").focus()
    for key in ("1", "3", "1"):
        page.keyboard.press(key)
    waits_for_version(page, "3")
    assert [posted["version_k0"] for posted in desk.posts] == ["0", "1", "2"]


def test_a_choice_that_could_not_be_saved_says_so_and_stays(page, desk):
    desk.broken = True
    page.get_by_label("Lấy").first.check()
    waits_for(page, 0, "Chưa thực hiện được")
    assert page.get_by_label("Lấy").first.is_checked()
    desk.broken = False
    page.get_by_label("Bỏ").first.check()
    waits_for(page, 0, "Lê Thanh Bình")
    assert "unsaved" not in page.locator("#sk0").get_attribute("class")


def test_a_refusal_is_said_beside_the_sentence(page, desk):
    desk.refusal = "Nội dung này vừa được người khác sửa."
    page.get_by_label("Lấy").first.check()
    waits_for(page, 0, "vừa được người khác sửa")
    assert page.get_by_label("Lấy").first.is_checked()
    assert desk.decided == {}


def test_without_scripts_one_button_sends_every_choice(browser, vendor, desk):  # noqa: F811  # as above
    page = opened(browser, vendor, desk, java_script_enabled=False)
    assert page.locator("#merge button").count() == 2
    assert page.locator("#merge input[type=radio]").count() == 9
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 320])
def test_the_page_is_accessible_and_never_wider_than_the_screen(browser, vendor, desk, scheme, width):  # noqa: F811  # as above
    desk.decided = {"k0": ("take", TEXTS[0], 1), "k1": ("leave", "", 1)}
    page = opened(browser, vendor, desk, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    found = page.evaluate("only => axe.run(document, {runOnly: only})", AXE)
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
