"""A source is connected once it was agreed what leaves; its key is shown once, and what it cannot send is kept."""

from __future__ import annotations

import json

import pytest
from tests.incidents.pages import errors_of, text_of
from tests.incidents.scene import MINUTE

from thongsuot.incidents.models import Source
from thongsuot.organisations import actions as keys

pytestmark = pytest.mark.django_db
WIRED = {"name": "NOC", "kind": "alertmanager", "site_label": "site", "silent_after": "0", "zone": "Asia/Ho_Chi_Minh"}
PATHS = {"path_key": "/id /host", "path_state": "/state", "path_time": "/time", "path_site": "/site"}


def connect(pages, person, status=200, **other):
    return pages.post(person, "sources", status=status, **{**WIRED, **other})


def opens(secret, scene):
    return keys.use_credential(secret, scope="alarms", at=scene.at)


def test_before_anybody_agreed_there_is_no_form(pages, scene):
    page = pages.get(scene.hang, "sources")
    assert "Xem Sở thấy gì" in page
    assert 'name="kind"' not in page
    answer = connect(pages, scene.hang, status=422)
    assert "Chưa có người đồng ý" in errors_of(answer)["__all__"][0]
    assert not Source.objects.exists()


def test_the_key_is_shown_once_and_opens(pages, scene):
    scene.agree()
    answer = connect(pages, scene.hang)
    secret = answer.context["secret"]
    page = answer.content.decode()
    assert page.count(secret) == 2
    assert "Khóa chỉ hiện một lần này" in page
    source = Source.objects.get()
    assert opens(secret, scene) == source.credential
    assert secret not in pages.get(scene.hang, "source", source.pk)
    assert secret not in pages.get(scene.hang, "sources")


@pytest.mark.parametrize(("kind", "said"), [
    ("alertmanager", ("alertmanager.yml", "send_resolved: true", "credentials:")),
    ("grafana", ("contact-points.yaml", "authorization_credentials:", "disableResolveMessage: false")),
    ("zabbix", ("Media types", "{$THONGSUOT.TOKEN}")),
    ("generic", ("curl -X POST", "Authorization: Bearer", "/state")),
])  # fmt: skip
def test_each_kind_has_a_sample_to_copy(pages, scene, settings, kind, said):
    settings.EVENTS_URL = "https://truc.dongxuyen.example/events"
    scene.agree()
    answer = connect(pages, scene.hang, kind=kind, **PATHS)
    page = answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    for words in (*said, "https://truc.dongxuyen.example/api/v1/alarms", answer.context["secret"]):
        assert words in page, words


@pytest.mark.parametrize(("events", "public", "found"), [
    ("", "", "http://testserver:"), ("", "https://ts.example/", "https://ts.example/api/v1/alarms"),
    ("https://e.example:9/events", "https://ts.example", "https://e.example:9/api/v1/alarms"),
])  # fmt: skip
def test_the_address_is_the_one_outside_knows(pages, scene, settings, events, public, found):
    settings.EVENTS_URL, settings.PUBLIC_URL = events, public
    scene.connect()
    page = pages.get(scene.hang, "source", scene.source.pk)
    assert found in page
    assert "/api/v1/alarms" in page


def test_zabbix_is_handed_a_file_without_the_key(pages, scene):
    scene.agree()
    secret = connect(pages, scene.hang, kind="zabbix").context["secret"]
    number = Source.objects.get().pk
    told = json.loads(pages.get(scene.hang, "media-type", number))
    assert "zabbix_export" in told
    assert secret not in json.dumps(told)
    pages.get(pages.other, "media-type", number, status=404)
    Source.objects.update(kind="grafana")
    pages.get(scene.hang, "media-type", number, status=404)


def test_mail_is_believed_from_one_address(pages, scene):
    scene.agree()
    assert "sender" in errors_of(connect(pages, scene.hang, status=422, kind="email"))
    answer = connect(pages, scene.hang, kind="email", sender="noc@doanhnghiep.example")
    assert "noc@doanhnghiep.example" in answer.content.decode()


@pytest.mark.parametrize(("other", "field"), [
    ({"name": ""}, "name"), ({"name": "x" * 81}, "name"), ({"name": "a\x00"}, "name"), ({"kind": "khac"}, "kind"),
    ({"zone": "Asia/Nowhere"}, "zone"), ({"zone": "../etc/passwd"}, "zone"), ({"zone": ""}, "zone"),
    ({"api_url": "file:///etc/passwd"}, "api_url"), ({"api_url": "http://u:p@noc.example"}, "api_url"),
    ({"api_url": "javascript:alert(1)"}, "api_url"), ({"silent_after": "-1"}, "silent_after"),
    ({"silent_after": "10081"}, "silent_after"), ({"site_label": ""}, "site_label"), ({"sender": "noc"}, "sender"),
    ({"kind": "generic"}, "__all__"), ({"kind": "generic", **PATHS, "path_key": "khong-phai-duong-dan"}, "__all__"),
])  # fmt: skip
def test_what_could_never_work_is_refused_beside_its_field(pages, scene, other, field):
    scene.agree()
    answer = connect(pages, scene.hang, status=422, **other)
    assert field in errors_of(answer)
    assert not Source.objects.exists()


def test_a_name_is_taken_once_also_when_pressed_twice(pages, scene):
    scene.agree()
    connect(pages, scene.hang)
    answer = connect(pages, scene.hang, status=422)
    assert "Đã có nguồn mang tên này" in errors_of(answer)["__all__"][0]
    assert Source.objects.count() == 1


def test_a_generic_hook_keeps_its_paths(pages, scene):
    scene.agree()
    connect(pages, scene.hang, kind="generic", cause_labels="tuyen, cap ,", **PATHS)
    source = Source.objects.get()
    assert source.mapping == {"key": ["/id", "/host"], "state": "/state", "time": "/time", "site": "/site"}
    assert source.cause_labels == ["tuyen", "cap"]


def test_a_renewed_key_ends_the_old_one(pages, scene):
    scene.connect()
    source, old = scene.source, scene.secret
    scene.at += MINUTE
    answer = pages.post(scene.hang, "source-step", source.pk, "doi-khoa", status=200)
    fresh = answer.context["secret"]
    assert opens(fresh, scene)
    with pytest.raises(keys.InvalidKey):
        opens(old, scene)
    assert fresh in answer.content.decode()


def test_an_ended_source_opens_nothing_and_is_not_renewed(pages, scene):
    scene.connect()
    scene.at += MINUTE
    pages.post(scene.hang, "source-step", scene.source.pk, "ngung")
    with pytest.raises(keys.InvalidKey):
        opens(scene.secret, scene)
    page = pages.get(scene.hang, "source", scene.source.pk)
    assert "Đã ngừng" in page
    assert "doi-khoa" not in page
    said, _page = pages.told(scene.hang, "source-step", scene.source.pk, "doi-khoa")
    assert "Nguồn này đã ngừng kết nối" in said


@pytest.mark.parametrize("verb", ["doi-khoa", "ngung"])
def test_whoever_only_stands_on_duty_reads_and_changes_nothing(pages, scene, verb):
    scene.connect()
    page = pages.get(scene.lan, "source", scene.source.pk)
    assert f"/{verb}/" not in page
    said, _page = pages.told(scene.lan, "source-step", scene.source.pk, verb)
    assert "không có vai trò" in said
    assert opens(scene.secret, scene)
    assert "Cán bộ đầu mối, lãnh đạo hoặc quản trị" in pages.get(scene.lan, "sources")


@pytest.mark.parametrize("who", ["binh", "khanh", "guest"])
def test_sources_are_nobody_elses_business(pages, scene, who):
    scene.connect()
    person = getattr(scene, who, None) or pages.guest
    pages.get(person, "sources", status=403)
    pages.get(person, "source", scene.source.pk, status=403)
    pages.post(person, "source-step", scene.source.pk, "ngung", status=403)
    assert opens(scene.secret, scene)


def test_another_company_finds_its_own_sources_alone(pages, scene):
    scene.connect()
    assert "Alertmanager NOC" not in pages.get(pages.other, "sources")
    pages.get(pages.other, "source", scene.source.pk, status=404)
    pages.post(pages.other, "source-step", scene.source.pk, "ngung", status=404)


def test_the_address_of_a_step_opened_by_itself_leads_to_the_source(pages, scene):
    scene.connect()
    pages.get(scene.hang, "source-step", scene.source.pk, "ngung", status=302)
    pages.post(scene.hang, "source-step", scene.source.pk, "khac", status=404)


def test_what_could_not_be_used_is_said_with_what_to_do(pages, scene):
    scene.connect()
    scene.post(body=b"<html>khong phai JSON</html>")
    scene.post(body=b'{"alerts": 7}')
    scene.run()
    page = text_of(pages.get(scene.hang, "source", scene.source.pk))
    assert "Nội dung gửi đến không phải JSON." in page
    assert "không đúng dạng của loại nguồn đã chọn" in page
    assert "2 lần không dùng được" in page
    assert "28 byte" in page


def test_its_last_word_its_silence_and_its_trouble_are_shown(pages, scene):
    scene.connect(silent_after=5, api_url="http://127.0.0.1:9093")
    assert "Chưa gửi lần nào" in pages.get(scene.hang, "sources")
    scene.fire("bv-nhi")
    page = text_of(pages.get(scene.hang, "source", scene.source.pk))
    assert "Đang gửi" in page
    assert "09:00 03/02/2020 liên lạc gần nhất" in page
    Source.objects.update(api_trouble="Không hỏi được: <connection refused>", api_checked_at=scene.at)
    page = pages.get(scene.hang, "source", scene.source.pk)
    assert "Không đối chiếu được" in page
    assert "&lt;connection refused&gt;" in page
    Source.objects.update(silent_since=scene.at)
    assert "Không còn tín hiệu từ 09:00 03/02/2020" in pages.get(scene.hang, "source", scene.source.pk)
