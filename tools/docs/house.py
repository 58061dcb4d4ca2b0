"""The picture of the rooms: house.puml, which the code is held against, drawn as SVG and as Mermaid."""

import re

from bound import ROOT

PUML = ROOT / "src/test/resources/io/jenkins/plugins/amibakery/house.puml"
# Where each room stands: column and row.
PLACES = {
    "steps": (0, 0),
    "schedule": (2, 0),
    "cli": (-1, 1),
    "agent": (0, 1),
    "config": (1, 1),
    "results": (2, 1),
    "trust": (1.5, 1.7),
    "aws": (0, 2),
    "images": (-1, 2.5),
    "bakery": (0, 3),
    "packer": (-0.6, 4),
    "runway": (0.6, 4),
    "statement": (1.5, 4),
    "command": (-0.6, 5),
    "yaml": (0.6, 5),
    "model": (0, 6),
}
ENGINE = 2  # the first row of the engine's rooms
WIDTH, HEIGHT, ACROSS, DOWN = 110, 34, 150, 76


def arrows(text=None):
    """Every arrow of house.puml as a pair of rooms."""
    return set(re.findall(r"^\[(\w+)] --> \[(\w+)]", text or PUML.read_text(), re.M))


def closed(pairs):
    """The pairs and all that follow from them."""
    closure = set(pairs)
    while more := {(a, d) for a, b in closure for c, d in closure if b == c} - closure:
        closure |= more
    return closure


def drawn(pairs):
    """The arrows that need drawing: those that do not follow from others."""
    closure = closed(pairs)
    return sorted((a, b) for a, b in pairs if not any((a, c) in closure and (c, b) in closure for c in {d for _, d in pairs}))


def mermaid():
    """The same for README, the engine's rooms in a frame."""
    lines = [f"{a} --> {b}" for a, b in drawn(arrows())]
    within = [line for line in lines if PLACES[line.split()[0]][1] >= ENGINE]
    outside = [f"    {line}" for line in lines if line not in within]
    frame = ["    subgraph engine", *[f"        {line}" for line in within], "    end"]
    return "\n".join(["```mermaid", "flowchart TD", *frame, *outside, "```"])


def svg():
    """The picture."""
    shapes = [line(a, b) for a, b in drawn(arrows())] + [room(name) for name in PLACES]
    return HEAD + "\n".join(shapes) + "\n</svg>\n"


def centre(name):
    column, row = PLACES[name]
    return round(250 + column * ACROSS), round(40 + row * DOWN)


def room(name):
    x, y = centre(name)
    kind = "engine" if PLACES[name][1] >= ENGINE else "jenkins"
    return (
        f'  <rect class="{kind}" x="{x - WIDTH // 2}" y="{y - HEIGHT // 2}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>\n'
        f'  <text x="{x}" y="{y + 5}">{name}</text>'
    )


def line(start, end):
    """Straight from the lower edge of one room to the upper edge of the other; to a far column, round the outside."""
    (x1, y1), (x2, y2) = centre(start), centre(end)
    top, bottom = y1 + HEIGHT // 2, y2 - HEIGHT // 2
    if y2 - y1 > 2 * DOWN and x1 != x2:
        path = f"M {x1} {top} L {x1} {y2} L {x2 + WIDTH // 2 + 2} {y2}"
    else:
        path = f"M {x1} {top} L {x2} {bottom - 2}"
    return f'  <path class="arrow" d="{path}"><title>{start} uses {end}</title></path>'


HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 540" role="img" aria-label="The rooms of AMI Bakery and who uses whom">
  <style>
    text { font: 14px sans-serif; text-anchor: middle; fill: #1b1b1b }
    rect { stroke: #445; fill: #fff }
    rect.engine { fill: #e8f1e4 }
    rect.jenkins { fill: #e6ecf5 }
    .arrow { stroke: #445; fill: none; marker-end: url(#head) }
  </style>
  <defs>
    <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M 0 0 L 8 4 L 0 8 z" fill="#445"/></marker>
  </defs>
  <rect x="0" y="0" width="640" height="540" fill="#fff" stroke="none"/>
"""
