"""Deform the real letter as other offices would have written it, keeping track of where each duty went."""

import random
import re
from typing import Any

PLACES = ("Bình Sơn", "Hà Khê", "Đông Lĩnh", "Lam Giang", "Mai Châu", "Thượng Lâm")
PEOPLE = ("Trịnh Quang Vinh", "Đoàn Thị Mai Lan", "Hoàng Văn Sáng", "Vũ Ngọc Ánh", "Bùi Thế Anh")
DAYS = ("08/02/2020", "09/02/2020", "11/02/2020", "15/02/2020")
HOURS = ("14 giờ 00 phút", "10 giờ 30 phút", "16 giờ 00", "9 giờ 15 phút")
BULLETS = ("-", "+", "*", "•", "–", "1.", "1)", "a)")


def deformed(text: str, gold: dict[str, Any], seed: int) -> tuple[str, dict[str, Any]]:
    """The letter in another province, on other days, with other bullets, line breaks and order of paragraphs."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable deformation, no secret
    swaps = swapped(chance)

    def put(words: str) -> str:
        for old, new in swaps.items():
            words = words.replace(old, new)
        return re.sub(r"\s+", " ", words).strip()

    first = min(duty["span"][0] for duty in gold["obligations"])
    starts = paragraph_starts(text, gold)
    head = text[: starts[0]].rstrip("- \n")
    bodies = [text[a:b] for a, b in zip(starts, [*starts[1:], text.index("Nơi nhận")], strict=True)]
    tail = text[text.index("Nơi nhận") :]
    assert first >= starts[0]
    listed = [put(body.strip(" -\n")) for body in bodies[:10]]
    chance.shuffle(listed)
    bullet = chance.choice(BULLETS)
    items = [f"{sign(bullet, number)} {body}" for number, body in enumerate(listed)]
    closing = [paragraph for body in bodies[10:] for paragraph in body.split("\n \n")]
    width = chance.choice((60, 78, 95, 10_000))
    gap = chance.choice(("\n", "\n\n"))
    lines = [wrap(put(part), width) for part in (*items, *spread(closing))]
    written = "\n".join(other(line, swaps) for line in head.split("\n")) + "\n\n" + gap.join(lines) + "\n\n"
    return written + other(tail, swaps), {"obligations": [moved(duty, put) for duty in gold["obligations"]]}


def swapped(chance: random.Random) -> dict[str, str]:
    place = chance.choice(PLACES)
    boss, deputy = chance.sample(PEOPLE, 2)
    return {
        "Gia Lai": place,
        "Gai Lai": place,
        "Nguyễn Ngọc Hùng": boss,
        "Lê Thị Thu Hương": deputy,
        "07/02/2020": chance.choice(DAYS),
        "14 giờ 00 phút": chance.choice(HOURS),
        "01/02/2020": chance.choice(("28/01/2020", "05/02/2020")),
        "0913.000.001": "02699 000 123",
    }


def other(words: str, swaps: dict[str, str]) -> str:
    for old, new in swaps.items():
        words = words.replace(old, new)
    return words


def paragraph_starts(text: str, gold: dict[str, Any]) -> list[int]:
    found = []
    for paragraph in gold["paragraphs"]:
        pattern = r"\s+".join(re.escape(word) for word in paragraph["start"].split())
        found.append(next(re.finditer(pattern, text)).start())
    return found


def spread(closing: list[str]) -> list[str]:
    """The contacts keep their own lines."""
    return [line for part in closing for line in re.split(r"\n\s*(?=- )", part) if line.strip()]


def sign(bullet: str, number: int) -> str:
    letters = "abcdđeghik"
    return {"1.": f"{number + 1}.", "1)": f"{number + 1})", "a)": f"{letters[number]})"}.get(bullet, bullet)


def wrap(words: str, width: int) -> str:
    lines, line = [], ""
    for word in words.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def moved(duty: dict[str, Any], put: Any) -> dict[str, Any]:
    kept = {key: value for key, value in duty.items() if key != "span"}
    kept["start"] = put(duty["start"])
    kept["start_also"] = [put(words) for words in duty.get("start_also", [])]
    kept["finer_splits"] = [put(words) for words in duty.get("finer_splits", [])]
    return kept
