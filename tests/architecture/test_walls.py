"""The walls inside PostgreSQL: no policy is open, nothing passes by them, and raw SQL finds nothing foreign."""

import pytest
from tests.architecture.tables import shown_above, without_wall
from tests.architecture.test_tables import TABLES
from tests.cast import MONDAY

PASSING_BY = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
  AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)
UNION ALL
SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
"""
OWNED = """
SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity AND attname = 'organisation_id'
ORDER BY relname
"""
FILLED = {"organisations_person", "organisations_role", "ledger_evidence", "ledger_order"}
OCTETS = """
SELECT relname, attname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND NOT attisdropped
WHERE relkind = 'r' AND relrowsecurity AND relname LIKE %s AND atttypid = 'bytea'::regtype
"""
RESTRICTIVE = """
SELECT relname, pg_get_expr(polqual, polrelid) FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
WHERE NOT polpermissive AND polcmd = '*'
"""
COUNTS = {  # columns of bytes in campaigns that tell no recipient from another
    "campaigns_carriage.order_bytes": "the order that was approved, as it came",
    "campaigns_areacounts.counts": "three sums for each area",
}
OWN = ("campaigns_numbers", "campaigns_testphone")  # without arrays, and the operator's alone all the same


def ask(sql, *values):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.django_db
def test_no_view_and_no_function_passes_by_the_walls():
    assert ask(PASSING_BY) == []


OPEN = "CREATE POLICY gate ON bare USING (true);"
RIGHT = "CREATE POLICY wall ON bare USING (id = nullif(current_setting('app.person', true), '')::bigint);"
ON = "ALTER TABLE bare ENABLE ROW LEVEL SECURITY;"


@pytest.mark.django_db
@pytest.mark.parametrize("policy", ["", ON, RIGHT, ON + OPEN, ON + RIGHT + OPEN])
def test_a_table_without_a_wall_or_with_an_open_one_is_caught(policy):
    assert without_wall(temporary(policy), {}) == ["bare has no wall and no reason"]


@pytest.mark.django_db
def test_a_table_with_its_wall_is_left_alone():
    assert without_wall(temporary(ON + RIGHT), {}) == []


def temporary(policy):
    """Make a table for the length of the test and return how the catalogue describes it."""
    ask("CREATE TEMPORARY TABLE bare (id bigint);" + policy)
    return ask(TABLES.replace("nspname NOT LIKE 'pg\\_%'", "nspname LIKE 'pg\\_temp%'"))


@pytest.mark.django_db
def test_what_tells_single_recipients_apart_is_kept_to_the_operators_own_people():
    assert shown_above(ask(OCTETS, "campaigns\\_%"), dict(ask(RESTRICTIVE)), COUNTS, own=OWN) == []


ASKS_ITS_OWN = (
    "CREATE POLICY own ON bare AS RESTRICTIVE USING (id = nullif(current_setting('app.own', true), '')::bigint);"
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (ON + RIGHT, ["bare is not kept to its own people"]),
        (ON + RIGHT + ASKS_ITS_OWN.replace("RESTRICTIVE", "PERMISSIVE"), ["bare is not kept to its own people"]),
        (ON + RIGHT + ASKS_ITS_OWN.replace("USING", "FOR SELECT USING"), ["bare is not kept to its own people"]),
        (ON + RIGHT + ASKS_ITS_OWN.replace("app.own", "app.organisations"), ["bare is not kept to its own people"]),
        (ON + RIGHT + ASKS_ITS_OWN, []),
    ],
    ids=["none", "permissive", "reading alone", "of whatever is seen", "right"],
)
def test_an_array_that_a_department_would_read_is_caught(policy, told):
    ask("CREATE TEMPORARY TABLE bare (id bigint, recipients bytea);" + policy)
    columns, policies = ask(OCTETS, "bare"), dict(ask(RESTRICTIVE))
    assert shown_above(columns, policies, {}, own=()) == told
    assert shown_above(columns, policies, {"bare.recipients": "sums of sums"}, own=()) == []
    assert shown_above(columns, policies, {"bare.recipients": "sums of sums"}, own=["bare"]) == told
    assert "bare.gone stands in COUNTS and is no column" in shown_above(columns, policies, {"bare.gone": "x"}, own=())


def fill(cast):
    """Enter evidence and an order for two enterprises."""
    from thongsuot.ledger import actions
    from thongsuot.organisations.models import System

    for enterprise in cast.enterprises[:2]:
        shared = {"organisation": enterprise, "reality": "live", "kind": "HOTLINE", "known_at": MONDAY}
        actions.enter_order(key="hotline", starts_at=MONDAY, **shared)
        actions.record(
            key="calls", happened_at=MONDAY, figures={"calls": 1}, measured=True, by=System("tổng đài"), **shared
        )


@pytest.mark.django_db
def test_raw_sql_finds_nothing_of_another_organisation(cast):
    from thongsuot.organisations import access

    fill(cast)
    seen = set()
    for organisation in [cast.department, *cast.enterprises]:
        with access.acting_for(organisation):
            for (table,) in ask(OWNED):
                owners = {owner for (owner,) in ask(f"SELECT DISTINCT organisation_id FROM {table}")}  # noqa: S608  # the name comes from the catalogue
                assert owners <= {organisation.pk}, (table, str(organisation))
                seen |= {table} if owners else set()
    assert seen >= FILLED


@pytest.mark.django_db
def test_raw_sql_finds_nothing_when_nobody_is_named(cast):
    from thongsuot.organisations import access

    fill(cast)
    with access.nobody():
        assert [table for (table,) in ask(OWNED) if ask(f"SELECT 1 FROM {table} LIMIT 1")] == []  # noqa: S608  # the name comes from the catalogue


@pytest.mark.django_db
def test_raw_sql_cannot_write_into_another_organisation(cast):
    from django.db import ProgrammingError, transaction

    from thongsuot.organisations import access

    fill(cast)
    first, second = cast.enterprises[:2]
    with access.acting_for(first):
        ask("UPDATE ledger_order SET kind = 'OTHER' WHERE organisation_id = %s", second.pk)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            ask("UPDATE ledger_order SET organisation_id = %s", second.pk)
    assert {kind for (kind,) in ask("SELECT kind FROM ledger_order")} == {"HOTLINE"}
