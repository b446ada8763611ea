"""Letters of the corpus on paper: laid out as offices print them, and scanned as offices scan them.

Nothing here knows how a letter is read. No file is kept; the same letter gives the same page each time.
"""

from tests.printing.choosing import chosen
from tests.printing.press import Printed, printed
from tests.printing.scanner import FAULTS, scanned
from tests.printing.sheet import Sheet, sheet_of

__all__ = ["FAULTS", "Printed", "Sheet", "chosen", "printed", "scanned", "sheet_of"]
