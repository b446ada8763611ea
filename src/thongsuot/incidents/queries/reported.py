"""What an SMS that reports a failure says: where it failed, who is to mend it, and what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from thongsuot.engines.message import international
from thongsuot.engines.vietnamese import fold
from thongsuot.incidents.models import Incident
from thongsuot.incidents.queries.places import carriers_of, menders_of
from thongsuot.organisations.models import Organisation, Person, Site
from thongsuot.organisations.queries import in_force
from thongsuot.outbox import queries as outbox
from thongsuot.outbox.models import Reply

Named = TypeVar("Named")
MOST_TOKENS = 5  # of a code that is written in several words: BV TINH for bv-tinh
SIGNS = {"mat dien": "power", "dut cap": "cable", "chap chon": "quality", "cham": "quality", "hong thiet bi": "device"}


@dataclass(frozen=True)
class Reported:
    """The people who may have written, and what is understood; nothing where the words say nothing."""

    people: list[Person]
    site: Site | None
    mender: Organisation | None  # that was named
    failure: str
    words: str


def reported_since() -> datetime | None:
    """Return when the first report came that was not read yet."""
    first = outbox.to_be_opened().first()
    return first.received_at if first is not None else None


def reported(reply: Reply, at: datetime) -> Reported:
    """Read a report: SU CO, the code of a site, perhaps that of an enterprise, and what failed."""
    tokens = reply.body.split()
    sites = {_bare(site.code): site for site in Site.objects.filter(in_force(at)).select_related("organisation")}
    _report, tokens = _taken(tokens, {"suco": True})
    site, rest = _taken(tokens, sites)
    menders = {_bare(row.code): row for row in menders_of(site, at)} if site is not None else {}
    mender, rest = _taken(rest, menders)
    words = " ".join(rest).strip(" .,:;-")
    return Reported(_people(reply), site, mender, _failure(words), words[:500])


def mender_for(told: Reported, person: Person, at: datetime) -> Organisation | None:
    """Return who is to mend it: who was named, the writer's own enterprise, or whoever last did so at the site."""
    if told.mender is not None or told.site is None:
        return told.mender
    if person.organisation.kind == Organisation.Kind.ENTERPRISE and person.organisation_id != told.site.organisation_id:
        return person.organisation
    carriers = carriers_of(told.site, at)
    known = [carrier.organisation for carrier in carriers if carrier.known] or [each.organisation for each in carriers]
    return known[0] if len(known) == 1 or (known and carriers[0].known) else None


def _people(reply: Reply) -> list[Person]:
    """Return who may have written: of people of several houses with one number nobody knows whose word it is."""
    told = reply.message.recipient
    others = outbox.people_at(international(reply.message.address))
    if told is None and len({person.organisation_id for person in others}) > 1:
        return []
    home = told.organisation_id if told is not None else None
    near = [person for person in others if home in (None, person.organisation_id)]
    return list(dict.fromkeys([*([told] if told is not None else []), *near]))


def _taken(tokens: list[str], named: Mapping[str, Named]) -> tuple[Named | None, list[str]]:
    """Take what is named by the first words, as many of them as make a name; return it and the words left."""
    for count in range(min(MOST_TOKENS, len(tokens)), 0, -1):
        found = named.get("".join(map(_bare, tokens[:count])))
        if found is not None:
            return found, tokens[count:]
    return None, tokens


def _bare(word: str) -> str:
    return re.sub(r"[\W_]+", "", fold(unicodedata.normalize("NFKC", word)))


def _failure(words: str) -> str:
    said = " ".join(fold(words).split())
    return next((failure for sign, failure in SIGNS.items() if sign in said), Incident.Failure.LINE.value)
