"""Part the body of a letter into its blocks: items of lists, numbered paragraphs, plain paragraphs."""

from dataclasses import dataclass

from thongsuot.engines.letter._markers import Cut, Marker, marked_cuts
from thongsuot.engines.letter._paragraphs import plain_cuts
from thongsuot.engines.letter._source import Source


@dataclass(frozen=True, slots=True)
class Block:
    """`start` lies behind the marker; `mark` is the marker's own sign; `depth` counts the lists around it."""

    start: int
    end: int
    marker: Marker
    sign: str
    depth: int = 0


_Style = tuple[Marker, str]


def blocks_of(source: Source, start: int, end: int) -> list[Block]:
    """The blocks between two offsets, in the order of the text."""
    cuts = {cut.start: cut for cut in plain_cuts(source, start, end)}
    for cut in marked_cuts(source, start, end):
        cuts[cut.start] = cut
    marked = {cut.start: cut for cut in cuts.values() if cut.sign}
    edges = sorted(cuts.values(), key=lambda cut: cut.at)
    if not edges or edges[0].at > start:
        edges.insert(0, Cut(start, start, Marker.NONE, ""))
    blocks, stack = list[Block](), list[_Style]()
    for edge, after in zip(edges, [*edges[1:], None], strict=False):
        stop = after.at if after else end
        if source.plain[edge.start : stop].strip() and (edge.start not in marked or edge.sign):
            _climb(stack, edge, blocks, source)
            blocks.append(Block(edge.start, stop, edge.marker, edge.sign, len(stack)))
    return blocks


def _climb(stack: list[_Style], cut: Cut, blocks: list[Block], source: Source) -> None:
    """Keep the stack of list styles: a new style opens a list inside the current one, a known one closes back to it."""
    if cut.marker is Marker.NONE:
        if (
            blocks
            and blocks[-1].marker is not Marker.NONE
            and not source.plain[: blocks[-1].end].rstrip().endswith(":")
        ):
            del stack[next((i for i, style in enumerate(stack) if style[0] >= Marker.LETTER), 0) :]
        return
    style = (cut.marker, cut.sign if cut.marker is Marker.BULLET else "")
    if style in stack:
        del stack[stack.index(style) + 1 :]
        return
    while stack and stack[-1][0] > cut.marker:
        stack.pop()
    stack.append(style)
