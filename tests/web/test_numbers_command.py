"""`thongsuot numbers`: the whole list or nothing, its faults told by line, exit codes that scripts can read."""

from __future__ import annotations

import pytest
from tests.campaigns.running import Running
from tests.campaigns.test_numbers import FAULTY, HEAD, subscribers
from tests.cast import MONDAY

from thongsuot.__main__ import COMMANDS
from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Numbers
from thongsuot.organisations.models import Area
from thongsuot.web import numbers_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(cast, monkeypatch):
    running = Running(cast)
    monkeypatch.setattr(numbers_command, "now", lambda: MONDAY)
    return running.share(running.approved(area=Area.objects.get(code="DX01")))


def test_a_file_is_taken_and_its_faults_are_told(share, tmp_path, capsys):
    file = tmp_path / "thue-bao.csv"
    file.write_text(HEAD + FAULTY)
    assert numbers_command.run([str(share.pk), str(file)]) == 0
    out = capsys.readouterr().out
    assert "đã nhận 1 số thuê bao từ 12 dòng" in out
    assert "Số trùng đã bỏ: 1; ngoài khu vực: 1; dòng không dùng được: 9." in out
    assert "Dòng 6 (••••••••567): số 11 chữ số không còn dùng từ năm 2018; nay là 035." in out
    assert "Chênh lệch quá 10 % so với ước tính (500.000 thuê bao)" in out
    assert "Các dòng khác" not in out
    assert Numbers.objects.get(share=share).by_system == "Lệnh thongsuot numbers"


def test_a_long_file_tells_how_far_it_is_and_where_the_other_faults_are(share, tmp_path, capsys):
    file = tmp_path / "thue-bao.csv"
    file.write_text(HEAD + subscribers(499_000) + "113;DX01;\n" * 30)
    assert numbers_command.run([str(share.pk), str(file)]) == 0
    told = capsys.readouterr()
    assert "Đã đọc 1" in told.err
    assert f"Các dòng khác: trang /nhan-tin/phan/{share.pk}/." in told.out
    assert "Chênh lệch" not in told.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["khong-co.csv"], "Không mở được tệp khong-co.csv"),
        (["--query"], "TS_NUMBERS_DATABASE"),
    ],
)
def test_what_cannot_be_read_changes_nothing(share, capsys, words, said):
    assert numbers_command.run([str(share.pk), *words]) == 1
    assert said in capsys.readouterr().err
    assert not Numbers.objects.exists()


def test_a_share_that_is_not_there_is_said(share, capsys):
    assert numbers_command.run(["999999", "x.csv"]) == 1
    assert "Không có phần số 999999" in capsys.readouterr().err


def test_numbers_stay_out_of_an_install_that_does_not_send(share, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(queries, "carried_out_elsewhere", lambda share: True)
    file = tmp_path / "thue-bao.csv"
    file.write_text(HEAD + subscribers(3))
    assert numbers_command.run([str(share.pk), str(file)]) == 1
    assert "trong hệ thống của mình" in capsys.readouterr().err
    assert not Numbers.objects.exists()


@pytest.mark.parametrize("words", [[], ["1"], ["x", "y"], ["1", "2", "3"]])
def test_other_words_are_answered_with_the_usage(words, capsys):
    assert numbers_command.run(words) == 2
    assert "thongsuot numbers SỐ_PHẦN TỆP" in capsys.readouterr().err


def test_the_command_line_has_it():
    assert "numbers" in COMMANDS
