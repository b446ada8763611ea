"""Who is inside: areas by code and by name, with and without marks, composed or not, with and without their level."""

from __future__ import annotations

import unicodedata

import pytest
from tests.engines.tables.lists import EITHER, MSISDN, NUMBER, PRESENT, REGISTERED, told

from thongsuot.engines.tables import Wanted, Why
from thongsuot.engines.vietnamese import fold

INSIDE = ["Tỉnh Đông Xuyên", "Thành phố Đông Xuyên", "Huyện Ia Đrăng", "Thị xã Bến Đá", "Đặc khu Hòn Én", "Phường 1"]
OUTSIDE = ["Tỉnh Nam Sơn", "Xã Tân An", "Quận 3"]
WAYS = {
    "as it is": str,
    "capitals": str.upper,
    "small": str.lower,
    "no marks": fold,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "decomposed capitals": lambda name: unicodedata.normalize("NFD", name.upper()),
    "compatible": lambda name: unicodedata.normalize("NFKC", name),
    "hyphens": lambda name: name.replace(" ", "-"),
    "underlines": lambda name: name.replace(" ", "_"),
    "blanks": lambda name: f"  {name.replace(' ', '   ')}  ",
    "no-break": lambda name: name.replace(" ", "\u00a0"),
    "quotes": lambda name: f'"{name}"',
    "curly quotes": lambda name: f"“{name}”",
    "apostrophe": lambda name: f"'{name}",
    "full stop": lambda name: f"{name}.",
}


def said(cell, places=None):
    """Return "in", "out", or why an area is neither."""
    wanted = REGISTERED if places is None else Wanted(places, present=False)
    subscribers = told(f"msisdn|registered\n{NUMBER}|{cell}\n", wanted)
    if subscribers.faults:
        (found,) = subscribers.faults
        assert (found.line, found.seen) == (2, "•••••••678")
        return found.why, found.hint
    return "out" if subscribers.elsewhere else "in"


@pytest.mark.parametrize("way", WAYS)
def test_a_name_means_its_area_however_it_is_written(way):
    assert [said(WAYS[way](name)) for name in INSIDE] == ["in"] * len(INSIDE)
    assert [said(WAYS[way](name)) for name in OUTSIDE] == ["out"] * len(OUTSIDE)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Đông Xuyên", "in"), ("TP Đông Xuyên", "in"), ("TP.Đông Xuyên", "in"), ("tp.  đông xuyên", "in"),
        ("Ia Đrăng", "in"), ("H. Ia Đrăng", "in"), ("h.ia drang", "in"), ("Bến Đá", "in"), ("TX Bến Đá", "in"),
        ("tx.Bến Đá", "in"), ("Hòn Én", "in"), ("Cầu Mây", "in"), ("TT Cầu Mây", "in"), ("TT. Cau May", "in"),
        ("1", "in"), ("P.1", "in"), ("P. 1", "in"), ("Nam Sơn", "out"), ("nam son", "out"), ("Tân An", "out"),
        ("X. Tân An", "out"), ("X Tan An", "out"), ("3", "out"), ("Q.3", "out"), ("Q. 3", "out"),
    ],
)  # fmt: skip
def test_a_level_may_be_shortened_or_left_out(cell, answer):
    assert said(cell) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("DX", "in"), ("dx", "in"), (" Dx ", "in"), ('"DX"', "in"), ("'DX01", "in"), ("NS", "out"), ("ns", "out")],
)
def test_a_code_means_its_area_whatever_its_case(cell, answer):
    assert said(cell) == answer


@pytest.mark.parametrize(
    "cell",
    [
        "DX1", "DX02", "DX 01", "DX-01", "DXX", "DX01 NS", "Huyện Đông Xuyên", "Xã Ia Đrăng", "Huyện Tân An",
        "Thành phố Nam Sơn", "Phường 01", "P1", "Q3", "Tỉnh", "Huyện", "TP", "Đông Xuyên, Nam Sơn", "ĐôngXuyên",
        "Đông", "Xuyên", "NULL", "0", "2", "Đông Xuyện Đông",
    ],
)  # fmt: skip
def test_what_is_nobodys_name_is_told_as_written(cell):
    assert said(cell) == (Why.UNKNOWN_AREA, cell)


def test_a_long_name_is_told_by_its_beginning():
    assert said("Thôn " + "à" * 200) == (Why.UNKNOWN_AREA, "Thôn " + "à" * 35)


@pytest.mark.parametrize("cell", ["", " ", "\t", '""', "'", "-", "...", "_", "/", "\u00a0", "“”", "?"])
def test_a_cell_without_a_word_says_no_area(cell):
    assert said(cell) == (Why.NO_AREA, "")


@pytest.mark.parametrize(
    ("places", "answers"),
    [
        ({"Tỉnh A Lâm": True, "Huyện A Lâm": True}, {"A Lâm": "in", "Xã A Lâm": (Why.UNKNOWN_AREA, "Xã A Lâm")}),
        ({"Tỉnh A Lâm": True, "Xã A Lâm": False}, {"A Lâm": (Why.UNKNOWN_AREA, "A Lâm"), "x. a lâm": "out"}),
        ({"Xã Đá Bạc": True, "Xã Da Bạc": False}, {"Xã Đá Bạc": (Why.UNKNOWN_AREA, "Xã Đá Bạc")}),
        ({"Đá Bạc": True, "Xã Đá Bạc": False}, {"Xã Đá Bạc": "out", "Đá Bạc": (Why.UNKNOWN_AREA, "Đá Bạc")}),
        ({"Huyện Xã Đàn": True}, {"Xã Đàn": "in", "Đàn": (Why.UNKNOWN_AREA, "Đàn")}),
        ({"Xã": True}, {"Xã": "in", "xa": "in"}),
        ({}, {"DX": (Why.UNKNOWN_AREA, "DX"), "": (Why.NO_AREA, "")}),
        ({"": True, " ": True}, {"": (Why.NO_AREA, ""), "-": (Why.NO_AREA, "")}),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_could_mean_two_areas_means_the_one_that_is_sure_or_none(places, answers):
    assert {cell: said(cell, places) for cell in answers} == answers


@pytest.mark.parametrize(
    ("registered", "present", "answers"),
    [
        ("DX", "DX", ["in", "in", "in"]),
        ("DX", "NS", ["in", "out", "in"]),
        ("DX", "", ["in", "out", "in"]),
        ("DX", "?x", ["in", "unknown_area", "in"]),
        ("NS", "DX", ["out", "in", "in"]),
        ("NS", "NS", ["out", "out", "out"]),
        ("NS", "", ["out", "out", "out"]),
        ("NS", "?x", ["out", "unknown_area", "unknown_area"]),
        ("", "DX", ["no_area", "in", "in"]),
        ("", "NS", ["no_area", "out", "no_area"]),
        ("", "", ["no_area", "out", "no_area"]),
        ("", "?x", ["no_area", "unknown_area", "unknown_area"]),
        ("?x", "DX", ["unknown_area", "in", "in"]),
        ("?x", "NS", ["unknown_area", "out", "unknown_area"]),
        ("?x", "", ["unknown_area", "out", "unknown_area"]),
        ("?x", "?y", ["unknown_area", "unknown_area", "unknown_area"]),
    ],
)
def test_one_column_or_the_other_or_both_decide(registered, present, answers):
    found = []
    for wanted in (REGISTERED, PRESENT, EITHER):
        subscribers = told(f"msisdn|present|registered\n{NUMBER}|{present}|{registered}\n", wanted)
        whys = [str(bad.why) for bad in subscribers.faults]
        found.append(whys[0] if whys else "in" if subscribers.numbers.tolist() == [MSISDN] else "out")
    assert found == answers


@pytest.mark.parametrize("cell", ["x", "113", "", "9.12E+08", "01681234567", '"'])
@pytest.mark.parametrize("area", ["DX", "NS", "", "Nơi khác"])
def test_a_bad_number_is_told_as_such_whatever_its_area(cell, area):
    subscribers = told(f"msisdn|registered|x\n{NUMBER}|DX|x\n{cell}|{area}|x\n")
    (found,) = subscribers.faults
    assert found.why not in (Why.NO_AREA, Why.UNKNOWN_AREA)
    assert (found.line, subscribers.elsewhere, subscribers.numbers.tolist()) == (3, 0, [MSISDN])


def test_a_number_that_stands_inside_and_outside_is_inside_once():
    subscribers = told(f"msisdn|registered\n{NUMBER}|NS\n84912345678|DX\n{NUMBER}|DX01\n{NUMBER}|NS\n")
    assert (subscribers.numbers.tolist(), subscribers.repeated, subscribers.elsewhere) == ([MSISDN], 1, 2)


SEVERAL = {"DX": 7, "Tỉnh Đông Xuyên": 7, "DX01": 11, "Thành phố Đông Xuyên": 11, "Tân An": -1, "Xã Cũ": 12, "NS": 0}


def where(lines, **rule):
    """Return the area of each number, in the order of the numbers; 0 where it is not said."""
    subscribers = told(lines, Wanted(SEVERAL, **rule))
    assert subscribers.named[0] == 0
    assert set(subscribers.areas.tolist()) | {0} == set(range(len(subscribers.named)))
    return [subscribers.named[place] for place in subscribers.areas.tolist()]


def test_each_number_is_told_with_the_area_in_which_it_is_registered():
    cells = ["DX", "dx01", "TP. Đông Xuyên", "Tỉnh Đông Xuyên", "Đông Xuyên", "Tân An"]
    rows = "".join(f"09123456{place:02d}|{cell}|NS\n" for place, cell in enumerate(cells))
    assert where(f"msisdn|registered|present\n{rows}", present=False) == [7, 11, 11, 7, 0, 0]
    assert where(f"msisdn|registered|present\n{rows}") == [7, 11, 11, 7, 0, 0]


def test_where_a_number_is_present_is_no_area_of_its_own():
    rows = "0912345671|DX01|DX\n0912345672|NS|DX01\n0912345673||DX01\n"
    assert where(f"msisdn|registered|present\n{rows}", registered=False) == [0, 0, 0]
    assert where(f"msisdn|registered|present\n{rows}") == [11, 0, 0]


def test_a_list_without_a_column_of_areas_says_none():
    assert where("0912345671\n0912345672\n") == [0, 0]


def test_a_number_in_two_areas_is_in_neither():
    rows = "0912345671|DX01\n0912345672|DX01\n0912345671|DX\n0912345672|dx01\n0912345671|DX01\n"
    assert where(f"msisdn|registered\n{rows}", present=False) == [0, 11]


def test_more_areas_than_a_number_of_two_octets_tells_apart_are_inside_all_the_same():
    places = {f"X{number}": number for number in range(1, 65_538)}
    subscribers = told("msisdn|registered\n0912345671|X65535\n0912345672|X65536\n", Wanted(places, present=False))
    assert (subscribers.named, subscribers.areas.tolist()) == ((0, 65_535), [1, 0])
