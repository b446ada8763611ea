"""What an install is told of its links to operators' message centres: TS_SMPP_LINKS, read and judged."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.engines.message import USUAL, Profile, UnusableProfile
from thongsuot.ledger.models import Reality
from thongsuot.outbox.queries import options

VARIABLE = "TS_SMPP_LINKS"
NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
PORT = 2775  # IANA's for SMPP


class Wrong(ValueError):
    """A link cannot be used; what was told is not repeated, for it may hold a password."""

    def __init__(self, name: str, why: str) -> None:
        whose = f" ({name})" if NAME.fullmatch(name) else ""
        super().__init__(
            _("Biến %(variable)s%(whose)s không dùng được: %(why)s; chưa mở kết nối này.")
            % {"variable": VARIABLE, "whose": whose, "why": why}
        )


@dataclass(frozen=True)
class Told:
    """One link: where the centre is, who we are there, what was agreed, and what the centre takes.

    All sessions are transceivers. `rate` is messages a second of all sessions of all gateways together, `window` that
    of each session; `enquire` and `response` are seconds. A TON or NPI of None follows from the address itself.
    """

    name: str
    host: str
    port: int
    account: str = field(repr=False)
    password: str = field(repr=False)
    sessions: int = 1
    rate: int | None = None
    window: int = 10
    system_type: str = ""
    service_type: str = ""
    address_range: str = ""
    range_ton: int = 0
    range_npi: int = 0
    source: str = ""  # the brand name or number that single messages come from
    source_ton: int | None = None
    source_npi: int | None = None
    dest_ton: int = 1
    dest_npi: int = 1
    enquire: float = 30.0
    response: float = 60.0
    profile: Profile = USUAL

    @property
    def peer(self) -> str:
        """Return host and port, for people."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def kind_of_source(self, source: str) -> tuple[int, int]:
        """Return TON and NPI of a sender (SMPP 3.4, 5.2.5 and 5.2.6): a name, a short number, or one of E.164."""
        kind = (1, 1) if source.isdigit() and len(source) >= 10 else (3, 0) if source.isdigit() else (5, 0)
        ton, npi = kind
        return (
            ton if self.source_ton is None else self.source_ton,
            npi if self.source_npi is None else self.source_npi,
        )


def read(told: Mapping[str, str] | None = None, reality: str = "") -> dict[str, Told]:
    """Return all links of the install, or of what is given; raises Wrong for the first that cannot be used."""
    given = settings.SMPP_LINKS if told is None else told
    return {name: read_one(name, url, reality) for name, url in given.items()}


def named(name: str) -> Told:
    """Return the install's link of that name; raises Wrong."""
    if name not in settings.SMPP_LINKS:
        raise Wrong(name, _("không có kết nối nhà mạng nào mang tên này"))
    return read_one(name, settings.SMPP_LINKS[name])


def read_one(name: str, url: str, reality: str = "") -> Told:
    """Read one link; raises Wrong. An exercise knows no centre but one on this very machine."""
    if not NAME.fullmatch(name):
        raise Wrong("", _("mỗi kết nối viết dạng MÃ_ĐƠN_VỊ=smpp://tài_khoản:mật_khẩu@máy:cổng?tham_số"))
    if len(url.split()) > 1:
        raise Wrong(name, _("tên này có hai lần"))
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError:
        raise Wrong(name, _("địa chỉ hoặc cổng không đọc được")) from None
    if parts.scheme != "smpp" or not parts.hostname:
        raise Wrong(name, _("địa chỉ phải có dạng smpp://tài_khoản:mật_khẩu@máy:cổng"))
    if (reality or settings.REALITY) != Reality.LIVE and not _here(parts.hostname):
        raise Wrong(name, _("hệ thống diễn tập chỉ kết nối trung tâm mô phỏng trên chính máy này (127.0.0.1)"))
    account, password = _credentials(name, parts)
    try:
        return Told(name, parts.hostname, port, account, password, **options.read(name, parts.query))
    except options.Unknown:
        known = ", ".join(options.KNOWN)
        raise Wrong(name, _("chỉ nhận các tham số sau, mỗi tham số một lần: %(all)s") % {"all": known}) from None
    except options.Unusable as error:
        raise Wrong(name, _("giá trị của tham số %(option)s không hợp lệ") % {"option": error.option}) from None
    except UnusableProfile as error:
        raise Wrong(name, str(error).rstrip(".")) from None


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _credentials(name: str, parts: SplitResult) -> tuple[str, str]:
    account, password = unquote(parts.username or ""), unquote(parts.password or "")
    try:
        return options.words(15)(account), options.words(8)(password)  # SMPP 3.4, 5.2.1 and 5.2.2
    except ValueError:
        raise Wrong(
            name, _("tài khoản có tối đa 15 ký tự, mật khẩu tối đa 8 ký tự, không dấu (SMPP 3.4); ký tự lạ viết %XX")
        ) from None
