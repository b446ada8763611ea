"""Accepting, mending, folding, notes, tasks and the review: who may, and what is refused."""

from __future__ import annotations

import pytest
from tests.incidents.scene import MINUTE
from tests.worlds import world

from thongsuot.incidents import actions, queries
from thongsuot.incidents.models import Note
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


@world
def incident(scene):
    """Return a reported incident of the hospital."""
    return scene.report()


def stranger(scene):
    return scene.cast.person("dd-2.trucban")


@pytest.mark.parametrize(("verb", "args"), [
    ("accept", ()), ("mend", ()), ("void", ("Nhầm",)), ("reopen", ("Lại mất",)), ("add_task", ("Đo cáp",)),
    ("attach", (PNG, "anh.png")), ("review", ("Bài học",)), ("note", ("Ghi chú",)),
])  # fmt: skip
def test_another_enterprise_touches_nothing(scene, incident, verb, args):
    with pytest.raises(NotAllowed):
        getattr(actions, verb)(incident, *args, by=stranger(scene), at=scene.at)
    assert scene.incident.state == "open"


@pytest.mark.parametrize("verb", ["accept", "mend", "void"])
def test_the_department_does_not_mend(scene, incident, verb):
    with pytest.raises(NotAllowed):
        getattr(actions, verb)(incident, *(("x",) if verb == "void" else ()), by=scene.binh, at=scene.at)


def test_the_carrier_does_not_confirm_for_the_site(scene, incident):
    for by in (scene.lan, scene.long, scene.hang):
        with pytest.raises(NotAllowed):
            scene.do("confirm", incident, by=by)
    assert scene.incident.state == "open"


def test_what_is_accepted_is_not_accepted_again(scene, incident):
    scene.do("accept", incident)
    with pytest.raises(IllegalMove):
        scene.do("accept", incident, by=scene.hang)
    assert scene.incident.accepted_by == scene.lan


def test_only_what_is_accepted_is_released(scene, incident):
    with pytest.raises(IllegalMove):
        scene.do("release", incident, "Hết ca")


def test_who_comes_and_when_is_told_by_whoever_accepted(scene, incident):
    with pytest.raises(IllegalMove):
        scene.do("tell_expected", incident, coming="Tổ 2")
    scene.do("accept", incident)
    with pytest.raises(actions.NobodyComes):
        scene.do("tell_expected", incident, coming="  ")
    with pytest.raises(actions.AlreadyPast):
        scene.do("tell_expected", incident, expected_at=scene.at)
    told = scene.do("tell_expected", incident, coming="Tổ 2", expected_at=scene.at + 40 * MINUTE)
    assert (told.coming, told.expected_at, told.accept_expires_at) == (
        "Tổ 2",
        scene.at + 40 * MINUTE,
        scene.at + 55 * MINUTE,
    )


@pytest.mark.parametrize(("minutes", "error"), [(1, actions.NotYet), (-30, actions.BeforeItFailed)])
def test_it_is_mended_between_its_begin_and_now(scene, incident, minutes, error):
    with pytest.raises(error):
        scene.do("mend", incident, mended_at=scene.at + minutes * MINUTE)
    with pytest.raises(error):
        scene.do("confirm", incident, by=scene.binh, mended_at=scene.at + minutes * MINUTE)


def test_where_there_is_no_site_the_carriers_word_closes(scene):
    incident = scene.report(None)
    scene.at += 5 * MINUTE
    closed = scene.do("mend", incident, cause="Cáp bị cắt")
    assert (closed.state, closed.closing, closed.cause) == ("closed", "carrier", "Cáp bị cắt")
    assert scene.evidence() == []  # no time was laid down


def test_what_is_closed_is_opened_again_with_a_reason(scene, incident):
    scene.do("confirm", incident, by=scene.binh)
    scene.at += MINUTE
    again = scene.do("reopen", incident, "Lại mất")
    assert (again.state, again.closing, again.mended_at, again.opened_at) == ("open", "", None, scene.at)


def test_what_is_closed_is_not_opened_beside_another(scene, incident):
    scene.do("confirm", incident, by=scene.binh)
    scene.report()
    with pytest.raises(actions.StandsAlready):
        scene.do("reopen", incident, "Lại mất")


def test_nothing_happens_to_what_was_none(scene, incident):
    with pytest.raises(actions.NoReason):
        scene.do("void", incident, " ")
    scene.do("void", incident, "Bấm nhầm")
    for verb, args in (("accept", ()), ("mend", ()), ("reopen", ("x",))):
        with pytest.raises(IllegalMove):
            scene.do(verb, incident, *args)


def test_what_is_folded_goes_on_in_the_other_with_its_urgency_and_its_alarms(scene):
    road = scene.report(None, "cable")
    scene.fire("bv-tinh")
    hospital = scene.incident
    scene.do("fold", hospital, road)
    into = scene.fresh(road)
    assert (scene.fresh(hospital).state, into.priority, into.target_at) == ("folded", 1, hospital.target_at)
    assert [row.site.code for row in queries.affected([into])] == ["bv-tinh"]
    assert [row.incident_id for row in scene.alarms()] == [into.pk]
    assert (into.told_why, len(scene.ladders(into))) == ("priority", 1)
    assert scene.ladders(hospital)[-1].state == "stopped"


def test_what_fails_again_where_it_was_folded_joins_the_other(scene):
    road = scene.report(None, "cable")
    scene.fire("bv-tinh")
    scene.do("fold", scene.incident, road)
    assert scene.report("bv-tinh").pk == road.pk


def test_a_folded_one_counts_by_its_own_time(scene):
    road = scene.report(None, "cable")
    scene.do("override_priority", road, 1, "Trục chính", minutes=20)
    scene.at += 5 * MINUTE
    scene.report("bv-tinh")
    scene.do("fold", scene.incident, road)
    scene.at += 25 * MINUTE
    scene.do("mend", road)
    assert scene.evidence(road)[-1].figures == {"incidents": 2, "within_target": 1, "minutes_down": 55}


@pytest.mark.parametrize("case", ["itself", "closed", "another's"])
def test_what_cannot_be_folded(scene, incident, case):
    into = incident
    if case == "closed":
        into = scene.report(None)
        scene.do("mend", into)
    if case == "another's":
        failed = actions.Failed("line", "hotline", scene.at, scene.site())
        office = scene.cast.organisation("dd-2")
        into = actions.open_incident(failed, organisation=office, by=stranger(scene), at=scene.at)
    with pytest.raises(actions.CannotFold):
        actions.fold(incident, into, by=scene.lan, at=scene.at)


def test_notes_of_the_enterprise_stay_inside_unless_it_says_otherwise(scene, incident):
    assert scene.do("note", incident, "Đang đo").inside
    assert not scene.do("note", incident, "Đang hàn", inside=False).inside


def test_notes_of_the_site_and_the_department_are_for_everybody(scene, incident):
    assert not scene.do("note", incident, "Bao giờ xong?", by=scene.binh, inside=True).inside


def test_a_note_speaks_of_what_was(scene, incident):
    row = scene.do("note", incident, "Cáp đứt", happened_at=scene.at - 5 * MINUTE)
    assert row.happened_at == scene.at - 5 * MINUTE
    with pytest.raises(actions.NotYet):
        scene.do("note", incident, "Sẽ xong", happened_at=scene.at + MINUTE)


def test_a_file_is_kept_beside_the_note(scene, incident):
    row = scene.do("attach", incident, PNG, "anh.png", text="Điểm đứt")
    assert (row.text, row.file.name, row.inside) == ("Điểm đứt", "anh.png", True)


def test_tasks_are_set_done_dropped_and_resumed(scene, incident):
    cut = scene.do("add_task", incident, "Đo cáp", person=scene.hang, due_at=scene.at + 10 * MINUTE)
    call = scene.do("add_task", incident, "Gọi chủ đất", name="Tổ trưởng")
    assert [row.pk for row in queries.open_tasks(incident)] == [cut.pk, call.pk]
    done = actions.finish_task(cut, by=scene.lan, at=scene.at)
    actions.drop_task(call, "Không cần", by=scene.lan, at=scene.at)
    assert (done.done_at, list(queries.open_tasks(incident))) == (scene.at, [])
    assert actions.resume_task(done, by=scene.lan, at=scene.at).done_at is None
    with pytest.raises(NotAllowed):
        actions.finish_task(cut, by=stranger(scene), at=scene.at)


def test_the_review_is_written_when_it_is_over(scene, incident):
    with pytest.raises(actions.StillOpen):
        scene.do("review", incident, "Thiếu cáp dự phòng")
    scene.do("confirm", incident, by=scene.binh)
    row = scene.do("review", incident, "Thiếu cáp dự phòng")
    assert (row.review, row.inside) == (True, True)
    assert Note.objects.filter(review=True).count() == 1
