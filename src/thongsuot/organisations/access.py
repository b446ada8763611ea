"""Who may see and do what: the walls inside PostgreSQL, and the question every action asks first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from django.db import connection, migrations, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import datetime

    from thongsuot.organisations.models import Actor, Organisation, Person

SEEN = "(SELECT string_to_array(nullif(current_setting('app.organisations', true), ''), ','))::bigint[]"
OWN = "(SELECT string_to_array(nullif(current_setting('app.own', true), ''), ','))::bigint[]"  # part of what is seen
SEE_ALL = """
WITH before AS MATERIALIZED (
    SELECT current_setting('app.organisations', true) AS seen, current_setting('app.own', true) AS own
), every AS MATERIALIZED (
    SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') AS numbers FROM organisations_organisation
)
SELECT seen, own, set_config('app.organisations', numbers, true), set_config('app.own', numbers, true)
FROM before, every
"""

logger = logging.getLogger(__name__)


class NotAllowed(PermissionError):
    """The person holds no role that permits the act."""


def wall(table: str, using: str = "", column: str = "organisation_id") -> migrations.RunSQL:
    """Return the migration step that shows a table's rows only to the organisations they belong to."""
    rule = using or f"{column} = ANY({SEEN})"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY wall ON {table} USING ({rule});",
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def inner_wall(table: str) -> migrations.RunSQL:
    """Return the migration step that keeps a walled table from whoever sees an organisation but does not work there.

    The sum keeps the column's index out of it: the planner would multiply two guesses about the same column, and look
    rows up by organisation where it is told their number.
    """
    return migrations.RunSQL(
        f"CREATE POLICY own ON {table} AS RESTRICTIVE USING (organisation_id + 0 = ANY({OWN}));",
        f"DROP POLICY own ON {table};",
    )


def history_wall(table: str) -> migrations.RunSQL:
    """Return the migration step that shows what became of a row, and what was changed in it, to who sees the row."""
    topic, told = table.partition("_")[2], ("ledger_move", "ledger_edit")
    rule = f"topic <> '{topic}' OR EXISTS (SELECT FROM {table} AS told WHERE told.id = \"row\")"
    made = (f"CREATE POLICY {table} ON {ledger} AS RESTRICTIVE FOR SELECT USING ({rule});" for ledger in told)
    return migrations.RunSQL(" ".join(made), " ".join(f"DROP POLICY {table} ON {ledger};" for ledger in told))


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def _sight() -> tuple[set[int], set[int]]:
    """Return the organisations that are seen now, and which of them are the actor's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.organisations', true), current_setting('app.own', true)")
        seen, own = ({int(number) for number in (told or "").split(",") if number} for told in cursor.fetchone())
    return seen, own


def _see(organisations: Iterable[int], own: Iterable[int]) -> None:
    """Show the rows of organisations, and of those that are the actor's own also what is nobody else's business."""
    _put(*(",".join(map(str, sorted(set(numbers)))) for numbers in (organisations, own)))


def _put(*told: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.organisations', %s, true), set_config('app.own', %s, true)", told)


@contextmanager
def _holding(organisations: Iterable[int], own: Iterable[int] | None = None, *, beside: bool = False) -> Iterator[None]:
    """Show these organisations' rows inside the block, beside what is shown or alone, and put back what was before.

    Own are those that are named so, or else those of them that were own before: nobody comes to work there by it.
    What fails is rolled back, and with it what was shown; so is all at the end of a transaction.
    """
    inner = connection.in_atomic_block
    before = _sight() if inner else (set[int](), set[int]())
    seen = set(organisations) | (before[0] if beside else set())
    told = (seen, seen & before[1] if own is None else set(own))
    with transaction.atomic():
        if told != before:
            _see(*told)
        yield
        if inner and not connection.needs_rollback:
            _see(*before)


@contextmanager
def nobody() -> Iterator[None]:
    """Show nothing until somebody is named."""
    name_person(person_id=None)
    with _holding([], []):
        yield


def name_person(*, person_id: int | None, login: str = "") -> None:
    """Show the one person who is signing in, found by number or by the name typed."""
    _set("app.person", str(person_id or ""))
    _set("app.login", login)


def show_secret(digest: bytes) -> None:
    """Show the one link or credential whose secret was presented."""
    _set("app.secret", digest.hex())


def open_for(person: Person, at: datetime) -> None:
    """Show what the person may see, for the rest of the transaction."""
    _see(*_sight_of(person, at))


def open_to(organisation: int, *, person_id: int | None = None) -> None:
    """Show one organisation and perhaps one person, for the rest of the transaction: to somebody without an account."""
    name_person(person_id=person_id)
    _see([organisation], [])


def acting_as(person: Person, at: datetime) -> AbstractContextManager[None]:
    """Act with the sight of a person."""
    return _holding(*_sight_of(person, at))


def acting_for(*organisations: Organisation | int) -> AbstractContextManager[None]:
    """Act with the sight of these organisations alone."""
    return _holding(o if isinstance(o, int) else o.pk for o in organisations)


def reaching(*organisations: Organisation | int) -> AbstractContextManager[None]:
    """Reach beyond one's own sight, to leave a message or a receipt at another organisation."""
    return _holding((o if isinstance(o, int) else o.pk for o in organisations), beside=True)


@contextmanager
def acting_as_system() -> Iterator[None]:
    """Act with the sight of every organisation: for what time and machines do, hence by as few statements as can be."""
    inner = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SEE_ALL)
            *before, seen, own = cursor.fetchone()
        yield
        if inner and before != [seen, own] and not connection.needs_rollback:
            _put(*before)


def alone(act: Callable[[], object], name: str) -> bool:
    """Act with that sight in a transaction of its own; what fails is logged by its name, and stays due.

    For jobs that go through many matters: a bad one holds up nobody else.
    """
    try:
        with acting_as_system():
            act()
    except Exception:  # whatever it was, the next matter must be looked after
        logger.exception("%s failed", name)
        return False
    return True


def _sight_of(person: Person, at: datetime) -> tuple[Iterable[int], Iterable[int]]:
    from thongsuot.organisations import queries  # the queries need models, models need the walls' migrations

    own = queries.worked_in(person, at)
    return queries.seen_from(own), own


def holds(person: Person, *roles: str, organisation: Organisation | int, at: datetime, deed: str = "") -> bool:
    """Tell whether a role of the person for the organisation is in force, or was delegated for this deed."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    held = person.roles.filter(organisation_id=number, name__in=roles, valid_from__lte=at)
    if held.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=at)).exists():
        return True
    return bool(deed) and _giver(person, roles, number, at, deed) is not None


def in_place_of(
    person: Person, *roles: str, organisation: Organisation | int, at: datetime, deed: str
) -> Person | None:
    """Return whose right a deed rests on where the person holds none of the roles; nobody where it is the own."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    own = holds(person, *roles, organisation=number, at=at)
    return None if own else _giver(person, roles, number, at, deed)


def _giver(person: Person, roles: tuple[str, ...], organisation: int, at: datetime, deed: str) -> Person | None:
    from thongsuot.organisations import queries  # the queries need models, models need the walls' migrations

    return queries.giver_behind(person, *roles, organisation=organisation, at=at, deed=deed)


def require(by: Actor, *roles: str, organisation: Organisation | int, at: datetime, deed: str = "") -> str:
    """Refuse a person without one of the roles; return the words that stand beside a delegated act, or nothing.

    Credentials and the system are checked where they enter. The words are kept, hence Vietnamese.
    """
    from thongsuot.organisations.models import Person  # models need the walls' migrations

    if not isinstance(by, Person) or holds(by, *roles, organisation=organisation, at=at):
        return ""
    giver = in_place_of(by, *roles, organisation=organisation, at=at, deed=deed) if deed else None
    if giver is None:
        raise NotAllowed(
            _("%(who)s không có vai trò cần thiết để thực hiện việc này; chưa có gì thay đổi.") % {"who": by}
        )
    return f"theo ủy quyền của {giver}"
