"""What is a mobile number and what is none: each form, each reason, each bound; what stands there stays hidden."""

from __future__ import annotations

import re

import pytest
from tests.engines.tables.lists import EITHER, MSISDN, NUMBER, fault, taken, told

from thongsuot.engines.tables import Wanted, Why

NINE = NUMBER[1:]
BEGINNINGS = ["", "0", "84", "+84", "0084", "840", "+840", "00840", "(+84)", "+(84)", "00(84)", "+84-", "84 ", "+ 84 "]
GROUPS = ["{}{}{}", "{} {} {}", "{}.{}.{}", "{}-{}-{}", "({}) {} {}", "{}\u00a0{}\u00a0{}", "{},{},{}", "{} - {}.{}"]


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("group", GROUPS)
def test_every_beginning_goes_with_every_way_of_grouping(beginning, group):
    written = beginning + group.format(NINE[:3], NINE[3:6], NINE[6:])
    assert taken(f"msisdn|x\n{written}|\n") == [MSISDN]


@pytest.mark.parametrize(
    "written",
    [
        "09 1 2 3 4 5 6 7 8", "0912345678.", "0912345678-", "-0912345678", "0.912345678", "0912.34.56.78",
        "'+84912345678", "''0912345678''", '"""0912345678"""', '" 0912345678 "', "\u00a00912345678\u00a0",
        "\t0912345678",
    ],
)  # fmt: skip
def test_what_stands_around_or_between_the_figures_does_not_matter(written):
    assert taken(f"msisdn|x\n{written}|\n") == [MSISDN]


@pytest.mark.parametrize(
    ("written", "nine"),
    [
        ("849123456", 849_123_456), ("0849123456", 849_123_456), ("84849123456", 849_123_456),
        ("+84849123456", 849_123_456), ("0084849123456", 849_123_456), ("840849123456", 849_123_456),
        ("848484848", 848_484_848), ("84848484848", 848_484_848), ("0888888888", 888_888_888),
        ("320000000", 320_000_000), ("0999999999", 999_999_999),
    ],
)  # fmt: skip
def test_a_number_that_itself_begins_with_84_is_not_cut(written, nine):
    assert taken(f"{written}\n") == [84 * 10**9 + nine]


@pytest.mark.parametrize(
    "written",
    [
        "9.12345678E+08", "9,12345678E+08", "9.12345678e8", "9.1234567E8", "8.49123E+10", "8.4912345678E+10",
        "912345678.5", "912345678.50", "912345678,50", "0912345678.50", "84912345678.05", "+84912345678.25",
        "912,345,678.50", "912.345.678,50", "912345678.000001", "91234567.0", "91234567.00", "1234.0",
        "1E5", "9E", "912345678e", "0912345678e1", "9.12 E+08", "(9.12E+08)", "-9.12E+08",
    ],
)  # fmt: skip
def test_a_number_that_a_spreadsheet_took_for_a_quantity_is_told_as_damaged(written):
    found = fault(written)
    assert found.why is Why.DAMAGED
    assert "dạng văn bản" in found.words


@pytest.mark.parametrize(
    "written",
    [
        "#REF!", "#N/A", "#VALUE!", "NULL", "nan", "None", "TRUE", "E", "+", "-", "()", ".", ",", "***", "O912345678",
        "091234567x", "tel:0912345678", "0912/345/678", "0912_345_678", "[0912345678]", "0912345678;0912345679",
        "0912 345 678 (An)", "0912\u2011345\u2011678", "0912\u2013345678", "\u00c20912345678", "0912345678\u0303",
        "='0912345678'", "=0912345678", "=912345678+0", '=("0912345678")', "=", '="x"',
        "912345678.5x", "912345678.0000000000000001",
        "٠٩١٢٣٤٥٦٧٨", "０９１２３４５６７８", "Ⅸ12345678", "84+912345678", "0912345678+", "+84+912345678",
        "091234567\u00b2",
        "091234567🙂", "0912345678" + " " * 14 + "1", "0" * 25, "1" * 8_000,
    ],
    ids=lambda value: ascii(value)[:30],
)  # fmt: skip
def test_a_cell_with_anything_else_in_it_is_no_number(written):
    assert fault(written).why is Why.NO_NUMBER


@pytest.mark.parametrize(
    "written",
    [
        "912345678.0", "912345678.00", "912345678,0", "0912345678.0", "0912345678.00", "84912345678.0",
        "84912345678,00", "+84912345678.0", "0084912345678.000", "912,345,678.00", "912.345.678,0", "912 345 678.0",
        "912345678.000000",
    ],
)  # fmt: skip
def test_a_quantity_that_can_mean_one_number_alone_is_that_number(written):
    assert taken(f"msisdn|x\n{written}|\n") == [MSISDN]


@pytest.mark.parametrize(
    ("written", "number"), [("84912345.000", 84_912_345_000), ("09123456.78", MSISDN), ("0912345.678", MSISDN)]
)
def test_a_point_that_may_stand_between_figures_is_no_decimal_sign(written, number):
    assert taken(f"msisdn|x\n{written}|\n") == [number]


@pytest.mark.parametrize(
    ("written", "why"),
    [("0912345678,0987654321", Why.LENGTH), ("0912.345.678.9", Why.LENGTH), ("912345678.0.0", Why.FOREIGN)],
)
def test_what_stands_behind_more_than_one_sign_is_no_fraction(written, why):
    assert fault(written).why is why


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("cell", ['="0912345678"', '"=""0912345678"""', ' ="0912345678" ', '="+84912345678"'])
def test_what_makes_a_spreadsheet_take_a_number_for_text_is_no_part_of_it(sign, cell):
    head = f"msisdn{sign}registered\n"
    for area in ("DX01", '="DX01"', '"=""DX01"""'):
        assert taken(f"{head}{cell}{sign}{area}\n") == [MSISDN]
    assert told(f'{head}="09123{sign}45678"{sign}="NS"\n{cell}{sign}="DX"\n').numbers.tolist() == [MSISDN]


UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufe0f\ufeff"
BLANKS = "\u00a0\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


@pytest.mark.parametrize("sign", [*UNSEEN, *BLANKS], ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_sees_and_blanks_of_any_width_are_no_part_of_a_number_or_a_name(sign):
    for written in (f"{sign}0912345678", f"0912345678{sign}", f"0912{sign}345{sign}678", f"{sign}+84{sign}912345678"):
        assert taken(f"msisdn|registered\n{written}|{sign}Thành{sign} phố Đông Xuyên{sign}\n") == [MSISDN]
    assert (fault(sign).why, fault(f"113{sign}").seen.strip()) == (Why.EMPTY, "113")
    assert taken(f"ms{sign if sign in UNSEEN else ''}isdn;x\n0912345678;{sign}\n{sign};{sign}\n") == [MSISDN]


@pytest.mark.parametrize("written", ["", " ", "\t", "'", "''", '""', '" \' "', '=""', '"="""""'])
def test_a_cell_with_only_what_stands_around_cells_is_empty(written):
    assert (fault(written).why, fault(written).seen) == (Why.EMPTY, "")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1", Why.SHORT), ("0", Why.SHORT), ("09", Why.SHORT), ("12345678", Why.SHORT), ("091234567", Why.SHORT),
        ("0912.345.67", Why.SHORT), ("069123456", Why.SHORT), ("18001234", Why.SHORT),
        ("8412345", Why.SHORT), ("+84", Why.LENGTH), ("+84 113", Why.LENGTH), ("0084 12345678", Why.LENGTH),
        ("+84 91234567", Why.LENGTH), ("1800123456", Why.LENGTH), ("0912345678 0", Why.LENGTH),
        ("000912345678", Why.LENGTH), ("00084912345678", Why.LENGTH), ("+00912345678", Why.LENGTH),
        ("8400912345678", Why.LENGTH), ("+8400912345678", Why.LENGTH), ("8484912345678", Why.LENGTH),
        ("0840912345678", Why.LENGTH), ("0000000000", Why.LENGTH), ("1234567890123456", Why.LENGTH),
        ("99999999999999999999", Why.LENGTH), ("9" * 24, Why.LENGTH),
        ("00", Why.FOREIGN), ("00912345678", Why.FOREIGN), ("+66812345678", Why.FOREIGN), ("66812345678", Why.FOREIGN),
        ("8613800138000", Why.FOREIGN), ("+1-202-555-0101", Why.FOREIGN), ("+912345678", Why.FOREIGN),
        ("+9", Why.FOREIGN), ("123456789012345", Why.FOREIGN),
        ("0243 825 1234", Why.LANDLINE), ("243825123", Why.LANDLINE), ("+84 24 3825 1234", Why.LANDLINE),
        ("0084 2693824123", Why.LANDLINE), ("0438251234", Why.CLOSED), ("0111111111", Why.CLOSED),
        ("+84 651234567", Why.CLOSED), ("84091234567", Why.CLOSED), ("0118 1234567", Why.LENGTH),
    ],
)  # fmt: skip
def test_a_number_that_is_none_of_ours_is_told_why(written, why):
    assert fault(written).why is why


MOVED = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083", "0124": "084",
    "0125": "085", "0127": "081", "0129": "082", "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), MOVED.items())
@pytest.mark.parametrize("form", ["{}1234567", "{} 123 4567", "({})-123.4567"])
def test_every_old_prefix_names_the_new_one_however_it_is_written(old, new, form):
    found = fault(form.format(old))
    assert (found.why, found.hint) == (Why.OLD, new)
    assert found.words.endswith(f"nay là {new}")


@pytest.mark.parametrize("beginning", ["", "84", "+84", "0084", "+84 "])
def test_an_old_number_is_known_with_and_without_its_zero(beginning):
    assert (fault(f"{beginning}1681234567").why, fault(f"{beginning}1681234567").hint) == (Why.OLD, "038")


def test_prefixes_of_eleven_figures_that_never_were_are_not_old():
    never = [head for head in range(100, 200) if f"0{head}" not in MOVED]
    causes = told("".join(f"0{head}1234567\n" for head in never)).causes
    assert causes == {Why.LENGTH: len(never)}


def test_every_reason_has_words_of_its_own():
    cells = ["", "x", "9E8", "0243825123", "01681234567", "113", "+66812345678", "09123456789", "0111111111", '"1']
    rows = "".join(f"{cell}|DX|x\n" for cell in cells)
    faults = told(f"msisdn|registered|x\n{rows}{NUMBER}||x\n{NUMBER}|Nơi khác|x\n").faults
    assert [found.why for found in faults] == [*Why]
    assert [found.line for found in faults] == [*range(2, 14)]
    assert len({found.words for found in faults}) == len(Why)
    assert str(faults[0]) == "Dòng 2 (trống): không có số thuê bao."
    assert str(faults[-1]).endswith("hãy ghi mã khu vực (“Nơi khác”).")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("113", "113"), ("0912 345 67", "•••• ••5 67"), ("+66812345678", "+••••••••678"), ("9.12E+08", "•.•2•+08"),
        ("0912345678;0912345679", "••••••••••;•••••••679"), ("An", "••"), ("An 7", "•• 7"), ("#N/A", "#•/•"),
        ("Trần Thị Mận", "•••• ••• •••"), ("٠٩١٢٣٤٥٦٧٨", "•••••••٦٧٨"), ("1" * 24, "•" * 21 + "111"),
        ("1" * 25, "•" * 20 + "111…"), ("x" * 23 + "12345", "•" * 23 + "…"),
    ],
)  # fmt: skip
def test_no_more_than_three_figures_of_a_bad_cell_are_shown(written, seen):
    found = fault(written)
    assert found.seen == seen
    assert sum(map(str.isdecimal, found.seen)) <= 3
    assert not re.search(r"[A-Za-z]", found.seen)


def test_the_plain_values_hold_no_more_of_a_bad_line_than_the_faults():
    plain = told("09123456780\nLê Văn Cam 0987654321\n", EITHER).plain()
    assert plain["numbers"] == ""
    assert plain["faults"] == [[1, "••••••••780", "length", ""], [2, "•• ••• ••• •••••••321", "no_number", ""]]


@pytest.mark.parametrize("listed", [0, 1, 2, 4, 5])
def test_the_first_faults_are_listed_in_the_order_of_lines(listed):
    subscribers = told(f"113\n{NUMBER}\nx\n114\ny\n", Wanted({}, listed=listed))
    assert [found.line for found in subscribers.faults] == [1, 3, 4, 5][:listed]
    assert subscribers.causes == {Why.SHORT: 2, Why.NO_NUMBER: 2}
