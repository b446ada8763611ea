"""The walls around the child. Each is put up where the kernel allows it; the last one stands everywhere.

- limits: processor time, memory, size of files, open files, no core, no further process (setrlimit)
- namespace: a network of its own that holds nothing, where user namespaces are allowed (unshare)
- folders: of all files only programs and libraries, to read, and the child's own empty folder (Landlock)
- filter: the kernel refuses sockets, new processes, programs, signals and mounts (seccomp, x86_64 and aarch64)
- hook: Python itself refuses the same (sys.addaudithook), which cannot be taken away again
"""

from __future__ import annotations

import ctypes
import math
import mimetypes
import os
import resource
import signal
import struct
import sys
from typing import Any

from thongsuot.files.gateway.folders import close_folders

NEW_USER, NEW_IPC, NEW_NET = 0x10000000, 0x08000000, 0x40000000
DIE_WITH_PARENT, NO_DUMP, NO_NEW_PRIVILEGES, SECCOMP = 1, 4, 38, 22

# Numbers of the refused system calls: socket, connect, bind, socketpair; clone, fork, vfork, clone3; execve, execveat;
# kill, rt_sigqueueinfo, pidfd_*; ptrace, process_vm_*; mount, umount2, unshare, setns; bpf, perf_event_open,
# userfaultfd, io_uring_setup; add_key, request_key, keyctl.
REFUSED = {
    "x86_64": (0xC000003E, (
        41, 42, 49, 53, 56, 57, 58, 435, 59, 322, 62, 129, 424, 434, 438, 101, 310, 311, 165, 166, 272, 308,
        321, 298, 323, 425, 248, 249, 250,
    )),
    "aarch64": (0xC00000B7, (
        198, 203, 200, 199, 220, 435, 221, 281, 129, 138, 424, 434, 438, 117, 270, 271, 40, 39, 97, 268,
        280, 241, 282, 425, 217, 218, 219,
    )),
}  # fmt: skip
EXECVE = {59, 221}  # let pass once, for a child that becomes a program
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000  # SECCOMP_RET_*: let pass, answer EPERM, end the process

HOOKED = ("socket.", "subprocess.", "os.fork", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.kill", "pty.")


def confine(seconds: float, memory: int, output: int, *, program: bool = False) -> list[str]:
    """Put up every wall this kernel allows and return which stand besides the limits; a program may still be begun."""
    kernel = ctypes.CDLL(None, use_errno=True)
    cpu = math.ceil(seconds)
    for limit, most in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(limit, most)
    kernel.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    standing = []
    if kernel.unshare(NEW_USER | NEW_NET | NEW_IPC) == 0 or kernel.unshare(NEW_NET | NEW_IPC) == 0:
        standing.append("namespace")
    _limit(resource.RLIMIT_NPROC, 0)  # after the namespace: its limit would count the user's other processes
    kernel.prctl(NO_DUMP, 0, 0, 0, 0)
    kernel.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    mimetypes.init()  # openpyxl asks for it later, when the lists it reads are out of reach
    if close_folders(kernel, program=program):
        standing.append("folders")
    if _filter(kernel, program=program):
        standing.append("filter")
    if program:
        return standing
    sys.addaudithook(_refuse)
    return [*standing, "hook"]


def _limit(limit: int, most: int) -> None:
    hard = resource.getrlimit(limit)[1]
    low = most if hard == resource.RLIM_INFINITY else min(most, hard)
    grace = 1 if limit == resource.RLIMIT_CPU and low != hard else 0  # a second in which SIGXCPU says why
    resource.setrlimit(limit, (low, low + grace))


def _filter(kernel: Any, *, program: bool) -> bool:
    """Let the kernel refuse the calls of REFUSED with EPERM; tell whether it does."""
    machine = os.uname().machine
    if machine not in REFUSED:
        return False
    architecture, calls = REFUSED[machine]
    refused = tuple(call for call in calls if not (program and call in EXECVE))
    steps = _program(architecture, refused)
    code = ctypes.create_string_buffer(steps, len(steps))
    head = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(code))
    return bool(kernel.prctl(SECCOMP, 2, ctypes.create_string_buffer(head, len(head)), 0, 0) == 0)


def _program(architecture: int, calls: tuple[int, ...]) -> bytes:
    """Return the classic BPF program: load, compare, answer (linux/seccomp.h: nr at 0, arch at 4)."""
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    count = len(calls)
    steps = [
        (load, 0, 0, 4),
        (equal, 1, 0, architecture),
        (answer, 0, 0, KILL),
        (load, 0, 0, 0),
        (at_least, count + 1, 0, 0x40000000),  # the x32 numbers of the same calls
        *((equal, count - place, 0, call) for place, call in enumerate(calls)),
        (answer, 0, 0, ALLOW),
        (answer, 0, 0, REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _refuse(event: str, _: Any) -> None:
    if event.startswith(HOOKED):
        raise PermissionError(event)
