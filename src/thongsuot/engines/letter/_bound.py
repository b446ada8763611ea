"""Tell whom the words of a party bind: everyone, a trade, or those they name."""

import re
from dataclasses import dataclass, field

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._groups import HEADS, core_of, is_general, is_group, trimmed
from thongsuot.engines.letter._named import named_in
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Obliged
from thongsuot.engines.letter._trades import trade_of


@dataclass(frozen=True, slots=True)
class Bound:
    """Whom a duty binds; `called` is what the letter calls its addressees, where they are one group."""

    obliged: Obliged
    names: tuple[str, ...] = ()
    called: str = field(default="", compare=False)


_ALL = Bound(Obliged.ALL)
_THIS = re.compile(r"(?:don vi|co quan|doanh nghiep|cong ty|phong|ban|so) (?:nay|do)")
_OFFICE = re.compile(r"(?:so|ubnd|uy ban|cong an|bo|chu tich|ban|phong|van phong|dai|bao|cuc|chi cuc|thanh tra) ")


def bound(source: Source, start: int, end: int, default: Bound = _ALL, scope: Bound | None = None) -> Bound:
    """Whom the words of a party mean; the default where they mean the letter's addressees as a whole.

    `scope` is whom the heading above binds: short words ("Trung tâm", "doanh nghiệp") mean those again.
    """
    end = trimmed(source, start, end)
    plain = HEADS.sub("", " ".join(source.plain[start:end].split()))
    core = core_of(plain)
    if scope and (_THIS.fullmatch(plain) or _again(core, plain, scope)):
        return scope
    if not core or (default.called and f"{default.called} ".startswith(f"{core} ")):
        return default
    named = named_in(source, start, end)
    trade = by_trade(plain)
    if trade:
        offices = [name for name in named if _OFFICE.match(fold(name))]
        grouped = core != plain or is_group(core)
        return Bound(Obliged.NAMED, named) if offices or (named and not grouped) else trade
    if is_general(plain):
        return default
    return Bound(Obliged.NAMED, named) if named else default


def by_trade(plain: str) -> Bound | None:
    """The trade that folded words name, or None."""
    trade = trade_of(plain)
    return Bound(trade) if trade else None


def called(addressees: tuple[str, ...]) -> str:
    """What all addressees are called, folded, where they are one group; else nothing."""
    plain = HEADS.sub("", fold(addressees[0])) if len(addressees) == 1 else ""
    core = core_of(plain)
    return core if core != plain else ""


def _again(core: str, plain: str, scope: Bound) -> bool:
    """Whether short words only repeat the party of the heading above."""
    if scope.obliged in (Obliged.ALL, Obliged.NAMED):
        return 0 < len(core.split()) < 3 and any(fold(name).startswith(f"{plain} ") for name in scope.names)
    return core in ("doanh nghiep", "don vi", "nha mang")
