"""A stranger who works while bakes run: takes their tags, launches their images, copies them, and owns what comes of it."""

import random
import threading

import account
from botocore.exceptions import ClientError
from strangers import COPY_REGION, HOME_REGION, OTHER_REGION

BAKE_ID = "ami-bakery:bake-id"
MACHINES = 12  # at most: each is a real one


class Parasite:
    """Knows afterwards what of the account is its own; nobody else may have touched it."""

    def __init__(self, strangers, seed, ledger):
        self.strangers, self.ledger = strangers, ledger
        self.chance = random.Random(f"parasite {seed}")
        self.done = {}
        self.used, self.machines = set(), 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()

    def _work(self):
        while not self._end.wait(1.0):
            try:
                self._look()
            except ClientError as gone:  # what it looked at went away meanwhile
                self.done.setdefault(f"too late: {gone.response['Error']['Code']}", []).append("")

    def _look(self):
        ec2 = self.strangers.ec2
        for instance in account.instances(ec2, Filters=[{"Name": "instance-state-name", "Values": ["running"]}]):
            tags = {tag["Key"]: tag["Value"] for tag in instance.get("Tags", [])}
            if "soak" in tags and instance["InstanceId"] not in self.used and not self._is_mine(instance):
                self.used.add(instance["InstanceId"])
                self._beside(self._own(tags))
        for image in ec2.describe_images(Owners=["self"], Filters=[{"Name": "tag-key", "Values": ["soak"]}])["Images"]:
            if image["State"] == "available" and image["ImageId"] not in self.used and not self._is_mine(image):
                self.used.add(image["ImageId"])
                self._of(image)

    def _is_mine(self, thing):
        return (HOME_REGION, "instance", thing.get("InstanceId")) in self.ledger or (
            HOME_REGION,
            "AMI",
            thing.get("ImageId"),
        ) in self.ledger

    @staticmethod
    def _own(tags):
        return [{"Key": key, "Value": value} for key, value in tags.items() if not key.startswith("aws:")]

    # -- while a build instance lives ---------------------------------------------------------------------------------

    def _beside(self, tags):
        """Something of its own with the very tags of a running build instance."""
        them = self.strangers
        what = self.chance.choice(["volume", "snapshot", "old snapshot", "machine", "image", "nothing"])
        if what == "volume":
            made = them.ec2.create_volume(AvailabilityZone=f"{HOME_REGION}a", Size=1)["VolumeId"]
            self._tag_and_keep("volume", made, tags)
        elif what == "snapshot":
            made = them.ec2.create_snapshot(VolumeId=them.volume, Description="nightly")["SnapshotId"]
            self._tag_and_keep("snapshot", made, tags)
        elif what == "old snapshot":
            self._tag_and_keep("snapshot", them.backup, tags)
        elif what == "machine" and self.machines < MACHINES:
            self.machines += 1
            made = them.launch(KeyName=them.fixed_key, tags=tags)
            self._keep_instance(made)
        elif what == "image":
            self._keep_image(them.image(them.team_server, f"team-{self.chance.getrandbits(40):x}", tags))
        self.done.setdefault(what, []).append(tags)

    # -- of an image that a bake has made -----------------------------------------------------------------------------

    def _of(self, image):
        them, name = self.strangers, image["Name"]
        tags = self._own({tag["Key"]: tag["Value"] for tag in image.get("Tags", [])})
        what = self.chance.choice(["fork", "copy elsewhere", "renamed copy", "nothing", "nothing"])
        if what == "fork" and self.machines < MACHINES:
            self.machines += 1
            made = them.launch(ImageId=image["ImageId"], KeyName=them.team_key)
            self._keep_instance(made)
            self._keep_image(them.image(made, f"{name}-fork"))
        elif what == "copy elsewhere":
            self._keep_image(them.copy(image["ImageId"], name, OTHER_REGION, tags), OTHER_REGION)
        elif what == "renamed copy":
            self._keep_image(them.copy(image["ImageId"], f"{name}-mine", COPY_REGION, tags), COPY_REGION)
        self.done.setdefault(what, []).append(name)

    # -- what is its own ----------------------------------------------------------------------------------------------

    def _tag_and_keep(self, kind, identity, tags):
        self.strangers.ec2.create_tags(Resources=[identity], Tags=tags)
        self.ledger.keep(HOME_REGION, kind, identity)

    def _keep_instance(self, instance):
        told = account.instances(self.strangers.ec2, InstanceIds=[instance])[0]
        self.ledger.keep(HOME_REGION, "instance", instance)
        for device in told["BlockDeviceMappings"]:
            self.ledger.keep(HOME_REGION, "volume", device["Ebs"]["VolumeId"])
        for interface in told["NetworkInterfaces"]:
            self.ledger.keep(HOME_REGION, "interface", interface["NetworkInterfaceId"])

    def _keep_image(self, image, region=HOME_REGION):
        self.ledger.keep(region, "AMI", image)
        told = self.strangers.client("ec2", region).describe_images(ImageIds=[image])["Images"][0]
        for device in told["BlockDeviceMappings"]:
            self.ledger.keep(region, "snapshot", device["Ebs"]["SnapshotId"])
