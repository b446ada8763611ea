"""What another install says is read strictly: every name there, none besides, each value of its kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from thongsuot.campaigns.models import Campaign
from thongsuot.campaigns.queries.packages import MOMENTS, ORDER, REFUSAL, STEP, VERSION
from thongsuot.campaigns.queries.progress import FIGURES
from thongsuot.campaigns.states import CampaignState, Cause, ShareState
from thongsuot.links import queries as links
from thongsuot.links.models import Package

Read = Callable[[Any], Any]
GREATEST = 2**53
LATEST = 2200  # the year from which on a moment is none: what is reckoned from it would leave the calendar
LONGEST = 100_000  # characters of a text; the order that was approved is the longest
LONGEST_NAME = 120
LONGEST_REASON = 500  # what is refused is told in few words, whatever it holds


class Unreadable(ValueError):
    """A package says something that this version does not understand; `where` names the place."""

    def __init__(self, where: str) -> None:
        where = brief(where, LONGEST_NAME)
        super().__init__(
            f"Nội dung gói tin không đúng dạng ({where}). Đề nghị hai bên dùng cùng phiên bản rồi gửi lại."
        )


def brief(words: str, most: int = LONGEST_REASON) -> str:
    """Return foreign words so that they can be shown and kept: what can be printed, and no more than so much."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in words[: most + 1])
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def told(package: Package) -> dict[str, Any]:
    """Return what a package says, with moments, keys and states as values; raises `Unreadable`."""
    value = links.value(package)
    if not isinstance(value, dict) or value.get("version") != VERSION:
        raise Unreadable("version")
    return dict(_part(SHAPES[package.kind])(value))


def _part(shape: dict[str, Read]) -> Read:
    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or value.keys() != shape.keys():
            raise Unreadable(", ".join(sorted(shape.keys() ^ (value if isinstance(value, dict) else {}))) or "?")
        return {name: _at(name, inner, value[name]) for name, inner in shape.items()}

    return read


def _at(name: str, read: Read, value: Any) -> Any:
    try:
        return read(value)
    except Unreadable:
        raise
    except (ValueError, TypeError) as error:
        raise Unreadable(name) from error


def _maybe(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value or len(value) > LONGEST:
        raise ValueError
    return value


def _name(value: Any) -> str:
    if len(_some(value)) > LONGEST_NAME:
        raise ValueError
    return str(value)


def _some(value: Any) -> str:
    """Read a text that says something."""
    if not _text(value).strip():
        raise ValueError
    return str(value)


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= GREATEST:
        raise ValueError
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None or moment.year >= LATEST:
        raise ValueError
    return moment


def _moment_or_none(value: Any) -> datetime | None:
    return _moment(value) if _text(value) else None


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _key(value: Any) -> UUID:
    return UUID(_text(value))


def _key_or_none(value: Any) -> UUID | None:
    return _key(value) if _text(value) else None


def _moments(value: Any) -> list[datetime]:
    if not isinstance(value, list) or not value:
        raise TypeError
    return [_moment(inner) for inner in value]


def _one_of(*allowed: str) -> Read:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError
        return str(value)

    return read


NAMED = _part({"key": _text, "name": _name})
ESTIMATE = _part({"subscribers": _whole, "parts": _whole, "rate": _whole, "brand_registered": _truth})
FIGURE: dict[str, Read] = dict.fromkeys(FIGURES, _whole)
HEAD: dict[str, Read] = {
    "version": _whole,
    "share": _key,
    "number": _whole,
    "taken": _whole,
    "step": _some,
    "by": NAMED,
    "at": _moment,
    "operator": _some,
}
CAMPAIGN: dict[str, Read] = {
    **dict.fromkeys(("reason", "repeat", "audience"), _text),
    **dict.fromkeys(("issuer_name", "number", "legal_ground", "brand", "text", "correction", "area"), _some),
    **dict.fromkeys(("generation", "parts"), _whole),
    "rule": _one_of(*Campaign.Rule.values),
    "state": _one_of(*CampaignState),
    "dated_on": _day,
    "waves": _moments,
    "report_due_at": _moment_or_none,
    "requested_by": NAMED,
    "requested_at": _moment,
    "corrects": _key_or_none,
}
SHAPES: dict[str, dict[str, Read]] = {
    ORDER: {
        **HEAD,
        "branch": _text,
        "campaign": _part(CAMPAIGN),
        "approval": _maybe(_part({"by": NAMED, "at": _moment, "order": _some})),
        "stands": _part(
            {"state": _one_of(*ShareState), "reason": _text, "estimate": _maybe(ESTIMATE), "estimated_by": _text}
        ),
    },
    STEP: {
        **HEAD,
        "generation": _whole,
        "stands": _part(
            {
                "state": _one_of(*ShareState),
                "reason": _text,
                "paused_from": _one_of("", ShareState.TRIAL, ShareState.SENDING),
                "pause_cause": _one_of("", *Cause),
                "estimate": _maybe(ESTIMATE),
                "accepted": _maybe(_part({"by": NAMED, "at": _moment, "shift_hours": _whole})),
                "released": _maybe(NAMED),
                **dict.fromkeys(MOMENTS, _moment_or_none),
            }
        ),
        "tally": _maybe(
            _part(
                {
                    **FIGURE,
                    "version": _whole,
                    "phase": _one_of(ShareState.TRIAL, ShareState.SENDING),
                    "log_sha256": _some,
                }
            )
        ),
        "measured": _maybe(_part(FIGURE)),
    },
    REFUSAL: {"version": _whole, "package": _key, "share": _text, "reason": _some, "at": _moment},
}
