"""What the soak has shown: strangers touched, own things left, which of them were named, and by which row of the table of ownership."""

import re
from collections import Counter

from account import DRAWN

ROWS = [
    "key pair",
    "security group",
    "launch template",
    "role",
    "instance profile",
    "instance",
    "volume",
    "AMI",
    "copy",
    "snapshot",
]


class Verdict:
    """
    Judges by what packer really said, which the bakery under test may not have heard.

    :param bakes: what was baked, each with its report
    :param before: the ledger of strangers' things
    :param now: the account at the end
    :param ties: of each instance there ever was its key, groups and launch template, those that packer draws
    """

    def __init__(self, bakes, before, now, ties):
        self.bakes = bakes
        self.ties = ties
        self.before = before.before
        self.touched = before.touched(now)
        self.strangers = Counter(row_of(key, facts) for key, facts in before.before.items())
        self.without_report = [bake for bake in bakes if not bake.said]
        results = self._results(now)
        new = {key: facts for key, facts in now.items() if key not in before and key not in results}
        # These come and go with an instance, and are counted with it.
        instances = {key[2] for key in new if key[1] == "instance"}
        self.left = {key: facts for key, facts in new.items() if not _goes_with(facts, instances)}
        self.removed, self.named, self.unnamed, self.provable = Counter(), [], [], []
        self._rows()

    def _results(self, now):
        """The images that reports tell, and their snapshots as of now or as reported."""
        kept = set()
        for bake in self.bakes:
            for ami in bake.said.get("amis", []):
                kept.add((ami["region"], "AMI", ami["id"]))
                kept |= {(ami["region"], "snapshot", snapshot["id"]) for snapshot in ami.get("snapshots", [])}
        return kept

    def _rows(self):
        names = {}
        for bake in self.bakes:
            for one in bake.said.get("leftovers", []):
                if one["removed"]:
                    self.removed[self._row_of_word(one)] += 1
                elif one["note"] and one.get("command"):
                    names.setdefault(one["id"], []).append((bake, one))
        self.strangers_named = sorted({identity for _, _, identity in self.before if identity in names})
        for key, facts in self.left.items():
            told = names.get(key[2]) or names.get(facts.get("GroupName") or facts.get("LaunchTemplateName"), [])
            row = row_of(key, facts)
            (self.named if told else self.unnamed).append((row, key, told))
            if self._is_provable(row, key, facts):
                self.provable.append((row, key, told))

    @staticmethod
    def _row_of_word(one):
        return "copy" if one["kind"] == "AMI" and one["region"] != "us-west-2" else one["kind"]

    def baked_by(self, key, facts):
        """The bake whose packer spoke of it, or that tagged it; None when no bake of the soak did."""
        words = [word for word in (key[2], facts.get("GroupName"), facts.get("KeyName")) if word and word != "team-key"]
        number = next((tag["Value"] for tag in facts.get("Tags", []) if tag["Key"] == "soak"), None)
        source = re.search(r"CreateImage\((i-\w+)\)|SourceAmi (ami-\w+)", str(facts.get("Description")))
        words += [word for word in (source.groups() if source else ()) if word]
        for bake in self.bakes:
            if number == str(bake.number) or any(word in bake.log for word in words):
                return bake
        return None

    def _is_provable(self, row, key, facts):
        """Whether a whole row of the table can hold for it."""
        bake = self.baked_by(key, facts)
        if bake is None:
            return True  # whoever left this, it is nobody's word that it may stay
        heard = bake.log if bake.cut is None else "\n".join(bake.log.splitlines()[: bake.cut])
        if row in ("role", "instance profile"):
            # Packer draws one name for both; each is proved by the line that is its own.
            return f"Creating temporary {row} for this instance: {key[2]}" in heard
        if row == "key pair":
            return bool(re.fullmatch(DRAWN, key[2])) and key[2] in heard
        if row == "security group":
            return bool(re.fullmatch(DRAWN, facts["GroupName"])) and facts["GroupName"] in heard
        if row == "launch template":
            return key[2] in heard
        if row == "snapshot":
            on_it = [(one, told) for one, told in self.left.items() if key[2] in str(told.get("BlockDeviceMappings"))]
            if on_it:  # stays as long as the image does
                return self._is_provable(row_of(*on_it[0]), *on_it[0])
        if row in ("AMI", "copy") and facts["Name"] not in heard:
            return False
        if bake.cut is None:
            return True
        named = {key[2]} | set(re.findall(r"\bi-[0-9a-f]{17}\b", str(facts)))
        mine = named & self.ties.keys() or set(re.findall(r"\bi-[0-9a-f]{17}\b", bake.log))
        return any(
            one in heard or not _terminated(one, bake.log) and any(word in heard for word in self.ties.get(one, []))
            for one in mine
        )

    # -- telling ------------------------------------------------------------------------------------------------------

    @property
    def is_good(self):
        return not (self.touched or self.unnamed or self.provable or self.without_report)

    def tell(self, say):
        for name, count in (
            ("shape", Counter(bake.shape for bake in self.bakes)),
            ("planned end", Counter(bake.end for bake in self.bakes)),
            ("outcome", Counter(bake.said.get("outcome", "no report") for bake in self.bakes)),
        ):
            say(f"  by {name}: " + ", ".join(f"{kind} {times}" for kind, times in count.most_common()))
        planned = [bake for bake in self.bakes if bake.at]
        say(
            f"  troubles that came about: {sum(bake.troubled for bake in planned)} of {len(planned)}; logs cut: "
            f"{sum(bake.cut is not None for bake in self.bakes)}; scripts that lie: {sum(bake.lies for bake in self.bakes)}"
        )
        say(f"  strangers' things that reports name and leave alone: {len(self.strangers_named)}")
        say(
            f"  {'row':<18}{'strangers':>10}{'removed':>9}{'left, named':>13}{'left, unnamed':>15}{'left, provable':>16}"
        )
        counts = [Counter(row for row, _, _ in found) for found in (self.named, self.unnamed, self.provable)]
        for row in ROWS + sorted(set().union(*counts) - set(ROWS)):
            told = "".join(f"{count[row]:>{width}}" for count, width in zip(counts, (13, 15, 16), strict=True))
            say(f"  {row:<18}{self.strangers[row]:>10}{self.removed[row]:>9}{told}")
        for bake in self.without_report:
            say(f"NO REPORT: {bake.title}: exit code {bake.code}")
        for key, change in sorted(self.touched.items()):
            say(f"STRANGER TOUCHED: {' '.join(key)}: {change[:400]}; {self._who(key[2])}")
        for word, found in (("LEFT AND PROVABLE", self.provable), ("LEFT AND NOT NAMED", self.unnamed)):
            for row, key, told in sorted(found, key=lambda one: one[1]):
                bake = self.baked_by(key, self.left[key])
                note = f"; named: {told[0][1]['note']}" if told else ""
                say(f"{word}: {row} {key[2]} in {key[0]}, of {bake.title if bake else 'no bake that is known'}{note}")
        for row, key, told in sorted(self.named, key=lambda one: one[1]):
            say(f"left and named: {row} {key[2]} in {key[0]}: {told[0][1]['note']} ({told[0][0].title})")

    def _who(self, identity):
        found = [bake.title for bake in self.bakes for one in bake.said.get("leftovers", []) if one["id"] == identity]
        return f"in the report of {', '.join(found)}" if found else "in no report"


def _terminated(instance, log):
    """
    Whether packer itself ended it: then EC2 tells neither its key nor its groups any more, and a bakery that did not hear its id could
    not look at it while it lived.
    """
    build = re.search(rf"^\S*    (\S+): Instance ID: {instance}$", log, re.MULTILINE)
    return build is not None and f"==> {build[1]}: Terminating the source AWS instance" in log


def row_of(key, facts):
    """The row of the table that speaks of it."""
    if (
        key[1] == "AMI"
        and isinstance(facts, dict)
        and facts.get("SourceImageRegion")
        and not facts.get("SourceInstanceId")
    ):
        return "copy"
    return key[1]


def _goes_with(facts, instances):
    attachments = [facts.get("Attachment") or {}, *facts.get("Attachments", []), facts]
    return any(one.get("InstanceId") in instances for one in attachments) and facts.get("ImageId") is None
