"""Names of the XML inside DOCX files (ECMA-376, transitional and strict)."""

from typing import Any

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_OFF = ("0", "false", "off")


def tag(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return name_of("w", name)


def name_of(space: str, name: str) -> str:
    """A name of one of the schemas as lxml writes it."""
    return f"{{{_SPACES[space]}}}{name}"


def local(element: Any) -> str:
    """The name of an element without its schema; empty for what is no element."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def is_on(properties: Any, name: str) -> bool:
    """Whether a property stands there and is not switched off."""
    found = None if properties is None else properties.find(tag(name))
    return found is not None and found.get(tag("val")) not in _OFF


def value(element: Any, *path: str) -> str | None:
    """The `w:val` at the end of a path of names."""
    for name in path:
        if element is None:
            return None
        element = element.find(tag(name))
    found: str | None = None if element is None else element.get(tag("val"))
    return found


def number(text: str | None, default: int) -> int:
    """A whole number that a hostile file cannot make endless."""
    return int(text) if text is not None and text.strip().lstrip("-").isdecimal() and len(text) < 10 else default
