"""Each rule about what code does, proven by a line that it catches."""

from types import SimpleNamespace

import pytest
from tests.architecture import asking, clocks, measuring, tables, writing
from tests.architecture.soil import house, more

VIEWS, QUERIES, ACTIONS = "directives/views.py", "directives/queries.py", "directives/actions.py"
MIGRATION = "directives/migrations/0001_initial.py"
SINS = [
    (writing.writes_elsewhere, VIEWS, "row.save()", "row.save(...) writes"),
    (writing.writes_elsewhere, VIEWS, "form.save(commit=False)", "form.save(...) writes"),
    (writing.writes_elsewhere, VIEWS, "Row.objects.create(a=1)", "create(...) writes"),
    (writing.writes_elsewhere, QUERIES, "Row.objects.get_or_create(a=1)", "get_or_create(...) writes"),
    (writing.writes_elsewhere, QUERIES, "rows.filter(a=1).update(b=2)", "update(...) writes"),
    (writing.writes_elsewhere, QUERIES, "rows.update(**changes)", "update(...) writes"),
    (writing.writes_elsewhere, "directives/jobs.py", "rows.delete()", "rows.delete(...) writes"),
    (writing.writes_elsewhere, "directives/evidence.py", "Row.objects.bulk_create(rows)", "bulk_create(...) writes"),
    (writing.writes_elsewhere, "directives/models.py", "def f(self):\n    self.save()", "self.save(...) writes"),
    (writing.writes_elsewhere, "web/views.py", "Row.objects.update_or_create(a=1)", "update_or_create(...) writes"),
    (writing.writes_elsewhere, QUERIES, "cursor.execute('INSERT INTO a VALUES (1)')", "raw SQL writes"),
    (writing.writes_elsewhere, QUERIES, "cursor.execute(f'UPDATE {table} SET a = 1')", "raw SQL writes"),
    (writing.writes_elsewhere, QUERIES, "cursor.execute('WITH x AS (DELETE FROM a) SELECT 1')", "raw SQL writes"),
    (writing.states_elsewhere, ACTIONS, "row.state = 'sent'", "row.state changes a state"),
    (writing.states_elsewhere, ACTIONS, "row.state, row.at = 'sent', at", "row.state changes a state"),
    (writing.states_elsewhere, ACTIONS, "row.state += 'x'", "row.state changes a state"),
    (writing.states_elsewhere, ACTIONS, "row.state: str = 'sent'", "row.state changes a state"),
    (writing.states_elsewhere, "ledger/actions.py", "def push(row):\n    row.state = 'x'", "row.state changes a state"),
    (writing.states_elsewhere, "directives/models.py", "def f(self):\n    self.state = 'x'", "self.state changes"),
    (writing.states_elsewhere, ACTIONS, "setattr(row, 'state', 'sent')", "setattr changes a state"),
    (writing.states_elsewhere, ACTIONS, "setattr(row, name, value)", "setattr changes a state"),
    (writing.states_elsewhere, ACTIONS, "rows.update(state='sent')", "update(state=...)"),
    (writing.states_elsewhere, ACTIONS, "rows.update(**{'state': 'sent'})", "update(state=...)"),
    (writing.states_elsewhere, ACTIONS, "amend(row, version=1, state='sent')", "amend(state=...)"),
    (writing.states_elsewhere, ACTIONS, "Row.objects.bulk_update(rows, ['state'])", "bulk_update(state=...)"),
    (writing.states_elsewhere, ACTIONS, "Row.objects.update_or_create(a=1, defaults={'state': 1})", "update_or_"),
    (writing.states_elsewhere, ACTIONS, "row.save(update_fields=['at', 'state'])", "save(update_fields="),
    (writing.states_elsewhere, ACTIONS, "run('UPDATE a SET state = 1')", "raw SQL changes a state"),
    (writing.states_elsewhere, "web/views.py", "row.state = 'sent'", "row.state changes a state"),
    (clocks.clocks, ACTIONS, "import datetime\nx = datetime.datetime.now()", "datetime.datetime.now reads"),
    (clocks.clocks, QUERIES, "from datetime import date\nx = date.today()", "date.today reads the clock"),
    (clocks.clocks, "directives/models.py", "from django.utils import timezone\nx = timezone.now", "timezone.now"),
    (clocks.clocks, ACTIONS, "from django.utils.timezone import now", "imports the clock"),
    (clocks.clocks, QUERIES, "from django.db.models.functions import Now", "imports the clock"),
    (clocks.clocks, "directives/evidence.py", "import time\nx = time.time()", "time.time reads the clock"),
    (clocks.clocks, "ledger/kinds.py", "from time import monotonic", "imports the clock time.monotonic"),
    (clocks.clocks, "engines/letter/_read.py", "from datetime import datetime\nx = datetime.utcnow()", "utcnow reads"),
    (clocks.clocks, "directives/models.py", "x = DateTimeField(auto_now_add=True)", "auto_now_add reads the clock"),
    (clocks.clocks, "directives/models.py", "x = DateTimeField(auto_now=True)", "auto_now reads the clock"),
    (clocks.clocks, QUERIES, "run('SELECT now()')", "now() reads the database's clock"),
    (clocks.clocks, MIGRATION, "run('DEFAULT CURRENT_TIMESTAMP')", "CURRENT_TIMESTAMP reads the database's clock"),
    (measuring.claimed_in_wrong_rooms, VIEWS, "record(key=1, measured=True)", "views claims a measurement"),
    (measuring.claimed_in_wrong_rooms, "directives/forms.py", "x = {'measured': True}", "forms claims a measurement"),
    (measuring.claimed_for_persons, VIEWS, "def f(r):\n    record(measured=True)", "directives.views.f"),
    (measuring.claimed_for_persons, VIEWS, "def f(r):\n    actions.count(r, at=1)", "directives.actions.count"),
    (
        measuring.claimed_for_persons,
        VIEWS,
        "import thongsuot.ledger.kinds\nimport thongsuot.directives.actions\n\n"
        "def f(r):\n    thongsuot.directives.actions.count(r, at=1)",
        "directives.actions.count",
    ),
    (measuring.claimed_for_persons, VIEWS, "from .actions import count\n\ndef f(r):\n    count(r)", "actions.count"),
    (measuring.claimed_for_persons, VIEWS, "class V:\n    def post(self):\n        return actions.count", "V.post > "),
    (measuring.claimed_for_persons, VIEWS, "def f(r):\n    actions.act(r)", "f > thongsuot.directives.actions.act"),
    (
        measuring.claimed_for_persons,
        "directives/forms.py",
        "def f(x):\n    return {'kind': 1, 'measured': bool(x)}",
        "forms.f",
    ),
    (asking.several_actions, VIEWS, "def f(r):\n    actions.a(r)\n    actions.b(r)", "f: 2 actions on one way"),
    (asking.several_actions, VIEWS, "def f(r):\n    if r:\n        actions.a(r)\n    actions.b(r)", "f: 2 actions"),
    (asking.several_actions, VIEWS, "def f(r):\n    for x in r:\n        actions.a(x)", "f: 2 actions"),
    (asking.several_actions, VIEWS, "def f(r):\n    with r:\n        return actions.a(actions.b(r))", "f: 2 actions"),
    (asking.several_actions, VIEWS, "class V:\n    def f(self):\n        actions.a()\n        actions.a()", "V.f: 2"),
]


@pytest.mark.parametrize(("check", "name", "text", "caught"), SINS)
def test_a_sin_is_caught(tmp_path, check, name, text, caught):
    package = house(tmp_path)
    more(package, ACTIONS, "\n\ndef act(row):\n    record(measured=bool(row.tool))\n")
    assert check(package) == []
    more(package, name, f"\n\n{text}\n")
    assert any(caught in violation for violation in check(package)), check(package)


INNOCENT = [
    (writing.writes_elsewhere, QUERIES, "document.save(file)\nhash.update(data)\nwords.update({'a': 1})"),
    (writing.writes_elsewhere, ACTIONS, "row.save()\nRow.objects.create(state='draft')"),
    (writing.writes_elsewhere, QUERIES, "def f():\n    '''Say what an UPDATE a SET b would do.'''"),
    (writing.states_elsewhere, QUERIES, "rows.filter(state='sent')\nx = row.state == 'sent'\nstate = row.state"),
    (writing.states_elsewhere, ACTIONS, "Row.objects.create(state='draft')\nsetattr(row, 'name', 1)"),
    (clocks.clocks, VIEWS, "from django.utils.timezone import now as moment"),
    (clocks.clocks, ACTIONS, "from datetime import datetime\nx = datetime.fromisoformat('2020-02-03')\ny = page.now"),
    (measuring.claimed_in_wrong_rooms, QUERIES, "rows.filter(measured=True)\nx = Q(measured=True)"),
    (measuring.claimed_in_wrong_rooms, QUERIES, "LABELS = {'measured': 'hệ thống ghi nhận'}"),
    (measuring.claimed_for_persons, VIEWS, "def f(r):\n    return queries.total(measured=True), Row(measured=r.total)"),
    (measuring.claimed_for_persons, "directives/jobs.py", "def f(at):\n    actions.count(None, at=at)"),
    (asking.several_actions, VIEWS, "def f(r):\n    if r:\n        return actions.a(r)\n    return actions.b(r)"),
    (
        asking.several_actions,
        VIEWS,
        "def f(r):\n    try:\n        actions.a(r)\n    except actions.No:\n        return",
    ),
]


@pytest.mark.parametrize(("check", "name", "text"), INNOCENT)
def test_the_innocent_are_left_alone(tmp_path, check, name, text):
    package = house(tmp_path)
    more(package, name, f"\n\n{text}\n")
    assert check(package) == []


FLOORS = {"organisations": 1, "outbox": 2, "links": 2, "ledger": 3}


@pytest.mark.parametrize(("origin", "target"), [("organisations", "ledger"), ("outbox", "links"), ("outbox", "ledger")])
def test_a_key_that_points_up_or_across_is_caught(origin, target):
    assert tables.upward_keys([(origin, target, "x")], FLOORS) == [f"x points from {origin} to {target}"]


@pytest.mark.parametrize(("origin", "target"), [("ledger", "organisations"), ("ledger", "ledger"), ("ledger", "auth")])
def test_a_key_that_points_down_is_left_alone(origin, target):
    assert tables.upward_keys([(origin, target, "x")], FLOORS) == []


@pytest.mark.parametrize(
    ("table", "reasons", "caught"),
    [
        (("a", False, 0), {}, "a has no wall and no reason"),
        (("a", False, 1), {}, "a has no wall and no reason"),
        (("a", True, 0), {}, "a has no wall and no reason"),
        (("a", True, 1), {"a": "everybody may read it"}, "a stands in UNWALLED and has a wall"),
        (("a", True, 1), {"b": "everybody may read it"}, "b stands in UNWALLED and is no table"),
        (("a", False, 0), {"a": "public"}, "a stands in UNWALLED without a reason"),
    ],
)
def test_a_table_without_its_wall_is_caught(table, reasons, caught):
    assert tables.without_wall([table], reasons) == [caught]


KIND = SimpleNamespace(figures={"calls": "tin báo"}, demands=("calls",))


@pytest.mark.parametrize(
    ("kinds", "openings", "lines", "caught"),
    [
        ({"A": KIND}, {}, {"A": 1}, "A has no opening"),
        ({"A": KIND}, {"A": 1}, {}, "A has no report line"),
        ({}, {"A": 1}, {}, "A is no kind"),
        ({"A": SimpleNamespace(figures={}, demands=())}, {"A": 1}, {"A": 1}, "A has no figures"),
        (
            {"A": SimpleNamespace(figures=KIND.figures, demands=("x",))},
            {"A": 1},
            {"A": 1},
            "A demands the unknown figure x",
        ),
        ({"A": SimpleNamespace(figures={"x": " "}, demands=())}, {"A": 1}, {"A": 1}, "A.x has no label"),
    ],
)
def test_a_kind_without_one_of_its_parts_is_caught(kinds, openings, lines, caught):
    assert tables.three_parts(kinds, openings, lines) == [caught]
