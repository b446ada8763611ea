"""Bend letters and files in ways no office ever did, and see that the readers answer or refuse; a seed plays it again.

`python -m tests.engines.letter.fuzzing [--seconds 20] [--seed 1] [--only INDEX]`: a case follows from seed and index.
"""

import argparse
import functools
import io
import random
import resource
import signal
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.engines.letter import files_made as made
from tests.engines.letter import old_codes

from thongsuot.engines import letter as letters

CORPUS = Path(__file__).parent / "corpus"
CODES = {"empty", "encrypted", "no_text", "unknown_type", "damaged", "too_large", "secret", "txt", "docx", "pdf"}
MEMORY = 3 << 30
STUCK = 120  # seconds after which a case counts as one that never ends
Chance = random.Random

HOSTILE = (
    "\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\u00ad", "\u0301" * 40, "\u0323\u0302",
    "\x00", "\x0b", "\x0c", "\r", "\x85", "\u2028", "\ud7ff", "\U0001f600", "ﬁ", "ǆ", "ß", "İ", "Ⅷ",
    "½", "٣", "²", "(" * 300, ")" * 300, "|" * 50, "\n" * 60, " " * 500, "-" * 200, "1." * 80,
    "./.", "ngày 99/99/9999", "ngày 31/02/0000", "29/02/2023", "trước 99 giờ 99", "24h60'",
    "9" * 400, "trong vòng 999999999999 ngày", "hàng ngày đến hết ngày 31/12/9999", "Kính gửi:",
    "Nơi nhận:", "KT. GIÁM ĐỐC", "MẬT", "HỎA TỐC", "Số: ", "V/v", "Phụ lục",
    "| TT | Nhiệm vụ | Đơn vị |", "- ", "1. ", "a) ", "Điều 1.", "định kỳ hàng tháng",
    "thứ bảy hằng tuần", "0" * 60 + "/12/2024", "ngày 1 tháng 1 năm 99999999999999999999",
)  # fmt: skip
OCTETS = (b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\3\4", b"PK\5\6", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"\x1a")
NUMBERS = (*b"0 -1 1 65535 2147483647 -2147483648 4294967296 99999999999999999999 1e308 nan".split(), b"")
TAGS = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:del",
    "w:ins",
    "w:numPr",
    "w:txbxContent",
    "w:sdt",
    "mc:Choice",
)


@functools.cache
def texts() -> tuple[str, ...]:
    """The shorter letters of the corpus."""
    read = (file.read_text(encoding="utf-8") for file in sorted(CORPUS.glob("*.txt")))
    return tuple(text for text in read if len(text) < 3500)


def plain(chance: Chance) -> bytes:
    """A letter as text, in one of the codes."""
    text = chance.choice(texts())
    return _coded(chance, bent(chance, text) if chance.random() < 0.8 else text)


def _coded(chance: Chance, text: str) -> bytes:
    way = chance.randrange(10)
    if way < 4:
        return text.encode("utf-8", "surrogatepass")
    if way < 6:
        return text.encode(chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig")), "surrogatepass")
    plainer = old_codes.plainer(text)
    return chance.choice((old_codes.vni, old_codes.abc, old_codes.viqr, old_codes.cp1258))(plainer)


def bent(chance: Chance, text: str) -> str:
    """A letter with lines, words and signs taken out, doubled, moved and put in."""
    for _ in range(chance.randrange(1, 8)):
        at, until = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        until = min(until, at + chance.choice((1, 3, 20, 200)))
        match chance.randrange(7):
            case 0:
                text = text[:at] + text[until:]
            case 1:
                text = text[:at] + text[at:until] * chance.choice((2, 3, 30)) + text[until:]
            case 2:
                other = chance.choice(texts())
                cut = chance.randrange(len(other))
                text = text[:at] + other[cut : cut + 400] + text[at:]
            case 3:
                lines = text.split("\n")
                chance.shuffle(lines)
                text = "\n".join(lines)
            case 4:
                text = text[:at] + text[at:until].upper() + text[until:]
            case 5:
                text = text[:at] + text[at:].replace(chance.choice("\n .:"), chance.choice((" ", "", "\n", "\t")))
            case _:
                text = text[:at] + chance.choice(HOSTILE) + text[at:]
    return text[:12_000]


@functools.cache
def words_of_a_page() -> dict[str, bytes]:
    """Parts of a DOCX file that knows everything the reader knows."""
    text = texts()[0].split("\n")
    item = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr>'
    body = (
        made.table(("UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 12/UB", "Mai Châu, ngày 3/2/2024"))
        + "".join(made.p(line.replace("&", "").replace("<", "")) for line in text[:20])
        + "".join(made.p(f"Các doanh nghiệp báo cáo trước ngày {n + 1}/3/2024.", item.format(n % 4)) for n in range(6))
        + made.table(("TT", "Nhiệm vụ", "Đơn vị", "Thời hạn"), ("1", "Trực", made.table(("a",), ("b",)), "15/3"))
        + "<w:p><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>'
        + made.p("KHẨN") + "</w:txbxContent></mc:Choice>"
        "</mc:AlternateContent></w:r></w:p>" + made.p("Céng hoµ x· héi chñ nghÜa", run='<w:rFonts w:ascii=".VnTime"/>')
        + '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    )  # fmt: skip
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%{n + 1}."/></w:lvl>'
        for n, form in enumerate(("decimal", "lowerLetter", "bullet", "upperRoman"))
    )
    return {
        "[Content_Types].xml": made.TYPES.encode(),
        "word/document.xml": made.document(body).encode(),
        "word/numbering.xml": made.part(
            "numbering",
            f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        ).encode(),
        "word/styles.xml": made.part("styles", '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>').encode(),
        "word/footnotes.xml": made.part("footnotes", f'<w:footnote w:id="1">{made.p("Ghi chú")}</w:footnote>').encode(),
        "word/header1.xml": made.part("hdr", made.p("TỔNG CÔNG TY BƯU ĐIỆN")).encode(),
        "word/_rels/document.xml.rels": made.relations(("rId1", "header", "header1.xml", False)).encode(),
    }


def docx(chance: Chance) -> bytes:
    """A DOCX whose parts were bent one by one and packed again."""
    parts = dict(words_of_a_page())
    for _ in range(chance.randrange(1, 5)):
        name = chance.choice([*parts, "word/document.xml", "word/numbering.xml"])
        if name in parts:
            parts[name] = _bent_xml(chance, parts[name])
        if chance.random() < 0.05:
            parts.pop(name, None)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return _maybe_spoilt(chance, stream.getvalue(), 0.25)


def _bent_xml(chance: Chance, xml: bytes) -> bytes:
    """A part whose elements were taken out, doubled, renamed, put in each other, or whose values went wild."""
    import re

    found = list(re.finditer(rb"<(w:\w+)[^<>]*>", xml))
    if not found:
        return xml
    match, tag = chance.choice(found), chance.choice(TAGS).encode()
    start, end = match.span()
    close = xml.find(b"</" + match[1] + b">", end)
    whole = xml[start : close + len(match[1]) + 3] if close > 0 else xml[start:end]
    bend = chance.randrange(7)
    if bend == 0:
        return xml.replace(whole, b"", 1)
    if bend == 1:
        return xml[:start] + whole * chance.choice((2, 9, 60)) + xml[start:]
    if bend == 2:
        return xml[:start] + b"<" + tag + b">" + whole + b"</" + tag + b">" + xml[start + len(whole) :]
    if bend == 3:
        return xml.replace(b"<" + match[1], b"<" + tag).replace(b"</" + match[1] + b">", b"</" + tag + b">")
    if bend == 4:
        values = list(re.finditer(rb'="([^"]*)"', xml))
        value = chance.choice(values)
        return xml[: value.start(1)] + chance.choice(NUMBERS) + xml[value.end(1) :]
    if bend == 5:
        other = chance.choice(found)
        return xml[: other.start()] + whole + xml[other.start() :]
    words = chance.choice(HOSTILE).translate({ord("\x00"): None, ord("\x0b"): None, ord("\x0c"): None})
    return xml.replace(b"</w:t>", words.encode() + b"</w:t>", chance.choice((1, 5)))


@functools.cache
def pdfs() -> tuple[bytes, ...]:
    """PDF files of every make that the reader knows."""
    table = "#table(columns: 4, [TT], [Nhiệm vụ], [Đơn vị], [Thời hạn], [1], [Kiểm tra], [Doanh nghiệp], [15/10/2022])"
    nation = (8, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (8, 1, "Độc lập - Tự do - Hạnh phúc")
    head = made.placed((0, 0, "UBND TỈNH"), nation[0], (0, 1, "Số: 1/UB"), nation[1])
    strokes = b" ".join(b"%d %d 200 30 re S" % (50 + 200 * x, 600 + 30 * y) for x in (0, 1) for y in (0, 1, 2))
    shown = b"BT /F1 12 Tf 72 720 Td (Kinh gui: Cac don vi) Tj 0 -90 Td (Viec) Tj 200 0 Td (Don vi) Tj ET " + strokes
    ruled = made.simple(pages=2) | {4: b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown)}
    return (
        made.printed(f"{head}\n#v(3cm)\nKính gửi: Các doanh nghiệp\n\n{table}\n"),
        made.assembled(ruled),
        made.signed(),
        made.carrying(),
        made.locked(""),
    )


def pdf(chance: Chance) -> bytes:
    """A PDF whose objects and numbers went wild; streams that were packed are bent inside."""
    import re

    data = chance.choice(pdfs())
    for _ in range(chance.randrange(1, 6)):
        pattern = chance.choice((rb"(?<![\w.])-?\d+(?:\.\d+)?", rb"/\w+", rb"\d+ 0 R", rb"stream\r?\n.*?endstream"))
        found = list(re.finditer(pattern, data, re.DOTALL))
        if not found:
            continue
        match = chance.choice(found)
        data = data[: match.start()] + _bent_token(chance, match[0], chance.choice(found)[0]) + data[match.end() :]
    return _maybe_spoilt(chance, data, 0.3)


def _bent_token(chance: Chance, token: bytes, other: bytes) -> bytes:
    if token.startswith(b"stream"):
        inside = token[7:-9].strip(b"\r\n")
        try:
            inside = zlib.compress(spoilt(chance, zlib.decompress(inside)))
        except zlib.error:
            inside = spoilt(chance, inside)
        return b"stream\n" + inside + b"\nendstream"
    return chance.choice((other, chance.choice(NUMBERS), token * 2, b""))


def _maybe_spoilt(chance: Chance, data: bytes, share: float) -> bytes:
    return spoilt(chance, data) if chance.random() < share else data


def spoilt(chance: Chance, data: bytes) -> bytes:
    """Bytes flipped, cut, doubled, spliced, as bad lines and bad disks do."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(out) + 1)
        size = chance.choice((1, 2, 8, 100, 2000))
        match chance.randrange(5):
            case 0 if out:
                out[min(at, len(out) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                out[at:at] = chance.choice(OCTETS)
            case _:
                out[at : at + size] = chance.randbytes(min(size, 64))
    return bytes(out)


def any_file(chance: Chance) -> bytes:
    """A good file of any kind, spoilt byte by byte or spliced with another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in words_of_a_page().items():
            packed.writestr(name, content)
    kinds = [stream.getvalue(), *pdfs(), chance.choice(texts()).encode()]
    one, other = chance.choice(kinds), chance.choice(kinds)
    if chance.random() < 0.3:
        one = one[: chance.randrange(len(one))] + other[chance.randrange(len(other)) :]
    return spoilt(chance, one)


def check_file(data: bytes) -> str:
    """Read the bytes: a letter whose every span holds, or a refusal with its reason; return which."""
    try:
        read = letters.read(data)
    except letters.UnreadableLetter as refusal:
        code, message = refusal.code, refusal.message
    else:
        code, message = read.format, "."
        check_letter(read)
    assert code in CODES
    assert message.endswith(".")
    return code


def check_letter(read: letters.Letter) -> None:
    """See that a reading holds together."""
    check_spans(letters.to_json(read), read.text)
    assert letters.from_json(letters.to_json(read)) == read


def check_spans(value: Any, text: str) -> None:
    """Whatever names a place in the text names a true one."""
    if isinstance(value, list):
        for item in value:
            check_spans(item, text)
    if not isinstance(value, dict):
        return
    start, end = value.get("start"), value.get("end")
    if isinstance(start, int) and isinstance(end, int):
        assert 0 <= start < end <= len(text), (start, end, len(text))
        assert value.get("quote", text[start:end]) == text[start:end], value
    for item in value.values():
        check_spans(item, text)


def page(chance: Chance) -> list[letters.Word]:
    """Words as a bad recognition might give them: anywhere, of any size, of any sureness."""
    said = chance.choice(texts()).split()[: chance.randrange(1, 160)]
    words = []
    across, down = 100, 100
    for text in said:
        wide, high = len(text) * 20, chance.choice((20, 30, 30, 30, 60))
        if across + wide > 1500 or chance.random() < 0.05:
            across, down = chance.choice((100, 100, 900)), down + chance.choice((-40, 0, 10, 40, 40, 40))
        left, top = across + chance.randrange(-5, 6), down + chance.randrange(-8, 9)
        words.append(letters.Word(text, left, top, left + wide, top + high, chance.uniform(0, 100)))
        across += wide + chance.choice((10, 10, 15, 80, 300))
    for _ in range(chance.choice((0, 0, 3, 20))):
        left, top, right, bottom = (chance.choice((0, -1, 5, 10**9, chance.randrange(2000))) for _ in range(4))
        text = chance.choice((*HOSTILE, "|", "~", "ˆ"))
        wild = letters.Word(text, left, top, right, bottom, chance.choice((0.0, -1.0, 100.0)))
        words.insert(chance.randrange(len(words) + 1), wild)
    return words


def check_page(chance: Chance) -> str:
    """Put words into reading order: none is changed, lost or made up, and each stands where it is said to stand."""
    words = page(chance)
    put = letters.recognised(words, chance.choice((1654, 1, 0, 10**9)))
    assert Counter(id(placed.word) for placed in put.words) == Counter(map(id, words))
    assert all(put.text[placed.start : placed.end] == placed.word.text for placed in put.words)
    more = letters.completed(words, page(chance))
    letters.confidence_of(more)
    check_file(put.text.encode("utf-8", "surrogatepass"))
    return "page"


KINDS: tuple[Callable[[Chance], str], ...] = (
    lambda chance: check_file(plain(chance)),
    lambda chance: check_file(docx(chance)),
    lambda chance: check_file(pdf(chance)),
    lambda chance: check_file(any_file(chance)),
    check_page,
)


def cases(seed: int) -> Iterator[tuple[int, Callable[[], str]]]:
    """Every case of a seed, in its order."""
    index = 0
    while True:
        chance = random.Random(f"{seed}:{index}")  # noqa: S311  # a case that can be played again, no secret
        yield index, functools.partial(KINDS[index % len(KINDS)], chance)
        index += 1


def play(seed: int, seconds: float, only: int | None = None) -> Counter[str]:
    """Play cases until time is up; a fault names the seed and the case."""
    told: Counter[str] = Counter()
    end = time.monotonic() + seconds
    for index, case in cases(seed):
        if only is not None and index != only:
            continue
        signal.alarm(STUCK)
        try:
            told[case()] += 1
        except BaseException:
            sys.stderr.write(f"seed {seed}, case {index}\n")
            raise
        if only is not None or time.monotonic() > end:
            break
    signal.alarm(0)
    return told


def main() -> None:
    """Play what the command line asks for and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    told = play(asked.seed, asked.seconds, asked.only)
    sys.stdout.write(f"{told.total()} cases: {dict(told)}\n")


if __name__ == "__main__":
    main()
