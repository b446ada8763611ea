"""The third-party files of the pages, and the style sheets that use them."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from thongsuot.web import frontend, marks

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "thongsuot" / "web"
SHEETS = sorted((WEB / "static" / "css").glob("*.css"))
SCRIPTS = sorted((WEB / "static" / "js").glob("*.js"))
TEMPLATES = sorted((ROOT / "src" / "thongsuot").rglob("templates/**/*.html"))
TOKENS = (WEB / "static" / "css" / "tokens.css").read_text()


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("frontend")
    frontend.collect(ROOT / "node_modules", out)
    return out


def test_every_file_stands_in_the_manifest_with_version_licence_and_hash(collected):
    entries = json.loads((collected / "vendor" / frontend.MANIFEST).read_text())
    files = {str(path.relative_to(collected / "vendor")) for path in collected.rglob("*") if path.is_file()}
    assert files == {entry["file"] for entry in entries} | {frontend.MANIFEST}
    for entry in entries:
        content = (collected / "vendor" / entry["file"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["name"] in frontend.PACKAGES
        assert re.fullmatch(r"\d+\.\d+\.\d+", entry["version"])
        assert entry["licence"] in {"BSD-0-Clause", "MIT", "OFL-1.1"}


def test_collecting_twice_changes_nothing_and_drops_what_is_no_longer_used(collected):
    before = {path: path.read_bytes() for path in collected.rglob("*") if path.is_file()}
    (collected / "vendor" / "fonts" / "old.woff2").write_bytes(b"old")
    frontend.collect(ROOT / "node_modules", collected)
    assert {path: path.read_bytes() for path in collected.rglob("*") if path.is_file()} == before


def test_no_file_names_a_source_map_that_is_not_there(collected):
    assert [
        path
        for path in collected.rglob("*")
        if path.suffix in {".js", ".css"} and b"sourceMappingURL" in path.read_bytes()
    ] == []


def test_a_package_that_npm_did_not_bring_is_named(tmp_path):
    with pytest.raises(frontend.MissingPackage, match="htmx.org"):
        frontend.collect(tmp_path, tmp_path / "out")


def test_digits_are_all_of_one_width(collected):
    from fontTools.ttLib import TTFont

    for weight in frontend.WEIGHTS:
        font = TTFont(collected / "vendor" / "fonts" / f"be-vietnam-pro-digits-{weight}.woff2")
        cmap = font.getBestCmap()
        assert {font["hmtx"][cmap[ord(digit)]][0] for digit in frontend.DIGITS} == {
            max(font["hmtx"][cmap[ord(digit)]][0] for digit in frontend.DIGITS)
        }
        assert sorted(cmap) == [ord(digit) for digit in frontend.DIGITS]


def test_the_screen_face_has_every_vietnamese_letter(collected):
    from fontTools.ttLib import TTFont

    from thongsuot.web.typefaces import VIETNAMESE

    for weight in frontend.WEIGHTS:
        letters: set[int] = set()
        for alphabet in ("latin", "vietnamese"):
            font = TTFont(collected / "vendor" / "fonts" / f"be-vietnam-pro-{alphabet}-{weight}.woff2")
            letters |= set(font.getBestCmap())
        assert {letter for letter in VIETNAMESE if ord(letter) not in letters} == set()


def test_static_files_are_collected_hashed_and_compressed(collected, settings, tmp_path):
    settings.STATICFILES_DIRS = [collected]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.INSTALLED_APPS = [
        "thongsuot.web",
        "django.contrib.staticfiles",
        "allauth",
        "allauth.account",
        "allauth.mfa",
    ]
    call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    assert {f"css/{sheet.name}" for sheet in SHEETS} <= set(names)
    assert (tmp_path / "static" / f"{names['css/tokens.css']}.br").exists()


def test_the_sprite_holds_a_drawing_of_every_icon(collected):
    sprite = (collected / "vendor" / "icons.svg").read_text()
    assert re.findall(r'<symbol id="([^"]+)"[^>]*><path', sprite) == list(frontend.ICONS)


def test_every_icon_that_a_template_or_a_state_names_exists():
    named = {mark.icon for mark in marks.MARKS.values()}
    for template in TEMPLATES:
        named |= set(re.findall(r'{% icon "([a-z0-9-]+)"', template.read_text()))
    assert named - set(frontend.ICONS) == set()


def test_every_state_has_its_drawing_in_the_squares_of_the_matrix():
    sheet = (WEB / "static" / "css" / "matrix.css").read_text()
    drawn = dict(re.findall(r'\.cell\.([a-z0-9-]+) \{ --mark: url\("\.\./vendor/icons/([a-z0-9-]+)\.svg"\)', sheet))
    assert {mark.icon for mark in marks.MARKS.values()} - {"minus"} == set(drawn)
    assert all(name == file for name, file in drawn.items())


@pytest.mark.parametrize("file", [*SHEETS, *SCRIPTS, *TEMPLATES], ids=lambda path: path.name)
def test_no_page_fetches_anything_from_elsewhere(file):
    addresses = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", file.read_text())
    assert [address for address in addresses if "www.w3.org" not in address] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_no_template_has_a_style_or_a_handler_of_its_own(template):
    text = template.read_text()
    assert re.findall(r"<[^>]*\s(?:style|on[a-z]+)=", text) == []
    assert re.findall(r'<script(?![^>]*(?:src=|nonce=|type="application/json"))', text) == []
    assert "<style" not in text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_rule_stands_in_a_layer_and_every_colour_in_the_tokens(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    depth, outside = 0, []
    for line in text.splitlines():
        if depth == 0 and line.strip() and not line.startswith(("@layer", "@font-face")):
            outside.append(line)
        depth += line.count("{") - line.count("}")
    assert outside == []
    if sheet.name not in {"tokens.css", "print.css"}:
        assert set(re.findall(r"#[0-9a-f]{3,8}\b", text)) <= {
            "#fff",
            "#ffffff1f",
            "#ffffff14",
            "#ffc857",
            "#f2b632",
            "#2b0b3a",
        }


def test_every_token_that_a_sheet_uses_is_declared():
    declared = set(re.findall(r"(--[a-z0-9-]+):", "".join(sheet.read_text() for sheet in SHEETS)))
    used = set(re.findall(r"var\((--[a-z0-9-]+)", "".join(sheet.read_text() for sheet in SHEETS)))
    assert used - declared == set()


# ---- contrast, by the formula of WCAG 2.2

TEXT = ["ink", "soft", "link", "good", "warn", "bad", "info", "calm"]
PAIRS = [
    *[(ink, ground, 4.5) for ink in TEXT for ground in ("ground", "panel", "raised")],
    *[(tone, f"{tone}-ground", 4.5) for tone in ("good", "warn", "bad", "info", "calm")],
    *[(ink, f"{tone}-ground", 4.5) for ink in ("ink", "link") for tone in ("good", "warn", "bad", "info", "calm")],
    ("act-ink", "act", 4.5), ("act-ink", "act-over", 4.5),
    ("bar-ink", "bar", 4.5), ("bar-soft", "bar", 4.5), ("bar-good", "bar", 4.5), ("bar-bad", "bar", 4.5),
    ("bar-mark", "bar", 3),
    *[(line, ground, 3) for line in ("edge", "focus", "act") for ground in ("ground", "panel")],
]  # fmt: skip


def declared(scheme: int, block: str) -> dict[str, str]:
    found = {}
    for name, value in re.findall(r"--([a-z-]+):\s*(light-dark\([^)]*\)|#[0-9a-f]+)", block):
        colours = re.findall(r"#[0-9a-f]{3,8}", value)
        found[name] = colours[min(scheme, len(colours) - 1)]
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_of_contrast_is_the_one_of_wcag():
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("reality", ["live", "exercise"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "floor"), PAIRS, ids=lambda part: str(part))
def test_words_stand_out_from_their_ground_in_both_schemes(scheme, reality, ink, ground, floor):
    live, exercise = TOKENS.split(':root[data-reality="exercise"]')
    tokens = declared(scheme, live) | (declared(scheme, exercise) if reality == "exercise" else {})
    assert contrast(tokens[ink], tokens[ground]) >= floor


@pytest.mark.parametrize("stripe", ["#ffc857", "#f2b632"])
def test_the_band_of_an_exercise_is_read_on_both_its_stripes(stripe):
    assert stripe in (WEB / "static" / "css" / "layout.css").read_text()
    assert contrast("#2b0b3a", stripe) >= 7
