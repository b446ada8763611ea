"""What comes from a scanner in other forms: pages on their side, in shadow, among pages with words, and no pages."""

from __future__ import annotations

import base64
import io

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw
from tests import scans

from thongsuot.files.gateway import Unreadable, read_in_sandbox

WHITE = 240


def image_of(encoded: str) -> Image.Image:
    """Return the picture of an answer."""
    return Image.open(io.BytesIO(base64.b64decode(encoded)))


def bound(*parts: bytes) -> pypdfium2.PdfDocument:
    """Return the pages of several PDF files as one."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    return whole


def kept(document: pypdfium2.PdfDocument) -> bytes:
    """Return a document as bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def stamped(words: str) -> bytes:
    """Return a scanned page with an electronic stamp of so many words on top of it."""
    document = pypdfium2.PdfDocument(scans.saved(scans.page(100), form="PDF", dpi=100))
    page, raw = document[0], pypdfium2.raw
    stamp = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 8)
    units = words.encode("utf-16-le") + b"\0\0"
    raw.FPDFText_SetText(stamp, (raw.FPDF_WCHAR * (len(units) // 2)).from_buffer_copy(units))
    raw.FPDFPageObj_Transform(stamp, 1, 0, 0, 1, 60, 780)
    raw.FPDFPage_InsertObject(page, stamp)
    page.gen_content()
    return kept(document)


def mean(image: Image.Image) -> int:
    """Return how light a picture is on the whole."""
    return image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))


def rows_of(grey: Image.Image) -> int:
    """Return how far rows of paper and rows of ink stand apart."""
    rows = grey.crop((375, 625, 1875, 1500)).resize((1, 875), Image.Resampling.BOX).tobytes()
    return max(rows) - min(rows)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_is_turned_until_its_lines_lie_level(quarters):
    scan = scans.saved(scans.page(100).rotate(90 * quarters + 1.5, expand=True, fillcolor="white"))
    page = read_in_sandbox("leaf", scan, name="1")
    assert page["width"] < page["height"]
    assert rows_of(image_of(page["grey"])) > 60


def test_a_page_is_turned_by_as_many_quarters_as_are_asked_for():
    upright = image_of(read_in_sandbox("leaf", scans.saved(scans.page(100)), name="1")["grey"])
    over = image_of(read_in_sandbox("leaf", scans.saved(scans.page(100)), name="1 2")["grey"])
    assert mean(ImageChops.difference(upright, over.rotate(180))) < 4


def test_shadow_is_taken_from_the_paper_and_ink_is_left():
    shade = Image.linear_gradient("L").resize(scans.page(100).size).point([90 + n * 165 // 255 for n in range(256)])
    dark = ImageChops.multiply(scans.page(100), shade.convert("RGB"))
    grey = image_of(read_in_sandbox("leaf", scans.saved(dark), name="1")["grey"])
    corners = [
        grey.crop((x, y, x + 60, y + 60)).resize((1, 1), Image.Resampling.BOX) for x in (20, 1900) for y in (20, 2800)
    ]
    assert min(corner.getpixel((0, 0)) for corner in corners) > WHITE
    assert rows_of(grey) > 60


def test_a_seal_leaves_the_words_it_lies_on_and_a_stamp_is_given_apart():
    sealed = scans.page(100)
    ink = Image.new("RGB", sealed.size, "white")
    ImageDraw.Draw(ink).rectangle((60, 40, 300, 90), fill=scans.RED)
    page = read_in_sandbox("leaf", scans.saved(ImageChops.multiply(sealed, ink)), name="1")
    plain = read_in_sandbox("leaf", scans.saved(sealed), name="1")
    assert mean(ImageChops.difference(image_of(page["grey"]), image_of(plain["grey"]))) < 2
    assert image_of(page["stamps"]["grey"]).crop((300, 120, 600, 180)).getextrema()[1] < 120
    assert "stamps" not in plain


def test_a_letter_of_which_some_pages_are_scans_is_not_read_by_half():
    both = kept(bound(scans.printed(), scans.saved(scans.page(100), form="PDF", dpi=100)))
    with pytest.raises(Unreadable, match="ảnh quét") as refusal:
        read_in_sandbox("letter", both, name="van-ban.pdf")
    assert refusal.value.code == "no_text"  # so it waits as a scan does
    assert read_in_sandbox("leaves", both, name="") == {"pages": 2}


def test_the_page_with_words_gives_them_and_the_scanned_one_a_picture_to_recognise():
    both = kept(bound(scans.printed(), scans.saved(scans.page(100), form="PDF", dpi=100)))
    worded, scanned = (read_in_sandbox("leaf", both, name=str(number)) for number in (1, 2))
    assert " ".join(word[0] for word in worded["words"]).split() == scans.words().split()
    assert "grey" not in worded
    assert "words" not in scanned
    assert image_of(scanned["grey"]).mode == "L"


def test_a_letter_with_words_on_all_its_pages_but_an_empty_one_is_read_as_it_was():
    whole = bound(scans.printed())
    whole.new_page(595, 842)
    assert read_in_sandbox("letter", kept(whole), name="van-ban.pdf")["number"] == "45/SKHCN-BCVT"


def test_an_electronic_stamp_does_not_make_a_scan_a_letter_with_words():
    signed = stamped("Ky boi: So Khoa hoc va Cong nghe. Thoi gian ky: 03.02.2020 14:00:00 +07:00")
    with pytest.raises(Unreadable) as refusal:
        read_in_sandbox("letter", signed, name="quet.pdf")
    assert refusal.value.code == "no_text"
    assert "words" not in read_in_sandbox("leaf", signed, name="1")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_each_word_of_a_page_lies_where_the_picture_shows_it(degrees):
    document = bound(scans.printed())
    document[0].set_rotation(degrees)
    page = read_in_sandbox("leaf", kept(document), name="1")
    picture = image_of(page["picture"]).convert("L")
    assert picture.size == (page["width"], page["height"])
    darkest = [picture.crop(tuple(box)).getextrema()[0] for text, *box, _ in page["words"] if len(text) > 3]
    assert len(darkest) > 90
    assert max(darkest) < 120


@pytest.mark.parametrize("compression", ["group4", "tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits"])
def test_a_tiff_is_unpacked_however_it_was_packed(compression):
    mode = "1" if compression == "group4" else "RGB"
    stream = io.BytesIO()
    pages = [scans.page(60).convert(mode), scans.page(60).convert(mode)]
    pages[0].save(stream, "TIFF", compression=compression, save_all=True, append_images=pages[1:])
    assert read_in_sandbox("leaves", stream.getvalue(), name="") == {"pages": 2}
    assert image_of(read_in_sandbox("leaf", stream.getvalue(), name="2")["grey"]).getextrema() != (255, 255)


def test_a_photograph_that_says_how_it_was_held_is_turned():
    stream = io.BytesIO()
    held = Image.Exif()
    held[0x0112] = 6  # the camera lay on its side
    scans.page(100).rotate(90, expand=True).save(stream, "JPEG", exif=held)
    page = read_in_sandbox("leaf", stream.getvalue(), name="1")
    assert page["width"] < page["height"]
    upright = image_of(read_in_sandbox("leaf", scans.saved(scans.page(100)), name="1")["grey"])
    left = ImageChops.difference(upright, image_of(page["grey"]).resize(upright.size)).resize(
        (1, 1), Image.Resampling.BOX
    )
    assert left.getpixel((0, 0)) < 4


@pytest.mark.parametrize("form", ["PNG", "TIFF", "PDF"])
def test_a_strip_is_no_page(form):
    strip = scans.saved(Image.new("L", (4_000, 60), "white"), form=form)
    with pytest.raises(Unreadable, match="quét lại cả trang") as refusal:
        read_in_sandbox("leaf", strip, name="1")
    assert refusal.value.code == "strip"


def test_an_immense_page_behind_a_small_one_is_refused_when_its_turn_comes():
    stream = io.BytesIO()
    Image.new("1", (100, 140), 1).save(
        stream, "TIFF", compression="group4", save_all=True, append_images=[Image.new("1", (9_000, 9_000), 1)]
    )
    assert read_in_sandbox("leaf", stream.getvalue(), name="1")["height"] == 2339
    with pytest.raises(Unreadable) as refusal:
        read_in_sandbox("leaf", stream.getvalue(), name="2")
    assert refusal.value.code == "bomb"
