"""In whatever world: an open incident of the first priority has somebody reachable being asked, or nobody exists."""

from __future__ import annotations

import random

import pytest
from tests.incidents.scene import MINUTE, Scene

from thongsuot.incidents import jobs, queries
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.models import Person
from thongsuot.paging import jobs as paging_jobs
from thongsuot.paging.models import Page

pytestmark = pytest.mark.django_db
SITES = ("bv-tinh", "bv-ia-lau", "tinh-uy")
SECONDS_30 = MINUTE / 2


def anybody(scene: Scene) -> bool:
    """Tell whether a leader of the enterprise or duty and leader of the department can be reached at all."""
    people = Person.objects.filter(pk__in=[scene.long.pk, scene.an.pk, scene.khanh.pk], is_active=True)
    return any(person.phone or person.email for person in people)


def fails(scene: Scene, chance: random.Random) -> None:
    free = [site for site in SITES if (site, "line") not in scene.truth]
    if free:
        scene.fire(chance.choice(free))


def ends(scene: Scene, chance: random.Random) -> None:
    if scene.truth:
        scene.over(*chance.choice(sorted(scene.truth)))


def handled(scene: Scene, chance: random.Random) -> None:
    verb, *args = chance.choice((("accept",), ("accept",), ("release", "Hết ca")))
    try:
        for incident in scene.board[:1]:
            scene.do(verb, incident, *args)
    except IllegalMove:
        return


def answered(scene: Scene, _chance: random.Random) -> None:
    for incident in scene.board:
        if incident.state == "open" and Page.objects.filter(ladder=incident.ladder_id, state="sent").exists():
            return scene.accept_call(incident)
    return None


def people(scene: Scene) -> list[Person]:
    return [scene.lan, scene.hang, scene.long, scene.an, scene.khanh]


def mute(scene: Scene, chance: random.Random) -> None:
    scene.silence(chance.choice(people(scene)))


def back(scene: Scene, chance: random.Random) -> None:
    Person.objects.filter(pk=chance.choice(people(scene)).pk).update(phone="0900 000 777")


STEPS = (fails, fails, fails, ends, handled, handled, answered, mute, mute, back)


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_forsaken(scene, seed):
    chance = random.Random(seed)  # noqa: S311  # it must be played again alike
    scene.connect()
    for _step in range(7):
        chance.choice(STEPS)(scene, chance)
        scene.to(scene.at + chance.choice((SECONDS_30, MINUTE, 6 * MINUTE)))
        paging_jobs.run(scene.at)
        jobs.run(scene.at)
        for incident in queries.forsaken(scene.at):
            assert not anybody(scene)
            assert incident.unreached_at >= scene.at - MINUTE


def test_the_invariant_would_be_seen_broken(scene):
    scene.fire()
    Page.objects.update(state="expired")
    assert list(queries.forsaken(scene.at + MINUTE)) == [scene.incident]
    assert list(queries.forsaken(scene.at + SECONDS_30)) == []
