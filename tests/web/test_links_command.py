"""`thongsuot links`: the own key and its digits, other installs, packages to and from files."""

from __future__ import annotations

import contextlib
from uuid import UUID, uuid4

import pytest
from tests.cast import MONDAY
from tests.links.far import BODY, BY, Far, known

from thongsuot.engines.package import PublicKey, SigningKey, spoken
from thongsuot.files import actions as files
from thongsuot.links import actions, queries
from thongsuot.links.actions import Draft
from thongsuot.links.models import Install, Key, Package
from thongsuot.web import database, environment, links_command, reality


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def there(monkeypatch):
    """The tests' own database is up already."""
    monkeypatch.setattr(database, "running", contextlib.nullcontext)


def run(capsys, *words):
    code = links_command.run(list(words))
    told = capsys.readouterr()
    return code, told.out, told.err


def keys(told):
    return [line.strip() for line in told.splitlines() if "thongsuot-ed25519:" in line]


def test_the_own_key_is_made_once_and_kept_for_its_owner_alone(home, capsys):
    code, told, _ = run(capsys, "key")
    assert code == 0
    assert run(capsys, "key")[1] == told
    file = home / "links-keys"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text() not in told
    assert len(told.splitlines()[2].split()) == 8


def test_a_new_key_is_announced_first_and_signs_later(home, capsys):
    (first,) = keys(run(capsys, "key")[1])
    announced = keys(run(capsys, "key", "new")[1])
    assert announced[0] == first
    assert run(capsys, "key", "use", *spoken(PublicKey.read(announced[1]).fingerprint).split())[0] == 0
    assert keys(run(capsys, "key")[1]) == announced[::-1]
    assert (home / "links-keys").stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in home.iterdir()] == ["links-keys"]
    assert len(environment.read().links_keys) == 2


def test_the_key_that_is_named_signs_however_often_it_is_said(home, capsys):
    run(capsys, "key", "new")
    made = keys(run(capsys, "key", "new")[1])
    digits = [spoken(PublicKey.read(text).fingerprint) for text in made]
    for place in (1, 1, 2, 0, 0, 2, 2):
        told = keys(run(capsys, "key", "use", digits[place])[1])
        assert (told[0], sorted(told)) == (made[place], sorted(made))
    code, _, said = run(capsys, "key", "use", "12345")
    assert (code, "không có khóa nào" in said) == (1, True)
    assert keys(run(capsys, "key")[1]) == told


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("help",),
        ("key", "old"),
        ("key", "use"),
        ("key", "new", "x"),
        ("list", "x"),
        ("add", "x"),
        ("export", "x"),
        ("import",),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_understood_is_a_usage_error(capsys, words):
    code, _, said = run(capsys, *words)
    assert (code, "Cách dùng" in said) == (2, True)


def test_a_database_of_the_other_reality_is_left_alone(capsys, monkeypatch):
    def wrong():
        raise reality.WrongReality("đây là hệ thống thật")

    monkeypatch.setattr(database, "running", wrong)
    assert run(capsys, "list") == (1, "", "thongsuot links: đây là hệ thống thật\n")


@pytest.mark.django_db
def test_an_install_is_added_and_listed(cast, capsys):
    public = Far().key.public
    assert run(capsys, "add", "dd-1", "-", public.text, spoken(public.fingerprint))[0] == 0
    assert Install.objects.get().address == ""
    code, told, _ = run(capsys, "list")
    assert (code, told) == (0, "dd-1\tbằng tệp\t0 chờ gửi\t0 chờ xử lý\tchưa liên lạc\n")
    actions.receive(Far().package(), by=BY, at=MONDAY)
    assert run(capsys, "list")[1].endswith("1 chờ xử lý\tbình thường\n")
    actions.pause(Install.objects.get(), trouble="hết giờ", spread=0.5, at=MONDAY)
    assert run(capsys, "list")[1].endswith("\thết giờ\n")


@pytest.mark.django_db
def test_what_cannot_be_added_is_said(cast, capsys):
    public = Far().key.public
    code, _, said = run(capsys, "add", "khong-co", "-", public.text, public.fingerprint)
    assert (code, "không có đơn vị" in said) == (1, True)
    code, _, said = run(capsys, "add", "dd-1", "-", public.text, "12345")
    assert (code, "không khớp" in said) == (1, True)
    assert not Install.objects.exists()


@pytest.mark.django_db
def test_a_package_goes_to_a_file_and_its_receipt_comes_from_one(cast, capsys, tmp_path):
    far = Far()
    known(far, cast.organisation("dd-1"), "")
    row = actions.queue(Draft("campaign.order", cast.organisation("dd-1"), BODY), by=BY, at=MONDAY)
    out, receipt = tmp_path / "goi", tmp_path / "bien-nhan"
    assert run(capsys, "export", str(row.uuid), str(out))[0] == 0
    receipt.write_bytes(far.answer(out.read_bytes()))
    assert run(capsys, "import", str(receipt)) == (0, "Đã ghi nhận biên nhận của bên kia.\n", "")
    assert Package.objects.get().state == "delivered"


@pytest.mark.django_db
def test_a_package_comes_from_a_file_and_its_receipt_goes_to_one(cast, capsys, tmp_path):
    known(Far(), cast.organisation("dd-1"), "")
    came = tmp_path / "goi"
    came.write_bytes(Far().package())
    assert run(capsys, "import", str(came))[0] == 0
    assert (tmp_path / "goi.bien-nhan").read_bytes() == bytes(Package.objects.get().receipt)
    came.write_bytes(b"x")
    assert run(capsys, "import", str(came))[2] == f"thongsuot links: {queries.said('malformed')}\n"
    assert run(capsys, "import", str(tmp_path / "khong-co"))[0] == 1


@pytest.mark.django_db
def test_what_cannot_be_exported_is_said(cast, capsys, tmp_path):
    out = str(tmp_path / "goi")
    assert "không phải mã số" in run(capsys, "export", "x", out)[2]
    assert "không có gói tin" in run(capsys, "export", str(uuid4()), out)[2]
    known(Far(), cast.organisation("dd-1"), "")
    place = {"organisation": cast.department, "reality": "live", "by": BY, "at": MONDAY}
    file = files.store(b"noi dung", name="a.txt", **place)
    row = actions.queue(Draft("campaign.order", cast.organisation("dd-1"), BODY, [file]), by=BY, at=MONDAY)
    files.quarantine(file, reason="nghi ngờ", by=BY, at=MONDAY)
    assert "cách ly" in run(capsys, "export", str(row.uuid), out)[2]
    actions.end_key(Key.objects.get(), by=BY, at=MONDAY)
    actions.queue(Draft("campaign.order", cast.organisation("dd-1"), BODY, uuid=UUID(int=1)), by=BY, at=MONDAY)
    row = Package.objects.get(uuid=UUID(int=1))
    assert "Chưa có khóa" in run(capsys, "export", str(row.uuid), out)[2]
    actions.withdraw(row, by=BY, at=MONDAY)
    code, _, said = run(capsys, "export", str(row.uuid), out)
    assert (code, "đã được rút khỏi hàng chờ" in said) == (1, True)
    assert not (tmp_path / "goi").exists()


@pytest.mark.django_db
def test_a_uuid_that_goes_to_two_is_exported_by_the_code_of_one(cast, capsys, tmp_path):
    known(Far(), cast.organisation("dd-1"), "")
    known(Far(SigningKey(b"G" * 32)), cast.organisation("dd-2"), "")
    for code in ("dd-1", "dd-2"):
        actions.queue(Draft("campaign.order", cast.organisation(code), BODY, uuid=UUID(int=1)), by=BY, at=MONDAY)
    out = tmp_path / "goi"
    assert "nhiều đơn vị" in run(capsys, "export", str(UUID(int=1)), str(out))[2]
    assert not out.exists()
    assert run(capsys, "export", str(UUID(int=1)), str(out), "dd-2")[0] == 0
    row = Package.objects.get(organisation=cast.organisation("dd-2"))
    assert out.read_bytes() == queries.parcel(row)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["wrong_reality", "revoked_key"])
def test_a_receipt_that_refuses_is_no_success(cast, capsys, tmp_path, reason):
    far = Far(reason=reason)
    known(far, cast.organisation("dd-1"), "")
    row = actions.queue(Draft("campaign.order", cast.organisation("dd-1"), BODY), by=BY, at=MONDAY)
    receipt = tmp_path / "bien-nhan"
    receipt.write_bytes(far.answer(queries.parcel(actions.export(row, at=MONDAY))))
    code, told, said = run(capsys, "import", str(receipt))
    assert (code, told) == (1, "")
    assert said == f"thongsuot links: bên kia không nhận gói tin. {queries.said(reason)}\n"


@pytest.mark.django_db
def test_a_file_that_cannot_be_written_says_what_was_kept(cast, capsys, tmp_path):
    far = Far()
    known(far, cast.organisation("dd-1"), "")
    row = actions.queue(Draft("campaign.order", cast.organisation("dd-1"), BODY), by=BY, at=MONDAY)
    nowhere = str(tmp_path / "khong-co" / "goi")
    code, told, said = run(capsys, "export", str(row.uuid), nowhere)
    assert (code, told, "vẫn ở trong hàng chờ; hãy chạy lại" in said) == (1, "", True)
    assert run(capsys, "export", str(row.uuid), str(tmp_path / "goi"))[0] == 0
    came = tmp_path / "den"
    came.write_bytes(far.package())
    code, told, said = run(capsys, "import", str(came), nowhere)
    assert (code, told, "đã được nhận và giữ lại; hãy chạy lại" in said) == (1, "", True)
    assert run(capsys, "import", str(came))[0] == 0
    kept = Package.objects.get(direction="in")
    assert (tmp_path / "den.bien-nhan").read_bytes() == bytes(kept.receipt)
