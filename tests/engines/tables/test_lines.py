"""Bytes of a list as lines: every encoding, every end of a line, every cut between chunks, and what is no text."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from tests.engines.tables.lists import EITHER, MSISDN, NUMBER, REGISTERED, refused, taken, told

from thongsuot.engines.tables import UnreadableTable, Wanted, Why, read_subscribers

LIST = ["Số thuê bao;Nơi đăng ký", f"{NUMBER};Thành phố Đông Xuyên", "0912345679;Tỉnh Nam Sơn", "0912345670;Nơi khác"]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]


def windows_1258(text):
    """Return the octets of a text as the Vietnamese Windows of old kept it: a tone follows its letter."""
    octets = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            octets += letter.encode("cp1258")
        except UnicodeEncodeError:
            *shape, tone = unicodedata.normalize("NFD", letter)
            if "\u0323" in shape:  # the dot below comes first there, whatever the shape
                shape.remove("\u0323")
                shape, tone = [*shape, tone], "\u0323"
            octets += (unicodedata.normalize("NFC", "".join(shape)) + tone).encode("cp1258")
    return octets


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "open"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_encoding_goes_with_every_end_of_a_line(encoding, ending, last, form):
    text = unicodedata.normalize(form, ending.join(LIST) + ending * last)
    subscribers = told(text.encode(encoding))
    assert (subscribers.numbers.tolist(), subscribers.elsewhere, subscribers.rows) == ([MSISDN], 1, 3)
    (found,) = subscribers.faults
    assert (found.line, found.why, composed(found.hint)) == (4, Why.UNKNOWN_AREA, "Nơi khác")


def composed(text):
    """Return a text composed, as all who compare it do."""
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_code_page_of_old_windows_is_read(ending):
    octets = windows_1258(ending.join(LIST))
    with pytest.raises(UnicodeDecodeError):
        octets.decode()
    subscribers = told(octets)
    assert (subscribers.numbers.tolist(), subscribers.elsewhere) == ([MSISDN], 1)
    assert [composed(bad.hint) for bad in subscribers.faults] == ["Nơi khác"]


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("Thµnh phè §«ng Xuyªn", "TØnh Nam S¬n"),
        ("Thaønh phoá Ñoâng Xuyeân", "Tænh Nam Sôn"),
    ],
    ids=["tcvn3", "vni"],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_fonts_of_old_are_read_in_either_column(inside, outside, ending):
    rows = ["msisdn;registered;present", f"{NUMBER};{inside};{outside}", f"0912345679;{outside};{outside}", ""]
    octets = ending.join(rows).encode("latin-1")
    for wanted in (REGISTERED, EITHER):
        subscribers = told(octets, wanted)
        assert (subscribers.numbers.tolist(), subscribers.elsewhere) == ([MSISDN], 1)


@pytest.mark.parametrize("encoding", [*UNICODE, "cp1258"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_a_cut_between_chunks_changes_nothing(encoding, size):
    text = "\r\n".join(LIST)
    octets = windows_1258(text) if encoding == "cp1258" else text.encode(encoding)
    pieces = [octets[place : place + size] for place in range(0, len(octets), size)]
    whole = read_subscribers([octets], REGISTERED)
    assert read_subscribers(pieces, REGISTERED).plain() == whole.plain()
    assert read_subscribers([b"", *pieces, b"", b""], REGISTERED).plain() == whole.plain()
    assert whole.numbers.tolist() == [MSISDN]


@pytest.mark.parametrize("encoding", UNICODE)
def test_a_list_longer_than_its_beginning_is_read_in_the_same_encoding(encoding):
    rows = [f"09{number:08d};{'Tỉnh Đông Xuyên' if number % 3 else 'Tỉnh Nam Sơn'}" for number in range(0, 3_000, 7)]
    octets = "\n".join(["Số thuê bao;Nơi đăng ký", *rows]).encode(encoding)
    subscribers = read_subscribers([octets[:4_097], octets[4_097:9_999], octets[9_999:]], REGISTERED)
    inside = [84 * 10**9 + int(row[1:10]) for row in rows if row.endswith("Xuyên")]
    assert (subscribers.numbers.tolist(), subscribers.elsewhere) == (inside, len(rows) - len(inside))


@pytest.mark.parametrize("chunks", [[], [b""], [b"", b""], [b" "], [b"\n", b"\r\n"], [b"\t \n"] * 3, [b" " * 9_000]])
def test_nothing_but_blanks_is_an_empty_list(chunks):
    with pytest.raises(UnreadableTable) as caught:
        read_subscribers(chunks, EITHER)
    assert (caught.value.code, caught.value.line) == ("empty", None)
    assert "chưa nhận số nào" in caught.value.message


@pytest.mark.parametrize("octets", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\x1a", b"\n\x1a\x1a"])
def test_a_mark_or_an_end_of_file_alone_is_an_empty_list(octets):
    assert refused(octets).code == "empty"


@pytest.mark.parametrize("end", [b"\x1a", b"\n\x1a", b"\r\n\x1a\x1a\x1a", b"\n\n\n", b"\r", b" \t "])
def test_what_stands_after_the_last_line_is_no_row(end):
    assert taken(f"{NUMBER}\n{NUMBER[:-1]}9".encode() + end) == [MSISDN, MSISDN + 1]


KINDS = {
    "xlsx": b"PK\x03\x04\x14\x00", "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "parquet": b"PAR1\x15\x04",
    "gzip": b"\x1f\x8b\x08\x00", "sqlite": b"SQLite format 3\x00", "pdf": b"%PDF-1.7\n", "rtf": b"{\\rtf1\\ansi",
    "png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff\xe0", "gif": b"GIF89a", "doctype": b"<!DOCTYPE html>",
    "html": b"<HTML><body>", "xml": b"<?xml version='1.0'?>", "table": b"<table><tr>", "meta": b"<meta charset=utf-8>",
    "marked html": b"\xef\xbb\xbf<html>", "html below blanks": b"\r\n \t<html>",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", [1, 1_000])
def test_a_file_of_another_kind_is_told_as_such_however_it_comes(kind, step):
    octets = KINDS[kind] + b" " * 40 + NUMBER.encode()
    with pytest.raises(UnreadableTable) as caught:
        read_subscribers([octets[place : place + step] for place in range(0, len(octets), step)], EITHER)
    assert (caught.value.code, caught.value.line) == ("not_a_table", None)
    assert "CSV UTF-8" in caught.value.message
    assert "chưa nhận số nào" in caught.value.message


@pytest.mark.parametrize("control", [*range(9), *range(14, 27), *range(28, 32)])
def test_a_control_character_is_told_by_its_line(control):
    refusal = refused(f"msisdn\n{NUMBER}\n".encode() + b"0912" + bytes([control]) + b"345679\n113\n")
    assert (refusal.code, refusal.line) == ("not_a_table", 3)
    assert refusal.message.startswith("Dòng 3: ")


@pytest.mark.parametrize("control", ["\x0b", "\x0c", "\x1b", "\x7f"])
def test_a_harmless_control_character_makes_one_line_bad(control):
    subscribers = told(f"msisdn\n{NUMBER}\n0912{control}345679\n")
    assert (subscribers.numbers.tolist(), [bad.line for bad in subscribers.faults]) == ([MSISDN], [3])


@pytest.mark.parametrize(
    ("octets", "line"),
    [
        ("Số\n".encode() + b"x\n\xff\n", 3),
        ("Số\n".encode() + b"\xc3", 2),
        ("Số\n".encode() + b"\xed\xa0\x80\n", 2),  # half a pair
        ("Số\n".encode() + b"\xc0\xaf\n", 2),  # longer than it need be
        ("Số\n".encode() + b"\xf4\x90\x80\x80\n", 2),  # beyond Unicode
        (codecs.BOM_UTF8 + "Số\n\n\n".encode() + b"\xfe\n", 4),
        (b"msisdn\n\xd2 \x81\n", 2),
    ],
)
def test_octets_that_are_no_text_are_told_by_their_line(octets, line):
    refusal = refused(octets)
    assert (refusal.code, refusal.line) == ("encoding", line)
    assert "chưa nhận số nào" in refusal.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("tail", [b"\x00", b"\n", b"\xd8"])
def test_half_a_character_at_the_end_is_told(encoding, tail):
    assert refused(f"{NUMBER}\n{NUMBER}\n".encode(encoding) + tail).code == "encoding"


def test_utf_32_is_no_list():
    assert refused("\n".join(LIST).encode("utf-32")).code == "not_a_table"


@pytest.mark.parametrize("cell", ["x", "ố", '"', ";"])
def test_a_line_may_be_eight_kilobytes_and_no_longer(cell):
    width = len(cell.encode())
    room = 8_192 - len(NUMBER) - 1
    filler = cell * (room // width) + "x" * (room % width)
    longest = f"{NUMBER};{filler}"
    assert len(longest.encode()) == 8_192
    assert told(f"msisdn;x\n{longest}\n").rows == 1
    refusal = refused(f"msisdn;x\n{NUMBER};x\n{longest}x\n{NUMBER};x\n")
    assert (refusal.code, refusal.line) == ("cell_too_long", 3)
    assert "8 KB" in refusal.message


@pytest.mark.parametrize("size", [8_193, 100_000, 1_048_575, 1_048_576, 2_500_000])
@pytest.mark.parametrize("step", [65_536, 10_000_000])
def test_a_huge_line_is_refused_before_it_is_all_read(size, step):
    octets = b"0" * size
    came = []

    def chunks():
        for place in range(0, size, step):
            came.append(place)
            yield octets[place : place + step]

    with pytest.raises(UnreadableTable) as caught:
        read_subscribers(chunks(), EITHER)
    assert caught.value.code == "cell_too_long"
    assert len(came) * step <= 1_048_576 + step


def test_lines_keep_their_numbers_beyond_the_first_megabyte():
    filler = f"{NUMBER};DX\n" * 80_000
    subscribers = told(f"msisdn;registered\n{filler}\n113;DX\n{filler}x;DX\n", Wanted({"DX": True}, present=False))
    assert [(bad.line, bad.why) for bad in subscribers.faults] == [(80_003, Why.SHORT), (160_004, Why.NO_NUMBER)]
    assert (subscribers.numbers.tolist(), subscribers.repeated) == ([MSISDN], 159_999)


def test_a_fault_of_the_source_of_bytes_is_not_swallowed():
    def broken():
        yield f"{NUMBER}\n".encode() * 1_000
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        read_subscribers(broken(), EITHER)
