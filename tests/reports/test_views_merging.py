"""The pages of the consolidated report: merging words, number and date, the register; each with plain forms."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime, now
from tests.cast import client_of
from tests.reports.merging import NEARLY, OTHER, SAME, decide, key_of, told
from tests.reports.small import DEADLINE
from tests.reports.test_register import PDF
from tests.worlds import world

from thongsuot.files.models import Run
from thongsuot.reports import actions, jobs
from thongsuot.reports.models import RegisterEntry, Snapshot, Upward, Wording

pytestmark = pytest.mark.django_db


@world
def snapshot(cast):
    row = told(cast)
    jobs.work(Run.objects.get(kind=actions.RENDER).pk, at=DEADLINE)
    return row


def page(cast, address, person=None):
    return client_of(person or cast.binh).get(address)


def merge(snapshot, query="?noi-dung=2"):
    return f"/bao-cao/gop-loi/{snapshot.pk}/{query}"


def post(cast, snapshot, verb, person=None, **fields):
    address = f"/bao-cao/gop-loi/{snapshot.pk}/{verb}/"
    return client_of(person or cast.binh).post(address, {"place": "2", **fields}, follow=True).content.decode()


def test_the_sentences_stand_with_their_sources_and_a_choice_for_each(cast, snapshot):
    html = page(cast, merge(snapshot)).content.decode()
    assert NEARLY in html
    assert OTHER in html
    assert "2 đơn vị" in html
    assert html.count('type="radio"') == 6
    assert cast.organisation("dd-1").name in html


def test_the_page_opens_where_work_is_left(cast, snapshot):
    actions.take_rest(snapshot, "2", by=cast.binh, at=DEADLINE)
    html = page(cast, merge(snapshot, "")).content.decode()
    assert "Không có khó khăn." in html
    assert OTHER not in html


@pytest.mark.parametrize("place", ["99", "x", "proposals"])
def test_a_place_of_which_nobody_spoke_leads_to_another(cast, snapshot, place):
    assert page(cast, merge(snapshot, f"?noi-dung={place}")).status_code == 200


def test_one_form_saves_every_choice_of_the_place(cast, snapshot):
    fields = {
        f"verdict_{key_of(snapshot, SAME)}": "take",
        f"verdict_{key_of(snapshot, OTHER)}": "shorten",
        f"words_{key_of(snapshot, OTHER)}": "Một tổ trực.",
        f"version_{key_of(snapshot, OTHER)}": "x",
        "verdict_": "nonsense",
    }
    html = post(cast, snapshot, "luu", **fields)
    assert "Đã lưu 2 câu." in html
    assert sorted(Wording.objects.values_list("verdict", "words")) == [("shorten", "Một tổ trực."), ("take", NEARLY)]
    assert cast.binh.name in html


def test_saving_without_a_change_says_so(cast, snapshot):
    assert "Không có câu nào thay đổi." in post(cast, snapshot, "luu")


def test_a_refusal_is_said_and_nothing_is_kept(cast, snapshot):
    key = key_of(snapshot, OTHER)
    assert "để trống" in post(cast, snapshot, "luu", **{f"verdict_{key}": "shorten", f"words_{key}": " "})
    assert not Wording.objects.exists()


def test_what_was_typed_and_refused_stands_in_the_form_again(cast, snapshot):
    good, bad = key_of(snapshot, SAME), key_of(snapshot, OTHER)
    fields = {
        f"verdict_{good}": "shorten",
        f"words_{good}": "Lời đã gõ.",
        f"verdict_{bad}": "shorten",
        f"words_{bad}": "",
    }
    answer = client_of(cast.binh).post(f"/bao-cao/gop-loi/{snapshot.pk}/luu/", {"place": "2", **fields})
    assert answer.status_code == 422
    assert "Lời đã gõ." in answer.content.decode()
    assert not Wording.objects.exists()


def test_a_slower_editor_is_told(cast, snapshot):
    decide(cast, snapshot, OTHER, "take")
    key = key_of(snapshot, OTHER)
    html = post(cast, snapshot, "luu", **{f"verdict_{key}": "leave", f"version_{key}": "0"})
    assert "vừa được người khác sửa" in html
    assert f'bản đã lưu: <span lang="vi">{OTHER}</span>' in html
    assert Wording.objects.get().verdict == "take"


def test_the_rest_is_taken_by_one_button(cast, snapshot):
    assert "Đã lấy 2 câu chưa xử lý." in post(cast, snapshot, "lay-het")


def test_the_missing_are_worded_on_the_same_page(cast, snapshot):
    html = post(cast, snapshot, "chua-gui", words="Sở đã đôn đốc.", version="0")
    assert "Sở đã đôn đốc." in html
    assert cast.organisation("cd-1").name in html
    assert "2.000" in post(cast, snapshot, "chua-gui", words="x" * 2001, version="1")


def test_papers_are_drawn_anew_by_a_person_alone(cast, snapshot):
    decide(cast, snapshot, SAME, "take", at=now())
    assert "Phần lời đã thay đổi" in page(cast, snapshot.get_absolute_url()).content.decode()
    assert "Đang lập lại hai báo cáo" in post(cast, snapshot, "lap-lai")
    assert "đang được lập" in post(cast, snapshot, "lap-lai")
    jobs.work(Run.objects.get(finished_at=None, kind=actions.RENDER).pk, at=now())
    html = page(cast, snapshot.get_absolute_url()).content.decode()
    assert "Phần lời đã thay đổi" not in html
    assert "bản thứ 2" in html
    assert Upward.objects.count() == 4


def test_an_unknown_step_is_not_there(cast, snapshot):
    client = client_of(cast.khanh)
    assert client.post(f"/bao-cao/gop-loi/{snapshot.pk}/xoa/").status_code == 404
    assert client.post(f"/bao-cao/tong-hop/{snapshot.pk}/ministry/xoa/").status_code == 404
    assert client.post(f"/bao-cao/tong-hop/{snapshot.pk}/nobody/vao-so/").status_code == 404
    assert client.post("/bao-cao/so-van-ban/xoa/").status_code == 404


def test_an_enterprise_sees_neither_words_nor_register(cast, snapshot):
    assert page(cast, merge(snapshot), cast.hang).status_code == 404
    assert page(cast, "/bao-cao/so-van-ban/", cast.hang).status_code == 404
    client = client_of(cast.hang)
    assert client.post(f"/bao-cao/gop-loi/{snapshot.pk}/lay-het/", {"place": "2"}).status_code == 404
    assert client.post(f"/bao-cao/tong-hop/{snapshot.pk}/ministry/da-gui/").status_code == 404


def test_who_only_reads_gets_no_forms(cast, snapshot):
    html = page(cast, merge(snapshot), cast.person("so.thanhtra")).content.decode()
    assert SAME in html or NEARLY in html
    assert 'type="radio"' not in html


def test_the_page_asks_as_often_for_three_reports_as_for_one(cast, snapshot):
    client = client_of(cast.binh)
    client.get(merge(snapshot))
    with CaptureQueriesContext(connection) as few:
        client.get(merge(snapshot))
    actions.take_rest(snapshot, "2", by=cast.binh, at=DEADLINE)
    with CaptureQueriesContext(connection) as many:
        client.get(merge(snapshot))
    assert len(few) == len(many)
    assert len(many) <= 24


def step(cast, snapshot, verb, recipient="ministry", person=None, **fields):
    address = f"/bao-cao/tong-hop/{snapshot.pk}/{recipient}/{verb}/"
    return client_of(person or cast.khanh).post(address, fields, follow=True).content.decode()


def test_the_registry_enters_number_and_date_then_the_signed_copy_then_that_it_left(cast, snapshot):
    today = localtime(now()).date().isoformat()
    assert "Đã vào sổ: số 57/BC-" in step(cast, snapshot, "vao-so", number="57", on=today, signer="Trần Văn Ký")
    assert "Đã sửa số và ngày" in step(cast, snapshot, "sua-so", number="58", on=today, version="1")
    signed = SimpleUploadedFile("ban-ky.pdf", PDF)
    assert "Đã lưu bản đã ký" in step(cast, snapshot, "ban-ky", file=signed)
    html = step(cast, snapshot, "da-gui")
    assert "Đã ghi nhận báo cáo được gửi" in html
    assert f"{cast.khanh.name} ghi nhận đã gửi lúc" in html
    entry = RegisterEntry.objects.get()
    assert (entry.number, entry.signed.name, entry.sent_by_name) == (58, "ban-ky.pdf", cast.khanh.name)


@pytest.mark.parametrize("verb", ["sua-so", "ban-ky", "da-gui"])
def test_without_a_number_there_is_nothing_to_correct_sign_or_send(cast, snapshot, verb):
    fields = {"number": "1", "on": "2020-02-07"} if verb == "sua-so" else {}
    fields |= {"file": SimpleUploadedFile("ban-ky.pdf", PDF)} if verb == "ban-ky" else {}
    assert "văn thư vào sổ trước" in step(cast, snapshot, verb, **fields)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({}, "Ngày:"), ({"on": "hôm qua"}, "Ngày:"), ({"on": "2020-02-07", "number": "-1"}, "Số:")],
    ids=["nothing", "no date", "no number"],
)
def test_a_form_not_filled_in_says_what_is_missing(cast, snapshot, fields, words):
    assert words in step(cast, snapshot, "vao-so", **fields)
    assert not RegisterEntry.objects.exists()


def test_a_follower_does_not_enter_numbers(cast, snapshot):
    step(cast, snapshot, "vao-so", person=cast.binh, number="5", on="2020-02-07")
    assert not RegisterEntry.objects.exists()


def test_the_register_shows_the_years_papers_and_takes_others(cast, snapshot):
    client = client_of(cast.khanh)
    other = {"number": "7", "on": "2020-02-07", "type_name": "Công văn", "symbol": "SKHCN-VP", "subject": "Về việc họp"}
    assert "Đã vào sổ văn bản đi." in client.post("/bao-cao/so-van-ban/van-ban/", other, follow=True).content.decode()
    html = client.get("/bao-cao/so-van-ban/?nam=2020").content.decode()
    assert "07/SKHCN-VP" in html
    assert "Công văn: Về việc họp" in html
    assert "Chưa có văn bản nào trong sổ" in client.get("/bao-cao/so-van-ban/?nam=2031").content.decode()
    assert client.get("/bao-cao/so-van-ban/?nam=abcd").status_code == 200


def test_a_duplicate_number_is_refused_with_the_paper_that_has_it(cast, snapshot):
    client = client_of(cast.khanh)
    other = {"number": "7", "on": "2020-02-07", "type_name": "Công văn", "symbol": "SKHCN-VP", "subject": "Về việc họp"}
    client.post("/bao-cao/so-van-ban/van-ban/", other)
    assert "Số 07/SKHCN-VP đã cấp" in client.post("/bao-cao/so-van-ban/van-ban/", other, follow=True).content.decode()
    assert RegisterEntry.objects.count() == 1


def test_a_paper_without_a_subject_shows_the_form_again(cast, snapshot):
    answer = client_of(cast.khanh).post("/bao-cao/so-van-ban/van-ban/", {"number": "7"})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_a_department_without_a_book_gets_its_numbers_here(cast, snapshot):
    client = client_of(cast.khanh)
    answer = client.post("/bao-cao/so-van-ban/so/", {"ours": "1", "version": "0"}, follow=True)
    assert "Đã lưu cách cấp số" in answer.content.decode()
    assert "Cấp số tiếp theo" in client.get(snapshot.get_absolute_url()).content.decode()
    today = localtime(now()).date().isoformat()
    assert "Đã vào sổ: số 01/BC-" in step(cast, snapshot, "vao-so", on=today)
    assert "Chưa lưu được" in client.post("/bao-cao/so-van-ban/so/", {"ours": "1"}, follow=True).content.decode()


def test_the_snapshot_is_the_same_after_everything(cast, snapshot):
    before = Snapshot.objects.values().get()
    post(cast, snapshot, "lay-het")
    step(cast, snapshot, "vao-so", number="57", on="2020-02-07")
    assert Snapshot.objects.values().get() == before
