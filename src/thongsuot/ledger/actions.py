"""The one door for state, and the one book for what counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from thongsuot.ledger import kinds, queries
from thongsuot.ledger.models import Edit, Evidence, Move, Order, Reality, RealityMark
from thongsuot.organisations.actions import change
from thongsuot.organisations.models import Act, Actor, Area, Organisation


class IllegalMove(Exception):
    """The row's table of moves has no such way."""

    def __init__(self, row: models.Model, target: str) -> None:
        super().__init__(
            _(
                "Trạng thái hiện tại không cho phép bước này; chưa có gì thay đổi. "
                "Hãy tải lại trang để xem trạng thái mới nhất."
            )
        )
        self.row, self.target = row, target


class OtherReality(Exception):
    """The database is for the other reality, and stays so."""

    def __init__(self, kept: RealityMark) -> None:
        name = _("hệ thống thật") if kept.reality == Reality.LIVE else _("hệ thống diễn tập")
        super().__init__(
            _(
                "Cơ sở dữ liệu này là của %(name)s; số liệu thật và diễn tập không bao giờ chung một cơ sở dữ liệu. "
                "Chưa có gì thay đổi; hãy dùng một cơ sở dữ liệu khác."
            )
            % {"name": name}
        )


Row = TypeVar("Row", bound=models.Model)


def mark_reality(reality: str, *, at: datetime) -> RealityMark:
    """Say what this database is for, once; saying the same again changes nothing."""
    mark, _new = RealityMark.objects.get_or_create(number=1, defaults={"reality": reality, "at": at})
    if mark.reality != reality:
        raise OtherReality(mark)
    return mark


def notify(topic: str, organisation_id: int | None) -> None:
    """Tell live pages that a row changed, when the transaction commits; only its number is told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('changes', %s)", [f"{topic}:{organisation_id or ''}"])


def notify_all(topics: Sequence[str], organisation_id: int) -> None:
    """Tell live pages of many rows of one organisation by one statement."""
    if topics:
        words = "SELECT pg_notify('changes', told) FROM unnest(%s::text[]) AS told"
        with connection.cursor() as cursor:
            cursor.execute(words, [[f"{topic}:{organisation_id}" for topic in topics]])


def wake_timer(lane: str = "") -> None:
    """Tell the timer, or one lane of it, that something may have become due, when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('timer', %s)", [lane])


def stir(topic: str, organisation_id: int | None, *, lane: str = "") -> None:
    """Tell live pages and the timer by one statement; of the timer, one lane alone where no other has to do with it."""
    with connection.cursor() as cursor:
        words = "SELECT pg_notify('changes', %s), pg_notify('timer', %s)"
        cursor.execute(words, [f"{topic}:{organisation_id or ''}", lane])


@transaction.atomic
def move(row: Row, to: str, *, by: Actor, at: datetime, note: str = "", **changes: Any) -> Row:
    """Take a row to another state: lock it, check the table, write the move, save, notify."""
    locked: Any = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if to not in locked.MOVES.get(locked.state, frozenset()):
        raise IllegalMove(row, to)
    Move.objects.create(
        topic=str(row._meta.model_name),
        row=row.pk,
        origin=locked.state,
        target=to,
        note=note,
        organisation_id=locked.organisation_id,
        reality=locked.reality,
        at=at,
        **Act.fields_of(by),
    )
    locked.state = to
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *changes])
    stir(queries.topic(row), locked.organisation_id, lane=getattr(locked, "LANES", {}).get(to, ""))
    return locked  # type: ignore[no-any-return]  # the same model as `row`, freshly locked


@transaction.atomic
def amend(row: Row, *, version: int, by: Actor, at: datetime, **changes: Any) -> Row:
    """Change fields of a row that the editor saw in `version`, and keep what stood before."""
    before = {name: getattr(row, name) for name in changes}
    changed: Any = change(row, version=version, **changes)  # type: ignore[type-var]  # versioned rows alone come here
    keep_edit(changed, before=before, after=changes, by=by, at=at)
    return changed  # type: ignore[no-any-return]  # the same model as `row`


def keep_edit(row: Any, *, before: dict[str, Any], after: dict[str, Any], by: Actor, at: datetime) -> Edit:
    """Keep what stood in a row before its action changed it, and tell the live pages."""
    edit = Edit.objects.create(
        topic=str(row._meta.model_name),
        row=row.pk,
        before=_plain(before),
        after=_plain(after),
        organisation_id=row.organisation_id,
        reality=row.reality,
        at=at,
        **Act.fields_of(by),
    )
    notify(queries.topic(row), row.organisation_id)
    return edit


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    encoder = DjangoJSONEncoder()
    simple = (str, int, float, bool, list, dict, type(None))
    return {name: value if isinstance(value, simple) else encoder.default(value) for name, value in values.items()}


@transaction.atomic
def record(  # noqa: PLR0913  # the ledger's one entry; its fields are its meaning (ARCHITECTURE 4.3)
    *,
    key: str,
    organisation: Organisation,
    reality: str,
    kind: str,
    happened_at: datetime,
    known_at: datetime,
    figures: dict[str, int],
    measured: bool,
    by: Actor,
    about: str = "",
    summary: str = "",
    files: list[str] | None = None,
    url: str = "",
) -> Evidence:
    """Enter evidence once; the same key with other content appends a version, with the same content nothing."""
    kinds.check(kind, figures)
    content = {"figures": figures, "summary": summary, "files": files or [], "url": url, "happened_at": happened_at}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [key, organisation.pk])
    last = Evidence.objects.filter(organisation=organisation, reality=reality, key=key).order_by("-version").first()
    if last is not None and all(getattr(last, name) == value for name, value in content.items()):
        return last
    row = Evidence.objects.create(
        key=key,
        version=last.version + 1 if last else 1,
        organisation=organisation,
        reality=reality,
        kind=kind,
        about=about,
        known_at=known_at,
        measured=measured,
        at=known_at,
        **content,
        **Act.fields_of(by),
    )
    notify(about or f"evidence:{row.pk}", organisation.pk)
    return row


@transaction.atomic
def record_many(entries: Sequence[dict[str, Any]]) -> list[Evidence]:
    """Enter evidence of one organisation, kind of `record`'s arguments, by few statements; returns what is new."""
    if not entries:
        return []
    for entry in entries:
        kinds.check(entry["kind"], entry["figures"])
    organisation, reality = entries[0]["organisation"], entries[0]["reality"]
    keys = sorted({entry["key"] for entry in entries})
    with connection.cursor() as cursor:
        words = "SELECT pg_advisory_xact_lock(hashtext(key), %s) FROM unnest(%s::text[]) AS key"
        cursor.execute(words, [organisation.pk, keys])
    standing = Evidence.objects.filter(organisation=organisation, reality=reality, key__in=keys)
    last = {row.key: row for row in standing.order_by("key", "-version").distinct("key")}
    rows = [row for entry in entries if (row := _version(entry, last)) is not None]
    Evidence.objects.bulk_create(rows)
    notify_all(list(dict.fromkeys(row.about or f"evidence:{row.pk}" for row in rows)), organisation.pk)
    return rows


def _version(entry: dict[str, Any], last: dict[str, Evidence]) -> Evidence | None:
    """Return the row that an entry adds, or nothing where the same stands already."""
    rest = {"about": "", "summary": "", "url": ""} | entry
    by, rest["files"], rest["at"] = rest.pop("by"), rest.get("files") or [], rest["known_at"]
    before = last.get(rest["key"])
    content = ("figures", "summary", "files", "url", "happened_at")
    if before is not None and all(getattr(before, name) == rest[name] for name in content):
        return None
    row = Evidence(version=before.version + 1 if before else 1, **rest, **Act.fields_of(by))
    last[row.key] = row
    return row


@transaction.atomic
def enter_order(
    *,
    key: str,
    kind: str,
    organisation: Organisation,
    reality: str,
    starts_at: datetime,
    known_at: datetime,
    until: datetime | None = None,
    area: Area | None = None,
) -> Order:
    """Put an issued obligation in force for the tools; entering it twice changes nothing."""
    order, _ = Order.objects.get_or_create(
        key=key,
        organisation=organisation,
        reality=reality,
        defaults={"kind": kind, "starts_at": starts_at, "known_at": known_at, "until": until, "area": area},
    )
    notify(queries.topic(order), organisation.pk)
    return order


@transaction.atomic
def enter_orders(
    *,
    key: str,
    kind: str,
    organisations: Sequence[Organisation],
    reality: str,
    starts_at: datetime,
    known_at: datetime,
) -> None:
    """Put an issued obligation in force for many organisations at once; entering it twice changes nothing."""
    rows = [
        Order(key=key, kind=kind, organisation=o, reality=reality, starts_at=starts_at, known_at=known_at)
        for o in organisations
    ]
    Order.objects.bulk_create(rows, ignore_conflicts=True)
    for organisation in organisations:
        notify(f"orders:{organisation.pk}", organisation.pk)


def extend_order(order: Order, *, until: datetime | None) -> Order:
    """Let an order hold until another moment."""
    order.until = until
    order.save(update_fields=["until"])
    notify(queries.topic(order), order.organisation_id)
    return order


def end_order(order: Order, *, at: datetime) -> Order:
    """End an order; what counted while it held still counts."""
    return extend_order(order, until=max(at, order.starts_at))
