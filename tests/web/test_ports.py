"""Two installs that start at the same moment never listen on the same port."""

from __future__ import annotations

import subprocess
import sys

from thongsuot.web import ports

HERE = "127.0.0.1"
ASK = "import sys; from thongsuot.web import ports; print(ports.promised('127.0.0.1', int(sys.argv[1])))"


def test_a_port_is_promised_once_although_nobody_listens_yet():
    port = ports.promised(HERE, ports.free(HERE, 0))
    told = subprocess.run([sys.executable, "-c", ASK, str(port)], check=True, capture_output=True, text=True)
    assert int(told.stdout) not in (0, port)
    assert ports.promised(HERE, port) != port


def test_a_promise_ends_with_the_process_that_had_it():
    wanted = str(ports.free(HERE, 0))
    for _ in range(2):
        told = subprocess.run([sys.executable, "-c", ASK, wanted], check=True, capture_output=True, text=True)
        assert told.stdout.strip() == wanted


def test_a_port_that_is_already_taken_by_another_part_is_not_given_again():
    port = ports.free(HERE, 0)
    assert ports.promised(HERE, port, port) != port
