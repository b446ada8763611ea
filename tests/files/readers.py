"""Readers as a hostile file would have them; only tests/files/child.py knows their names."""

import os
import resource
import socket
import subprocess
import sys
import threading
import time


class Locked(Exception):
    """What an engine raises: a code and a message of its own."""

    code = "encrypted"
    message = "Tệp được đặt mật khẩu."


def echo(data, *, name):
    """Answer what was given."""
    return {"name": name, "size": len(data), "head": data[:8].hex()}


def surrogate(data, *, name):
    """Answer half a character, as broken texts hold them."""
    return {"text": "\ud800"}


def environment(data, *, name):
    """Answer what the child can see around it."""
    return {
        "variables": sorted(os.environ),
        "folder": os.listdir("."),
        "here": os.getcwd(),
        "files": resource.getrlimit(resource.RLIMIT_NOFILE)[0],
        "group": os.getpgid(0) == os.getpid(),
    }


def locked(data, *, name):
    """Refuse in the reader's own words."""
    raise Locked


def stumble(data, *, name):
    """Fail as a program with a fault does."""
    return {"never": 1 // 0}


def spin(data, *, name):
    """Never end, using the processor."""
    while True:
        pass


def sleep(data, *, name):
    """Never end, using nothing."""
    time.sleep(600)


def eat(data, *, name):
    """Take ever more memory."""
    kept = []
    while True:
        kept.append(bytearray(32 * 1024 * 1024))


def die(data, *, name):
    """End as a library with a broken pointer does."""
    os.abort()


def leave(data, *, name):
    """End as if all were well, without an answer."""
    os._exit(0)


def chatter(data, *, name):
    """Print where the answer goes."""
    sys.stdout.write("%%EOF" * 100)
    sys.stdout.flush()
    os.write(1, b'{"result": "forged"}')
    return {"said": "enough"}


def flood(data, *, name):
    """Answer more than anybody asked for."""
    return {"text": "x" * (80 * 1024 * 1024)}


def fill(data, *, name):
    """Write a file without end."""
    with open("big", "wb") as stream:
        while True:
            stream.write(b"\0" * (8 * 1024 * 1024))


def dial(data, *, name):
    """Open a socket."""
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).connect(("127.0.0.1", int(name)))
    return {"connected": True}


def dial_unix(data, *, name):
    """Open a socket to a program on the same machine, as the database listens on one."""
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).connect(name)
    return {"connected": True}


def fork(data, *, name):
    """Make a second process."""
    if os.fork() == 0:
        time.sleep(60)
    return {"forked": True}


def launch(data, *, name):
    """Start a program."""
    return {"said": subprocess.run(["/bin/echo", "out"], capture_output=True, check=True).stdout.decode()}


def shoot(data, *, name):
    """End the process that asked."""
    os.kill(os.getppid(), 9)
    return {"shot": True}


def spread(data, *, name):
    """Start a thread."""
    thread = threading.Thread(target=time.sleep, args=(0,))
    thread.start()
    thread.join()
    return {"threads": True}


def peek(data, *, name):
    """Read a file of the house."""
    with open(name, "rb") as stream:
        return {"read": len(stream.read())}


def scribble(data, *, name):
    """Write where the house keeps its files."""
    with open(name + ".new", "wb") as stream:
        stream.write(b"x")
    return {"written": True}


def draft(data, *, name):
    """Write into the own folder and read it again, as libraries do."""
    with open("draft", "wb") as stream:
        stream.write(data)
    with open("draft", "rb") as stream:
        return {"read": len(stream.read())}


def heavy(data, *, name):
    """Load what the engines load."""
    import docx
    import openpyxl
    import pypdfium2

    return {"loaded": [docx.__name__, openpyxl.__name__, pypdfium2.__name__]}
