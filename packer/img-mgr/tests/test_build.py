"""What an image says of itself."""

import hashlib
import json

from img_mgr import build


def test_version_commit_and_digest_of_a_baked_image(tmp_path):
    (tmp_path / "release.json").write_text(json.dumps({"version": "2.0.0", "commit": "abc"}))
    (tmp_path / "manifest.json").write_bytes(b"{}\n")
    assert build.read(tmp_path) == build.Build("2.0.0", "abc", hashlib.sha256(b"{}\n").hexdigest())


def test_outside_a_baked_image(tmp_path):
    assert build.read(tmp_path) == build.Build("development", "", None)


def test_a_broken_release_file_does_not_stop_the_application(tmp_path):
    (tmp_path / "release.json").write_text("{")
    assert build.read(tmp_path).version == "development"
