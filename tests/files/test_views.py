"""Files leave as they came, never as a page; long work is followed and stopped, with JavaScript and without."""

import html
import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now
from tests.cast import MONDAY, client_of
from tests.files import samples
from tests.files.runs import begin, fresh

from thongsuot.files import actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def hang(cast):
    """Return the browser of the first mobile operator's contact."""
    return client_of(cast.hang)


def store(cast, data, name):
    """Keep a file of the first mobile operator."""
    return actions.store(
        data, name=name, organisation=cast.organisation("dd-1"), reality="live", by=cast.hang, at=MONDAY
    )


def test_a_file_comes_back_as_it_was(cast, hang):
    file = store(cast, samples.pdf(), "Công văn “số 1”.pdf")
    answer = hang.get(file.get_absolute_url())
    assert (answer.status_code, answer.content) == (200, samples.pdf())
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert answer["Cache-Control"] == "private, no-store"
    kind, _, name = answer["Content-Disposition"].partition("; filename*=utf-8''")
    assert (kind, unquote(name)) == ("attachment", "Công văn “số 1”.pdf")


@pytest.mark.parametrize(
    ("name", "make", "shown"),
    [
        ("a.pdf", samples.pdf, True),
        ("a.png", samples.png, True),
        ("a.jpg", lambda: samples.JPEG, True),
        ("a.docx", samples.word, False),
        ("a.txt", lambda: "chữ".encode(), False),
        ("a.html", lambda: samples.PAGE, False),
        ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", False),
    ],
)
def test_only_paper_and_pictures_are_shown_and_only_when_asked(cast, hang, name, make, shown):
    file = store(cast, make(), name)
    assert hang.get(file.get_absolute_url())["Content-Disposition"].startswith("attachment")
    answer = hang.get(file.get_absolute_url(), {"xem": ""})
    assert answer["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "html" not in answer["Content-Type"]
    assert "svg" not in answer["Content-Type"]


def test_a_type_that_a_browser_would_run_is_never_said(cast):
    file = store(cast, samples.pdf(), "a.pdf")
    for media_type in ("text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript"):
        file.media_type = media_type
        assert queries.headers(file, inline=True)["Content-Type"] == "application/octet-stream"
        assert queries.headers(file, inline=True)["Content-Disposition"].startswith("attachment")


def test_strangers_get_404_and_the_department_gets_the_file(cast):
    file, run = store(cast, samples.pdf(), "a.pdf"), begin(cast)
    stranger = client_of(cast.person("dd-2.daumoi"))
    for address in (file.get_absolute_url(), run.get_absolute_url(), reverse("files:run_fragment", args=[run.pk])):
        assert stranger.get(address).status_code == 404
    assert stranger.post(reverse("files:cancel", args=[run.pk])).status_code == 404
    assert client_of(cast.binh).get(file.get_absolute_url()).status_code == 200
    assert fresh(run).phase == "waiting"


def test_who_is_not_signed_in_is_asked_to(cast, client):
    file, run = store(cast, samples.pdf(), "a.pdf"), begin(cast)
    for address in (file.get_absolute_url(), run.get_absolute_url()):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")


def test_a_file_kept_apart_is_not_handed_out_but_explained(cast, hang):
    file = store(cast, samples.PAGE, "letter.txt")
    answer = hang.get(file.get_absolute_url())
    assert answer.status_code == 403
    assert samples.PAGE not in answer.content
    text = html.unescape(answer.content.decode())
    assert file.quarantine_reason[1:] in text
    assert "letter.txt" in text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_only_fetched(cast, hang, method):
    file = store(cast, samples.pdf(), "a.pdf")
    assert getattr(hang, method)(file.get_absolute_url()).status_code == 405
    assert hang.head(file.get_absolute_url()).status_code == 200


def test_work_is_followed_by_a_fragment_that_any_page_may_hold(cast, hang):
    run = begin(cast, total=1912, argument={"title": "Nhập danh sách"})
    actions.progress(run, actions.take(run, MONDAY), 37, "Đang đọc dòng 37", now())
    page = hang.get(run.get_absolute_url()).content.decode()
    fragment = hang.get(reverse("files:run_fragment", args=[run.pk])).content.decode()
    assert "<html" not in fragment
    assert "<h1>Nhập danh sách</h1>" in page
    for text in (page, fragment):
        assert f'data-live="run:{run.pk}"' in text
        assert f'data-src="/tien-trinh/{run.pk}/doan/"' in text
        assert "Đang đọc dòng 37" in text
        assert "37/1.912" in text
        assert "Đang chạy" in text


def test_numbers_of_rows_are_never_grouped(cast, hang):
    run = begin(cast)
    type(run).objects.filter(pk=run.pk).update(id=1234567)
    fragment = hang.get("/tien-trinh/1234567/doan/").content.decode()
    assert 'id="run-1234567" data-live="run:1234567" data-src="/tien-trinh/1234567/doan/"' in fragment


def test_without_javascript_the_page_loads_itself_until_the_end(cast, hang):
    run = begin(cast)
    again = re.compile(r'<noscript>\s*<meta http-equiv="refresh"')
    assert again.search(hang.get(run.get_absolute_url()).content.decode())
    actions.finish(run, actions.take(run, MONDAY), {"text": "Đã đọc văn bản.", "url": "/van-ban/7/"}, now())
    page = hang.get(run.get_absolute_url()).content.decode()
    assert not again.search(page)
    assert "Đã đọc văn bản." in page
    assert 'href="/van-ban/7/"' in page
    assert "Hoàn thành" in page


def test_a_failure_is_explained_on_its_page(cast, hang):
    run = begin(cast)
    actions.fail(run, actions.take(run, MONDAY), "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.", now())
    assert "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại." in hang.get(run.get_absolute_url()).content.decode()


def test_the_own_people_stop_their_work(cast, hang):
    run = begin(cast)
    stop = reverse("files:cancel", args=[run.pk])
    assert stop in hang.get(run.get_absolute_url()).content.decode()
    assert hang.get(stop).status_code == 405
    answer = hang.post(stop, follow=True)
    assert fresh(run).phase == "cancelled"
    assert "Đã dừng công việc" in answer.content.decode()
    assert f'action="{stop}"' not in answer.content.decode()
    assert "đã kết thúc" in hang.post(stop, follow=True).content.decode()


def test_the_department_follows_the_work_but_does_not_stop_it(cast):
    run, binh = begin(cast), client_of(cast.binh)
    stop = reverse("files:cancel", args=[run.pk])
    page = binh.get(run.get_absolute_url())
    assert page.status_code == 200
    assert stop not in page.content.decode()
    assert "không có vai trò" in binh.post(stop, follow=True).content.decode()
    assert fresh(run).phase == "waiting"


def test_a_page_of_work_asks_the_database_no_more_where_there_is_more_work(cast, hang, django_assert_num_queries):
    address = reverse("files:run_fragment", args=[begin(cast).pk])
    with CaptureQueriesContext(connection) as alone:
        hang.get(address)
    for _ in range(20):
        begin(cast)
    with django_assert_num_queries(len(alone)):
        hang.get(address)
    assert len([q for q in alone if "files_run" in q["sql"]]) == 1
