"""Whatever is sent in, its sender reads a clear reason, nothing is fetched or run, and the next letter is read."""

import socket

import pytest
from tests.engines.letter import files_made as made
from tests.files import bad_letters, samples

from thongsuot.files import queries
from thongsuot.files.gateway import Unreadable, read_in_sandbox

HONEST = "Kính gửi: Các doanh nghiệp\n\nSở yêu cầu các doanh nghiệp kiểm tra thiết bị.\n".encode()
KEPT = ("chưa", "vẫn được giữ")
NEXT = ("Đề nghị", "Hãy")


def refusal_of(reader: str, data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_in_sandbox(reader, data, name=name)
    return caught.value


@pytest.mark.parametrize("case", bad_letters.REFUSED)
def test_a_bad_letter_says_why_what_was_kept_and_what_to_do(case):
    make, code = bad_letters.REFUSED[case]
    refusal = refusal_of("letter", make(), "cong-van.docx")
    assert refusal.code == code
    assert any(word in refusal.message.lower() for word in KEPT)
    assert any(word in refusal.message for word in NEXT)


@pytest.mark.parametrize("case", bad_letters.PICTURES)
def test_a_bad_picture_is_refused_before_it_fills_the_memory(case):
    make, code = bad_letters.PICTURES[case]
    data = make()
    reader, name = ("leaf", "1") if "PDF" in case or case.startswith("half") else ("leaves", "quet.png")
    refusal = refusal_of(reader, data, name)
    assert refusal.code == code
    assert any(word in refusal.message for word in NEXT)


def test_after_all_of_them_the_next_letter_is_read():
    for make, _ in (bad_letters.REFUSED[case] for case in ("DOCX bomb", "locked PDF", "noise")):
        refusal_of("letter", make(), "cong-van.docx")
    assert len(read_in_sandbox("letter", HONEST, name="cong-van.txt")["obligations"]) == 1


READ = {
    "macro": (bad_letters.macro, "macro"),
    "signed PDF": (made.signed, "chữ ký chưa được kiểm tra"),
    "PDF that only its owner locked": (lambda: made.locked(""), "hạn chế sao chép"),
    "PDF with a script and a program": (made.carrying, "không được chạy"),
    "turned text": (lambda: HONEST.replace(b"yeu", b"") + "\u202egnort ỏ".encode(), "đảo chiều"),
}


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_safely_is_read_and_its_reader_is_warned(case):
    make, words = READ[case]
    reading = read_in_sandbox("letter", make(), name="cong-van")
    assert reading["text"].strip()
    assert any(words in warning for warning in reading["warnings"])


def test_words_of_a_scan_stay_where_they_were_recognised():
    text = "Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam, ddo^.c la^.p, tu+. do, ha.nh phu'c"
    assert read_in_sandbox("words", text.encode(), name="quet.png")["text"] == text
    assert read_in_sandbox("letter", text.encode(), name="dan.txt")["text"].startswith("Cộng hòa xã hội")


def test_a_letter_that_points_outside_fetches_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        reading = read_in_sandbox("letter", bad_letters.outside(server.getsockname()[1]), name="cong-van.docx")
        with pytest.raises(TimeoutError):
            server.accept()
    assert reading["text"].strip() == "Kính gửi: Các doanh nghiệp"
    assert "3 nội dung nằm ngoài tệp" in reading["warnings"][0]


def test_a_page_of_blanks_that_unpacks_without_end_holds_no_words():
    assert refusal_of("letter", bad_letters.bomb_in_pdf(), "cong-van.pdf").code == "no_text"


def test_pages_that_contain_themselves_are_damaged():
    assert refusal_of("letter", bad_letters.circular(), "cong-van.pdf").code == "damaged"


def test_a_bomb_in_the_pocket_of_a_letter_is_never_unpacked():
    data = made.word(bad_letters.PARAGRAPH, word__media__a_zip=bad_letters.nested())
    assert read_in_sandbox("letter", data, name="a.docx")["text"] == "Kính gửi: Các doanh nghiệp"


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("cong-van.docx", lambda: made.assembled(made.simple()), "disguised"),
        ("cong-van.pdf", bad_letters.macro, "runnable"),
        ("cong-van.docx", lambda: bad_letters.RTF, "disguised"),
        ("cong-van.txt", lambda: made.document("").encode(), None),
        ("cong-van.docx", lambda: samples.PAGE, "disguised"),
        ("cong-van.jpg", lambda: samples.JPEG + bad_letters.archive("a.txt", b"a"), "polyglot"),
    ],
)
def test_a_name_that_lies_is_seen_before_anything_is_read(name, make, code):
    doubt = queries.inspect(make(), name).doubt
    assert (doubt.code if doubt else None) == code
