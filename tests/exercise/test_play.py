"""A letter is played from its arrival past its deadline, through actions and jobs: five letters that differ."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from tests.directives.letters import reading
from tests.exercise.agreement import LETTERS, agree, expected_of

from thongsuot.engines import letter
from thongsuot.exercise import queries
from thongsuot.exercise.actions.playing import play
from thongsuot.files.queries import content
from thongsuot.ledger.models import Evidence, Move
from thongsuot.ledger.queries import broken_links
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation
from thongsuot.web.exercise_command import machinery

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("drill")]


def played(name, out):
    """Play one of our letters in this process and write what came of it."""
    data = (LETTERS / f"{name}.txt").read_bytes()
    directive = play(letter.to_json(letter.read(data, filename=f"{name}.txt")), data, machinery=machinery())
    with access.acting_as_system():
        for paper, kept in queries.papers_of(directive):
            (out / paper).write_bytes(content(kept))
        (out / "result.json").write_text(json.dumps(queries.result_of(directive)))
    return directive


@pytest.mark.parametrize("name", ["chi-buu-chinh", "hang-ngay", "khong-bao-cao", "khong-nhiem-vu"])
def test_result_and_papers_are_what_independent_code_works_out(name, cast, tmp_path):
    played(name, tmp_path)
    agree(tmp_path, expected_of(name))
    if name == "chi-buu-chinh":
        everything_belongs_to_the_exercise()


def everything_belongs_to_the_exercise():
    """Every row that knows a reality is an exercise's, and each chain of the ledger holds."""
    with access.acting_as_system():
        rows = {
            model._meta.label: set(model._default_manager.values_list("reality", flat=True).distinct())
            for model in apps.get_models()
            if "reality" in {field.name for field in model._meta.fields}
        }
        assert {label: told for label, told in rows.items() if told - {"exercise"}} == {}
        must = "directives.Directive directives.Assignment reports.Report reports.Snapshot files.File files.Run"
        for label in f"{must} ledger.Move ledger.Evidence ledger.Order outbox.Message".split():
            assert rows[label] == {"exercise"}
        assert [broken for o in Organisation.objects.all() for broken in broken_links(o)] == []
        assert Move.objects.exists()
        assert Evidence.objects.filter(measured=True).exists()


def test_a_report_without_a_deadline_is_due_and_cannot_be_late(cast):
    told = reading(deadline={"at": None, "relation": "asap", "text": "sớm"})
    directive = play(told, b"letter", machinery=machinery())
    with access.acting_as_system():
        result = queries.result_of(directive)
    assert (result["reports_due"], result["reports_on_time"], result["deadline"]) == (9, 8, None)
    assert (result["late"], result["missing"]) == ([], ["bc-1"])
    assert result["assignments"] == 9 + 6 + 3 + 9
