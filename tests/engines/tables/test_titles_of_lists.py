"""The head of a list: its words, its place, the sign between cells, and what cannot be told from it."""

from __future__ import annotations

import unicodedata

import pytest
from tests.engines.tables.lists import EITHER, MSISDN, NUMBER, PRESENT, REGISTERED, refused, taken, told

from thongsuot.engines.tables import Why

NUMBERS = [
    "so_thue_bao", "Số thuê bao", "THUÊ BAO", "Số điện thoại", "Điện thoại", "SĐT", "sdt", "Số máy", "Số di động",
    "Di động", "MSISDN", "Số điện thoại di động", "ISDN", "Phone", "phone-number", "Mobile", "Mobile Number", "number",
    "Subscriber", "số điện thoại:", "so_thue_bao*", '"Số thuê bao"', "  MSISDN  ", "(SĐT)",
]  # fmt: skip
HOMES = [
    "khu_vuc_dang_ky", "Khu vực đăng ký", "Mã khu vực đăng ký", "Nơi đăng ký", "Địa bàn đăng ký", "MÃ ĐỊA BÀN ĐĂNG KÝ",
    "area_registered", "Registered area", "registered", "Registered in", "home-area",
]  # fmt: skip
VISITED = [
    "khu_vuc_hien_dien", "Khu vực hiện diện", "Mã khu vực hiện diện", "Nơi hiện diện", "Địa bàn hiện diện",
    "Mã địa bàn hiện diện", "Khu vực có mặt", "Khu vực đang có mặt", "Nơi có mặt", "present_area", "Area present",
    "Present", "present in", "Current area", "VISITED AREA",
]  # fmt: skip
SIGNS = [",", ";", "\t", "|"]


@pytest.mark.parametrize("title", NUMBERS)
def test_a_column_of_numbers_is_known_by_its_title(title):
    assert taken(f"stt;{title};Nơi đăng ký\n1;{NUMBER};DX\n") == [MSISDN]
    decomposed = unicodedata.normalize("NFD", title)
    assert taken(f"Nơi đăng ký;{decomposed}\nDX;{NUMBER}\n") == [MSISDN]


@pytest.mark.parametrize(("wanted", "titles"), [(REGISTERED, HOMES), (PRESENT, VISITED)], ids=["registered", "present"])
def test_a_column_of_areas_is_known_by_its_title(wanted, titles):
    for title in [*titles, *map(str.upper, titles), *(unicodedata.normalize("NFD", title) for title in titles)]:
        subscribers = told(f"{title};msisdn\nDX;{NUMBER}\nNS;0912345679\n", wanted)
        assert (subscribers.numbers.tolist(), subscribers.elsewhere) == ([MSISDN], 1), title


@pytest.mark.parametrize("title", ["Số thuê bao (MSISDN)", "tel", "Số", "STT", "msisdn2", "thue-bao-so", "телефон", ""])
def test_a_title_that_is_none_of_ours_is_asked_for(title):
    refusal = refused(f"{title};Nơi đăng ký\n{NUMBER};DX\n")
    assert (refusal.code, refusal.line) == ("missing_column", None)
    assert "so_thue_bao;khu_vuc_dang_ky;khu_vuc_hien_dien" in refusal.message
    assert "chưa nhận số nào" in refusal.message


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("other", SIGNS)
def test_cells_are_parted_by_the_sign_that_parts_most_lines_alike(sign, other):
    note = f"a{other}b" if other != sign else "a"
    rows = [
        ["msisdn", "registered", "note"],
        [NUMBER, "DX", note],
        ["0912345679", "NS", "x"],
        ["0912345670", "DX", "y"],
    ]
    subscribers = told("\n".join(sign.join(row) for row in rows))
    assert (subscribers.numbers.tolist(), subscribers.elsewhere) == ([MSISDN - 8, MSISDN], 1)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("word", ["sep={}", "SEP={}", "Sep={}  ", "sep={}\r"])
def test_a_first_line_that_names_the_sign_is_obeyed_and_is_no_row(sign, word):
    others = "".join(SIGNS).replace(sign, "")
    text = f"{word.format(sign)}\nmsisdn{sign}registered\n{NUMBER}{sign}DX\n{NUMBER}{sign}a{others}b\n"
    subscribers = told(text)
    assert (subscribers.rows, subscribers.numbers.tolist()) == (2, [MSISDN])
    assert [(bad.line, bad.hint) for bad in subscribers.faults] == [(4, f"a{others}b".strip())]


@pytest.mark.parametrize("line", ["sep=:", "sep=", "sep=;;", "sep = ;", "# sep=;"])
def test_another_first_line_names_no_sign(line):
    subscribers = told(f"{line}\nmsisdn;registered\n{NUMBER};DX\n")
    assert subscribers.numbers.tolist() == [MSISDN]


def test_a_sign_may_be_named_only_on_the_first_line():
    found = told(f"{NUMBER}\nsep=;\n")
    assert [(bad.line, bad.why) for bad in found.faults] == [(2, Why.NO_NUMBER)]


@pytest.mark.parametrize("above", [[], [""] * 30, ["DANH SÁCH"], ["Danh sách", "", "Ngày 07/02/2020", ""], ["x"] * 19])
@pytest.mark.parametrize("sign", SIGNS)
def test_a_head_may_stand_below_titles_which_are_no_rows(above, sign):
    lines = [*above, f"msisdn{sign}registered", f"{NUMBER}{sign}DX", f"113{sign}DX"]
    subscribers = told("\n".join(lines))
    assert (subscribers.rows, subscribers.numbers.tolist()) == (2, [MSISDN])
    assert [bad.line for bad in subscribers.faults] == [len(above) + 3]


def test_a_head_below_the_first_twenty_filled_lines_is_a_line_as_others():
    subscribers = told("x\n" * 20 + f"msisdn\n{NUMBER}\n")
    assert (subscribers.rows, subscribers.causes) == (22, {Why.NO_NUMBER: 21})


def test_a_second_head_is_a_line_as_others():
    subscribers = told(f"msisdn;registered\n{NUMBER};DX\nmsisdn;registered\n")
    assert [(bad.line, bad.seen, bad.why) for bad in subscribers.faults] == [(3, "••••••", Why.NO_NUMBER)]


@pytest.mark.parametrize(
    "lines", [["{}"], ["msisdn", "{}"], ["", "{}", ""], ["Số thuê bao", "", "{}"], ["sep=;", "{}"]]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_one_column_needs_no_area_and_no_head(lines, ending):
    assert taken(ending.join(lines).format(NUMBER), EITHER) == [MSISDN]


@pytest.mark.parametrize("cell", ["0912,345,678", "0912;345;678", "0912|345|678"])
def test_signs_inside_a_lone_column_are_taken_for_its_columns(cell):
    refusal = refused(f"{cell}\n")
    assert refusal.code == "missing_column"


def test_empty_cells_at_the_end_of_a_lone_column_are_no_columns():
    assert taken(f"{NUMBER};;\n;;\n0912345679;;\n") == [MSISDN, MSISDN + 1]


def test_a_list_without_any_column_of_areas_means_everybody_in_it():
    for wanted in (REGISTERED, PRESENT, EITHER):
        assert taken(f"stt;msisdn;ho_ten\n1;{NUMBER};An\n2;0912345679;Bình\n", wanted) == [MSISDN, MSISDN + 1]


@pytest.mark.parametrize(
    ("head", "wanted", "missing"),
    [
        ("msisdn;present", REGISTERED, "khu_vuc_dang_ky"),
        ("msisdn;registered", PRESENT, "khu_vuc_hien_dien"),
        ("msisdn;present", EITHER, "khu_vuc_dang_ky"),
        ("msisdn;registered", EITHER, "khu_vuc_hien_dien"),
        ("visited area;msisdn", EITHER, "khu_vuc_dang_ky"),
    ],
)
def test_a_list_with_the_other_column_of_areas_alone_is_refused(head, wanted, missing):
    refusal = refused(f"Danh sách\n\n{head}\nDX;{NUMBER}\n", wanted)
    assert (refusal.code, refusal.line) == ("missing_column", 3)
    assert refusal.message.startswith(f"Dòng 3: Thiếu cột {missing} ")


@pytest.mark.parametrize(
    ("head", "both"),
    [
        ("msisdn;msisdn;registered", ("msisdn", "msisdn")),
        ("Số thuê bao;registered;SĐT", ("so thue bao", "sdt")),
        ("msisdn;registered;Nơi đăng ký", ("registered", "noi dang ky")),
        ("msisdn;registered;present;Nơi có mặt", ("present", "noi co mat")),
    ],
)
def test_two_columns_of_one_meaning_are_refused(head, both):
    for wanted in (REGISTERED, PRESENT, EITHER):
        refusal = refused(f"{head}\n{NUMBER};DX;DX;DX\n", wanted)
        assert (refusal.code, refusal.line) == ("repeated_column", 1)
        assert all(f"“{title}”" in refusal.message for title in both)


@pytest.mark.parametrize(
    "text", ["msisdn", "msisdn\n", "sep=;\n", "msisdn;registered\n;;\n \n", "x\nmsisdn;registered\n"]
)
def test_a_head_with_nothing_below_it_is_no_list(text):
    refusal = refused(text)
    assert (refusal.code, refusal.line) == ("empty", None)
    assert "không có dòng dữ liệu nào" in refusal.message


@pytest.mark.parametrize("sign", SIGNS)
def test_columns_may_stand_in_any_order_between_others(sign):
    rows = [["stt", "present", "a", "msisdn", "b", "registered"], ["1", "NS", "x", NUMBER, "y", "DX"]]
    text = "\n".join(sign.join(row) for row in rows)
    assert taken(text, REGISTERED) == taken(text, EITHER) == [MSISDN]
    assert told(text, PRESENT).elsewhere == 1


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        (f"{NUMBER};DX;;;;;;", "in"), (f"{NUMBER}; DX ;more", "in"), (f"{NUMBER}", "no_area"),
        (f"{NUMBER};", "no_area"),
        (";DX", "empty"), (";;DX", "empty"), (f'"{NUMBER}";"DX"', "in"), (f'"{NUMBER}";"D""X"', "unknown_area"),
        (f'"{NUMBER}";DX;"a;b;c"', "in"), (f'"a;b";DX;{NUMBER}', "no_number"), (f'{NUMBER};"DX', "torn"),
        (f'"{NUMBER};DX', "torn"), (f'{NUMBER};DX;"', "torn"), (f'{NUMBER};DX"', "torn"), (f"{NUMBER};'DX'", "in"),
        (f'"""{NUMBER}""";DX', "in"), ('"";DX', "empty"), (f'{NUMBER};""', "no_area"), (f"{NUMBER};DX;'", "in"),
    ],
)  # fmt: skip
def test_a_row_is_read_by_its_own_quotes_and_cells(row, answer):
    subscribers = told(f"msisdn;registered;note\n{row}\n0912345679;DX;x\n")
    whys = [str(bad.why) for bad in subscribers.faults]
    assert (whys or ["in"]) == [answer]
    assert MSISDN + 1 in subscribers.numbers.tolist()
    assert subscribers.rows == 2


@pytest.mark.parametrize("above", ["Thuê bao", "Di động;;", "SỐ THUÊ BAO\n\nDi động"])
def test_a_title_above_the_head_does_not_switch_the_areas_off(above):
    subscribers = told(f"{above}\nso_thue_bao;khu_vuc_dang_ky\n{NUMBER};NS\n0912345679;DX\n")
    assert (subscribers.numbers.tolist(), subscribers.elsewhere) == ([MSISDN + 1], 1)
