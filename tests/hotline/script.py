"""A day at the hotline as a script: each line a minute, a verb and its words; figures and states are claims."""

from __future__ import annotations

from datetime import timedelta

from tests.hotline.desk import URGENCIES, Desk

from thongsuot.hotline import queries
from thongsuot.hotline.models import HotlineCall
from thongsuot.organisations import access
from thongsuot.paging.models import Page


class Play:
    """One script on its way; calls go by the letters a, b, c in the order in which they came."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.calls: dict[str, HotlineCall] = {}
        self.people = {"lan": desk.lan, "hang": desk.hang, "long": desk.long}

    def run(self, script: str) -> None:
        for line in filter(None, map(str.strip, script.splitlines())):
            minute, verb, *words = line.split()
            self.desk.until(float(minute))
            try:
                getattr(self, verb)(*words)
            except AssertionError as failure:
                raise AssertionError(f"{line}: {failure}") from failure

    def _of(self, name: str) -> HotlineCall:
        return self.desk.fresh(self.calls[name])

    def _same(self, found, wanted) -> None:
        assert str(found) == str(wanted), f"{found}"

    # what happens

    def ring(self, urgency: str, *told: str) -> None:
        """ring now [answered] [late=40] [site=bv-tinh] [by=hang] [nophone] [from=dd-1]"""
        more: dict[str, object] = {"urgency": URGENCIES[urgency]}
        by = self.desk.lan
        for word in told:
            name, _sign, value = word.partition("=")
            match name:
                case "answered":
                    more["answer"] = "Đã trả lời"
                case "late":
                    more["called_at"] = self.desk.at - timedelta(minutes=int(value))
                case "site":
                    more["site"] = self.desk.site(value)
                case "by":
                    by = self.people[value]
                case "nophone":
                    more["phone"] = ""
                case "from":
                    more["caller_organisation"] = self.desk.cast.organisation(value)
                case _:
                    raise ValueError(word)
        self.calls["abcdefgh"[len(self.calls)]] = self.desk.ring(by=by, **more)

    def _do(self, verb: str, name: str, *args, who: str = "lan", **told) -> None:
        self.desk.do(verb, self._of(name), *args, by=self.people[who], **told)

    def take(self, name: str, who: str = "lan") -> None:
        self._do("take", name, who=who)

    def back(self, name: str) -> None:
        self._do("put_back", name)

    def answer(self, name: str, who: str = "lan") -> None:
        self._do("answer", name, "Đã trả lời", who=who)

    def promise(self, name: str, minute: str, who: str = "lan") -> None:
        self._do("promise", name, self.desk.minute(int(minute)), who=who)

    def unreached(self, name: str, minute: str) -> None:
        self._do("note_unreached", name, "Không nghe máy", self.desk.minute(int(minute)))

    def void(self, name: str) -> None:
        self._do("void", name, "Gọi nhầm")

    def incident(self, name: str, failure: str = "line") -> None:
        self._do("open_incident", name, failure, carrier=self.desk.office)

    def urgent(self, name: str, urgency: str) -> None:
        row = self._of(name)
        told = self.desk.told(urgency=URGENCIES[urgency], called_at=row.called_at, site=row.site)
        self._do("correct", name, told)

    def accept(self, name: str) -> None:
        self.desk.accept_page(self._of(name))

    def silence(self, *who: str) -> None:
        self.desk.silence(*(self.people[name] for name in who))

    # what is so

    def state(self, name: str, state: str) -> None:
        self._same(self._of(name).state, state)

    def holder(self, name: str, who: str) -> None:
        self._same(self._of(name).holder, "None" if who == "nobody" else self.people[who])

    def asked(self, name: str, times: str) -> None:
        """So many times somebody was asked anew: ladders."""
        self._same(len(self.desk.ladders(self._of(name))), times)

    def pages(self, name: str, times: str) -> None:
        """So many pages left in all."""
        found = Page.objects.filter(ladder__in=self.desk.ladders(self._of(name)), sent_at__isnull=False)
        self._same(found.count(), times)

    def first(self, name: str, who: str) -> None:
        self._same(self.desk.rungs(self._of(name))[0], self.people[who].name)

    def due(self, name: str, minute: str) -> None:
        at = self._of(name).due_at
        self._same(
            None if at is None else round((at - self.desk.minute(0)) / timedelta(minutes=1)), minute.capitalize()
        )

    def figures(self, name: str, told: str) -> None:
        self._same("/".join(map(str, self.desk.figures(self._of(name)))), told)

    def versions(self, name: str, number: str) -> None:
        self._same(len(self.desk.evidence(self._of(name))), number)

    def waiting(self, *names: str) -> None:
        with access.acting_as(self.desk.lan, self.desk.at):
            rows = [row.pk for row in queries.waiting(self.desk.office)]
        self._same(rows, [self.calls[name].pk for name in names])

    def returning(self, *names: str) -> None:
        with access.acting_as(self.desk.lan, self.desk.at):
            rows = [row.pk for row in queries.to_return(self.desk.office)]
        self._same(rows, [self.calls[name].pk for name in names])

    def incidents(self, number: str) -> None:
        self._same(len(self.desk.incidents), number)

    def late(self, name: str, said: str) -> None:
        self._same(self._of(name).late, said == "yes")
