"""Set-up: gather the third-party files that pages use, and write down what each one is."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the same

WEIGHTS = (400, 500, 600, 700)
DIGITS = "0123456789"
FONT, ICON_SET, HTMX = "@fontsource/be-vietnam-pro", "@tabler/icons", "htmx.org"
ICONS = (
    "alert-triangle", "arrow-back-up", "arrow-up-right", "ban", "bell", "book", "building", "calendar-time", "check",
    "chevron-down", "chevron-left", "chevron-right", "circle-check", "circle-dashed", "circle-x", "clock",
    "clock-check", "clock-exclamation", "dots", "download", "edit", "file-text", "filter", "git-merge", "hand-stop",
    "help-circle", "history", "home", "hourglass", "inbox", "info-circle", "key", "keyboard", "language",
    "layout-grid", "link", "list-details", "lock", "logout", "mail", "message", "minus", "moon", "news", "package",
    "paperclip", "phone", "player-pause", "plus", "printer", "progress", "quote", "radio", "refresh", "repeat",
    "scissors", "search", "send", "shield-check", "sun", "trash", "upload", "user", "user-check", "users", "wifi",
    "wifi-off", "x",
)  # fmt: skip
PACKAGES = (HTMX, FONT, ICON_SET)
MANIFEST = "manifest.json"
SOURCE_MAP = re.compile(rb"\s*/[/*]# sourceMappingURL=[^\s*]+(\s*\*/)?\s*$")


class MissingPackage(Exception):  # named for what happened (STYLE 10)
    """npm has not brought a package that the pages need."""


@dataclass(frozen=True)
class Entry:
    """One file served from outside our own work."""

    file: str
    name: str
    version: str
    licence: str
    sha256: str


def collect(node_modules: Path, out: Path) -> list[Entry]:
    """Fill `out/vendor` with the script, typefaces, icons and licences, list them in its manifest, drop the rest."""
    absent = [name for name in PACKAGES if not (node_modules / name / "package.json").exists()]
    if absent:
        raise MissingPackage(f"Thiếu gói {', '.join(absent)} trong {node_modules}. Hãy chạy npm ci rồi thử lại.")
    vendor = out / "vendor"
    files = {**_scripts(node_modules), **_typefaces(node_modules), **_icons(node_modules), **_licences(node_modules)}
    entries = [_write(vendor, file, content, _about(node_modules, name)) for file, (name, content) in files.items()]
    manifest = vendor / MANIFEST
    manifest.write_text(json.dumps([asdict(entry) for entry in entries], indent=2) + "\n")
    kept = {manifest, *(vendor / file for file in files)}
    for path in vendor.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()
    return entries


Files = dict[str, tuple[str, bytes]]


def _scripts(node_modules: Path) -> Files:
    """Return htmx without its source-map comment: the map is not shipped, and collectstatic would miss it."""
    return {"htmx.min.js": (HTMX, SOURCE_MAP.sub(b"\n", (node_modules / HTMX / "dist/htmx.min.js").read_bytes()))}


def _typefaces(node_modules: Path) -> Files:
    """Return the two alphabets a Vietnamese page needs, and digits of one width, which this face lacks."""
    found: Files = {}
    for weight in WEIGHTS:
        for alphabet in ("latin", "vietnamese"):
            source = node_modules / FONT / "files" / f"be-vietnam-pro-{alphabet}-{weight}-normal.woff2"
            found[f"fonts/be-vietnam-pro-{alphabet}-{weight}.woff2"] = (FONT, source.read_bytes())
        latin = found[f"fonts/be-vietnam-pro-latin-{weight}.woff2"][1]
        found[f"fonts/be-vietnam-pro-digits-{weight}.woff2"] = (FONT, tabular_digits(latin))
    return found


def tabular_digits(woff2: bytes) -> bytes:
    """Return a face of the ten digits alone, each centred in the width of the widest."""
    font = TTFont(io.BytesIO(woff2), recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=[], hinting=False))
    cutter.populate(text=DIGITS)
    cutter.subset(font)
    cmap, metrics, outlines = font.getBestCmap(), font["hmtx"], font["glyf"]
    glyphs = [cmap[ord(digit)] for digit in DIGITS]
    width = max(metrics[glyph][0] for glyph in glyphs)
    for glyph in glyphs:
        advance, bearing = metrics[glyph]
        shift = (width - advance) // 2
        outlines[glyph].coordinates.translate((shift, 0))
        outlines[glyph].recalcBounds(outlines)
        metrics[glyph] = (width, bearing + shift)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _icons(node_modules: Path) -> Files:
    """Return one sprite for `<use>`, and each icon alone for masks in style sheets."""
    folder = node_modules / ICON_SET / "icons" / "outline"
    drawings = {icon: (folder / f"{icon}.svg").read_text() for icon in ICONS}
    sprite = "\n".join(_symbol(icon, drawing) for icon, drawing in drawings.items())
    whole = f'<svg xmlns="http://www.w3.org/2000/svg">\n{sprite}\n</svg>\n'
    alone: Files = {f"icons/{icon}.svg": (ICON_SET, drawing.encode()) for icon, drawing in drawings.items()}
    return {"icons.svg": (ICON_SET, whole.encode()), **alone}


def _symbol(icon: str, drawing: str) -> str:
    paths = re.findall(r'<path d="[^"]+" />', drawing)
    return (
        f'<symbol id="{icon}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(paths)}</symbol>'
    )


def _licences(node_modules: Path) -> Files:
    return {
        f"licences/{name.split('/')[-1]}.txt": (name, (node_modules / name / "LICENSE").read_bytes())
        for name in PACKAGES
    }


def _about(node_modules: Path, name: str) -> dict[str, str]:
    package = json.loads((node_modules / name / "package.json").read_text())
    return {"name": name, "version": package["version"], "licence": package["license"]}


def _write(vendor: Path, file: str, content: bytes, about: dict[str, str]) -> Entry:
    target = vendor / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return Entry(file=file, sha256=hashlib.sha256(content).hexdigest(), **about)
