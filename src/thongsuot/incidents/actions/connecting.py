"""What may leave the enterprise is agreed first; then a source is connected, with a key of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.engines.alerts import Hook, WrongHook
from thongsuot.incidents import queries
from thongsuot.incidents.actions.permitting import AGREERS, KEEPERS
from thongsuot.incidents.models import Disclosure, Incident, Source, Target
from thongsuot.ledger.actions import notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.actions import issue_credential
from thongsuot.organisations.models import Act, Actor, Organisation, Role

KEY_LASTS = timedelta(days=400)
SETTERS = (Role.Name.LEADER, Role.Name.FOLLOWER)  # of the times in which sites must be mended


class NotAgreed(ValueError):  # named for what happened (STYLE 10)
    """Nobody has agreed what leaves the enterprise."""

    def __init__(self) -> None:
        super().__init__(
            _("Chưa có người đồng ý nội dung Sở được thấy; nguồn chưa được kết nối. Hãy xem mục “Sở thấy gì” trước.")
        )


class WrongSource(ValueError):  # named for what happened (STYLE 10)
    """The settings of a source cannot be; `field` names which."""

    def __init__(self, field_name: str, said: str) -> None:
        super().__init__(said)
        self.field = field_name


class NameTaken(ValueError):  # named for what happened (STYLE 10)
    """A source of this name is connected."""

    def __init__(self) -> None:
        super().__init__(_("Đã có nguồn mang tên này; chưa lưu gì. Hãy chọn tên khác."))


@dataclass(frozen=True)
class Wiring:
    """How a source is to be connected."""

    name: str
    kind: str
    zone: str = "Asia/Ho_Chi_Minh"
    mapping: dict[str, Any] = field(default_factory=dict)
    site_label: str = "site"
    cause_labels: tuple[str, ...] = ()
    sender: str = ""
    api_url: str = ""
    api: str = Source.Api.ALERTMANAGER
    silent_after: int = 0


@transaction.atomic
def agree(  # what is agreed, and by whom
    organisation: Organisation,
    *,
    minutes: int,
    notice: int,
    by: Actor,
    at: datetime,
    causes: tuple[str, ...] = (),
    reality: str = "",
) -> Disclosure:
    """Agree what of the enterprise's incidents the department sees; it holds from now on, not for what was."""
    access.require(by, *AGREERS, organisation=organisation, at=at)
    reality = reality or settings.REALITY
    before = queries.disclosure_of(organisation.pk, reality, at)
    if before is not None:
        before.valid_until = at
        before.save(update_fields=["valid_until"])
    return Disclosure.objects.create(
        organisation=organisation,
        reality=reality,
        minutes=minutes,
        causes=[cause for cause in causes if cause in Incident.Failure.values],
        notice=notice,
        valid_from=at,
        at=at,
        **Act.fields_of(by),
    )


@transaction.atomic
def connect_source(
    organisation: Organisation, wiring: Wiring, *, by: Actor, at: datetime, reality: str = ""
) -> tuple[Source, str]:
    """Connect a source; the secret of its key is returned once, and never kept."""
    access.require(by, *KEEPERS, organisation=organisation, at=at)
    reality = reality or settings.REALITY
    agreed = queries.disclosure_of(organisation.pk, reality, at)
    if agreed is None:
        raise NotAgreed
    _check(wiring)
    standing = Source.objects.filter(organisation=organisation, reality=reality, valid_until=None, name=wiring.name)
    if standing.exists():
        raise NameTaken
    credential, secret = issue_credential(
        organisation=organisation, name=wiring.name, scopes=[queries.SCOPE], until=at + KEY_LASTS, at=at
    )
    told = {**vars(wiring), "cause_labels": list(wiring.cause_labels)}
    source = Source.objects.create(
        organisation=organisation,
        reality=reality,
        credential=credential,
        next_check_at=at if wiring.api_url else None,
        agreed_at=agreed.at,
        agreed_name=agreed.by_name,
        valid_from=at,
        at=at,
        **told,
        **Act.fields_of(by),
    )
    notify(topic(source), organisation.pk)
    wake_timer()
    return source, secret


@transaction.atomic
def end_source(source: Source, *, by: Actor, at: datetime) -> Source:
    """Disconnect a source and end its key; what it has told stays, and its silence is no incident any more."""
    access.require(by, *KEEPERS, organisation=source.organisation_id, at=at)
    source.valid_until = at
    source.next_check_at = None
    source.save(update_fields=["valid_until", "next_check_at"])
    source.credential.valid_until = at
    source.credential.save(update_fields=["valid_until"])
    notify(topic(source), source.organisation_id)
    return source


@transaction.atomic
def set_target(  # what is laid down, and on which ground
    department: Organisation, kind: str, *, priority: int, minutes: int, by: Actor, at: datetime, ground: str = ""
) -> Target:
    """Lay down how soon a class of sites must be mended; what stands already keeps its time."""
    access.require(by, *SETTERS, organisation=department, at=at)
    before = queries.targets_of(department.pk, at).get(kind)
    if before is not None:
        before.valid_until = at
        before.save(update_fields=["valid_until"])
    return Target.objects.create(
        organisation=department,
        reality=settings.REALITY,
        kind=kind,
        priority=priority,
        minutes=minutes,
        ground=ground.strip()[:200],
        valid_from=at,
        at=at,
        **Act.fields_of(by),
    )


def _check(wiring: Wiring) -> None:
    """Refuse what could never be read or asked."""
    if not wiring.name.strip():
        raise WrongSource("name", _("Hãy đặt tên cho nguồn; chưa lưu gì."))
    try:
        ZoneInfo(wiring.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongSource("zone", _("Không có múi giờ này; chưa lưu gì.")) from error
    if wiring.kind == Source.Kind.GENERIC:
        try:
            Hook.from_plain(wiring.mapping)
        except WrongHook as error:
            raise WrongSource("mapping", str(error)) from error
    url = urlsplit(wiring.api_url)
    if wiring.api_url and (url.scheme not in ("http", "https") or not url.hostname or url.username):
        raise WrongSource("api_url", _("Địa chỉ phải bắt đầu bằng http:// hoặc https:// và không chứa mật khẩu."))
