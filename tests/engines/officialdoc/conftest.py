"""The faces papers are printed in, built once."""

from pathlib import Path

import pytest

from thongsuot.engines.officialdoc import Paper, to_pdf
from thongsuot.web import typefaces

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def faces() -> Path:
    typefaces.build(PROJECT / "node_modules", PROJECT / "build" / "typefaces")
    return PROJECT / "build" / "typefaces"


@pytest.fixture(scope="session")
def printed(faces):
    """Print a paper, once for all the tests that look at it."""
    from tests.engines.officialdoc.samples import CREATED

    done: dict[int, tuple[Paper, bytes]] = {}

    def printing(paper: Paper) -> bytes:
        if id(paper) not in done:
            done[id(paper)] = paper, to_pdf(paper, fonts=faces, created=CREATED)
        return done[id(paper)][1]

    return printing
