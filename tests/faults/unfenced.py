"""The same install with the fence of the outbox taken out: only a test can start it.

`python -m tests.faults.unfenced WRAPPER up` runs the supervisor; every process it starts goes through WRAPPER, which
comes back here as `python -m tests.faults.unfenced -m thongsuot WORDS`, and the timer among them sends first and
writes afterwards.
"""

from __future__ import annotations

import os
import runpy
import shlex
import sys
from pathlib import Path

import django
from tests.outbox.sender import unfence

from thongsuot.__main__ import main


def started() -> int:
    """Run one process of the install, the timer without its fence."""
    module, words = sys.argv[2], sys.argv[3:]
    if module != "thongsuot":
        sys.argv = [module, *words]
        runpy.run_module(module, run_name="__main__")
        return 0
    if words[0] == "timer":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.web.settings")
        django.setup()
        unfence()
    return main(words)


def supervised() -> int:
    """Run the supervisor with an interpreter that leads back here."""
    wrapper = Path(sys.argv[1])
    wrapper.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tests.faults.unfenced "$@"\n')
    wrapper.chmod(0o700)
    sys.executable = str(wrapper)
    return main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(started() if sys.argv[1] == "-m" else supervised())
