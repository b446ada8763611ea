"""A browser without scripts on the pages of incidents, its clock being the scene's."""

from __future__ import annotations

import re
from html import unescape

import pypdfium2
from django.urls import reverse
from tests.cast import client_of
from tests.incidents.scene import MINUTE

from thongsuot.incidents.models import Incident


class Pages:
    """What people see of a scene, and the buttons that they press."""

    def __init__(self, scene) -> None:
        self.scene = scene
        self.guest = scene.cast.person("bv-nhi.cntt")  # a hospital's own people
        self.other = scene.cast.person("dd-2.daumoi")  # another company's

    def get(self, person, name, /, *args, status=200, **query):
        """Open a page and return its text."""
        answer = client_of(person).get(reverse(f"incidents:{name}", args=args), query)
        assert answer.status_code == status, (name, answer.status_code)
        return answer.content.decode() if "text/html" in answer["Content-Type"] else answer.content

    def post(self, person, name, /, *args, status=302, **fields):
        """Press a button and return the answer."""
        answer = client_of(person).post(reverse(f"incidents:{name}", args=args), fields)
        assert answer.status_code == status, (name, answer.status_code, said_in(answer))
        return answer

    def step(self, person, incident, verb, /, *, status=302, **fields):
        """Take a step of an incident."""
        return self.post(person, "incident-step", incident.pk, verb, status=status, **fields)

    def told(self, person, name, /, *args, **fields):
        """Press a button, follow it, and return the messages and the page."""
        answer = client_of(person).post(reverse(f"incidents:{name}", args=args), fields, follow=True)
        return " ".join(str(message) for message in answer.context["messages"]), answer.content.decode()


def said_in(answer) -> str:
    return " ".join(re.findall(r'class="error[^>]*>(.*?)</div>', answer.content.decode(), re.DOTALL))[:400]


def text_of(page: str) -> str:
    """Return what a person reads of a page: no markup, entities resolved, single spaces."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def words_of(pdf: bytes) -> str:
    """Return the words of a paper."""
    assert pdf.startswith(b"%PDF")
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def errors_of(answer) -> dict[str, list[str]]:
    """Return the errors of the form that came back."""
    form = answer.context["form"]
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def crowd(scene, count, **other):
    """Many standing incidents at no site, each with a clock of its own."""
    told = {
        "organisation": scene.enterprise, "reality": "live", "failure": "line", "origin": "hand", "opened_at": scene.at,
        "starts_at": scene.at, "at": scene.at, "by_system": "Kiểm thử", "by_name": "Kiểm thử", "reasons": [],
    }  # fmt: skip
    Incident.objects.bulk_create(
        Incident(
            title=f"Mất đường truyền: Trạm {n}",
            priority=n % 3 + 1,
            target_at=scene.at + n * MINUTE,
            **{**told, **other},
        )
        for n in range(count)
    )
