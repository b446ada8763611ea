"""Letters written before Unicode, or in any form of it, read as the same letter; a code that was changed is told."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.letter import old_codes, scoring

from thongsuot.engines import letter as letters

TEXTS = [old_codes.plainer(file.read_text(encoding="utf-8")) for file in sorted(scoring.CORPUS.glob("*.txt"))]
FORMS = {
    "utf-8": (lambda text: text.encode(), None),
    "utf-8 with its mark": (lambda text: text.encode("utf-8-sig"), None),
    "utf-16 with its mark": (lambda text: text.encode("utf-16"), None),
    "utf-16 little end first": (lambda text: text.encode("utf-16-le"), None),
    "utf-16 big end first": (lambda text: text.encode("utf-16-be"), None),
    "cp1258": (old_codes.cp1258, "cp1258"),
    "vni": (old_codes.vni, "VNI"),
    "vni pasted": (lambda text: old_codes.vni(text).decode("cp1252", "replace").encode(), "VNI"),
    "viqr": (old_codes.viqr, "VIQR"),
}


def told(read: letters.Letter) -> dict:
    """What a reading says, without what it says of the file."""
    return {name: value for name, value in letters.to_json(read).items() if name not in ("warnings", "pages")}


@settings(max_examples=45, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(sorted(FORMS)))
def test_a_letter_reads_the_same_in_every_code(text, form):
    encoded, code = FORMS[form]
    read = letters.read(encoded(text), secret=True)
    straight = letters.read_text(text, secret=True)
    assert read.text == text
    assert told(read) == told(straight)
    assert [code in warning for warning in read.warnings[:1] if code] == ([True] if code else [])
    assert all(duty.quote == read.text[duty.start : duty.end] for duty in read.obligations)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(TEXTS), st.booleans())
def test_a_letter_in_vn3_reads_the_same_but_for_capitals_it_never_had(text, pasted):
    data = old_codes.abc(text)
    read = letters.read(data.decode("cp1252").encode() if pasted else data, secret=True)
    straight = letters.read_text(text, secret=True)
    assert read.text.casefold() == text.casefold()
    assert (read.number, read.date, read.doc_type, read.urgency) == (
        straight.number,
        straight.date,
        straight.doc_type,
        straight.urgency,
    )
    assert [(d.start, d.end, d.mode, d.obliged) for d in read.obligations] == [
        (d.start, d.end, d.mode, d.obliged) for d in straight.obligations
    ]
    assert [limit.at for limit in read.deadlines] == [limit.at for limit in straight.deadlines]
    assert "TCVN3" in read.warnings[0]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(2, 9))
def test_letters_composed_here_and_decomposed_there_read_the_same(text, every):
    mixed = "".join(unicodedata.normalize("NFC" if at % every else "NFD", text[at]) for at in range(len(text)))
    read, straight = letters.read(mixed.encode(), secret=True), letters.read_text(text, secret=True)
    assert read.text == mixed
    assert _values(read) == _values(straight)
    assert "tổ hợp" in " ".join(read.warnings)
    assert all(duty.quote == mixed[duty.start : duty.end] for duty in read.obligations)


def _values(read: letters.Letter) -> str:
    """Everything but offsets and what is quoted from the text as it stands."""
    plain = letters.to_json(read)
    duties = [
        {name: duty[name] for name in ("mode", "obliged", "kind", "effective_from", "paragraph")}
        for duty in plain["obligations"]
    ]
    limits = [(limit["at"], limit["relation"], limit["recurrence"]) for limit in plain["deadlines"]]
    head = [
        plain[name] for name in ("issuer", "doc_type", "number", "date", "place", "urgency", "signer", "recipients")
    ]
    return json.dumps([duties, limits, head], ensure_ascii=False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam, Uû ban nh©n d©n", "Cộng hoà xã hội chủ nghĩa Việt Nam, Uỷ ban nhân dân"),
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM §éc lËp - Tù do", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, öùng cöùu", "Cộng hòa xã hội chủ nghĩa Việt Nam, ứng cứu"),
        (
            "Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam, ddo^.c la^.p, tu+. do\\. Ha.nh phu'c",
            "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do. Hạnh phúc",
        ),
    ],
    ids=["VN3", "VN3 in capitals", "VNI", "VIQR"],
)  # fmt: skip
def test_a_line_pasted_from_an_old_file_becomes_letters(old, new):
    assert letters.read(old.encode()).text == new


@pytest.mark.parametrize(
    "text",
    [
        "Les éléments déjà reçus à l'école française, où l'été est là, très près du théâtre",
        "Die Überprüfung der Störung für Größe und Maß gehört zu den Aufgaben",
        "Công văn không có gì lạ: là, và, à, ì, ê, ô, ã",
        "Kinh gui: Cac doanh nghiep, de nghi bao cao truoc ngay 12/3/2024.",
        "Email: a.b@c.vn? a.d^2 (e.g. o+p) `x` ~y 'z'.",
    ],
)
def test_what_is_in_no_old_code_is_left_as_it_stands(text):
    read = letters.read(text.encode())
    assert read.text == text
    assert read.warnings == ()


def test_octets_of_another_country_are_read_as_windows_would():
    read = letters.read("Überprüfung der Störung für Größe und Maß".encode("cp1252"))
    assert "cp1258" in read.warnings[0]
