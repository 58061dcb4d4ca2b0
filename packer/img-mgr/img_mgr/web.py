"""What img-mgr answers over HTTP: pages for people, JSON for programs, by what the Accept header asks for."""

from urllib.parse import quote, urlsplit

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from img_mgr import errors, pictures

PAGE = 24
LARGEST_PAGE = 100
FOREVER = "private, max-age=31536000, immutable"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that, a browser sends "Origin: null" even from our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
pages = Blueprint("pages", __name__)


def gallery():
    return current_app.config["STORE"].gallery()


def writable():
    """Whether pages offer to change anything; not while nobody knows."""
    return current_app.config["STORE"].changes == "anyone"


def wants_page():
    """True where HTML is asked for by name and liked better than JSON; "*/*" gets JSON."""
    accepted = request.accept_mimetypes
    return "text/html" in list(accepted.values()) and accepted["text/html"] >= accepted["application/json"]


def as_json(entry):
    return {
        "id": entry.id,
        "name": entry.name,
        "type": entry.media_type,
        "size": entry.size,
        "width": entry.width,
        "height": entry.height,
        "uploaded": entry.uploaded.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "url": url_for("pages.show", image_id=entry.id),
        "raw": url_for("pages.raw", image_id=entry.id),
        "thumbnail": url_for("pages.thumbnail", image_id=entry.id),
    }


@pages.get("/")
def home():
    entries, following, problem = [], None, None
    try:
        entries, following = gallery().page(PAGE, cursor())
    except errors.Problem as found:
        if found.status < 500:
            raise
        problem = found
    shown = {"entries": entries, "following": following, "after": cursor(), "problem": problem}
    page = render_template("gallery.html", **shown, writable=writable())
    return page, problem.status if problem else 200, retry(problem)


@pages.get("/images")
def images():
    if wants_page():
        return redirect(url_for("pages.home", **request.args), 303)
    entries, following = gallery().page(limit(), cursor())
    link = url_for("pages.images", limit=limit(), after=following) if following else None
    return jsonify(images=[as_json(entry) for entry in entries], next=link)


@pages.post("/images")
def upload():
    gallery().require_writable()
    file = request.files.get("image")
    if file is None or not file.filename:
        raise errors.no_file()
    entry = gallery().add(file.read(), file.filename)
    place = url_for("pages.show", image_id=entry.id)
    if wants_page():
        return redirect(place, 303)
    return jsonify(as_json(entry)), 201, {"Location": place}


@pages.get("/images/<uuid:image_id>")
def show(image_id):
    entry = gallery().entry(str(image_id))
    return render_template("image.html", entry=entry, writable=writable()) if wants_page() else jsonify(as_json(entry))


@pages.get("/images/<uuid:image_id>/raw")
def raw(image_id):
    entry, chunks = gallery().original(str(image_id))
    headers = {
        "Content-Type": entry.media_type,
        "Content-Length": str(entry.size),
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(entry.name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": FOREVER,
    }
    return chunks, headers


@pages.get("/images/<uuid:image_id>/thumbnail")
def thumbnail(image_id):
    headers = {"Content-Type": pictures.THUMBNAIL_TYPE, "Cache-Control": FOREVER}
    return gallery().thumbnail(str(image_id)), headers


@pages.delete("/images/<uuid:image_id>")
def delete(image_id):
    gallery().remove(str(image_id))
    return "", 204


@pages.post("/images/<uuid:image_id>/delete")
def delete_by_form(image_id):
    gallery().remove(str(image_id))
    return redirect(url_for("pages.home"), 303)


@pages.get("/health")
def health():
    build, store = current_app.config["BUILD"], current_app.config["STORE"]
    answer = {"status": "ok", "version": build.version, "commit": build.commit, "manifest": build.manifest}
    return jsonify(**answer, storage=store.state, detail=store.detail, changes=store.changes)


@pages.before_app_request
def only_from_here():
    """No cookie and no session guard this server, so another site's page must not make a browser change it."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site not in ("same-origin", "none") or (origin is not None and urlsplit(origin).netloc != request.host):
        raise errors.foreign_origin()


@pages.after_app_request
def guarded(response):
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    response.vary.add("Accept")
    return response


@pages.app_errorhandler(errors.Problem)
def problem_answer(problem):
    headers = retry(problem)
    if wants_page():
        return render_template("error.html", problem=problem), problem.status, headers
    return jsonify(error={"code": problem.code, "message": problem.message}), problem.status, headers


@pages.app_errorhandler(RequestEntityTooLarge)
def too_large_answer(_):
    return problem_answer(errors.too_large(current_app.config["MAX_CONTENT_LENGTH"]))


@pages.app_errorhandler(HTTPException)
def http_answer(problem):
    """404, 405 and their like, in our form; headers such as Allow stay."""
    code = problem.name.lower().replace(" ", "_")
    body = problem_answer(errors.Problem(problem.code, code, f"{problem.name}: {request.method} {request.path}"))
    answer = current_app.make_response(body)
    answer.headers.extend(kept for kept in problem.get_headers() if kept[0] != "Content-Type")
    return answer


def retry(problem):
    return {"Retry-After": str(problem.retry_after)} if problem and problem.retry_after else {}


def cursor():
    """The id after which the list goes on, from the query; None at its beginning."""
    value = request.args.get("after")
    if not value:
        return None
    parts = [len(part) for part in value.split("-")]
    if parts != [8, 4, 4, 4, 12] or not all(c in "0123456789abcdef-" for c in value):
        raise errors.bad_cursor(value)
    return value


def limit():
    value = request.args.get("limit", str(PAGE))
    if not value.isascii() or not value.isdecimal() or len(value) > 4 or not 1 <= int(value) <= LARGEST_PAGE:
        raise errors.bad_limit(value, LARGEST_PAGE)
    return int(value)
