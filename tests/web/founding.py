"""What a fictional department answers when its install is made."""

from __future__ import annotations

import copy
from pathlib import Path

ANSWERS = {
    "department": {
        "name": "Sở Khoa học và Công nghệ tỉnh Nam Sơn",
        "short_name": "Sở KH&CN",
        "symbol": "SKHCN",
        "parent_name": "Ủy ban nhân dân tỉnh Nam Sơn",
        "place": "Nam Sơn",
        "phone": "02610 000 100",
        "email": "so@namson.example",
    },
    "province": {"code": "NS", "name": "Tỉnh Nam Sơn", "source": "Danh mục thử nghiệm"},
    "committee": {"name": "Ủy ban nhân dân tỉnh Nam Sơn", "short_name": "UBND tỉnh"},
    "ministry": {"name": "Bộ Khoa học và Công nghệ", "short_name": "Bộ KH&CN"},
    "administrator": {"name": "Đỗ Minh Quân", "title": "Quản trị hệ thống", "username": "quantri"},
    "leader": {"name": "Võ Thị Sen", "title": "Giám đốc", "username": "lanhdao", "phone": "0900 000 101"},
    "follower": {"name": "Lý Văn Tám", "title": "Chuyên viên", "username": "chuyenvien", "phone": "0900.000.102"},
}


def answers(**changed):
    """Return the answers, some of them changed: answers(department={"name": "..."})."""
    told = copy.deepcopy(ANSWERS)
    for section, facts in changed.items():
        told.setdefault(section, {}).update(facts)
    return told


def written(told, folder: Path) -> Path:
    """Write the answers as the TOML that a script would hold."""
    lines = []
    for section, facts in told.items():
        lines += [f"[{section}]", *(f'{name} = "{value}"' for name, value in facts.items()), ""]
    file = folder / "tra-loi.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file
