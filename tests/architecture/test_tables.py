"""Foreign keys point down; each table has its wall; each kind has its three parts."""

import pytest
from tests.architecture.tables import three_parts, upward_keys, without_wall
from tests.architecture.tree import floors
from tests.architecture.unwalled import UNWALLED

TABLES = """
SELECT relname, relrowsecurity, (
  SELECT coalesce(count(*) * bool_and(pg_get_expr(polqual, polrelid) IS DISTINCT FROM 'true')::int, 0)
  FROM pg_policy WHERE polrelid = pg_class.oid)  -- one policy that is always true opens all the others
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'p') AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_%'
ORDER BY relname
"""
ROLE = """
SELECT rolsuper, rolbypassrls, EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)
FROM pg_roles WHERE rolname = current_user
"""


def keys():
    """Return each foreign key between our own tables: whose, to whom, by which field."""
    from django.apps import apps

    for model in apps.get_models():
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            if field.remote_field:
                yield model._meta.app_label, field.related_model._meta.app_label, f"{model._meta.label}.{field.name}"


def test_foreign_keys_point_down():
    found = list(keys())
    assert any(origin != target for origin, target, _ in found)
    assert upward_keys(found, floors()) == []


@pytest.mark.django_db
def test_every_table_has_its_wall_or_its_reason():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        assert without_wall(cursor.fetchall(), UNWALLED) == []


@pytest.mark.django_db
def test_the_tests_see_the_database_as_the_app_does():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        assert cursor.fetchone() == (False, False, False)


def test_each_kind_has_a_tool_or_the_declared_way_figures_and_a_report_line():
    from thongsuot.directives.openings import OPENINGS
    from thongsuot.ledger.kinds import KINDS
    from thongsuot.reports.layout import LINES

    assert three_parts(KINDS, OPENINGS, LINES) == []
