"""What each bake is: a template's shape, how it ends and where, whether its script lies. A function of the seed alone."""

import random
from dataclasses import dataclass, field

# Shape and weight. amazon-chroot needs a device of the machine's own: it is not baked here, unit tests say what becomes of it.
SHAPES = {
    "packer's key": 5,
    "no bake id": 3,
    "own key": 2,
    "own key and group": 2,
    "agent auth": 1,
    "no communicator": 2,
    "named key": 2,
    "taken key": 2,
    "Spot": 3,
    "surrogate": 2,
    "region copies": 4,
    "temporary role": 1,
    "two builders": 2,
    "forced": 3,
    "taken name": 1,
    "taken name of a copy": 2,
}

# How it ends, and weight. "killed": packer dies; "deaf": cancelled, but packer does not hear it and is killed.
ENDS = {"well": 5, "fails": 3, "cancel": 5, "killed": 5, "deaf": 2}

# Where trouble begins: what packer says there.
PLACES = [
    "Creating temporary keypair",
    "Creating temporary security group",
    "Authorizing access",
    "Launching a",
    "Instance ID:",
    "Waiting for instance",
    "Connected to SSH",
    "Provisioning with shell",
    "Stopping the source instance",
    "Creating AMI",
    "Waiting for AMI",
    "Copying",
    "Registering the AMI",
    "Terminating the source",
]
# What packer does not say of some shapes.
NEVER = {
    "own key": ["temporary keypair"],
    "own key and group": ["temporary keypair", "temporary security", "Authorizing"],
    "agent auth": ["temporary keypair"],
    "no communicator": ["temporary keypair", "Connected", "Provisioning"],
    "surrogate": ["Creating AMI", "Waiting for AMI"],
    "taken key": PLACES[1:],
}
SHARES = {"lies": 0.4, "cut": 0.2}


@dataclass
class Bake:
    """One bake of the soak."""

    number: int
    shape: str
    end: str
    at: str
    after: float
    cut: int | None
    lies: bool
    identity: str
    said: dict = field(default_factory=dict)  # what came of it
    code: int | None = None
    log: str = ""
    troubled: bool = False  # whether what was planned came about

    @property
    def title(self):
        where = f" at '{self.at}' + {self.after:.1f} s" if self.at else ""
        more = [f"log cut at line {self.cut}"] * (self.cut is not None) + ["its script lies"] * self.lies
        return f"bake {self.number} ({self.shape}, {self.end}{where}{''.join(', ' + word for word in more)}, {self.identity})"


def bakes(seed, count):
    """All bakes of a seed; the first of a longer soak are those of a shorter one."""
    chance = random.Random(seed)
    return [_bake(chance, number) for number in range(count)]


def _bake(chance, number):
    shape = _one(chance, SHAPES)
    end = _one(chance, ENDS)
    if shape == "no communicator" and end == "fails":
        end = "well"  # there is no script that could
    at = chance.choice(_places(shape))
    after = chance.choice([0, 0, 0.3, 1.0, 2.5])
    cut = chance.randrange(1, 40) if chance.random() < SHARES["cut"] else None
    lies = chance.random() < SHARES["lies"]
    identity = chance.choice(["alice", "bob"])
    troubled = end in ("cancel", "killed", "deaf")
    return Bake(number, shape, end, at if troubled else "", after if troubled else 0, cut, lies, identity)


def _places(shape):
    never = NEVER.get(shape, [])
    if shape not in ("region copies", "taken name of a copy"):
        never = [*never, "Copying"]
    if shape != "surrogate":
        never = [*never, "Registering"]
    return [place for place in PLACES if not any(word in place for word in never)]


def _one(chance, weights):
    return chance.choices(list(weights), list(weights.values()))[0]
