"""No more than three words of the real letter in a row stand anywhere in the source, formulas and terms apart."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.engines.letter import scoring

ROOT = Path(__file__).parents[3] / "src" / "thongsuot"

# What may stand, and why. A phrase lets pass the rows of four words inside it and nothing else.
EXEMPT = {
    "Cộng hòa xã hội chủ nghĩa Việt Nam": "the state's name, prescribed over every official paper",
    "Độc lập - Tự do - Hạnh phúc": "the motto, prescribed under it",
    "Nơi nhận: Như trên": "the formula of copies",
    "KT. Giám đốc Phó Giám đốc": "the formula of a deputy's signature",
    "Ủy ban nhân dân tỉnh": "the name of an authority",
    "Sở Thông tin và Truyền thông tỉnh": "the name of an authority",
    "khi có đề nghị": "glossary: the conditional mode",
    "khu vực xuất hiện ca nghi nhiễm": "glossary: a kind of priority site",
    "Đơn vị, khu vực ưu tiên": "glossary: a priority site",
    "Tổ ứng cứu thông tin": "glossary: a team",
    "Trực ứng cứu thông tin": "glossary: a position of duty",
    "Thiết bị dự phòng": "glossary and kind SPARE_EQUIPMENT",
    "Nhắn tin tuyên truyền": "glossary and kind MASS_SMS",
    "Hội nghị truyền hình": "the kind CONFERENCE_LINES",
    "Kiểm tra nội dung": "the kind CONTENT_CHECK",
    "Doanh nghiệp bưu chính": "a kind of organisation, as the trade's law names it",
    "Thông tin di động": "a kind of organisation, as the trade's law names it",
    "Cơ quan có thẩm quyền": "a kind of organisation, as the trade's law names it",
    "Cơ quan chức năng": "a kind of organisation that claims are referred to",
    "Cơ quan Đảng, Nhà nước": "a kind of priority site",
    "Cơ sở y tế": "a kind of priority site",
    "Cổng thông tin điện tử tỉnh": "the name of a kind of site",
    "Trang thông tin điện tử": "the name of a kind of site",
    "Lãnh đạo đơn vị": "the post that signs",
}
CLOCK = re.compile(r"(?:ngay|thang|nam|gio|phut|truoc|\d+)(?: (?:ngay|thang|nam|gio|phut|truoc|\d+)){3}")
TAGS = re.compile(r"<[^>]*>|\{[%#].*?[%#]\}|\{\{.*?\}\}")


def folded(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return "".join(c if c.isalnum() else " " for c in bare.replace("đ", "d")).split()


def fours(text: str) -> set[str]:
    words = folded(text)
    return {" ".join(words[i : i + 4]) for i in range(len(words) - 3)}


def values(found: Any) -> Iterator[str]:
    if isinstance(found, dict | list):
        for item in found.values() if isinstance(found, dict) else found:
            yield from values(item)
    else:
        yield str(found)


def strings(path: Path) -> Iterator[str]:
    """The texts of a file; a list written in one string is parted at its semicolons."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        found = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
        for value in found:
            if isinstance(value, str):
                yield from value.split(";")
    elif path.suffix == ".toml":
        for value in values(tomllib.loads(text)):
            yield from value.split(";")
    elif path.suffix == ".po":
        yield from re.split(r"\n(?=msgid|msgstr|#|\n)", text.replace('"\n"', ""))
    else:
        yield from TAGS.sub(" ; ", text).split(";")


def letters_rows() -> set[str]:
    exempt = set().union(*(fours(phrase) for phrase in EXEMPT))
    rows = fours(scoring.SEED.read_text(encoding="utf-8"))
    return {row for row in rows - exempt if not CLOCK.fullmatch(row)}


def files() -> list[Path]:
    return sorted(file for kind in ("py", "toml", "txt", "html", "po") for file in ROOT.rglob(f"*.{kind}"))


@pytest.mark.skipif(not scoring.SEED.exists(), reason="the real letter is not shipped; it lies in ../shared/data")
def test_no_four_words_of_the_letter_stand_in_the_source():
    rows = letters_rows()
    hits = {
        f"{file.relative_to(ROOT)}: {row}" for file in files() for text in strings(file) for row in fours(text) & rows
    }
    assert sorted(hits) == []


@pytest.mark.skipif(not scoring.SEED.exists(), reason="the real letter is not shipped; it lies in ../shared/data")
def test_the_scan_would_find_a_sentence_of_the_letter(tmp_path):
    words = scoring.SEED.read_text(encoding="utf-8").split()
    sentence = " ".join(words[len(words) // 2 : len(words) // 2 + 12])
    planted = {"a.py": f'X = "{sentence}"\n', "a.toml": f'x = "{sentence}"\n', "a.html": f"<p>{sentence}</p>\n"}
    for name, text in planted.items():
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        assert set().union(*(fours(part) for part in strings(file))) & letters_rows(), name


def test_the_scan_meets_every_sort_of_file():
    assert {file.suffix for file in files()} == {".py", ".toml", ".txt", ".html", ".po"}
    assert len(files()) > 300


@pytest.mark.skipif(not scoring.SEED.exists(), reason="the real letter is not shipped; it lies in ../shared/data")
@pytest.mark.parametrize("phrase", EXEMPT)
def test_an_exemption_is_short_and_has_a_reason(phrase):
    assert len(folded(phrase)) <= 8
    assert len(EXEMPT[phrase].split()) >= 3
