"""What a delivery says, whoever sent it: alerts, and what was odd about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum

from thongsuot.engines.alerts._limits import Limits
from thongsuot.engines.alerts._problems import Problem
from thongsuot.engines.vietnamese import ZONE


class Severity(StrEnum):
    """How bad the source calls it, in one scale; what it means here is decided from the register, not from this."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    WARNING = "warning"
    INFO = "info"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Alert:
    """One failure as one message tells it; every text is foreign data: bounded, never a template, never a link.

    `fingerprint` names the failure within its source, `starts_at` the episode (UTC). `starts_at` is None where the
    message does not say: the fold then goes by the time of receipt. With `exact` false `starts_at` is only a moment at
    which the failure was seen. `series` names what flaps together where each episode has a fingerprint of its own.
    `site` and `causes` (`name=value`) come from the labels that the source's setting names. `links` are shown as
    text at most, and are never followed.
    """

    fingerprint: str
    starts_at: datetime | None
    firing: bool
    ends_at: datetime | None
    title: str
    severity: Severity
    labels: Mapping[str, str] = field(hash=False)
    site: str
    causes: tuple[str, ...] = ()
    description: str = ""
    links: tuple[str, ...] = ()
    series: str = ""
    exact: bool = True

    @property
    def key(self) -> tuple[str, datetime | None]:
        """What tells this episode from every other one of its source."""
        return self.fingerprint, self.starts_at


@dataclass(frozen=True, slots=True)
class Delivery:
    """The alerts of one message; `truncated` more were left out by the source and must be fetched from its API."""

    alerts: tuple[Alert, ...]
    truncated: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """How one source is read: which labels name what (the first that is there counts), words of severity of its own.

    `severities` has words as the source writes them, in any case, accents optional. `zone` is that of times without
    an offset.
    """

    site_labels: tuple[str, ...] = ("site", "diem")
    severity_labels: tuple[str, ...] = ("severity", "muc_do")
    cause_labels: tuple[str, ...] = ("cause", "nguyen_nhan")
    severities: Mapping[str, Severity] = field(default_factory=dict, hash=False)
    zone: tzinfo = ZONE
    limits: Limits = field(default_factory=Limits)
