"""One page of a scan in the sandbox: drawn, straight, of one size; what is no page is refused with a reason."""

from __future__ import annotations

import base64
import contextlib
import io
import shutil

import pypdfium2
import pytest
from PIL import Image
from tests import scans
from tests.files import samples

from thongsuot.files import queries
from thongsuot.files.gateway import Unreadable, has_program, read_in_sandbox, run_in_sandbox

MIB = 1024 * 1024
TESSERACT = ["stdin", "stdout", "-l", "vie", "--psm", "4"]


def small(mode: str = "RGB") -> Image.Image:
    """Return a little white page."""
    return Image.new(mode, (165, 234), "white")


def locked() -> bytes:
    """Return a PDF that asks for a password: its trailer names an encryption that nobody can undo."""
    whole = samples.pdf()
    return whole.replace(
        b"trailer<<",
        b"trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"00" * 32
        + b">/U<"
        + b"11" * 32
        + b">>>",
    )


def many(pages: int) -> bytes:
    """Return a PDF of so many empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(100, 100)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    """Return a small PNG that unpacks to 400 million dots."""
    stream = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(stream, "PNG")
    return stream.getvalue()


def image_of(encoded: str) -> Image.Image:
    """Return the picture of an answer."""
    return Image.open(io.BytesIO(base64.b64decode(encoded)))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "PDF"])
def test_a_page_of_every_kind_is_drawn_at_200_dots_an_inch(form):
    page = read_in_sandbox("leaf", scans.saved(small(), form=form), name="1")
    assert max(page["width"], page["height"]) == 2339
    assert image_of(page["grey"]).mode == "L"
    assert image_of(page["picture"]).size == (page["width"], page["height"])
    assert image_of(page["grey"]).width == page["grey_width"]
    assert page["grey_width"] / page["width"] == pytest.approx(1.25, abs=0.01)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK"])
def test_a_page_of_every_depth_is_drawn(mode):
    image = small().convert(mode)
    page = read_in_sandbox("leaf", scans.saved(image, form="TIFF"), name="1")
    assert image_of(page["grey"]).getpixel((800, 1100)) == 255


@pytest.mark.parametrize("form", ["TIFF", "PDF"])
def test_every_page_of_a_file_is_counted_and_reached(form):
    data = scans.saved(small(), Image.new("RGB", (165, 234), "black"), form=form)
    assert read_in_sandbox("leaves", data, name="") == {"pages": 2}
    assert max(image_of(read_in_sandbox("leaf", data, name="2")["picture"]).getpixel((800, 1100))) < 10


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"%PDF-1.4 no more", "damaged"),
        (lambda: scans.saved(small())[:60], "damaged"),
        (lambda: b"GIF89a and so on", "damaged"),
        (locked, "encrypted"),
        (lambda: many(201), "too_many"),
        (bomb, "bomb"),
    ],
    ids=["broken PDF", "cut PNG", "no picture", "locked PDF", "too many pages", "bomb"],
)
def test_what_is_no_scan_is_refused_with_its_reason(make, code):
    data = make()
    with pytest.raises(Unreadable) as refusal:
        read_in_sandbox("leaves", data, name="")
    assert refusal.value.code == code
    assert "ãy" in refusal.value.message or "Đề nghị" in refusal.value.message


def test_a_page_that_is_cut_off_says_so():
    data = scans.saved(scans.page(100))
    with pytest.raises(Unreadable, match="quét lại"):
        read_in_sandbox("leaf", data[: len(data) // 2], name="1")


def test_an_immense_picture_inside_a_pdf_is_refused_before_it_is_unpacked():
    with pytest.raises(Unreadable) as refusal:
        read_in_sandbox("leaf", scans.saved(Image.new("1", (9_000, 9_000)), form="PDF"), name="1")
    assert refusal.value.code == "bomb"


@pytest.mark.parametrize("skew", [-3.2, 0.0, 2.5])
def test_a_page_that_lay_askew_is_turned_straight(skew):
    page = read_in_sandbox("leaf", scans.saved(scans.degraded(100, skew=skew, seal=False)), name="1")
    grey = image_of(page["grey"]).crop((375, 625, 1875, 1500))
    rows = grey.resize((1, grey.height), Image.Resampling.BOX).tobytes()
    assert max(rows) - min(rows) > 60  # rows of paper and rows of ink stand apart


def test_a_closer_look_is_larger_and_pales_what_is_red():
    red = Image.new("RGB", (165, 234), (230, 40, 40))
    page = read_in_sandbox("closer", scans.saved(red), name="1")
    assert image_of(page["grey"]).height == 3508
    assert image_of(page["grey"]).getpixel((900, 900)) > 200


def test_a_tiff_is_known_by_its_content():
    data = scans.saved(small(), form="TIFF")
    assert queries.inspect(data, "quet.tif").media_type == "image/tiff"
    assert queries.inspect(data, "quet.png").doubt.code == "disguised"
    assert queries.inspect(scans.saved(small()), "quet.tiff").doubt.code == "disguised"


needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract-ocr is not installed")


@needs_tesseract
def test_a_program_reads_what_it_is_given_inside_the_walls():
    grey = read_in_sandbox("leaf", scans.saved(scans.page()), name="1")["grey"]
    text = run_in_sandbox("tesseract", TESSERACT, base64.b64decode(grey), seconds=60, memory=1024 * MIB)
    assert "VIỆT NAM" in text.decode()


@needs_tesseract
def test_a_program_that_is_given_nonsense_is_an_unreadable_file():
    with pytest.raises(Unreadable):
        run_in_sandbox("tesseract", TESSERACT, b"no picture", seconds=60, memory=1024 * MIB)


@needs_tesseract
def test_a_program_cannot_write_outside_its_own_folder(tmp_path):
    grey = base64.b64decode(read_in_sandbox("leaf", scans.saved(small()), name="1")["grey"])
    words = ["stdin", str(tmp_path / "out"), "-l", "vie"]
    with contextlib.suppress(Unreadable):
        run_in_sandbox("tesseract", words, grey, seconds=60, memory=1024 * MIB)
    assert list(tmp_path.iterdir()) == []


@needs_tesseract
def test_a_program_that_needs_too_long_is_stopped():
    grey = base64.b64decode(read_in_sandbox("leaf", scans.saved(scans.page()), name="1")["grey"])
    with pytest.raises(Unreadable) as refusal:
        run_in_sandbox("tesseract", TESSERACT, grey, seconds=0.2, memory=1024 * MIB)
    assert refusal.value.code == "timeout"


def test_only_named_programs_are_begun():
    with pytest.raises(Unreadable):
        run_in_sandbox("sh", ["-c", "echo out"], b"", seconds=5, memory=1024 * MIB)
    assert has_program("sh")
    assert not has_program("no-such-program")
