"""`thongsuot new`: a real install, empty but for its department, the bodies above it and its first people.

Asks on a terminal, or takes its answers from a TOML file. A database that holds anything is left alone.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thongsuot.web import database, embedded, reality, tables

if TYPE_CHECKING:
    from django import forms

    from thongsuot.web.new_form import Answers

Accounts = list[dict[str, str]]


class NotEmpty(Exception):
    """The database is in use."""

    def __init__(self) -> None:
        super().__init__(
            "cơ sở dữ liệu này đã có dữ liệu; chưa có gì thay đổi. Hãy đặt TS_HOME (hoặc DATABASE_URL) khác cho hệ "
            "thống mới."
        )


class NotMigrated(Exception):
    """The tables could not be made."""


class Unanswered(Exception):
    """There is nobody to ask, or the asking was broken off."""


def run(arguments: list[str]) -> int:
    """Make the install; 0 made, 1 refused and nothing changed, 2 wrong usage or answers."""
    parser = argparse.ArgumentParser(prog="thongsuot new", description="Lập một hệ thống thật, còn trống")
    parser.add_argument("--answers", type=Path, help="tệp TOML chứa các câu trả lời, cho tập lệnh cài đặt")
    parser.add_argument("--accounts", type=Path, help="ghi tài khoản đầu tiên vào tệp này thay vì in ra")
    told = parser.parse_args(arguments)
    try:
        with database.at_hand() as urls:
            _ready(urls)
            return _make(told.answers, told.accounts)
    except (NotEmpty, NotMigrated, Unanswered, reality.WrongReality, embedded.NotStarted) as error:
        _say(str(error))
        return 1


def _say(text: str) -> None:
    sys.stderr.write(f"thongsuot new: {text}\n")


def _ready(urls: embedded.Urls) -> None:
    """Make the tables where there are none, and see that nobody uses them."""
    if os.environ.get(reality.VARIABLE) == reality.EXERCISE:
        raise reality.WrongReality("lệnh này lập một hệ thống thật nên không dùng với TS_REALITY=exercise.")
    if not tables.are_current(urls.owner_url):
        command = [sys.executable, "-m", "thongsuot", "migrate", "--verbosity=0"]
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode:  # noqa: S603 - our own words
            raise NotMigrated("chưa tạo được các bảng; thông báo ở trên nêu lý do. Chưa có gì được nhập.")
    if reality.marked(urls.owner_url) is not None or not tables.hold_nobody(urls.owner_url):
        raise NotEmpty
    os.environ[reality.VARIABLE] = reality.LIVE


def _make(answers: Path | None, accounts: Path | None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.web.settings")
    import django

    django.setup()
    from django.utils.timezone import now

    from thongsuot.web.new_form import Refused, check

    try:
        told = check(tomllib.loads(answers.read_text("utf-8")) if answers else _asked())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        _say(f"không đọc được tệp câu trả lời: {error}. Chưa có gì được nhập.")
        return 2
    except Refused as error:
        _say(f"chưa có gì được nhập; hãy sửa các mục sau rồi chạy lại:\n{error}")
        return 2
    made = found(told, at=now())
    _tell(told, made, accounts)
    return 0


def _asked() -> Answers:
    """Ask every question on the terminal; a wrong answer is asked for again."""
    from thongsuot.web.new_form import SECTIONS

    if not sys.stdin.isatty():
        raise Unanswered("không có ai trả lời trên màn hình; hãy dùng --answers TỆP. Mẫu nằm trong docs/operations.md.")
    told: Answers = {}
    try:
        for section in SECTIONS:
            sys.stdout.write(f"\n{section.title}\n")
            told[section.name] = {name: _answer(field) for name, field in section.form().fields.items()}
        return told
    except (EOFError, KeyboardInterrupt):
        raise Unanswered("đã dừng giữa chừng; chưa có gì được nhập.") from None


def _answer(field: forms.Field) -> str:
    from django.core.exceptions import ValidationError

    hint = f" ({field.help_text})" if field.help_text else ""
    optional = "" if field.required else " [có thể bỏ trống]"
    while True:
        try:
            return str(field.clean(input(f"  {field.label}{hint}{optional}: ")))
        except ValidationError as error:
            sys.stdout.write("".join(f"    {said}\n" for said in error.messages))


def found(told: Answers, *, at: datetime) -> Accounts:
    """Enter the department, the bodies above it and its first people; return their accounts, passwords included."""
    from django.db import transaction
    from django.utils.text import slugify

    from thongsuot.engines.vietnamese import fold
    from thongsuot.ledger.actions import mark_reality
    from thongsuot.organisations import actions as directory
    from thongsuot.organisations.models import Area, Organisation

    def enter(kind: str, facts: dict[str, str], **rest: Any) -> Organisation:
        code = slugify(fold(facts["short_name"])) or kind
        return directory.add_organisation(code=code[:40], kind=kind, **facts, **rest, at=at)

    with transaction.atomic():
        mark_reality(reality.LIVE, at=at)
        province = directory.add_area(kind=Area.Kind.PROVINCE, **told["province"], at=at)
        enter(Organisation.Kind.AUTHORITY, told["committee"])
        enter(Organisation.Kind.AUTHORITY, told["ministry"])
        department = enter(Organisation.Kind.DEPARTMENT, told["department"], area=province)
        return _seat(told, department, at=at)


def _seat(told: Answers, department: Any, *, at: datetime) -> Accounts:
    """Give the first people their accounts and roles; one person may hold several."""
    from thongsuot.organisations import access
    from thongsuot.organisations import actions as directory
    from thongsuot.organisations.models import Person, System
    from thongsuot.web.new_form import PEOPLE

    people: dict[str, Person] = {}
    accounts: Accounts = []
    with access.acting_as_system():
        for role in PEOPLE:
            facts = told[role]
            if facts["username"] not in people:
                password = secrets.token_urlsafe(12)
                people[facts["username"]] = directory.add_person(**facts, organisation=department, password=password)
                accounts.append({"username": facts["username"], "password": password, "name": facts["name"]})
            person = people[facts["username"]]
            directory.grant(person, role, organisation=department, by=System("Lập hệ thống"), at=at)
    return accounts


def _tell(told: Answers, accounts: Accounts, file: Path | None) -> None:
    from thongsuot.engines.calendar import vietnam

    sys.stdout.write(f"Đã lập hệ thống thật của {told['department']['name']}.\n")
    if file is None:
        sys.stdout.write("Tài khoản đầu tiên (mật khẩu chỉ hiện một lần này, hãy chép lại):\n")
        for account in accounts:
            sys.stdout.write(f"  {account['username']}\t{account['password']}\t{account['name']}\n")
    else:
        _write(file, accounts)
        sys.stdout.write(f"Tài khoản đầu tiên nằm trong {file}; hãy xóa tệp sau khi giao mật khẩu.\n")
    sys.stdout.write(
        f"Lịch nghỉ chính thức đã có đến hết năm {vietnam().last.year}; ngày nghỉ của các năm sau và ngày hoán đổi "
        "được nhập ở trang Quản trị.\nViệc tiếp theo: chạy make up, đăng nhập bằng tài khoản quản trị, mở trang "
        "Quản trị (/quan-tri/) để gửi tin thử, nạp địa bàn và danh bạ.\n"
    )


def _write(file: Path, accounts: Accounts) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(accounts, stream, ensure_ascii=False, indent=1)
