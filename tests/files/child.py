"""The sandbox's child with the hostile readers: the same walls, other readers, and nothing of it in the product.

`python tests/files/child.py [without-hook] READER`: without Python's own hook the kernel's walls stand alone.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.files import readers

from thongsuot.files.gateway import confinement
from thongsuot.files.gateway.child import READERS, child

for name in [name for name in dir(readers) if name.islower() and not name.startswith("_")]:
    READERS[name] = f"tests.files.readers:{name}"
if "without-hook" in sys.argv:
    confinement.HOOKED = ("nothing",)
if "hook-alone" in sys.argv:
    confinement.REFUSED = {}
    confinement.close_folders = lambda kernel, program=False: False
    confinement.NEW_USER = confinement.NEW_IPC = confinement.NEW_NET = 0x7  # no such flags: the kernel refuses them
sys.exit(child(sys.argv[-1]))
