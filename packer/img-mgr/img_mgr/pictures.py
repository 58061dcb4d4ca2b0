"""Looks into an uploaded file: is it a picture, how large, and what does it look like when small?"""

import io
import logging
import threading
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from img_mgr import errors

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
MOST_PIXELS = 50_000_000
THUMBNAIL_TYPE = "image/webp"
THUMBNAIL_SIDE = 480
EXIF_ORIENTATION = 0x0112

# The limit below is ours and is checked before anything is decoded; Pillow's own would only warn.
Image.MAX_IMAGE_PIXELS = None
# Decoding takes up to four bytes a pixel: so many at once, however many requests there are.
_decoding = threading.BoundedSemaphore(2)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Picture:
    """width and height are as seen, that is after turning as the camera noted."""

    media_type: str
    width: int
    height: int
    thumbnail: bytes


def read(data):
    """The Picture in these bytes. Raises Problem: not an image, damaged, too many pixels."""
    try:
        image = Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES))
    except UnidentifiedImageError:
        raise errors.not_an_image() from None
    except Exception:  # a hostile header can raise nearly anything
        _log.info("A file with a picture's signature cannot be opened", exc_info=True)
        raise errors.broken_image() from None
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise errors.too_many_pixels(width, height, MOST_PIXELS)
    # A JPEG with further pictures in it, as some phones write, calls itself MPO.
    media_type = MEDIA_TYPES.get(image.format, "image/jpeg")
    with _decoding:
        return decode(image, media_type)


def decode(image, media_type):
    try:
        turned = image.getexif().get(EXIF_ORIENTATION, 1) in (5, 6, 7, 8)
        width, height = reversed(image.size) if turned else image.size
        return Picture(media_type, width, height, thumbnail(image))
    except Exception:  # see above; the decoders of four formats meet bytes that anyone may have made
        _log.info("A picture cannot be decoded", exc_info=True)
        raise errors.broken_image() from None


def thumbnail(image):
    """The first frame, turned upright, small, as WebP (which keeps transparency) and without the camera's notes."""
    image.draft("RGB", (THUMBNAIL_SIDE * 2, THUMBNAIL_SIDE * 2))
    image.load()
    if image.mode.startswith("I"):  # 16-bit grey, which convert() would clip to white
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    out = io.BytesIO()
    ImageOps.exif_transpose(small).save(out, "WEBP", quality=82, method=3)
    return out.getvalue()
