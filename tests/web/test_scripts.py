"""The scripts of the pages in Debian's Chromium; the pages come from memory, so neither server nor database runs."""

import json
import mimetypes
import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import override_settings
from django.utils import translation
from playwright.sync_api import Browser, Page, sync_playwright

from thongsuot.web import frontend
from thongsuot.web.middleware import ContentSecurityMiddleware
from thongsuot.web.templatetags.styleguide import TEXT

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
HOME = "http://127.0.0.1:9"  # nothing listens there: every answer is made in `served`
AXE = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def vendor(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("frontend")
    frontend.collect(ROOT / "node_modules", out)
    return out


def drawn(**context: object) -> HttpResponse:
    """Draw the style guide as the real answer to a browser, with its policy."""
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    asked = RequestFactory().get("/kieu/")
    asked.user = AnonymousUser()
    walls = ContentSecurityMiddleware(
        lambda page: HttpResponse(render_to_string("web/styleguide.html", context, request=page))
    )
    with override_settings(STORAGES=plain), translation.override("vi"):
        return walls(asked)


@pytest.fixture(scope="module")
def answer() -> HttpResponse:
    return drawn()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


def opened(browser: Browser, vendor: Path, answer: HttpResponse, script: str = "", **options) -> Page:
    """Open the style guide; what it posts and complains about is kept in `page.posts` and `page.complaints`."""
    page = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options}).new_page()
    page.posts, page.complaints = [], []
    page.set_default_timeout(10_000)
    page.add_init_script(script)

    def served(route, request):
        path = urlsplit(request.url).path
        if request.method == "POST":
            page.posts.append(request.post_data)
        if not path.startswith("/static/"):
            route.fulfill(body=answer.content, headers=dict(answer.headers))
            return
        name = path.removeprefix("/static/")
        file = vendor / name if name.startswith("vendor/") else Path(str(finders.find(name)))
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")

    page.route("**/*", served)
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{HOME}/kieu/")
    page.locator(".matrix td a[tabindex='0']").wait_for()
    return page


@pytest.fixture
def page(browser, vendor, answer):
    shown = opened(browser, vendor, answer)
    yield shown
    assert shown.complaints == []
    shown.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_style_guide_is_accessible_and_never_wider_than_the_screen(browser, vendor, answer, scheme, width):
    page = opened(browser, vendor, answer, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    found = page.evaluate("only => axe.run(document, {runOnly: only})", AXE)
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_without_scripts_the_page_is_complete(browser, vendor, answer):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.set_content(re.sub(r"<link[^>]*>", "", answer.content.decode()))
    assert page.locator(".matrix tbody td a").count() > 40
    assert page.locator("form[method=post] button").count() > 10


SELECT = """([first, last]) => {
  const walker = document.createTreeWalker(document.querySelector("[data-letter]"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const text = walker.currentNode.data;
    if (text.includes(first)) range.setStart(walker.currentNode, text.indexOf(first));
    if (text.includes(last)) range.setEnd(walker.currentNode, text.indexOf(last) + last.length);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.mark.parametrize(
    ("first", "last"), [("Kính gửi", "tỉnh."), ("SỞ", "XUYÊN"), (" và ", "quan trọng"), ("1. ", "niêm yết")]
)
def test_a_selection_is_counted_in_code_points_of_the_letter(page, first, last):
    page.evaluate(SELECT, [first, last])
    form = page.locator("form[data-selection]")
    page.locator("#quote").evaluate("field => new Promise(done => setTimeout(done, 100))")
    start, end = (int(form.locator(f"[name={name}]").input_value()) for name in ("start", "end"))
    assert TEXT[start:end] == TEXT[TEXT.rindex(first) : TEXT.index(last) + len(last)].strip()


def test_a_selection_counts_a_character_beyond_the_first_plane_once(browser, vendor, answer):
    louder = HttpResponse(answer.content.decode().replace("Kính gửi", "\U0001f4e3 Kính gửi"), headers=answer.headers)
    page = opened(browser, vendor, louder)
    page.evaluate(SELECT, ["Các đơn vị", "của tỉnh"])
    page.locator("#quote").evaluate("field => new Promise(done => setTimeout(done, 100))")
    assert int(page.locator("form[data-selection] [name=start]").input_value()) == TEXT.index("Các đơn vị") + 2
    page.context.close()


def test_the_letter_is_selected_by_the_keyboard_alone(page):
    page.locator(".letter-pane").focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.locator("#quote").evaluate("field => new Promise(done => setTimeout(done, 100))")
    quote = page.locator("#quote").input_value()
    start = int(page.locator("form[data-selection] [name=start]").input_value())
    assert len(quote.split()) >= 2
    assert TEXT[start : start + len(quote)] == quote


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def test_the_keys_of_the_review_walk_act_and_light_the_quotation(page):
    page.keyboard.press("j")
    assert focused(page) == "p1001"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page) == "p1002"
    lit = page.locator("mark.on").all_text_contents()
    assert "".join(lit) == page.locator("#p1002 blockquote").text_content()
    with page.expect_request(lambda request: request.url.endswith("?sua=1002")):
        page.keyboard.press("e")


@pytest.mark.parametrize(("key", "act"), [("Enter", "confirm"), ("x", "reject"), ("m", "merge"), ("u", "undo")])
def test_a_key_presses_the_button_of_its_act(page, key, act):
    page.locator("#p1002").focus()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.keyboard.press(key)
    assert f'name="act"\r\n\r\n{act}' in sent.value.post_data


def test_after_an_act_the_next_waiting_proposal_has_the_focus(page):
    page.locator("#p1002").focus()
    page.keyboard.press("Enter")
    page.locator("#p1003:focus").wait_for()


def test_splitting_without_a_selection_asks_for_one_and_sends_nothing(page):
    page.locator("#p1002").focus()
    page.keyboard.press("s")
    assert page.locator("#announcer").text_content() == "Hãy bôi đen một đoạn của văn bản trước."
    assert page.posts == []


def test_keys_are_letters_while_one_types_and_can_be_switched_off(page):
    page.locator("#quote").fill("")
    page.locator("#quote").press_sequentially("xjk")
    assert page.locator("#quote").input_value() == "xjk"
    page.locator("h1").click()
    page.keyboard.press("?")
    page.locator("#keys-switch").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) == "content"
    assert page.posts == []


def test_arrows_walk_the_matrix_and_one_square_is_a_stop_of_the_tab_key(page):
    assert page.locator(".matrix tbody td a[tabindex='0']").count() == 1
    page.locator(".matrix tbody td a").first.focus()
    where = "[document.activeElement.closest('tr').rowIndex, document.activeElement.closest('td, th').cellIndex]"
    visited = []
    for key in ("ArrowRight", "ArrowDown", "End", "Home"):
        page.keyboard.press(key)
        visited.append(page.evaluate(where))
    assert visited[0] == [1, 2]
    assert visited[1] == [4, 2]  # rows 2 and 3 are folded away
    assert visited[2][1] == 9
    assert visited[3] == [4, 0]


def test_a_paragraph_opens_in_place_and_the_address_says_so(page):
    opener = page.locator("[data-expand='1']")
    opener.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert page.locator("#n1 tr.duty").first.is_visible()
    assert page.url.endswith("?mo=1")
    opener.press(" ")
    assert not page.locator("#n1 tr.duty").first.is_visible()
    assert page.url.endswith("/kieu/")


def test_filters_keep_to_the_address(page):
    page.locator("[name=state]").select_option("open_late")
    page.wait_for_url("**/kieu/?state=open_late")


def test_a_filter_inside_what_it_filters_keeps_the_words_one_types(browser, vendor, answer):
    inside = answer.content.decode().replace('data-filters="board"', 'data-filters="matrix-panel"')
    page = opened(browser, vendor, HttpResponse(inside, headers=answer.headers))
    for words in ("Bưu", " chính"):
        page.locator("[name=who]").press_sequentially(words)
        with page.expect_response(lambda response: "who=" in response.url):
            pass
    assert page.locator("[name=who]:focus").input_value() == "Bưu chính"
    page.wait_for_url("**/kieu/?who=B%C6%B0u+ch%C3%ADnh")
    page.context.close()


def test_a_file_dropped_on_its_place_is_chosen(page):
    page.locator("#id_paper").set_input_files({"name": "van-ban.txt", "mimeType": "text/plain", "buffer": b"x"})
    assert page.locator("[data-chosen]").text_content() == "Đã chọn: van-ban.txt"


def test_a_failed_act_says_so_and_keeps_the_page(page):
    page.route(
        "**/*", lambda route, request: route.fulfill(status=500) if request.method == "POST" else route.fallback()
    )
    page.locator("#p1002 [data-act=confirm]").click()
    page.locator("#messages .notice.bad").wait_for()
    assert page.locator("#p1002").is_visible()
    assert any("500" in said for said in page.complaints)
    page.complaints.clear()


def test_a_clock_ticks_by_the_seconds_of_the_server(page):
    clock = page.locator("[data-clock=figures] span")
    first = clock.text_content()
    page.locator("h1").evaluate("title => new Promise(done => setTimeout(done, 1200))")
    assert clock.text_content() < first
    assert clock.text_content().startswith("26:14:")


def test_what_scripts_say_is_in_the_language_of_the_page(page):
    words = json.loads(page.locator("#words").text_content())
    assert words["lost"] == "Mất kết nối, đang nối lại"
    scripts = [path.read_text() for path in (ROOT / "src/thongsuot/web/static/js").glob("*.js")]
    asking = [text for text in scripts if re.search(r'import \{[^}]*\bwords\b[^}]*\} from "thongsuot/words"', text)]
    assert set(re.findall(r"\bwords\.(\w+)", "".join(asking))) == set(words)


# ---- what the page hears while it is open

STREAM = """
window.EventSource = class extends EventTarget {
  static CLOSED = 2;
  constructor(address) {
    super();
    (window.streams ??= []).push(this);
    this.address = address;
    this.readyState = 1;
    setTimeout(() => this.dispatchEvent(new Event("open")));
  }
  close() { this.readyState = 2; }
  say(kind, data) { this.dispatchEvent(Object.assign(new Event(kind), { data })); }
};
"""
BINH = SimpleNamespace(
    is_authenticated=True, name="Bình", title="", organisation=SimpleNamespace(name="Sở Bình Xuyên", short_name="Sở")
)


@pytest.fixture
def live(browser, vendor):
    shown = drawn(user=BINH, events_url="/events")
    text = shown.content.decode().replace('id="matrix-panel"', 'id="matrix-panel" data-live="directive:5 order:*"')
    page = opened(browser, vendor, HttpResponse(text, headers=shown.headers), script=STREAM)
    changed = text.replace("Cập nhật lúc", "Vừa cập nhật lúc")
    page.asked = []

    def later(route, request):
        page.asked.append(request.headers.get("x-fragment"))
        route.fulfill(body=changed, headers=dict(shown.headers))

    page.route(re.compile(r"/kieu/"), later)
    page.locator("#live-status", has_text="Trực tiếp").wait_for()
    yield page
    page.context.close()


def say(page: Page, kind: str, data: str = "") -> None:
    page.evaluate("([kind, data]) => window.streams.at(-1).say(kind, data)", [kind, data])


@pytest.mark.parametrize("topic", ["directive:5", "order:17", "message:1\ndirective:5"])
def test_a_part_of_the_page_is_fetched_again_when_its_topic_changes(live, topic):
    live.locator("[data-expand='1']").press("Enter")
    live.locator("#n1 tr.duty td a").nth(2).focus()
    square = live.evaluate("document.activeElement.textContent")
    say(live, "message", topic)
    live.locator("#matrix-panel", has_text="Vừa cập nhật").wait_for()
    assert live.asked == ["matrix-panel"]
    assert live.locator("[data-expand='1']").get_attribute("aria-expanded") == "true"
    assert live.evaluate("document.activeElement.textContent") == square


def test_another_topic_fetches_nothing(live):
    say(live, "message", "directive:50")
    live.locator("h1").evaluate("title => new Promise(done => setTimeout(done, 800))")
    assert live.asked == []


def test_many_changes_at_once_are_fetched_once(live):
    for _ in range(20):
        say(live, "message", "directive:5")
    live.locator("#matrix-panel", has_text="Vừa cập nhật").wait_for()
    assert len(live.asked) == 1


def test_after_a_resync_everything_is_fetched(live):
    say(live, "resync")
    live.locator("#matrix-panel", has_text="Vừa cập nhật").wait_for()


def test_a_lost_connection_is_said_and_mended(live):
    live.evaluate("window.streams[0].readyState = EventSource.CLOSED")
    say(live, "error")
    assert live.locator("#live-status").inner_text() == "Mất kết nối, đang nối lại"
    live.locator("#live-status", has_text="Trực tiếp").wait_for()
    assert live.evaluate("window.streams.length") == 2
    live.locator("#matrix-panel", has_text="Vừa cập nhật").wait_for()


def test_what_a_person_is_typing_is_never_replaced(live):
    live.evaluate("document.querySelector('#matrix-panel').append(document.querySelector('form[data-selection]'))")
    live.locator("#quote").fill("đang viết dở")
    say(live, "message", "directive:5")
    live.locator("#matrix-panel.stale").wait_for()
    assert live.locator("#quote").input_value() == "đang viết dở"
    assert "Có thay đổi mới" in live.locator("#announcer").text_content()
