"""Pages of campaigns: who sees what, what is typed and refused, and what is handed out."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from tests.campaigns.running import CORRECTION, HOUR, MINUTE, TEXT
from tests.cast import client_of

from thongsuot.campaigns.forms import ApproveForm
from thongsuot.campaigns.models import Campaign, Carriage, Share
from thongsuot.engines.package import PublicKey, spoken
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


def opened(person, name, *args, status=200):
    answer = client_of(person).get(reverse(name, args=args))
    assert answer.status_code == status, (name, answer.status_code)
    return answer.content.decode() if status == 200 and "text/html" in answer["Content-Type"] else answer


def pressed(person, name, *args, **fields):
    answer = client_of(person).post(reverse(name, args=args), fields, follow=True)
    assert answer.status_code in (200, 422), (name, answer.status_code)
    return " ".join(str(m) for m in answer.context["messages"]), answer.content.decode()


def asked(running, **other):
    told = {
        "issuer_name": "UBND tỉnh", "number": "98/UBND", "dated_on": "2020-02-03", "legal_ground": "Luật Viễn thông",
        "area": running.cast.department.area_id, "rule": "both", "audience": "mọi thuê bao", "brand": "UBND-DX",
        "text": TEXT, "correction": CORRECTION, "first_at": "2020-02-03T12:00", "repeat": "FREQ=DAILY;INTERVAL=3",
        "count": 2, "operators": [running.cast.organisation("dd-1").pk],
    }  # fmt: skip
    return {**told, **other}


def test_the_form_counts_before_it_asks(clock):
    url = reverse("campaigns:request")
    client = client_of(clock.binh)
    page = client.post(url, {**asked(clock), "xem": "1"}).content.decode()
    assert "2 phần; mỗi thuê bao tính 2 tin nhắn quy đổi" in page
    assert "12:00 03/02/2020" in page
    assert "12:00 06/02/2020" in page
    assert "Chi phí mỗi thuê bao: 2 tin nhắn quy đổi × 2 lượt" in page
    assert not Campaign.objects.exists()
    answer = client.post(url, asked(clock))
    row = Campaign.objects.get()
    assert (answer.status_code, answer.url, row.waves.count()) == (302, row.get_absolute_url(), 2)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"brand": "UBND tỉnh"}, "2 đến 11 ký tự"),
        ({"text": "Ở nhà\u200b từ 12 giờ"}, "không gửi được như đang viết"),
        ({"first_at": "2020-02-03T08:00"}, "đã qua"),
        ({"operators": []}, "Doanh nghiệp thực hiện: Hãy điền mục này."),
    ],
)
def test_what_cannot_be_asked_for_stays_on_the_page(clock, other, said):
    answer = client_of(clock.binh).post(reverse("campaigns:request"), asked(clock, **other))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "98/UBND" in page
    assert not Campaign.objects.exists()


def test_a_branch_in_copy_is_chosen_for_one_operator_alone(clock):
    first, second, third = (clock.cast.organisation(code).pk for code in ("dd-1", "dd-2", "dd-3"))
    client, url = client_of(clock.binh), reverse("campaigns:request")
    for operators, branch in (([first, second], third), ([first], first)):
        answer = client.post(url, asked(clock, operators=operators, branch=branch))
        assert answer.status_code == 422
        assert "branch" in answer.context["form"].errors
        assert "hãy lập riêng đề nghị đó; chưa lưu gì" in answer.content.decode()
    assert not Campaign.objects.exists()
    client.post(url, asked(clock, operators=[first], branch=second))
    assert Share.objects.get().branch_id == second


def test_only_the_department_asks(clock):
    assert opened(clock.cast.hang, "campaigns:request", status=403).status_code == 403


def test_a_competitor_finds_its_own_share_and_nothing_of_the_other(clock):
    campaign = clock.sending("dd-1", "dd-2")
    mine, other = clock.share(campaign), clock.share(campaign, "dd-2")
    page = opened(clock.cast.hang, "campaigns:campaign", campaign.pk)
    for shown in (page, opened(clock.cast.hang, "campaigns:share", mine.pk), opened(clock.cast.hang, "campaigns:list")):
        assert other.organisation.short_name not in shown
        assert "312.400" not in shown
        assert "812.400" not in shown
    for name in ("campaigns:share", "campaigns:order"):
        args = [other.pk] if name == "campaigns:share" else [other.pk, "json"]
        assert opened(clock.cast.hang, name, *args, status=404).status_code == 404
    stranger = clock.person("bc-1", "daumoi")
    assert opened(stranger, "campaigns:campaign", campaign.pk, status=404).status_code == 404
    assert b"812400" not in opened(clock.cast.hang, "campaigns:order", mine.pk, "json").content
    assert "812.400" in opened(clock.binh, "campaigns:campaign", campaign.pk)
    table = opened(clock.cast.hang, "campaigns:export", campaign.pk).content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(table)))) == 2


def test_the_second_person_types_and_is_told_what_was_wrong(clock):
    campaign = clock.request()
    clock.estimate(campaign)
    args = ("campaigns:campaign-step", campaign.pk, "phe-duyet")
    said, page = pressed(clock.khanh, *args, area=campaign.area.name, subscribers="50000")
    assert "chưa khớp: tổng số thuê bao ước tính" in said
    assert "Chưa khớp." in page
    said, _page = pressed(clock.khanh, *args, area=campaign.area.name, subscribers="500.000")
    assert "Đã phê duyệt" in said
    assert "Người lập đề nghị không tự phê duyệt" not in opened(clock.binh, "campaigns:campaign", campaign.pk)


def sentences(page):
    text = re.sub(r"<[^>]+>", "\n", page)
    return {" ".join(line.split()) for line in text.splitlines() if len(line.split()) > 1}


def test_exercise_and_live_prompts_share_no_sentence(running):
    campaign = running.request()
    shown = {}
    for reality, name in (("live", "_approve_live"), ("exercise", "_approve_exercise")):
        campaign.reality = reality
        told = {"row": campaign, "approve_form": ApproveForm(campaign)}
        shown[reality] = render_to_string(f"campaigns/{name}.html", told)
    assert sentences(shown["live"])
    assert not sentences(shown["live"]) & sentences(shown["exercise"])
    assert "notice bad" in shown["live"]
    assert "notice info" in shown["exercise"]
    assert "DIỄN TẬP" in shown["exercise"]


def test_the_order_is_canonical_and_its_digest_stands_on_the_page(clock):
    campaign = clock.approved()
    share = clock.share(campaign)
    answer = opened(clock.cast.hang, "campaigns:order", share.pk, "json")
    told = json.loads(answer.content)
    assert answer.content == json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert (told["text"], told["approved_by"], told["waves"]) == (TEXT, "Trần Quốc Khánh", ["2020-02-03T05:00:00Z"])
    assert not {"phone", "msisdn", "numbers"} & set(told)
    page = opened(clock.cast.hang, "campaigns:share", share.pk)
    assert hashlib.sha256(answer.content).hexdigest() in page
    assert "ký (Ed25519)" in page
    paper = opened(clock.cast.hang, "campaigns:order", share.pk, "pdf")
    assert paper.content.startswith(b"%PDF")


def test_whoever_has_a_platform_of_its_own_checks_the_signature(clock):
    share = clock.share(clock.approved())
    order, signature, key = (
        opened(clock.cast.hang, "campaigns:order", share.pk, form).content for form in ("json", "sig", "pem")
    )
    public = load_pem_public_key(key)
    public.verify(signature, order)
    with pytest.raises(InvalidSignature):
        public.verify(signature, order.replace(b"500000", b"500001"))
    page = opened(clock.cast.hang, "campaigns:share", share.pk)
    assert spoken(PublicKey(public.public_bytes_raw()).fingerprint) in page


def test_what_another_install_signed_is_not_signed_again(clock):
    share = clock.share(clock.approved())
    with access.acting_as_system():
        Carriage.objects.create(
            organisation=share.organisation, reality=share.reality, share=share, mirrored=True, order_bytes=b"{}"
        )
    for form in ("sig", "pem"):
        assert opened(clock.cast.hang, "campaigns:order", share.pk, form, status=404).status_code == 404


def test_there_is_no_order_before_the_approval(clock):
    share = clock.share(clock.request())
    for form in ("json", "sig", "pem", "pdf", "docx"):
        assert opened(clock.cast.hang, "campaigns:order", share.pk, form, status=404).status_code == 404


def test_whoever_takes_no_part_is_handed_no_order(clock):
    campaign = clock.request("dd-1", "dd-2")
    clock.estimate(campaign)
    out = clock.share(campaign, "dd-2")
    clock.do("leave_out", out, reason="Không liên lạc được", by=clock.binh)
    clock.approve(campaign)
    for form in ("json", "pdf"):
        assert opened(clock.binh, "campaigns:order", out.pk, form, status=404).status_code == 404
    assert "SHA-256</dt>" not in opened(clock.binh, "campaigns:share", out.pk)
    assert "SHA-256</dt>" in opened(clock.binh, "campaigns:share", clock.share(campaign).pk)


@pytest.mark.parametrize("verb", ["halt", "withdraw"])
def test_after_its_end_an_order_is_handed_out_no_more(clock, verb):
    campaign = clock.approved()
    share = clock.share(campaign)
    assert opened(clock.cast.hang, "campaigns:order", share.pk, "json").status_code == 200
    clock.do(verb, campaign, reason="Sai", by=clock.binh)
    for form in ("json", "pdf"):
        assert opened(clock.cast.hang, "campaigns:order", share.pk, form, status=404).status_code == 404
    assert "SHA-256</dt>" not in opened(clock.cast.hang, "campaigns:share", share.pk)


def counted(**other):
    told = {"subscribers": 5_000, "sent": 5_000, "delivered": 4_900, "failed": 80, "uncertain": 20}
    return {**told, "segments": 10_000, "log_sha256": "a" * 64, **other}


@pytest.mark.parametrize("kind", ["form", "json", "csv", "semicolons"])
def test_a_count_comes_by_hand_or_as_a_file(clock, kind):
    campaign = clock.approved()
    clock.tried(campaign)
    told = counted()
    mark = ";" if kind == "semicolons" else ","
    files = {
        "json": json.dumps(told).encode(),
        "csv": f"{mark.join(told)}\n{mark.join(map(str, told.values()))}\n".encode("utf-8-sig"),
    }
    files["semicolons"] = files["csv"]
    fields = told if kind == "form" else {"file": SimpleUploadedFile(f"so-lieu.{kind}", files[kind])}
    said, page = pressed(clock.cast.hang, "campaigns:share-step", clock.share(campaign).pk, "so-lieu", **fields)
    assert "các lần ghi trước vẫn được giữ" in said
    assert "4.900/5.000" in page
    assert (clock.share(campaign).tallies.get().file is None) == (kind == "form")


@pytest.mark.parametrize(
    "data",
    [b"{", b"", b"a,b\n1,2\n", b"\xff\xfe", b'{"sent": 1}', b"[" * 5000, json.dumps(counted(sent=1.5)).encode(),
     json.dumps(counted(sent=True)).encode(), b"x" * 70_000],
)  # fmt: skip
def test_a_file_that_is_no_count_is_refused_whole(clock, data):
    campaign = clock.approved()
    clock.tried(campaign)
    fields = {"file": SimpleUploadedFile("so-lieu.json", data)}
    _said, page = pressed(clock.cast.hang, "campaigns:share-step", clock.share(campaign).pk, "so-lieu", **fields)
    assert "error-summary" in page
    assert not clock.share(campaign).tallies.exists()


def test_a_count_that_does_not_add_up_is_shown_where_it_was_typed(clock):
    campaign = clock.approved()
    clock.tried(campaign)
    told = counted(delivered=1)
    _said, page = pressed(clock.cast.hang, "campaigns:share-step", clock.share(campaign).pk, "so-lieu", **told)
    assert "phải bằng tổng gửi thành công" in page


def test_one_press_and_a_reason_send_the_correction(clock):
    campaign = clock.sending()
    assert "Đính chính" in opened(clock.binh, "campaigns:campaign", campaign.pk)
    said, page = pressed(clock.binh, "campaigns:campaign-step", campaign.pk, "dinh-chinh", reason="Sai giờ")
    assert "ra lệnh gửi đính chính" in said
    assert CORRECTION in page
    assert Campaign.objects.get(corrects=campaign).state == "approved"
    assert "Đã có đính chính" in opened(clock.binh, "campaigns:campaign", campaign.pk)


def test_the_button_of_the_correction_stands_where_there_is_something_to_correct(clock):
    campaign = clock.approved("dd-1", "dd-2")
    address = reverse("campaigns:campaign-step", args=[campaign.pk, "dinh-chinh"])
    clock.tested(campaign)
    assert address not in opened(clock.binh, "campaigns:campaign", campaign.pk)
    clock.do("try_out", clock.share(campaign), by=clock.person("dd-1", "lanhdao"))
    assert address in opened(clock.binh, "campaigns:campaign", campaign.pk)
    right = clock.do("correct", campaign, reason="Sai giờ", by=clock.binh)
    clock.tested(right)
    clock.do("send_all", clock.share(right), by=clock.person("dd-1", "lanhdao"))
    address = reverse("campaigns:campaign-step", args=[right.pk, "dinh-chinh"])
    assert address not in opened(clock.binh, "campaigns:campaign", right.pk)


def test_the_form_of_a_count_stands_where_there_is_something_to_count(clock):
    campaign = clock.approved("dd-1", "dd-2")
    clock.tried(campaign)
    clock.tested(campaign, "dd-2")
    clock.do("halt", campaign, reason="Sai", by=clock.binh)
    assert 'id="so-lieu"' in opened(clock.cast.hang, "campaigns:share", clock.share(campaign).pk)
    other = clock.person("dd-2", "daumoi")
    assert 'id="so-lieu"' not in opened(other, "campaigns:share", clock.share(campaign, "dd-2").pk)


@pytest.mark.parametrize(
    ("verb", "state"), [("tam-dung", "paused"), ("dung-han", "halted"), ("rut", "sending"), ("tiep-tuc", "sending")]
)
def test_each_stop_is_a_press_with_a_reason(clock, verb, state):
    campaign = clock.sending()
    said, _page = pressed(clock.binh, "campaigns:campaign-step", campaign.pk, verb)
    assert "Cần nêu lý do" in said or "không cho phép bước này" in said
    pressed(clock.binh, "campaigns:campaign-step", campaign.pk, verb, reason="Chờ")
    assert Campaign.objects.get(pk=campaign.pk).state == state


def test_unknown_steps_lead_nowhere(clock):
    campaign = clock.sending()
    client = client_of(clock.binh)
    assert client.post(reverse("campaigns:campaign-step", args=[campaign.pk, "la"])).status_code == 404
    share = clock.share(campaign)
    for verb, fields in (("la", {}), ("doc-may", {"phone": "x"}), ("bo-may", {"phone": "999999"})):
        answer = client_of(clock.cast.hang).post(reverse("campaigns:share-step", args=[share.pk, verb]), fields)
        assert answer.status_code == 404
    fields = {"phan": "x", "reason": "y"}
    assert (
        client.post(reverse("campaigns:campaign-step", args=[campaign.pk, "khong-tham-gia"]), fields).status_code == 404
    )


def test_an_operator_is_left_out_by_a_press(clock):
    campaign = clock.request("dd-1", "dd-2")
    share = clock.share(campaign, "dd-2")
    fields = {"phan": share.pk, "reason": "Không liên lạc được"}
    said, _page = pressed(clock.binh, "campaigns:campaign-step", campaign.pk, "khong-tham-gia", **fields)
    assert "không tham gia đợt này" in said
    assert Share.objects.get(pk=share.pk).state == "left_out"


def test_the_operator_of_another_campaign_is_not_left_out_by_this_one(clock):
    campaign, other = clock.request("dd-1"), clock.request("dd-2", number="99/UBND")
    share = clock.share(other, "dd-2")
    fields = {"phan": share.pk, "reason": "Nhầm"}
    address = reverse("campaigns:campaign-step", args=[campaign.pk, "khong-tham-gia"])
    assert client_of(clock.binh).post(address, fields).status_code == 404
    assert clock.share(other, "dd-2").state == "asked"


def test_the_operators_pair_hands_over_by_two_presses(clock):
    campaign = clock.sending()
    share = clock.share(campaign)
    for role in ("trucban", "daumoi"):
        said, _page = pressed(clock.person("dd-1", role), "campaigns:share-step", share.pk, "nhan-ca")
        assert "đủ hai người" in said
    assert clock.share(campaign).confirmed_until > share.confirmed_until - MINUTE
    pressed(clock.cast.hang, "campaigns:share-step", share.pk, "tam-dung", reason="Nghẽn")
    assert "Nghẽn" in opened(clock.cast.long, "campaigns:share", share.pk)
    said, _page = pressed(clock.cast.long, "campaigns:share-step", share.pk, "tiep-tuc")
    assert "Đã cho gửi tiếp" in said


def test_the_report_and_the_table_hold_sums_alone(clock):
    campaign = clock.sending("dd-1", "dd-2")
    table = opened(clock.binh, "campaigns:export", campaign.pk).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert len(rows) == 3
    assert rows[0][-1] == "SHA-256 của nhật ký"
    assert "0900" not in table
    assert opened(clock.khanh, "campaigns:report", campaign.pk).content.startswith(b"%PDF")
    assert opened(clock.cast.hang, "campaigns:report", campaign.pk, status=403).status_code == 403


def test_the_scan_is_handed_to_whom_the_campaign_concerns(clock):
    fields = asked(clock, scan=SimpleUploadedFile("98.txt", "Văn bản".encode()))
    client_of(clock.binh).post(reverse("campaigns:request"), fields)
    row = Campaign.objects.get()
    assert opened(clock.cast.hang, "campaigns:scan", row.pk).content == "Văn bản".encode()
    assert opened(clock.person("dd-2", "daumoi"), "campaigns:scan", row.pk, status=404).status_code == 404
    bare = clock.later(HOUR).request(number="99")
    assert opened(clock.binh, "campaigns:scan", bare.pk, status=404).status_code == 404
