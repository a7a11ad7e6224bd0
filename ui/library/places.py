"""The libraries that this computer knows: folders, what lies there, when it was last met. Kept in the settings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from hcd_studio.speech import Message
from ui.settings import Settings

MOST = 12


@dataclass(frozen=True)
class Place:
    """One library as the settings know it; its folder may be out of reach just now."""

    path: str
    id: str = ""
    kind: str = ""
    council: str = ""
    met: str = ""

    def name(self) -> Message:
        """Which library it is, in words."""
        if self.kind == "shared":
            return Message("Shared library")
        return Message("Home library of {council}", council=self.council) if self.council else Message("Home library")

    def last_met(self) -> Message:
        """When this computer last met it."""
        try:
            met = datetime.fromisoformat(self.met).astimezone()
        except ValueError:
            return Message("not met yet")
        today = met.date() == datetime.now().astimezone().date()
        return Message("last met {time}", time=met.strftime("%H:%M" if today else "%d.%m.%Y"))


def places(settings: Settings) -> list[Place]:
    """Every library that is known, the latest first."""
    return [
        Place(**{name: one.get(name, "") for name in ("path", "id", "kind", "council", "met")})
        for one in settings.libraries
    ]


def chosen(settings: Settings) -> Place | None:
    """The library that the page shows."""
    return next((one for one in places(settings) if one.path == settings.library), None)


def home_of(settings: Settings, library: str = "") -> Place | None:
    """The home library with which a session syncs: its own where that is known, else the one shown, else the latest."""
    homes = [one for one in places(settings) if one.kind == "home"]
    own = [one for one in homes if one.id == library] if library else []
    shown = [one for one in homes if one.path == settings.library]
    return next(iter([*own, *shown, *homes]), None)


def remember(settings: Settings, place: Place, *, choose: bool = True) -> None:
    """Know a library, as what it is now; `choose` shows it from now on."""
    rest = [one for one in places(settings) if one.path != place.path]
    settings.libraries = [asdict(one) for one in (place, *rest)][:MOST]
    if choose:
        settings.library = place.path
    settings.save()


def met(settings: Settings, path: str, *, id: str, kind: str, council: str) -> None:
    """Note that a library was met just now."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    known = places(settings)
    settings.libraries = [
        asdict(replace(one, id=id, kind=kind, council=council, met=now) if one.path == path else one) for one in known
    ]
    settings.save()


def drop(settings: Settings, path: str) -> None:
    """Know a library no longer; nothing in it changes."""
    settings.libraries = [asdict(one) for one in places(settings) if one.path != path]
    if settings.library == path:
        settings.library = settings.libraries[0]["path"] if settings.libraries else ""
    settings.save()
