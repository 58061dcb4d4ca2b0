"""Puts the application together."""

import hashlib
from pathlib import Path

from flask import Flask

from img_mgr import build, pictures, web
from img_mgr.store import Store

LARGEST_UPLOAD = 10 * 1024 * 1024  # nginx stands in front with the same limit


def create_app(store=None, image=None):
    """The Flask application; store and image (a build.Build) are found from the machine where not given."""
    app = Flask(__name__)
    app.config.update(
        STORE=store or Store(),
        BUILD=image or build.read(),
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_PARTS=20,
    )
    app.json.sort_keys = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["size"] = size
    app.jinja_env.globals.update(
        build=app.config["BUILD"],
        largest_upload=LARGEST_UPLOAD,
        accepted=",".join(pictures.MEDIA_TYPES.values()),
        assets=assets_version(Path(app.static_folder)),
    )
    app.register_blueprint(web.pages)
    return app


def size(count):
    """A number of bytes as a person reads it: 812 B, 34 KB, 2.1 MB, 10 MB."""
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{count / 1024:.0f} KB"
    return f"{count / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


def assets_version(folder):
    """Part of the addresses of style and script, so that a new image is never shown with an old one's."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]
