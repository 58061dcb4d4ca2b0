"""What may come in, and what is said of the rest."""

import io
import struct
import zlib
from urllib.parse import quote

import pytest
from conftest import picture, send
from PIL import Image

from img_mgr.gallery import clean_name

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.mark.parametrize("kind,media_type", [
    ("JPEG", "image/jpeg"), ("PNG", "image/png"), ("GIF", "image/gif"), ("WEBP", "image/webp"),
])
def test_each_format_is_kept_as_it_came(client, kind, media_type):
    data = picture(kind, size=(640, 480))
    answer = send(client, data, f"a.{kind.lower()}")
    assert answer.status_code == 201
    entry = answer.json
    assert answer.headers["Location"] == entry["url"]
    assert (entry["type"], entry["width"], entry["height"], entry["size"]) == (media_type, 640, 480, len(data))
    raw = client.get(entry["raw"])
    assert raw.data == data
    assert raw.headers["Content-Type"] == media_type
    assert raw.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in raw.headers["Content-Security-Policy"]


def test_the_type_comes_from_the_bytes_not_from_the_name(client):
    entry = send(client, picture("GIF"), "page.html").json
    assert entry["type"] == "image/gif"
    assert client.get(entry["raw"]).headers["Content-Type"] == "image/gif"


def test_a_phones_jpeg_with_further_pictures_in_it_is_a_jpeg(client):
    data = picture("MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))])
    assert send(client, data, "phone.jpg").json["type"] == "image/jpeg"


def test_an_animation_is_kept_whole_and_its_first_frame_shown(client):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("lime", "black")]
    data = picture("GIF", size=(20, 20), colour="red", save_all=True, append_images=frames, duration=50)
    entry = send(client, data).json
    assert client.get(entry["raw"]).data == data
    with Image.open(io.BytesIO(client.get(entry["thumbnail"]).data)) as small:
        red, green, _ = small.convert("RGB").getpixel((10, 10))
        assert red > 200 > green


def test_a_thumbnail_is_small_and_webp(client):
    entry = send(client, picture(size=(2000, 1000))).json
    answer = client.get(entry["thumbnail"])
    with Image.open(io.BytesIO(answer.data)) as small:
        assert (small.format, small.size) == ("WEBP", (480, 240))
    assert answer.headers["Content-Type"] == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("mode,kind,colour", [
    ("RGBA", "PNG", (0, 0, 0, 0)), ("P", "GIF", 3), ("LA", "PNG", (9, 0)), ("CMYK", "JPEG", (1, 2, 3, 4)),
    ("1", "PNG", 1), ("L", "JPEG", 7),
])
def test_every_colour_mode_gets_a_thumbnail(client, mode, kind, colour):
    entry = send(client, picture(kind, mode=mode, colour=colour)).json
    assert client.get(entry["thumbnail"]).status_code == 200


def test_sixteen_bit_grey_keeps_its_greys(client):
    out = io.BytesIO()
    Image.new("I;16", (50, 50), 0x8000).save(out, "PNG")
    answer = client.get(send(client, out.getvalue()).json["thumbnail"])
    with Image.open(io.BytesIO(answer.data)) as small:
        assert 120 <= small.convert("L").getpixel((20, 20)) <= 136


def test_transparency_survives_in_the_thumbnail(client):
    entry = send(client, picture(mode="RGBA", colour=(255, 0, 0, 0))).json
    with Image.open(io.BytesIO(client.get(entry["thumbnail"]).data)) as small:
        assert small.convert("RGBA").getpixel((10, 10))[3] == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_taken_sideways_is_shown_upright(client, kind):
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (80, 40), "blue")
    image.paste("red", (0, 0, 40, 40))  # left half; turned clockwise it is the top half
    out = io.BytesIO()
    image.save(out, kind, exif=exif.tobytes(), **({"lossless": True} if kind == "WEBP" else {}))
    entry = send(client, out.getvalue()).json
    assert (entry["width"], entry["height"]) == (40, 80)
    with Image.open(io.BytesIO(client.get(entry["thumbnail"]).data)) as small:
        assert small.size == (40, 80)
        red, _, blue = small.convert("RGB").getpixel((20, 10))
        assert red > 200 > blue


def test_the_thumbnail_of_a_camera_picture_tells_no_place(client):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "A camera"
    out = io.BytesIO()
    Image.new("RGB", (60, 60)).save(out, "JPEG", exif=exif)
    small = client.get(send(client, out.getvalue()).json["thumbnail"]).data
    assert b"A camera" not in small and not Image.open(io.BytesIO(small)).getexif()


@pytest.mark.parametrize("data", [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"MZ" * 99,
                                  picture("BMP"), picture("TIFF"), picture("ICO")])
def test_what_is_no_picture_is_refused(client, data):
    answer = send(client, data, "cat.jpg")
    assert (answer.status_code, answer.json["error"]["code"]) == (415, "not_an_image")
    assert client.get("/images").json["images"] == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused_as_damaged(client, bucket, kind):
    noise = Image.effect_noise((400, 400), 90)
    out = io.BytesIO()
    noise.convert("RGB").save(out, kind)
    answer = send(client, out.getvalue()[: len(out.getvalue()) // 2])
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "broken_image")
    assert list(bucket.objects.all()) == []


def png(width, height, data=b""):
    """A PNG that claims a size, made by hand so that the test does not need the memory either."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("width,height", [(60_000, 60_000), (10_000, 5_001), (2**31 - 1, 2**31 - 1), (50_000_001, 1)])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(client, width, height):
    answer = send(client, png(width, height))
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too_many_pixels")
    assert f"{width} × {height}" in answer.json["error"]["message"]


def test_a_text_chunk_bomb_is_refused(client):
    body = b"zTXt-key\0\0" + zlib.compress(b"a" * 200_000_000, 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    data = picture("PNG")
    answer = send(client, data[:33] + chunk + data[33:])
    assert answer.status_code in (400, 415)


def test_ten_megabytes_are_the_limit(client):
    answer = send(client, picture() + bytes(10 * 1024 * 1024))
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too_large")
    assert "10 MB" in answer.json["error"]["message"]


def test_just_under_the_limit_goes_in(client):
    data = picture() + bytes(10 * 1024 * 1024 - 4096)
    assert send(client, data).json["size"] == len(data)


@pytest.mark.parametrize("name,shown", [
    ("../../etc/passwd.png", "passwd.png"),
    ("<script>alert(1)</script>.png", "script>.png"),
    ("日本の猫 🐈.png", "日本の猫 🐈.png"),
    ("a\r\nX-Evil: 1.png", "aX-Evil: 1.png"),
    ("..", "untitled"),
    ("e\u0301te\u0301.png", "été.png"),
    ("right\u202egnp.exe", "rightgnp.exe"),
    ("q" * 5000 + ".jpeg", "q" * 895 + ".jpeg"),
    ("%2e%2e%2fx.png", "%2e%2e%2fx.png"),
    ('my "best" one.png', 'my "best" one.png'),
])
def test_hostile_file_names_do_no_harm(client, name, shown):
    entry = send(client, picture(), name).json
    assert entry["name"] == shown
    raw = client.get(entry["raw"])
    assert raw.headers["Content-Disposition"] == f"inline; filename*=UTF-8''{quote(shown, safe='')}"
    assert "X-Evil" not in dict(raw.headers)


def test_a_windows_path_is_only_its_last_part():
    assert clean_name("C:\\Users\\Ada\\cat.png") == "cat.png"


def test_a_name_with_markup_is_text_on_every_page(client):
    entry = send(client, picture(), '"><img src=x onerror=alert(1)>.png').json
    for path in ("/", entry["url"]):
        page = client.get(path, headers={"Accept": HTML}).text
        assert "<img src=x" not in page and "&lt;img src=x" in page


def test_a_form_without_a_file_is_told_so(client):
    for data in ({}, {"image": "text"}, {"other": (io.BytesIO(picture()), "a.png")}):
        answer = client.post("/images", data=data, content_type="multipart/form-data")
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "no_file")


def test_a_browser_is_led_to_the_picture(client):
    answer = send(client, picture(), accept=HTML)
    assert answer.status_code == 303
    assert client.get(answer.headers["Location"], headers={"Accept": HTML}).status_code == 200


def test_a_browser_reads_the_reason_on_a_page(client):
    answer = send(client, b"no", accept=HTML)
    assert answer.status_code == 415 and answer.mimetype == "text/html"
    assert "not a JPEG, PNG, GIF or WebP" in answer.text
