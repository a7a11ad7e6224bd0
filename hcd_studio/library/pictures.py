"""Pictures as objects of a library: the same form as everything else, unpacked rather than trusted."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from hcd_studio.fields import Id
from hcd_studio.library import keys
from hcd_studio.library.copy import Picture
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.library.limits import LARGEST_PICTURE
from hcd_studio.library.segment import Newer, Object, Unsound, pack, unpack
from hcd_studio.store.verify_rows import is_picture


def picture_object(session: Id, picture: Picture) -> bytes:
    """A picture as an object; it is small already, so it is only framed."""
    sha256, mime, width, height, content = picture
    head = {"what": "picture", "session": session, "sha256": sha256, "mime": mime, "width": width, "height": height}
    return pack(head, content, level=0)


def picture_in(found: Object) -> Picture | None:
    """The picture of an object, if it is what it says: its hash, its form, its size."""
    head = found.head
    sha256 = hashlib.sha256(found.body).hexdigest()
    picture = (sha256, head.get("mime"), head.get("width"), head.get("height"), found.body)
    fine = found.what == "picture" and head.get("sha256") == sha256 and is_picture(picture)
    return picture if fine else None  # type: ignore[return-value]  # `is_picture` has looked at every part


def put_picture(driver: Driver, session: Id, picture: Picture, *, folder: str = "", salt: str = "") -> bool:
    """Put a picture where it is not yet; False where it lies there, whole. One that is damaged gets a neighbour."""
    data = picture_object(session, picture)
    sha256 = picture[0]
    for again in ("", salt or sha256[:8], sha256[8:16]):
        named = f"{folder}{sha256}{again and '-' + again}{keys.END}"
        key = named if folder else keys.picture(session, sha256, again)
        if driver.put_if_absent(key, data):
            return True
        with suppress(Missing, Unsound, Newer):
            there = picture_in(unpack(driver.get(key, LARGEST_PICTURE)))
            if there is not None and there[0] == sha256:
                return False
    return False
