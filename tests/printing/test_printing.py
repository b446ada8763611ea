"""The letters that are printed: many, of every part, the same each time, and made without knowing how they are read."""

from __future__ import annotations

import ast
from pathlib import Path

import pypdfium2
import pytest
from tests import printing
from tests.printing.choosing import PARTS

HERE = Path(__file__).parent
LETTER = printing.chosen()[0]


def test_at_least_twenty_five_letters_are_printed_as_many_of_each_part():
    names = [file.stem for file in printing.chosen()]
    assert len(names) >= 25
    assert len(set(names)) == len(names)
    assert all(sum(name.startswith(part) for name in names) in (5, 6) for part in PARTS)


@pytest.mark.parametrize("file", printing.chosen(), ids=lambda file: file.stem)
def test_every_word_of_a_letter_is_printed(file):
    text = " ".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(printing.printed(file).pdf)
    )
    words = [word for word in file.read_text(encoding="utf-8").split() if any(map(str.isalnum, word))]
    left = "".join(text.split())
    assert [word for word in words if word not in left] == []


def test_the_same_letter_gives_the_same_scan_each_time():
    one, other = (printing.scanned(printing.printed(LETTER), "hard", 100)[0] for _ in range(2))
    assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("fault", printing.FAULTS)
def test_each_fault_is_seen_on_the_page(fault):
    clean = printing.scanned(printing.printed(LETTER), "clean", 60)[0]
    page = printing.scanned(printing.printed(LETTER), fault, 60)[0]
    assert (page.tobytes() == clean.tobytes()) is (fault == "clean")


def test_the_signer_is_found_where_hand_and_seal_belong():
    across, down = printing.printed(LETTER).signed_at
    assert 0.5 < across < 0.9
    assert 0.3 < down < 0.95


def test_what_has_no_boxes_is_not_printed():
    assert printing.sheet_of("Một dòng chữ không có phần đầu") is None


def test_nothing_that_prints_knows_how_a_letter_is_read():
    for file in HERE.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        assert not [name for name in names if name.startswith(("thongsuot.engines", "tests.recognising"))]
