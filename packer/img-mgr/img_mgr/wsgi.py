"""The entry for gunicorn: each worker has an application, which watches its picture store."""

from img_mgr.app import create_app

application = create_app()
application.config["STORE"].watch()
