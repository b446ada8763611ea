"""`thongsuot alerts read [--from KIND] [--paths FILE] FILE... [--json]`: what deliveries of a monitoring say.

Whoever connects a source sees beforehand what will be understood of it; no database is needed, and nothing is sent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from thongsuot.engines import alerts
from thongsuot.engines.vietnamese import ZONE

Read = Callable[[bytes, alerts.Source], alerts.Delivery]

GENERIC = "generic"


def run(argv: list[str]) -> int:
    """Print what each file says as soon as it is read; 0 all read, 2 wrong usage, 3 one could not be read."""
    parser = argparse.ArgumentParser(prog="thongsuot alerts", description="Đọc thử cảnh báo của hệ thống giám sát")
    parser.add_argument("verb", choices=["read"])
    parser.add_argument("files", nargs="+", metavar="TỆP", help="nội dung một lần gửi; - là đầu vào chuẩn")
    parser.add_argument(
        "--from", dest="kind", choices=[*alerts.READERS, GENERIC], help="loại nguồn; để trống thì tự nhận biết"
    )
    parser.add_argument(
        "--paths", type=Path, metavar="TỆP", help="tệp JSON cho biết trường nào ở đâu, cho loại generic"
    )
    parser.add_argument("--json", action="store_true", help="mỗi lần gửi một dòng JSON")
    told = parser.parse_args(argv)
    if (told.kind == GENERIC) != (told.paths is not None):
        sys.stderr.write("thongsuot alerts: --from generic và --paths đi cùng nhau; chưa đọc gì.\n")
        return 2
    try:
        read = _generic(told.paths) if told.paths else alerts.READERS.get(told.kind)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"thongsuot alerts: không dùng được tệp {told.paths}: {error}. Chưa đọc gì.\n")
        return 2
    code = 0
    for name in told.files:
        found = _read(name, read)
        code = 3 if "error" in found else code
        sys.stdout.write(f"{json.dumps(found, ensure_ascii=False) if told.json else _summary(found)}\n")
        sys.stdout.flush()
    return code


def _generic(paths: Path) -> Read:
    hook = alerts.Hook.from_plain(json.loads(paths.read_text("utf-8")))
    return lambda data, source: alerts.read_hook(data, hook, source)


def guess(data: bytes) -> str:
    """Tell from its shape who sent a delivery; what is no JSON object is a letter."""
    try:
        told = alerts.parsed(data)
    except alerts.Unreadable:
        return "email" if data.lstrip()[:1] not in (b"{", b"[") else "alertmanager"
    if not isinstance(told, dict):
        return "alertmanager"
    if "eventid" in told:
        return "zabbix"
    return "grafana" if "orgId" in told else "alertmanager"


def _read(name: str, read: Read | None) -> dict[str, Any]:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        found = (read or alerts.READERS[guess(data)])(data, alerts.Source())
    except alerts.Unreadable as error:
        return {"file": name, "error": {"code": str(error.code), "place": error.place, "message": error.message}}
    except OSError:
        message = "Không mở được tệp; chưa đọc nội dung nào. Đề nghị kiểm tra đường dẫn và quyền đọc tệp."
        return {"file": name, "error": {"code": "no_file", "place": "", "message": message}}
    return {
        "file": name,
        "alerts": [_plain(alert) for alert in found.alerts],
        "truncated": found.truncated,
        "problems": [asdict(problem) for problem in found.problems],
    }


def _plain(alert: alerts.Alert) -> dict[str, Any]:
    moments = {
        name: moment and moment.isoformat().replace("+00:00", "Z")
        for name, moment in (("starts_at", alert.starts_at), ("ends_at", alert.ends_at))
    }
    return {
        "fingerprint": alert.fingerprint,
        "series": alert.series,
        "firing": alert.firing,
        **moments,
        "exact": alert.exact,
        "title": alert.title,
        "description": alert.description,
        "severity": str(alert.severity),
        "site": alert.site,
        "causes": list(alert.causes),
        "labels": dict(alert.labels),
        "links": list(alert.links),
    }


def _summary(found: dict[str, Any]) -> str:
    if "error" in found:
        place = f" ({found['error']['place']})" if found["error"]["place"] else ""
        return f"{found['file']}: {found['error']['message']}{place}"
    lines = [f"{found['file']}: {len(found['alerts'])} cảnh báo", *(_line(alert) for alert in found["alerts"])]
    if found["truncated"]:
        lines.append(f"  Nguồn đã bỏ bớt {found['truncated']} cảnh báo; hệ thống sẽ hỏi lại nguồn.")
    lines += [f"  Lưu ý: {one['code']} tại {one['place'] or '/'}, {one['count']} lần" for one in found["problems"]]
    return "\n".join(lines)


def _line(alert: dict[str, Any]) -> str:
    state = "đang có sự cố" if alert["firing"] else "đã hết"
    place = alert["site"] or "không nêu địa điểm"
    span = " đến ".join(_moment(alert[name]) for name in ("starts_at", "ends_at") if alert[name])
    causes = f"; nguyên nhân chung: {', '.join(alert['causes'])}" if alert["causes"] else ""
    return f"  [{state}] {alert['title']} | {alert['severity']} | {place} | {span or 'không nêu giờ'}{causes}"


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(ZONE):%H:%M:%S %d/%m/%Y}"
