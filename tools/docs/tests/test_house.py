"""The picture is that of house.puml, which ArchitectureTest holds the code against."""

import re

from bound import ROOT
from house import PLACES, arrows, closed, drawn, svg


def test_every_room_has_a_place_and_no_place_is_empty():
    assert {room for arrow in arrows() for room in arrow} == set(PLACES)


def test_the_arrows_drawn_lead_to_every_allowed_one():
    assert closed(drawn(arrows())) >= arrows() >= set(drawn(arrows()))


def test_arrows_lead_downwards():
    assert all(PLACES[a][1] < PLACES[b][1] for a, b in arrows())


def test_the_picture_names_each_drawn_arrow():
    assert set(re.findall(r"<title>(\w+) uses (\w+)</title>", svg())) == set(drawn(arrows()))


def test_no_two_rooms_overlap():
    assert len(set(PLACES.values())) == len(PLACES)


def test_architecture_describes_every_room():
    page = (ROOT / "docs/architecture.md").read_text()
    assert [room for room in PLACES if f"| `{room}`" not in page] == []


def test_what_follows_from_other_arrows_is_not_drawn():
    assert drawn({("a", "b"), ("b", "c"), ("a", "c")}) == [("a", "b"), ("b", "c")]
