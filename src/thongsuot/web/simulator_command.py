"""`thongsuot simulator`: a message centre of SMPP 3.4 on this machine that behaves as it is told, by a seed."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from thongsuot.engines.message import UnsendableText
from thongsuot.engines.smpp import MessageState
from thongsuot.exercise import gateway
from thongsuot.exercise.gateway import Behaviour, Centre, Form, Ids, NoRecord, PortTaken, Record, Server, Spread
from thongsuot.web import environment

ORDERS = "Lệnh ở đầu vào chuẩn: mo TÀI_KHOẢN SỐ_GỬI SỐ_NHẬN NỘI_DUNG (tin của thuê bao); cut (cắt mọi kết nối)."


def run(arguments: list[str]) -> int:
    """Serve until SIGTERM; 0 ended as asked, 1 not started, 2 wrong usage."""
    parser = _parser()
    told = parser.parse_args(arguments)
    try:
        behaviour = _behaviour(told)
    except gateway.Impossible as error:
        parser.error(str(error))
    try:
        listener = gateway.listen(told.address, told.port)
    except PortTaken as error:
        return _refused(str(error))
    with listener:
        file = told.record or _home() / "simulator.tsv"
        try:
            record = Record(file)
        except NoRecord as error:
            return _refused(str(error))
        except OSError as error:
            return _refused(f"không mở được sổ {file} ({error.strerror}); hãy chọn tệp khác bằng --record.")
        with record:
            server = Server(Centre(behaviour, record, epoch=time.time() - time.monotonic()), listener)
            address, port = listener.getsockname()[:2]
            _serve(server, f"{address}:{port}")
    return 0


def _serve(server: Server, where: str) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: server.stop())
    _take_orders(server)
    sys.stdout.write(f"Sẵn sàng: {where}\n")
    sys.stdout.flush()
    server.run()


def _home() -> Path:
    home = environment.read().home
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home


def _refused(text: str) -> int:
    sys.stderr.write(f"thongsuot simulator: {text}\n")
    return 1


def _take_orders(server: Server) -> None:
    """Obey the lines of standard input, where there is one that can be waited for."""
    descriptor, rest = sys.stdin.fileno(), bytearray()

    def hear() -> None:
        came = os.read(descriptor, 1 << 16)
        if not came:
            server.unhear(descriptor)
        rest.extend(came)
        while (end := rest.find(b"\n")) >= 0:
            line = bytes(rest[:end]).decode("utf-8", "replace")
            del rest[: end + 1]
            _say(obey(server.centre, line, time.monotonic()))

    try:
        server.hear(descriptor, hear)
    except PermissionError:  # a plain file, or nothing at all: there is nobody to give orders
        return


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def obey(centre: Centre, line: str, now: float) -> str:
    """Do what one line asks; return what was done."""
    match line.split(maxsplit=4):
        case ["cut"]:
            count = len(centre.links)
            centre.cut(now=now)
            return f"Đã cắt {count} kết nối."
        case ["mo", account, source, destination, text]:
            try:
                addresses = account.encode("ascii"), source.encode("ascii"), destination.encode("ascii")
                parts = centre.say(*addresses, text, now=now)
            except UnsendableText as error:
                return f"Chưa gửi tin của thuê bao: {error}"
            except ValueError:  # an address with diacritics, or one that is too long
                return "Chưa gửi tin của thuê bao: tài khoản và số có tối đa 20 ký tự, không dấu, không cách."
            return f"Đã gửi tin của thuê bao, {parts} phần."
        case []:
            return ORDERS
    return f"Không hiểu “{line}”; chưa làm gì. {ORDERS}"


def _seconds(word: str) -> Spread:
    low, _, high = word.partition("-")
    try:
        return Spread(float(low), float(high or low))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{word}” không phải số giây, ví dụ 0.05 hoặc 0.02-0.2") from None


def _account(word: str) -> tuple[str, str]:
    name, colon, password = word.partition(":")
    if not name or not colon:
        raise argparse.ArgumentTypeError(f"“{word}” phải viết dạng TÊN:MẬT_KHẨU")
    return name, password


def _refusal(word: str) -> tuple[float, int]:
    share, _, status = word.partition(":")
    try:
        return float(share), int(status, 0)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{word}” phải viết dạng TỶ_LỆ:MÃ, ví dụ 0.05:0x0B") from None


def _outcome(word: str) -> tuple[float, MessageState]:
    share, _, state = word.partition(":")
    try:
        return float(share), MessageState[state.upper()]
    except (KeyError, ValueError):
        states = ", ".join(state.name.lower() for state in MessageState)
        raise argparse.ArgumentTypeError(f"“{word}” phải viết dạng TỶ_LỆ:KẾT_QUẢ; kết quả là {states}") from None


# as `Behaviour` names them
SETTINGS: list[tuple[str, Callable[[str], object], str]] = [
    ("seed", int, "số gieo: cùng một số thì diễn biến như nhau"),
    ("latency", _seconds, "thời gian đến khi trả lời"),
    ("tps", float, "số tin mỗi giây của một tài khoản; quá thì trả lời 0x58"),
    ("burst", float, "số tin được gửi dồn một lúc, mặc định bằng một giây"),
    ("window", int, "số tin chưa trả lời của một phiên; quá thì trả lời 0x45"),
    ("queue", int, "số tin chờ chuyển đến thuê bao; quá thì trả lời 0x14"),
    ("dropped", float, "tỷ lệ tin bị bỏ qua: không trả lời, không chuyển"),
    ("unanswered", float, "tỷ lệ tin được chuyển nhưng không trả lời"),
    ("delivery", _seconds, "thời gian từ khi trả lời đến khi có biên nhận"),
    ("form", Form, "dạng biên nhận: text, tlv hoặc both"),
    ("ids", Ids, "mã tin trong biên nhận so với trả lời: same, hex, decimal, zeros hoặc case"),
    ("lost", float, "tỷ lệ biên nhận bị mất"),
    ("twice", float, "tỷ lệ biên nhận đến hai lần"),
    ("late", float, "tỷ lệ biên nhận đến sau biên nhận của tin gửi sau"),
    ("early", float, "tỷ lệ biên nhận đến trước trả lời"),
    ("cut-after", int, "cắt kết nối sau số tin này"),
    ("cut", float, "xác suất cắt kết nối tại mỗi tin"),
    ("reading", float, "số byte đọc mỗi giây của một kết nối"),
    ("receipt-window", int, "số biên nhận chờ trả lời cùng lúc"),
    ("retry", float, "số giây chờ trước khi gửi lại biên nhận không được nhận"),
    ("sessions", int, "số phiên cùng lúc của một tài khoản"),
]
REPEATED: list[tuple[str, str, Callable[[str], object], str]] = [
    ("refuse", "refusals", _refusal, "TỶ_LỆ:MÃ tin không được nhận, ví dụ 0.05:0x0B; có thể lặp lại"),
    ("outcome", "outcomes", _outcome, "TỶ_LỆ:KẾT_QUẢ khác đã chuyển, ví dụ 0.1:expired; có thể lặp lại"),
    ("account", "accounts", _account, "TÊN:MẬT_KHẨU được kết nối; có thể lặp lại; không có thì ai cũng được"),
]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thongsuot simulator",
        description="Trung tâm nhắn tin mô phỏng (SMPP 3.4). Tỷ lệ từ 0 đến 1; thời gian là giây: 0.05 hoặc 0.02-0.2.",
        epilog=ORDERS,
    )
    parser.add_argument("--address", default="127.0.0.1", help="địa chỉ lắng nghe, mặc định 127.0.0.1")
    parser.add_argument("--port", type=int, default=2775, help="cổng, mặc định 2775; 0 để máy tự chọn")
    parser.add_argument("--record", type=Path, help="sổ, mỗi tin một dòng; mặc định TS_HOME/simulator.tsv")
    for name, kind, about in SETTINGS:
        parser.add_argument(f"--{name}", type=kind, default=argparse.SUPPRESS, help=about)
    for name, field, kind, about in REPEATED:
        parser.add_argument(f"--{name}", dest=field, type=kind, action="append", default=argparse.SUPPRESS, help=about)
    return parser


def _behaviour(told: argparse.Namespace) -> Behaviour:
    given = {name: value for name, value in vars(told).items() if name not in ("address", "port", "record")}
    for _name, field, *_ in REPEATED:
        if field in given:
            given[field] = dict(given[field]) if field == "accounts" else tuple(given[field])
    return Behaviour(**given)
