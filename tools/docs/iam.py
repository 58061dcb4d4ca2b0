"""The policies of docs/iam.md: their statements, and what the page says of them."""

import json
import re

from bound import ROOT
from examples import blocks

PAGE = ROOT / "docs/iam.md"


def policies():
    """Each policy under its heading, such as "Bake"."""
    headings = {number: line[3:] for number, line in enumerate(PAGE.read_text().splitlines(), 1) if line.startswith("## ")}
    return {
        headings[max(line for line in headings if line < one.line)]: json.loads(one.text)
        for one in blocks(PAGE)
        if one.language == "json"
    }


def actions(policy):
    """Every action that a policy allows."""
    return {action for one in policy["Statement"] for action in ([one["Action"]] if isinstance(one["Action"], str) else one["Action"])}


def explained():
    """The actions in the table that says who asks for each, and why."""
    rows = re.findall(r"^\| (`ec2:[^|]*) \|", PAGE.read_text(), re.M)
    return {action for row in rows for action in re.findall(r"`([^`]+)`", row)}


def named():
    """Every action that the page names anywhere, with those that end in a * left out."""
    return set(re.findall(r"`((?:ec2|s3|iam|kms|sts|cloudformation|autoscaling|elasticloadbalancing|ssm):\w+)`", PAGE.read_text())) | {a for p in policies().values() for a in actions(p)}
