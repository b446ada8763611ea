"""`thongsuot letter read FILE... [--json]` and `letter score DIR`: read letters without a database."""

import json
import sys
from pathlib import Path
from typing import Any

USAGE = """Cách dùng: thongsuot letter read TỆP... [--json]  (- là đầu vào chuẩn)
           thongsuot letter score THƯ_MỤC [--json]"""
_MODES = {
    "one_off": "Một lần",
    "recurring": "Định kỳ",
    "standing": "Thường xuyên",
    "conditional": "Khi có đề nghị",
    "prohibition": "Tạm dừng",
}
_OBLIGED = {
    "all": "tất cả đơn vị nhận văn bản",
    "telecom": "khối viễn thông",
    "mobile": "khối di động",
    "fixed": "khối cố định",
    "internet": "khối Internet",
    "postal": "khối bưu chính",
}
_RELATIONS = {"before": "trước", "from": "từ", "until": "đến hết", "asap": "ngay"}


def run(argv: list[str]) -> int:
    """Print what was read, each letter as soon as it is; 0 all read, 2 wrong usage, 3 a file could not be read."""
    as_json = "--json" in argv
    words = [word for word in argv if word != "--json"]
    if words[:1] == ["score"] and len(words) == 2:
        from thongsuot.web import letter_score

        return letter_score.run(Path(words[1]), as_json=as_json)
    if len(words) < 2 or words[0] != "read" or any(word.startswith("-") and word != "-" for word in words[1:]):
        print(USAGE, file=sys.stderr)  # noqa: T201 - a command speaks on its streams
        return 2
    code = 0
    for name in words[1:]:
        found = _read(name)
        code = 3 if "error" in found else code
        print(json.dumps(found, ensure_ascii=False) if as_json else _summary(found), flush=True)  # noqa: T201 - as above
    return code


def _read(name: str) -> dict[str, Any]:
    from thongsuot.web import letter_reading

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return letter_reading.read(data, name=Path(name).name)
    except letter_reading.Unread as error:
        return {"file": name, "error": {"code": error.code, "message": error.message}}
    except OSError:
        message = "Không mở được tệp; chưa đọc nội dung nào. Đề nghị kiểm tra đường dẫn và quyền đọc tệp."
        return {"file": name, "error": {"code": "no_file", "message": message}}


def _summary(found: dict[str, Any]) -> str:
    if "error" in found:
        return f"{found['file']}: {found['error']['message']}"
    head = [
        f"Tệp: {found['file']}",
        f"Cơ quan ban hành: {_known(found['issuer']['name'])}",
        f"Loại, số, ngày: {_known(found['doc_type'])}; {_known(found['number'])}; {_known(found['date'])}",
        f"Trích yếu: {_known(found['subject'])}",
        f"Kính gửi: {_known('; '.join(found['addressees']))}",
        f"Người ký: {_known(found['signer']['name'])}",
        f"Nhiệm vụ: {len(found['obligations'])}",
    ]
    duties = [_duty(number, duty) for number, duty in enumerate(found["obligations"], 1)]
    return "\n".join([*head, *duties, *(f"Lưu ý: {warning}" for warning in found["warnings"])])


def _known(value: str | None) -> str:
    return value or "chưa xác định"


def _duty(number: int, duty: dict[str, Any]) -> str:
    who = ", ".join(duty["obliged_names"]) or _OBLIGED[duty["obliged"]]
    limit = duty["deadline"]
    when = f" | {_RELATIONS[limit['relation']]}: {limit['at'] or limit['text']}" if limit else ""
    return f"{number:3}. [{_MODES[duty['mode']]}] {' '.join(duty['quote'].split())}\n     {who}{when}"
