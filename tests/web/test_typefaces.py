"""The print faces: whole in Vietnamese, of Times New Roman's metrics, made once and the same each time."""

import shutil
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from thongsuot.engines.officialdoc import TYPEFACES
from thongsuot.web import typefaces

NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"
# Every Vietnamese letter beyond ASCII, spelt out so that the set in the code is held against another hand.
LETTERS = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)


@pytest.fixture(scope="module")
def faces(tmp_path_factory):
    return typefaces.build(NODE_MODULES, tmp_path_factory.mktemp("faces"))


def test_there_are_four_faces_by_the_names_papers_ask_for(faces):
    assert [face.name for face in faces] == list(TYPEFACES)


def test_the_set_of_letters_is_all_of_vietnamese():
    assert len(LETTERS) == len(set(LETTERS)) == 134
    assert set(LETTERS) <= typefaces.VIETNAMESE
    assert {letter for letter in typefaces.VIETNAMESE if not letter.isascii()} == set(LETTERS)
    assert all(unicodedata.is_normalized("NFC", letter) for letter in LETTERS)


@pytest.mark.parametrize("name", TYPEFACES)
def test_each_face_draws_every_vietnamese_letter(name, faces):
    font = TTFont(next(face for face in faces if face.name == name))
    characters, glyphs = font.getBestCmap(), font["glyf"]
    ascii_signs = {chr(code) for code in range(0x20, 0x7F)}
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    wanted = set(LETTERS) | ascii_signs | tones | {"₫", "–", "…", "“", "”", "\ufffd", "\u00a0"}
    assert {sign for sign in wanted if ord(sign) not in characters} == set()
    for letter in LETTERS:
        assert glyphs[characters[ord(letter)]].numberOfContours != 0, letter  # drawn, not only listed


def test_letters_are_as_wide_as_in_times_new_roman(faces):
    font = TTFont(faces[0])
    units = font["head"].unitsPerEm
    widths = {sign: font["hmtx"][font.getBestCmap()[ord(sign)]][0] / units for sign in "aimW0. "}
    expected = {"a": 0.444, "i": 0.278, "m": 0.778, "W": 0.944, "0": 0.5, ".": 0.25, " ": 0.25}
    assert {sign: round(width, 3) for sign, width in widths.items()} == expected


def test_bold_and_italic_say_so(faces):
    styles = [TTFont(face)["head"].macStyle & 0b11 for face in faces]
    assert styles == [0, 1, 2, 3]


def test_a_second_build_touches_nothing(faces):
    before = {face: face.stat().st_mtime_ns for face in faces}
    assert typefaces.build(Path("/nowhere"), faces[0].parent) == faces
    assert {face: face.stat().st_mtime_ns for face in faces} == before


def test_the_same_subsets_make_the_same_bytes(faces, tmp_path, monkeypatch):
    monkeypatch.setattr(typefaces, "TYPEFACES", TYPEFACES[:1])
    (again,) = typefaces.build(NODE_MODULES, tmp_path)
    assert again.read_bytes() == faces[0].read_bytes()


def test_a_missing_package_is_named_and_nothing_is_left(tmp_path):
    with pytest.raises(typefaces.IncompleteTypeface, match="tinos-latin-400-normal.woff2.*npm ci"):
        typefaces.build(tmp_path / "none", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_face_without_vietnamese_is_refused(tmp_path):
    files = tmp_path / "@fontsource" / "tinos" / "files"
    files.mkdir(parents=True)
    latin = NODE_MODULES / "@fontsource" / "tinos" / "files" / "tinos-latin-400-normal.woff2"
    for subset in ("latin", "latin-ext", "vietnamese"):
        shutil.copy(latin, files / f"tinos-{subset}-400-normal.woff2")
    with pytest.raises(typefaces.IncompleteTypeface, match="Tinos-Regular thiếu chữ: .*ạ"):
        typefaces.build(tmp_path, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
