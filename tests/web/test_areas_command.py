"""`thongsuot load-areas`: a list of areas with the days from and until they hold, whole or not at all."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.utils.timezone import make_aware

from thongsuot.organisations.models import Area
from thongsuot.web import areas_command

pytestmark = pytest.mark.django_db
HEAD = "Mã;Cấp;Tên;Mã cấp trên;Từ ngày;Đến hết ngày;Nguồn"
LINES = (
    "09;Tỉnh;Tỉnh Nam Sơn;;01/01/1997;;Danh mục thử",
    "090;Huyện;Huyện Suối Vàng;09;01/01/1997;30/06/2025;Danh mục thử",
    "09001;Thị trấn;Thị trấn Đá Bạc;090;01/01/1997;30/06/2025;Danh mục thử",
    "09001;Xã;Xã Đá Bạc;09;01/07/2025;;Danh mục thử",
)


def load(folder, *lines, head=HEAD, encoding="utf-8"):
    file = folder / "dia-ban.csv"
    file.write_text("\n".join(["DANH MỤC ĐỊA BÀN", head, *lines]), encoding=encoding)
    return areas_command.run([str(file)])


def ours():
    return Area.objects.filter(source="Danh mục thử").order_by("valid_from", "code")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_is_loaded_with_its_levels_and_days(tmp_path, capsys, encoding):
    assert load(tmp_path, *LINES, encoding=encoding) == 0
    assert "thêm 4 địa bàn" in capsys.readouterr().out
    told = [(area.code, area.kind, area.parent.code if area.parent else "") for area in ours()]
    assert told == [
        ("09", "province", ""),
        ("090", "district", "09"),
        ("09001", "commune", "090"),
        ("09001", "commune", "09"),
    ]
    turn = make_aware(datetime.combine(date(2025, 7, 1), time()))
    assert ours().get(code="090").valid_until == turn
    assert ours().get(code="09001", valid_until=None).valid_from == turn


def test_a_second_time_adds_nothing(tmp_path, capsys):
    load(tmp_path, *LINES)
    assert load(tmp_path, *LINES) == 0
    assert "thêm 0 địa bàn" in capsys.readouterr().out


WRONG = {
    "a level that is none": ("08;Khu;Khu A;;01/01/1997;;x", "Dòng 3, cột Cấp"),
    "a day that is none": ("08;Tỉnh;Tỉnh A;;31/02/1997;;x", "Dòng 3, cột Từ ngày"),
    "no name": ("08;Tỉnh;;;01/01/1997;;x", "Dòng 3, cột Tên"),
    "no source": ("08;Tỉnh;Tỉnh A;;01/01/1997;;", "Dòng 3, cột Nguồn"),
    "an end before the beginning": ("08;Tỉnh;Tỉnh A;;01/01/1997;31/12/1996;x", "Dòng 3, cột Đến hết ngày"),
    "a level above that is none": ("081;Huyện;Huyện A;08;01/01/1997;;x", "08"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_line_is_named_and_nothing_is_kept(tmp_path, capsys, case):
    line, said = WRONG[case]
    assert load(tmp_path, line, *LINES) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "chưa có địa bàn nào được lưu" in told
    assert not ours().exists()


def test_a_column_that_is_missing_is_named(tmp_path, capsys):
    assert load(tmp_path, "09;Tỉnh;Tỉnh A", head="Mã;Cấp;Tên") == 1
    assert "Từ ngày" in capsys.readouterr().err


def test_a_file_that_is_no_table_is_said(tmp_path, capsys):
    file = tmp_path / "x.csv"
    file.write_bytes(b"%PDF-1.7 x")
    assert areas_command.run([str(file)]) == 1
    assert areas_command.run([]) == 2
    assert areas_command.run([str(tmp_path / "none.csv")]) == 2
    assert "Mã cấp trên" in capsys.readouterr().err
