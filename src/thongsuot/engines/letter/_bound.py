"""Tell whom the words of a party bind: everyone, a trade, or those they name."""

import re
from dataclasses import dataclass, field
from functools import reduce

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._groups import HEADS, core_of, is_general, is_group, trimmed
from thongsuot.engines.letter._named import named_in
from thongsuot.engines.letter._source import Source, squeeze
from thongsuot.engines.letter._terms import Obliged
from thongsuot.engines.letter._trades import trade_of


@dataclass(frozen=True, slots=True)
class Bound:
    """Whom a duty binds; `called` is what the letter calls its addressees, where they are one group.

    `every` are all of them, folded; `firms` is what a letter without addressees means by "doanh nghiệp".
    """

    obliged: Obliged
    names: tuple[str, ...] = ()
    called: str = field(default="", compare=False)
    every: tuple[str, ...] = field(default=(), compare=False)
    firms: "Bound | None" = field(default=None, compare=False)


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
    if named and (_covers(named, default.every) or _opens_generally(named)):
        return default
    heads = HEADS.match(" ".join(source.plain[start:end].split()))
    if heads and is_general(plain) and not default.every and default.obliged is Obliged.ALL:
        return Bound(Obliged.NAMED, (squeeze(source.value(start, end)),))
    if is_general(plain) and default.firms and core.startswith("doanh nghiep"):
        return default.firms
    if is_general(plain):
        return Bound(Obliged.NAMED, (squeeze(source.value(start, end)),)) if _is_one(core, default.every) else default
    return Bound(Obliged.NAMED, named) if named else default


_SHORT = (
    ("gd&dt", "giao duc"),
    ("tt&tt", "thong tin"),
    ("nn&ptnt", "nong nghiep"),
    ("tn&mt", "tai nguyen"),
    ("vh&tt", "van hoa"),
    ("gddt", "giao duc"),
    ("tttt", "thong tin"),
    ("vh-tt", "van hoa"),
    ("vhtt", "van hoa"),
    ("nn&mt", "nong nghiep"),
    ("nnptnt", "nong nghiep"),
    ("nn va ptnt", "nong nghiep"),
    ("tnmt", "tai nguyen"),
    ("kh&dt", "ke hoach"),
    ("kh&cn", "khoa hoc"),
    ("khcn", "khoa hoc"),
    ("gtvt", "giao thong"),
    ("ldtb&xh", "lao dong"),
    ("ldtbxh", "lao dong"),
    ("ldtb va xh", "lao dong"),
    ("bc, vt", "buu chinh"),
    ("ttyt", "trung tam y te"),
)


def _covers(named: tuple[str, ...], every: tuple[str, ...]) -> bool:
    """Whether the names of a party are the addressees once more."""
    cores = [re.sub(r",| cac| nhung", "", " ".join(core_of(fold(name)).split()[:4])) for name in named]
    alone = len(named) == 1 and (len(cores[0].split()) < 4 or is_group(cores[0]))
    cores = [" ".join(core.split()[: 2 if alone else 3]) for core in cores]
    cores = [reduce(lambda text, pair: text.replace(*pair), _SHORT, core) for core in cores]
    plural = all(core_of(fold(name)) != fold(name) or " cac " in fold(name) for name in named)
    told = [re.sub(r" cac| nhung", "", one) for one in every]
    return plural and len(every) > 0 and all(any(core in one for core in cores) for one in told)


def _opens_generally(named: tuple[str, ...]) -> bool:
    """ "các cơ quan, đơn vị, UBND các xã": groups, one of which means everyone."""
    folded = [HEADS.sub("", fold(name)) for name in named]
    whole = [
        name for name in folded if core_of(name).startswith(("co quan", "don vi", "dia phuong")) and is_general(name)
    ]
    return len(named) > 1 and len(whole) > 0 and all(core_of(name) != name or " cac " in f" {name} " for name in folded)


def _is_one(core: str, every: tuple[str, ...]) -> bool:
    """ "các sở, ban, ngành" among addressees of other kinds too."""
    if not core.startswith(("so,", "so ", "ban,", "bo,", "nganh")):
        return False
    begins = [core_of(one).startswith(core[:8]) for one in every]
    return any(begins) and not all(begins)


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
