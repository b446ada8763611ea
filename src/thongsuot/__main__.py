"""The command line: every process and every command of an install starts here.

Imports stand inside the commands: `thongsuot letter` answers in less than 0.7 s because it loads nothing else.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence

Command = Callable[[list[str]], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named by the first word and return its exit code; 2 where the words are not understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = words.pop(0) if words else "help"
    if name in ("help", "-h", "--help"):
        print(_usage())
        return 0
    if name not in COMMANDS:
        print(f"Không có lệnh “{name}”. Chưa có gì được thực hiện.\n\n{_usage()}", file=sys.stderr)
        return 2
    return COMMANDS[name][0](words)


def _usage() -> str:
    lines = [f"  {name:<18}{text}" for name, (_command, text) in COMMANDS.items()]
    return "\n".join(["Cách dùng: thongsuot LỆNH [THAM SỐ]", "", *lines])


def _run(module: str) -> Command:
    """Return the command that lives in `module` as `run(argv) -> int`."""

    def command(words: list[str]) -> int:
        return int(importlib.import_module(f"thongsuot.web.{module}").run(words) or 0)

    return command


def _run_with_django(module: str, function: str = "run") -> Command:
    """Return the same, with the apps loaded and the install's own database up while it runs."""

    def command(words: list[str]) -> int:
        from thongsuot.web import database, reality

        try:
            with database.running():
                return int(getattr(importlib.import_module(f"thongsuot.web.{module}"), function)(words) or 0)
        except reality.WrongReality as error:
            print(f"thongsuot: {error}", file=sys.stderr)
            return 1

    return command


def _process(module: str) -> Command:
    """Return one long-running process; the supervisor, or the operator, sees to the database."""

    def command(words: list[str]) -> int:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.web.settings")
        if refusal := _refused():
            print(f"thongsuot: {refusal}", file=sys.stderr)
            return 1
        return int(importlib.import_module(f"thongsuot.web.{module}").run(words) or 0)

    return command


def _refused() -> str:
    """Say why a process may not start on this database; one that does not answer yet has the last word itself."""
    if "TS_SUPERVISOR" in os.environ:
        return ""  # the supervisor has agreed with the database for all of them
    import psycopg

    from thongsuot.web import database, embedded, reality

    try:
        reality.agree(database.app_url())
    except reality.WrongReality as error:
        return str(error)
    except (psycopg.Error, embedded.NotStarted):
        pass  # it will be met, and waited for, where the process begins
    return ""


def _sandbox(words: list[str]) -> int:
    if len(words) != 1:
        print("Cách dùng: thongsuot sandbox READER", file=sys.stderr)
        return 2
    return int(importlib.import_module("thongsuot.files.gateway").child(words[0]) or 0)


COMMANDS: dict[str, tuple[Command, str]] = {
    "up": (_run("supervisor"), "khởi động toàn bộ hệ thống và giữ ở tiền cảnh"),
    "setup": (_run("install"), "chuẩn bị bản dịch, phông chữ và tệp giao diện"),
    "new": (_run("new_command"), "lập một hệ thống thật, còn trống"),
    "migrate": (_run("migrate_command"), "đưa cơ sở dữ liệu lên phiên bản hiện tại"),
    "manage": (_run_with_django("manage_command"), "chạy một lệnh quản trị của Django"),
    "letter": (_run("letter_command"), "đọc một văn bản chỉ đạo, không cần cơ sở dữ liệu"),
    "alerts": (_run("alerts_command"), "đọc thử cảnh báo của hệ thống giám sát, không cần cơ sở dữ liệu"),
    "sms": (_run("sms_command"), "đếm số phần và tin nhắn quy đổi của một nội dung, không cần cơ sở dữ liệu"),
    "numbers": (_run_with_django("numbers_command"), "nhận số thuê bao của doanh nghiệp từ tệp hoặc cơ sở dữ liệu"),
    "simulator": (_run("simulator_command"), "trung tâm nhắn tin mô phỏng (SMPP) trên máy này, để thử và diễn tập"),
    "exercise": (_run("exercise_command"), "diễn tập một văn bản chỉ đạo theo thời gian mô phỏng"),
    "rebuild-evidence": (_run_with_django("rebuild_command"), "ghi lại minh chứng từ dữ liệu gốc"),
    "load-demo": (_run_with_django("demo_command"), "nạp dữ liệu minh họa khi cơ sở dữ liệu còn trống"),
    "load-areas": (_run_with_django("areas_command"), "nạp danh mục địa bàn của tỉnh từ tệp CSV hoặc XLSX"),
    "check-channels": (_run_with_django("channels_command"), "thử kết nối máy chủ thư và cổng tin nhắn"),
    "links": (_run("links_command"), "khóa, hệ thống liên thông, gói tin mang bằng tệp"),
    "serve": (_process("serve"), "tiến trình phục vụ trang"),
    "events": (_process("events"), "tiến trình phát thay đổi tới các trang đang mở"),
    "timer": (_process("timer"), "tiến trình theo dõi thời hạn"),
    "worker": (_process("worker"), "tiến trình làm việc nền: thongsuot worker [HÀNG ĐỢI,...]"),
    "gateway": (_process("gateway_command"), "tiến trình giữ kết nối với một nhà mạng: thongsuot gateway TÊN"),
    "operator": (_run("second"), "hệ thống thứ hai của một minh họa, đóng vai một doanh nghiệp"),
    "sandbox": (_sandbox, "tiến trình con đọc một tệp được tải lên"),
}

if __name__ == "__main__":
    sys.exit(main())
