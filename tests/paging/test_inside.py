"""What is inside is seen where it is at home, and by who is asked; private numbers never leave the person's house."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from tests.cast import client_of
from tests.paging.texting import HANG, HOOK, LONG, MINUTE, Texting, asked, fresh

from thongsuot.organisations import access
from thongsuot.organisations.models import Person
from thongsuot.outbox import queries as outbox
from thongsuot.outbox.actions import Words
from thongsuot.outbox.models import Message, Reply
from thongsuot.paging import actions, queries
from thongsuot.paging.models import Address, Ladder, Page, PageAnswer, Rung

pytestmark = pytest.mark.django_db
READS = 10_000
ROUNDS = 25  # worlds between which the reads are shared
MODELS = (Ladder, Rung, Page)


def seen(person, model, at, **what):
    """Count what a person sees of a table."""
    with access.acting_as(person, at):
        return model.objects.filter(**what).count()


@pytest.fixture
def ladder(line):
    """Return a ladder inside an enterprise, the first of whom has the SMS."""
    found = line.climb(line.hang, line.long, inside=True)
    line.send()
    return found


def test_the_department_sees_nothing_of_what_is_inside(line, ladder):
    line.says(HANG, "Alo, ai đấy?")
    for model in (*MODELS, Address, PageAnswer, Reply):
        assert seen(line.cast.long, model, line.at) > 0, model
        assert seen(line.cast.khanh, model, line.at) == 0, model
    about = {"about": f"ladder:{ladder.pk}"}
    assert seen(line.cast.long, Message, line.at, **about) >= 3
    assert seen(line.cast.khanh, Message, line.at, **about) == 0


def test_what_is_disclosed_shows_who_was_asked_and_still_no_number(line, ladder):
    assert actions.disclose("incident:1") == 1
    assert actions.disclose("incident:1") == 0
    assert [seen(line.cast.khanh, model, line.at) for model in MODELS] == [1, 2, 1]
    assert seen(line.cast.khanh, Address, line.at) == 0
    with access.acting_as(line.cast.khanh, line.at):
        assert [rung.phone for rung, _state in queries.rungs_of(ladder)] == ["", ""]
    with access.acting_as(line.cast.long, line.at):
        assert [rung.phone for rung, _state in queries.rungs_of(ladder)] == [HANG, LONG]


def test_what_was_told_is_seen_without_its_numbers(line):
    ladder = line.climb(line.hang)
    assert [seen(line.cast.khanh, model, line.at) for model in MODELS] == [1, 1, 1]
    numbers = {"about": f"ladder:{ladder.pk}", "address": HANG}
    assert seen(line.cast.khanh, Message, line.at, **numbers) == 0
    assert seen(line.cast.hang, Message, line.at, **numbers) == 2
    assert not outbox.call_sheet(line.cast.khanh, line.at).filter(address=HANG).exists()


def test_who_is_asked_sees_the_own_page_from_that_moment_and_takes_it_on(line, ladder):
    with access.acting_as_system():
        actions.stop("incident:1", by=HOOK, at=line.at)
    other = line.cast.person("dd-2.trucban")
    told = line.climb(line.hang, line.reached(other, "0900 000 022"), about="incident:2", inside=True)
    assert [seen(other, model, line.at) for model in MODELS] == [0, 0, 0]
    line.later(5 * MINUTE)
    assert [seen(other, model, line.at) for model in MODELS] == [1, 1, 1]
    with access.acting_as(other, line.at):
        page = queries.visible_to(other).get()
        assert (page.ladder, page.rung.name) == (told, other.name)
        actions.accept(page.ladder, by=other, at=line.at)
    assert fresh(told).accepted_by == other.name
    assert asked(told) == [(line.hang.name, "expired"), (other.name, "accepted")]
    assert Message.objects.filter(about=f"ladder:{told.pk}", state="queued").count() == 0


def test_who_is_asked_from_elsewhere_may_decline_and_the_next_is_asked(line):
    other = line.cast.person("dd-2.trucban")
    ladder = line.climb(line.reached(other, "0900 000 022"), line.hang, inside=True)
    with access.acting_as(other, line.at):
        actions.decline(queries.visible_to(other).get(), by=other, at=line.at)
    assert asked(ladder) == [(other.name, "declined"), (line.hang.name, "sent")]


def test_stopping_reaches_what_the_actor_does_not_see(line, ladder):
    with access.acting_as(line.cast.khanh, line.at):
        assert actions.stop("incident:1", by=line.cast.khanh, at=line.at) == 1
    assert fresh(ladder).state == "stopped"


def test_the_number_of_who_works_elsewhere_is_on_no_sheet_of_the_house(line):
    from thongsuot.paging import papers

    line.cast.department.__class__.objects.filter(pk=line.cast.department.pk).update(phone="02699 000 001")
    ladder = line.climb(line.hang, line.reached(line.cast.khanh, "0900 000 777"))
    with access.acting_as(line.cast.long, line.at):
        rows = papers.call_sheet(ladder, line.at).blocks[1].blocks[1].rows
    assert rows[0][3] == HANG
    assert rows[1][3] == "02699 000 001 (số chung của đơn vị)"


def test_a_page_inside_is_404_for_the_department(line):
    ladder = line.climb(line.hang, inside=True)
    address = ladder.pages.get().get_absolute_url()
    assert client_of(line.cast.khanh).get(address).status_code == 404
    assert client_of(line.cast.hang).get(address).status_code == 200


class World:
    """Ladders of random organisations with people of others on them, some inside, some disclosed."""

    def __init__(self, line: Texting, seed: int) -> None:
        self.line, self.random = line, random.Random(seed)  # noqa: S311  # a world that can be made again
        people = Person.objects.filter(is_active=True).select_related("organisation").order_by("pk")
        self.people = list(people)
        self.homes = [*line.cast.enterprises, line.cast.department]

    def make(self, matters: int) -> None:
        """Open ladders, let time pass, disclose some."""
        for number in range(matters):
            rungs = [self._contact(person) for person in self.random.sample(self.people, 3)]
            home = self.random.choice(self.homes)
            words = Words(f"Việc {number}", "Nội dung", "", self.random.choice([1, 2]))
            about, inside = f"matter:{number}", self.random.random() < 0.7
            actions.open_ladder(about, rungs, words, organisation=home, by=HOOK, at=self.line.at, inside=inside)
            if self.random.random() < 0.2:
                actions.disclose(about)
        self.line.later(self.random.choice([5, 15]) * MINUTE)

    def _contact(self, person):
        return self.line.reached(person, f"0900 2{person.pk % 100:02d} 00{self.random.randint(0, 9)}")


def table(model, *columns):
    return list(model.objects.order_by().values_list("pk", *columns))


def _of(model, ladder):
    return {pk: tuple(rest) for pk, *rest in table(model, "organisation", "inside", ladder)}


def whole():
    """Return all there is, as nobody but the system sees it."""
    asked_at = {(ladder, home) for _pk, ladder, home, sent in table(Page, "ladder", "home", "sent_at") if sent}
    own = {model: _of(model, ladder) for model, ladder in ((Ladder, "pk"), (Rung, "ladder"), (Page, "ladder"))}
    return own, asked_at


@pytest.mark.parametrize("seed", range(5))
def test_random_reads_as_others_leak_nothing(line, seed):
    world = World(line, seed)
    world.make(8)
    own, asked_at = whole()
    numbers = set(Address.objects.values_list("pk", "organisation"))
    told = set(Message.objects.values_list("pk", "organisation", "inside"))
    reads = 0
    for person in world.random.sample(world.people, min(ROUNDS, len(world.people))):
        home = person.organisation_id
        with access.acting_as(person, line.at):
            works, sees = access._sight()[1], access._sight()[0]  # what the walls were told
            for model in MODELS:
                found = set(model.objects.values_list("pk", flat=True))
                for pk, (root, inside, ladder) in own[model].items():
                    reads += 1
                    if pk in found:
                        known = root in works or (root in sees and not inside)
                        assert known or any((ladder, each) in asked_at for each in works), (model, pk, home)
                    else:
                        assert root not in works
            found = set(Address.objects.values_list("pk", flat=True))
            reads += len(numbers)
            assert found == {pk for pk, root in numbers if root in works}
            found = set(Message.objects.values_list("pk", flat=True))
            reads += len(told)
            assert found == {pk for pk, root, inside in told if root in works or (root in sees and not inside)}
            reads += _written_by_hand(world.random, works, READS // 5 - reads if reads < READS // 5 else 0)
    assert reads >= READS // 5


def _written_by_hand(chance, works, left):
    """Ask the tables by raw words, as somebody who had got into the program would."""
    count = min(left, 40)
    with connection.cursor() as cursor:
        for _read in range(count):
            pk = chance.randint(1, 60)
            cursor.execute("SELECT organisation_id FROM paging_address WHERE rung_id = %s OR id = %s", [pk, pk])
            assert {home for (home,) in cursor.fetchall()} <= works
    return count
