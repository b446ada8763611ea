"""The words of a paragraph: tracked changes accepted, hidden words left out, old fonts turned into letters."""

from collections.abc import Callable, Iterator
from typing import Any

from thongsuot.engines.letter._docx_xml import is_on, local, tag, value
from thongsuot.engines.letter._legacy import from_abc
from thongsuot.engines.letter._syllables import plausible
from thongsuot.engines.vietnamese import from_vni

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "sectPr"}
_BETTER = 0.4


class Fonts:
    """Which fonts of a document draw Vietnamese from octets of an older code."""

    def __init__(self, main: Any, styles: Any) -> None:
        self._base = None if styles is None else _font(styles.find(f"{tag('docDefaults')}/{tag('rPrDefault')}"))
        self._styles = (
            {}
            if styles is None
            else {
                style.get(tag("styleId")): font
                for style in styles.iter(tag("style"))
                for font in [_font(style)]
                if font
            }
        )
        self.used: set[str] = set()
        self._ways: dict[str, Callable[[str], str] | None] = {}
        self._judge(main)

    def read(self, run: Any, text: str) -> str:
        """The text of a run as its font shows it."""
        font = self._of(run)
        way = self._ways.get(_family(font))
        if way is None or text.isascii():
            return text.upper() if way is not None and _is_capital(font) else text
        self.used.add("TCVN3 (ABC)" if way is from_abc else "VNI")
        return way(text).upper() if _is_capital(font) else way(text)

    def _of(self, run: Any) -> str:
        properties = run.find(tag("rPr"))
        own = _font(run) or self._styles.get(value(properties, "rStyle") or "")
        if own:
            return own
        paragraph = next(run.iterancestors(tag("p")), None)
        style = None if paragraph is None else value(paragraph, "pPr", "pStyle")
        return self._styles.get(style or "") or self._base or ""

    def _judge(self, main: Any) -> None:
        """An old font is believed where its octets make Vietnamese words; many wear its name over Unicode."""
        seen: dict[str, list[str]] = {}
        for run in main.iter(tag("r")):
            family = _family(self._of(run))
            if family:
                seen.setdefault(family, []).extend(t.text or "" for t in run.iter(tag("t")))
        for family, texts in seen.items():
            way, text = (from_abc if family == "abc" else from_vni), " ".join(texts)
            self._ways[family] = way if plausible(way(text)) > plausible(text) + _BETTER else None


def _font(element: Any) -> str | None:
    fonts = None if element is None else element.find(f"{tag('rPr')}/{tag('rFonts')}")
    if fonts is None:
        return None
    found: str | None = fonts.get(tag("ascii")) or fonts.get(tag("hAnsi"))
    return found


def _family(font: str) -> str:
    name = font.casefold()
    return "abc" if name.startswith(".vn") else "vni" if name.startswith("vni") else ""


def _is_capital(font: str) -> bool:
    """Fonts of VN3 whose small letters look like capitals end with an H."""
    return _family(font) == "abc" and font.endswith("H")


def pieces(element: Any, fonts: Fonts) -> Iterator[str | Any]:
    """The words inside an element in their order; a text box or the mark of a note is given as its element."""
    for child in element:
        name = local(child)
        if name in _LEFT_OUT or not name:
            continue
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield "" if child.get(tag("type")) in ("page", "column") else _SIGNS[name]
        elif name in ("txbxContent", "footnoteReference", "endnoteReference"):
            yield child
        elif name == "AlternateContent":
            yield from pieces(_chosen(child), fonts)
        elif name == "r":
            yield from _run(child, fonts)
        else:
            yield from pieces(child, fonts)


def _chosen(alternatives: Any) -> Any:
    """The newer of two drawings of the same thing, unless only the older one holds words."""
    for name in ("Choice", "Fallback"):
        found = next((child for child in alternatives if local(child) == name), None)
        if found is not None and next(found.iter(tag("t")), None) is not None:
            return found
    return ()


def _run(run: Any, fonts: Fonts) -> Iterator[str | Any]:
    properties = run.find(tag("rPr"))
    if is_on(properties, "vanish"):
        return
    for piece in pieces(run, fonts):
        if not isinstance(piece, str):
            yield piece
        else:
            shown = fonts.read(run, piece)
            yield shown.upper() if is_on(properties, "caps") else shown
