"""The pages under /quan-tri/lien-thong/: whoever keeps the install enters others and carries packages by hand."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.links.far import BODY, BY, Far, known

from thongsuot.engines import package as engine
from thongsuot.engines.package import SigningKey, spoken
from thongsuot.links import actions, queries
from thongsuot.links.actions import Draft
from thongsuot.links.models import Install, Key, Package

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/lien-thong/"
NEW = SigningKey(b"N" * 32).public


@pytest.fixture
def keeper(cast):
    return client_of(cast.person("so.quantri"))


@pytest.fixture
def far():
    return Far()


@pytest.fixture
def install(cast, far):
    return known(far, cast.organisation("dd-1"), "")


def queued(cast):
    return actions.queue(Draft("campaign.order", cast.organisation("dd-1"), BODY), by=BY, at=MONDAY)


def upload(data, name="goi-tin.goi"):
    return {"parcel-file": SimpleUploadedFile(name, data)}


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao", "dd-1.lanhdao"])
def test_to_anybody_else_no_page_is_there(cast, install, username):
    row = queued(cast)
    client, pk = client_of(cast.person(username)), install.pk
    assert [client.get(address).status_code for address in (LIST, f"{LIST}{pk}/")] == [404, 404]
    steps = [
        reverse("links:take"), reverse("links:add-key", args=[pk]), reverse("links:end-install", args=[pk]),
        reverse("links:end-key", args=[pk, Key.objects.get().pk]), reverse("links:parcel", args=[row.pk]),
        reverse("links:withdraw", args=[row.pk]), reverse("links:abandon", args=[row.pk]),
    ]  # fmt: skip
    assert [client.post(address).status_code for address in steps] == [404] * len(steps)
    assert Package.objects.get().exported_at is None


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(LIST).status_code == 302


def test_our_own_key_and_its_digits_are_shown(keeper):
    page = keeper.get(LIST).content.decode()
    own = queries.own_key().public
    assert own.text in page.replace("&#x2B;", "+")
    assert spoken(own.fingerprint) in page


def entered(cast, **changed):
    public = Far().key.public
    return {
        "organisation": cast.organisation("dd-1").pk,
        "address": "https://dd1.example.vn",
        "key": public.text,
        "fingerprint": spoken(public.fingerprint),
        **changed,
    }


def test_an_install_is_entered_and_shown(cast, keeper):
    answer = keeper.post(LIST, entered(cast))
    install = Install.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{LIST}{install.pk}/")
    assert "https://dd1.example.vn" in keeper.get(LIST).content.decode()
    assert spoken(Far().key.public.fingerprint) in keeper.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fingerprint": spoken(NEW.fingerprint)}, "Mã đối chiếu không khớp"),
        ({"key": "x"}, "không đọc được"),
        ({"address": "http://dd1.example.vn"}, "phải bắt đầu bằng https://"),
        ({"organisation": ""}, 'id="id_organisation_errors"'),
    ],
    ids=["digits", "key", "address", "organisation"],
)
def test_what_cannot_be_entered_is_said_and_what_was_typed_stays(cast, keeper, changed, said):
    answer = keeper.post(LIST, entered(cast, **changed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert str(entered(cast, **changed)["address"]) in page
    assert not Install.objects.exists()


def test_an_organisation_with_an_install_is_not_offered_again(cast, keeper, install):
    page = keeper.get(LIST).content.decode()
    assert f'<option value="{cast.organisation("dd-1").pk}">' not in page
    assert f'<option value="{cast.organisation("dd-2").pk}">' in page


def test_the_address_is_changed_and_two_editors_are_told(keeper, install):
    page = f"{LIST}{install.pk}/"
    told = {"address": "https://moi.example.vn", "version": install.version}
    assert keeper.post(page, told).status_code == 302
    answer = keeper.post(page, {**told, "address": "https://khac.example.vn"})
    assert answer.status_code == 422
    assert "vừa được người khác sửa" in answer.content.decode()
    assert keeper.post(page, {"address": "x", "version": "x"}).status_code == 422
    install.refresh_from_db()
    assert install.address == "https://moi.example.vn"


def test_keys_are_added_and_ended(keeper, install):
    page = reverse("links:add-key", args=[install.pk])
    assert keeper.post(page, {"new-key": NEW.text, "new-fingerprint": "1"}).status_code == 422
    assert keeper.post(page, {"new-key": NEW.text}).status_code == 422
    answer = keeper.post(page, {"new-key": NEW.text, "new-fingerprint": spoken(NEW.fingerprint)})
    assert answer.status_code == 302
    key = Key.objects.get(fingerprint=NEW.fingerprint)
    assert keeper.post(reverse("links:end-key", args=[install.pk, key.pk])).status_code == 302
    assert "đã kết thúc lúc" in keeper.get(f"{LIST}{install.pk}/").content.decode()
    assert queries.keys_in_force(install).count() == 1


def test_an_install_is_ended(keeper, install):
    assert keeper.post(reverse("links:end-install", args=[install.pk])).headers["Location"] == LIST
    assert not queries.keys_in_force(install).exists()


def test_an_install_that_ended_is_still_seen_and_changed_no_more(cast, keeper, install, far):
    actions.receive(far.package(), by=BY, at=MONDAY)
    actions.end_install(install, by=BY, at=MONDAY)
    address = f"{LIST}{install.pk}/"
    page = keeper.get(address).content.decode()
    assert str(Package.objects.get().uuid) in page
    assert "Ngừng lúc" in page
    assert reverse("links:add-key", args=[install.pk]) not in page
    assert reverse("links:end-install", args=[install.pk]) not in page
    assert address in keeper.get(LIST).content.decode()
    assert keeper.post(address, {"address": "", "version": install.version}).status_code == 404
    assert keeper.post(reverse("links:end-install", args=[install.pk])).status_code == 404


def test_an_install_to_which_something_waits_is_not_ended_and_the_person_told(cast, keeper, install):
    queued(cast)
    answer = keeper.post(reverse("links:end-install", args=[install.pk]), follow=True)
    assert "Còn 1 gói tin đang chờ gửi" in answer.content.decode()
    assert queries.install_of(cast.organisation("dd-1")) == install


def test_sending_is_promised_only_where_something_waits(cast, keeper, install):
    page = f"{LIST}{install.pk}/"
    told = {"address": "https://moi.example.vn", "version": install.version}
    assert "sẽ được gửi" not in keeper.post(page, told, follow=True).content.decode()
    queued(cast)
    told = {"address": "https://khac.example.vn", "version": install.version + 1}
    assert "sẽ được gửi đến địa chỉ mới" in keeper.post(page, told, follow=True).content.decode()
    new = SigningKey(b"P" * 32).public
    told = entered(cast, organisation=cast.organisation("dd-2").pk, key=new.text, fingerprint=new.fingerprint)
    assert "sẽ được gửi" not in keeper.post(LIST, told, follow=True).content.decode()


@pytest.mark.parametrize(("reason", "state"), [("wrong_reality", "refused"), ("revoked_key", "queued")])
def test_a_receipt_that_refuses_is_a_warning(cast, keeper, install, far, reason, state):
    row = queued(cast)
    far.reason = reason
    receipt = far.answer(queries.parcel(actions.export(row, at=MONDAY)))
    page = keeper.post(reverse("links:take"), upload(receipt), follow=True).content.decode()
    assert "Bên kia không nhận gói tin" in page
    assert queries.said(reason) in page
    assert "Đã ghi nhận biên nhận" not in page
    row.refresh_from_db()
    assert row.state == state


def test_what_was_taken_back_cannot_be_carried_away(cast, keeper, install):
    row = queued(cast)
    actions.withdraw(row, by=BY, at=MONDAY)
    answer = keeper.post(reverse("links:parcel", args=[row.pk]), follow=True)
    assert "đã được rút khỏi hàng chờ; chưa xuất gì" in answer.content.decode()
    assert Package.objects.get().envelope is None


def test_what_may_have_arrived_is_taken_out_of_the_queue_with_a_warning(cast, keeper, install):
    row = queued(cast)
    actions.export(row, at=MONDAY)
    address = reverse("links:abandon", args=[row.pk])
    assert address in keeper.get(f"{LIST}{install.pk}/").content.decode()
    for words in ("bên kia có thể đã nhận", "warn"):
        assert words in keeper.post(address, follow=True).content.decode()
    assert Package.objects.get().state == "withdrawn"


def test_the_receipt_that_is_handed_out_is_signed_by_the_key_in_use(keeper, install, far, monkeypatch):
    actions.receive(far.package(), by=BY, at=MONDAY)
    older, newer = queries.own_key(), SigningKey(b"W" * 32)
    monkeypatch.setattr(queries.keys, "own_keys", lambda: [newer, older])
    answer = keeper.get(reverse("links:receipt", args=[Package.objects.get().pk]))
    assert engine.read_receipt(answer.content).signed_by(newer.public)


def test_a_package_is_carried_away_and_its_receipt_brought_back(cast, keeper, install, far):
    row = queued(cast)
    answer = keeper.post(reverse("links:parcel", args=[row.pk]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{row.uuid}.goi"'
    receipt = far.answer(answer.content)
    assert keeper.post(reverse("links:take"), upload(receipt)).headers["Location"] == f"{LIST}{install.pk}/"
    row.refresh_from_db()
    assert row.state == "delivered"
    assert keeper.post(reverse("links:parcel", args=[row.pk])).content == answer.content  # should they have lost it
    assert "Bên kia đã nhận" in keeper.get(f"{LIST}{install.pk}/").content.decode()


def test_a_package_is_carried_here_and_its_receipt_taken_back(keeper, install, far):
    data = far.package()
    assert keeper.post(reverse("links:take"), upload(data)).status_code == 302
    row = Package.objects.get()
    answer = keeper.get(reverse("links:receipt", args=[row.pk]))
    assert engine.read_receipt(answer.content).receipt.digest == engine.unpack(data).digest
    assert "nosniff" in answer.headers["X-Content-Type-Options"]


def test_a_file_that_is_not_accepted_is_said_why(keeper, install, far, monkeypatch):
    for data, said in ((b"x", "malformed"), (far.package(reality="exercise"), "wrong_reality")):
        answer = keeper.post(reverse("links:take"), upload(data))
        assert answer.status_code == 422
        assert queries.said(said) in answer.content.decode()
    monkeypatch.setattr("thongsuot.links.forms.LARGEST_PARCEL", 10)
    assert queries.said("oversized") in keeper.post(reverse("links:take"), upload(b"x" * 11)).content.decode()
    assert keeper.post(reverse("links:take")).status_code == 422
    assert "Không chấp nhận trong 30 ngày" in keeper.get(LIST).content.decode()


def test_a_package_is_taken_back_before_it_left_and_not_after(cast, keeper, install):
    first, second = queued(cast), queued(cast)
    actions.export(second, at=MONDAY)
    for row in (first, second, first):
        assert keeper.post(reverse("links:withdraw", args=[row.pk])).status_code == 302
    page = keeper.get(f"{LIST}{install.pk}/").content.decode()
    assert "không rút lại được" in page
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "queued")


def test_without_a_key_a_package_cannot_be_carried_away(cast, keeper, install):
    row = queued(cast)
    actions.end_key(Key.objects.get(), by=BY, at=MONDAY)
    assert keeper.post(reverse("links:parcel", args=[row.pk])).status_code == 302
    assert "Chưa có khóa" in keeper.get(LIST).content.decode()


def test_trouble_and_gaps_are_shown(keeper, install, far):
    actions.receive(far.package(sequence=3), by=BY, at=MONDAY)
    actions.pause(install, trouble="Không kết nối được hệ thống bên kia: hết giờ", spread=0.5, at=MONDAY)
    for address in (LIST, f"{LIST}{install.pk}/"):
        page = keeper.get(address).content.decode()
        assert "hết giờ" in page
        assert "Thiếu 2 gói tin" in page


def test_the_list_asks_no_more_for_more_installs(cast, keeper, install, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as first:
        keeper.get(LIST)
    for number, code in enumerate(["dd-2", "dd-3", "cd-1"]):
        known(Far(SigningKey(bytes([65 + number]) * 32)), cast.organisation(code), "")
    with django_assert_max_num_queries(len(first)):
        keeper.get(LIST)
