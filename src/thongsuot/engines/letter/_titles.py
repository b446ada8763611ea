"""The lines under the name of a document's type."""

import re

from thongsuot.engines.letter._lines import LETTERS, lines_of
from thongsuot.engines.letter._openers import KINH_GUI, OPENERS
from thongsuot.engines.letter._source import Source, squeeze


def under_title(source: Source, start: int, tail: int) -> tuple[str | None, int]:
    """Lines under the type's name up to an empty line, the greeting or the first words of a body."""
    parts: list[str] = []
    at = start
    for line_start, line_end in lines_of(source.plain, start, min(tail, start + 1500)):
        line = source.plain[line_start:line_end].strip()
        begins = line_start + len(source.plain[line_start:line_end]) - len(source.plain[line_start:line_end].lstrip())
        if not LETTERS.search(line):
            if parts:
                at = line_end
                break
            continue
        if (
            KINH_GUI.match(line)
            or re.match(r"(?:dieu 1|[ivx]+\.|1\.|-|\+)\s", line)
            or (parts and _body_begins(source, begins, line))
            or len(parts) > 4
        ):
            break
        if not parts and re.match(r"(?:can cu|thuc hien (?:chi|cong|ke|quyet)|ngay \d|so thong|de )", line):
            break
        parts.append(source.value(line_start, line_end))
        at = line_end
    return squeeze(" ".join(parts)).rstrip(" .;") or None, at


def _body_begins(source: Source, at: int, line: str) -> bool:
    return source.upper(at) and OPENERS.match(line) is not None and not line.startswith("ve viec")
