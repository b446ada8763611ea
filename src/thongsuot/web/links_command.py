"""`thongsuot links …`: this install's own key, the installs it speaks with, and packages carried by hand."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from thongsuot.engines.package import PublicKey, SigningKey, spoken, typed
from thongsuot.web import database, environment, reality

USAGE = """Cách dùng:
  thongsuot links key                              in khóa công khai và mã đối chiếu của hệ thống này
  thongsuot links key new                          tạo thêm một khóa để báo trước cho các hệ thống khác
  thongsuot links key use MÃ_ĐỐI_CHIẾU             từ nay ký bằng khóa ấy; các khóa khác vẫn nhận được gói tin
  thongsuot links list                             các hệ thống đã đăng ký và tình trạng
  thongsuot links add MÃ_ĐƠN_VỊ ĐỊA_CHỈ KHÓA MÃ_ĐỐI_CHIẾU   (ĐỊA_CHỈ là - khi chỉ trao đổi bằng tệp)
  thongsuot links export MÃ_SỐ TỆP [MÃ_ĐƠN_VỊ]     ghi một gói tin đang chờ ra tệp
  thongsuot links import TỆP [TỆP_BIÊN_NHẬN]       nhận gói tin hoặc biên nhận từ tệp"""


def run(arguments: list[str]) -> int:
    """Do what is asked; 0 done, 1 refused (the words say what was kept), 2 wrong usage."""
    verb, words = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb == "key" and (words in ([], ["new"]) or (words[0] == "use" and len(words) > 1)):
        return _key(words)
    if verb not in WITH_DATABASE or len(words) not in WITH_DATABASE[verb][1]:
        sys.stderr.write(f"{USAGE}\n")
        return 2
    try:
        with database.running():
            return WITH_DATABASE[verb][0](words)
    except (reality.WrongReality, OSError) as error:
        return _refused(str(error))


def _say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0


def _refused(text: str) -> int:
    sys.stderr.write(f"thongsuot links: {text}\n")
    return 1


def _key(words: list[str]) -> int:
    """Show the keys; `new` adds one that does not sign yet, `use FINGERPRINT` lets that one sign."""
    told = environment.read()
    seeds = told.links_keys
    if words == ["new"]:
        seeds = [*seeds, secrets.token_hex(32)]
    if words[:1] == ["use"]:
        meant = typed("".join(words[1:]))
        chosen = [seed for seed in seeds if _public(seed).fingerprint == meant]
        if not chosen:
            return _refused("không có khóa nào của hệ thống này mang mã đối chiếu ấy; khóa đang ký được giữ nguyên.")
        seeds = [*chosen, *(seed for seed in seeds if seed not in chosen)]  # the first one signs
    if words:
        told.keep_links_keys(seeds)
    shown = [(_public(seed), place == 0) for place, seed in enumerate(seeds)]
    for key, signs in shown:
        _say("Khóa đang ký:" if signs else "Khóa không ký (vẫn nhận gói tin gửi cho khóa này):")
        _say(f"  {key.text}\n  {spoken(key.fingerprint)}")
    return 0


def _public(seed: str) -> PublicKey:
    return SigningKey(bytes.fromhex(seed)).public


def _list(_words: list[str]) -> int:
    from thongsuot.links import queries
    from thongsuot.organisations import access

    with access.acting_as_system():
        lines = queries.lines()
    for line in lines:
        install = line.install
        how = install.trouble if install.failures else "bình thường" if install.seen_at else "chưa liên lạc"
        where = install.address or "bằng tệp"
        _say(f"{install.organisation.code}\t{where}\t{line.queued} chờ gửi\t{line.unhandled} chờ xử lý\t{how}")
    return 0


def _add(words: list[str]) -> int:
    from django.utils.timezone import now

    from thongsuot.links import actions
    from thongsuot.organisations import access
    from thongsuot.organisations.models import Organisation, System

    code, address, key, fingerprint = words
    organisation = Organisation.objects.filter(code=code, valid_until__isnull=True).first()
    if organisation is None:
        return _refused(f"không có đơn vị nào mang mã “{code}” trong danh bạ; chưa lưu gì.")
    told = actions.Registration(organisation, "" if address == "-" else address, key, fingerprint)
    try:
        with access.acting_as_system():
            actions.register(told, by=System("Dòng lệnh"), at=now())
    except actions.Unusable as error:
        return _refused(str(error))
    return _say(f"Đã đăng ký hệ thống của {organisation}.")


def _export(words: list[str]) -> int:
    from uuid import UUID

    from django.utils.timezone import now

    from thongsuot.files.queries import Quarantined
    from thongsuot.links import actions, queries
    from thongsuot.organisations import access

    try:
        uuid = UUID(words[0])
    except ValueError:
        return _refused(f"“{words[0]}” không phải mã số gói tin.")
    try:
        with access.acting_as_system():
            rows = queries.outgoing(uuid, *words[2:])
            if not rows:
                return _refused(f"không có gói tin gửi đi nào mang mã số {uuid}.")
            if len(rows) > 1:
                return _refused("mã số này được gửi cho nhiều đơn vị; chưa ghi gì. Hãy thêm MÃ_ĐƠN_VỊ vào sau TỆP.")
            data = queries.parcel(actions.export(rows[0], at=now()))
    except (actions.NoKey, actions.NotCarried, Quarantined) as error:
        return _refused(str(error))
    try:
        Path(words[1]).write_bytes(data)
    except OSError as error:
        kept = "gói tin đã được ký và vẫn ở trong hàng chờ; hãy chạy lại lệnh với một tệp khác"
        return _refused(f"không ghi được {words[1]} ({error.strerror}); {kept}.")
    return _say(f"Đã ghi gói tin ra {words[1]}. Gói tin vẫn ở trong hàng chờ cho đến khi có biên nhận.")


def _import(words: list[str]) -> int:
    from django.utils.timezone import now

    from thongsuot.links import actions, queries
    from thongsuot.links.models import Direction
    from thongsuot.organisations import access
    from thongsuot.organisations.models import System

    file = Path(words[0])
    data = file.read_bytes()
    with access.acting_as_system():
        answered = actions.take_by_hand(data, by=System("Dòng lệnh"), at=now())
    if answered.package is None or not answered.taken:
        carried_back = answered.package is not None and answered.package.direction == Direction.OUT
        whose = "bên kia không nhận gói tin. " if carried_back else ""
        return _refused(whose + queries.said(answered.reason))
    if answered.package.direction == Direction.OUT:
        return _say("Đã ghi nhận biên nhận của bên kia.")
    receipt = Path(words[1]) if len(words) == 2 else file.with_name(f"{file.name}.bien-nhan")
    try:
        receipt.write_bytes(answered.receipt)
    except OSError as error:
        kept = f"gói tin {answered.package.uuid} đã được nhận và giữ lại; hãy chạy lại lệnh với một tệp biên nhận khác"
        return _refused(f"không ghi được {receipt} ({error.strerror}); {kept}.")
    return _say(f"Đã nhận gói tin {answered.package.uuid}. Hãy chuyển biên nhận {receipt} lại cho bên gửi.")


WITH_DATABASE: dict[str, tuple[Callable[[list[str]], int], tuple[int, ...]]] = {
    "list": (_list, (0,)),
    "add": (_add, (4,)),
    "export": (_export, (2, 3)),
    "import": (_import, (1, 2)),
}
