"""The picture of the rooms: house.puml, which the code is held against, drawn as SVG and as Mermaid."""

import re

from bound import ROOT

PUML = ROOT / "src/test/resources/io/jenkins/plugins/amibakery/house.puml"
# Where each room stands: column and row.
PLACES = {
    "steps": (2, 0),
    "schedule": (4.4, 0),
    "cli": (0, 1),
    "task": (2, 1),
    "source": (4.6, 2),
    "page": (5.6, 2),
    "agent": (2, 2),
    "config": (3.6, 3.35),
    "history": (5.6, 2.75),
    "aws": (2.2, 3),
    "trust": (4.7, 5),
    "record": (5.6, 4),
    "documents": (0.6, 3.9),
    "stacks": (1.7, 4),
    "ec2": (2.7, 4),
    "access": (1.7, 5),
    "images": (-0.45, 5),
    "fleet": (0.5, 7),
    "boot": (-0.45, 8),
    "prove": (0.5, 5),
    "bake": (2.7, 5),
    "reuse": (2.7, 6),
    "rebake": (4, 6),
    "adopt": (-0.45, 6),
    "deploy": (-1.3, 7),
    "lockfile": (2.7, 7),
    "build": (2.7, 8),
    "packages": (4, 8),
    "cloud": (1.2, 9),
    "ownership": (1.2, 10),
    "packer": (2.7, 10),
    "runway": (0, 10),
    "log": (1.4, 11),
    "script": (2.9, 11),
    "context": (4.3, 11),
    "command": (1.4, 12),
    "yaml": (2.9, 12),
    "attest": (5.6, 6),
    "store": (5.6, 12),
    "statement": (4.4, 12),
    "model": (2.6, 13),
}
ENGINE = 3  # the first row of the engine's rooms
FRONT = {"config", "history", "record", "trust"}  # but these
WIDTH, HEIGHT, ACROSS, DOWN = 92, 30, 116, 58


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
    within = [line for line in lines if is_engine(line.split()[0])]
    outside = [f"    {line}" for line in lines if line not in within]
    frame = ["    subgraph engine", *[f"        {line}" for line in within], "    end"]
    return "\n".join(["```mermaid", "flowchart TD", *frame, *outside, "```"])


def is_engine(name):
    return PLACES[name][1] >= ENGINE and name not in FRONT


def svg():
    """The picture."""
    shapes = [line(a, b) for a, b in drawn(arrows())] + [room(name) for name in PLACES]
    return HEAD + "\n".join(shapes) + "\n</svg>\n"


def centre(name):
    column, row = PLACES[name]
    return round(205 + column * ACROSS), round(30 + row * DOWN)


def room(name):
    x, y = centre(name)
    kind = "engine" if is_engine(name) else "jenkins"
    return (
        f'  <rect class="{kind}" x="{x - WIDTH // 2}" y="{y - HEIGHT // 2}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>\n'
        f'  <text x="{x}" y="{y + 5}">{name}</text>'
    )


def line(start, end):
    """Straight from the lower edge of one room to the upper edge of the other; what it passes lies upon it."""
    (x1, y1), (x2, y2) = centre(start), centre(end)
    path = f"M {x1} {y1 + HEIGHT // 2} L {x2} {y2 - HEIGHT // 2 - 2}"
    return f'  <path class="arrow" d="{path}"><title>{start} uses {end}</title></path>'


HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 910 815" role="img" aria-label="The rooms of AMI Bakery and who uses whom">
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
  <rect x="0" y="0" width="910" height="815" fill="#fff" stroke="none"/>
"""
