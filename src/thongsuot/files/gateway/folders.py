"""The child reads programs and libraries and writes to its own empty folder; all other files are closed (Landlock).

Source: linux/landlock.h, versions 1 to 3 of its interface; kernels before 5.13 have none and say so.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from pathlib import Path
from typing import Any

CREATE, ADD, RESTRICT = 444, 445, 446  # the same numbers on x86_64 and aarch64
VERSION, BENEATH = 1, 1
RUN, WRITE, READ, LIST = 1, 2, 4, 8
RIGHTS = {1: 13, 2: 14}  # version -> how many rights over files it knows; from the third on, 15
SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom")


def close_folders(kernel: Any, *, program: bool = False) -> bool:
    """Close every file that reading does not need; tell whether the kernel does. A program may be begun if said so."""
    version = kernel.syscall(CREATE, None, 0, VERSION)
    if version < 1:
        return False
    every = (1 << RIGHTS.get(version, 15)) - 1
    ruleset = kernel.syscall(CREATE, ctypes.c_char_p(struct.pack("Q", every)), ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    for path in {*SYSTEM, sys.prefix, sys.base_prefix, *filter(None, sys.path)}:
        _open(kernel, ruleset, path, READ | LIST | (RUN if program else 0))
    _open(kernel, ruleset, str(Path.cwd()), every & ~RUN)
    return bool(kernel.syscall(RESTRICT, ruleset, 0) == 0)


def _open(kernel: Any, ruleset: int, path: str, rights: int) -> None:
    """Let the child use what lies beneath the path; what is not there needs no rule."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not Path(path).is_dir():
        rights &= WRITE | READ | RUN
    kernel.syscall(ADD, ruleset, BENEATH, ctypes.c_char_p(struct.pack("=Qi", rights, place)), 0)
    os.close(place)
