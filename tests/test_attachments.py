"""Pictures on their way in: small, upright, without a word on where they were taken; and gone when they should be."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hcd_studio import pictures
from hcd_studio.bilingual import Words
from hcd_studio.pictures import content_of, read_picture
from hcd_studio.privacy import erase
from hcd_studio.records import Attachment
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs import attachments, insights, notes, people
from ui.cli import main


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Session]:
    with new_session(tmp_path / "day.hcd", "blank") as session:
        yield session


def photo(size: tuple[int, int] = (3000, 1500), form: str = "JPEG", mode: str = "RGB", **how: Any) -> bytes:
    from PIL import Image

    made = Image.effect_noise(size, 60).convert(mode) if size[0] < 5000 else Image.new(mode, size)
    out = io.BytesIO()
    made.save(out, form, **how)
    return out.getvalue()


def with_place() -> bytes:
    """A photo that says where and with what it was taken, lying on its side."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "CANARY camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (53.0, 13.0, 0.0)
    return photo(exif=exif)


def opened(content: bytes) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(content))


def test_a_photo_is_made_small_and_upright_and_forgets_where_it_was_taken() -> None:
    raw = with_place()
    assert b"CANARY" in raw
    found = read_picture(raw)
    assert (found.width, found.height, found.media) == (1024, 2048, "image/jpeg")
    again = opened(found.content)
    assert (again.size, dict(again.getexif())) == ((1024, 2048), {})
    assert b"CANARY" not in found.content
    assert b"Exif" not in found.content
    assert read_picture(raw).sha256 == found.sha256


def test_a_drawing_keeps_its_edges_and_what_is_clear_stays_clear() -> None:
    drawing = read_picture(photo((6000, 40), "PNG"))
    assert (drawing.media, drawing.width) == ("image/png", 2048)
    clear = read_picture(photo((80, 80), "PNG", "RGBA"))
    assert opened(clear.content).mode == "RGBA"


def test_what_is_too_large_or_no_picture_is_refused_in_words(tmp_path: Path) -> None:
    from PIL import Image

    huge = tmp_path / "huge.png"
    Image.new("1", (11_000, 10_000)).save(huge)
    text = tmp_path / "notes.jpg"
    text.write_text("Dear all, the photo is attached.", encoding="utf-8")
    bomb = tmp_path / "bomb.png"
    Image.new("1", (30_000, 30_000)).save(bomb)
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(photo()[:4000])
    svg = tmp_path / "drawing.svg"
    svg.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    for path, words in (
        (huge, "huge.png has 110 megapixels; 100 are taken."), (bomb, "megapixels"),
        (text, "notes.jpg is no picture that can be read."), (cut, "no picture"), (svg, "no picture"),
    ):  # fmt: skip
        with pytest.raises(Trouble) as found:
            read_picture(path)
        assert words in found.value.what.say("en")
        assert found.value.safe.say("en") == "Nothing was added."
        assert found.value.what.say("cy") != found.value.what.say("en")


def test_a_file_that_is_far_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_FILE", 2**20)
    large = tmp_path / "large.jpg"
    large.write_bytes(bytes(2**20 + 1))
    with pytest.raises(Trouble) as found:
        read_picture(large)
    assert found.value.what.say("en") == "large.jpg is larger than 1 MB."


def test_a_picture_is_kept_with_its_change_and_travels_like_what_it_belongs_to(day: Session) -> None:
    person = people.add_participant(day, tier="library")
    note = notes.add_note(day, text="It came back torn", participant=person)
    picture = read_picture(photo((40, 30)))
    made = attachments.add_attachment(day, note, picture, alt=Words("A torn letter", "Llythyr wedi’i rwygo"))
    assert (made.tier, made.participant, made.sha256) == ("library", person.id, picture.sha256)
    assert content_of(day, made.sha256) == picture.content
    day.undo()
    assert not day.all(Attachment)
    day.redo()
    assert day.all(Attachment) == (made,)
    with pytest.raises(Trouble):
        attachments.add_attachment(day, person, picture)


def test_a_picture_that_could_not_be_kept_leaves_nothing(day: Session) -> None:
    picture = read_picture(photo((40, 30)))
    idea = insights.add_idea(day, Words("A photo will do"))
    with pytest.raises(Trouble):
        attachments.add_attachment(day, idea, picture, tier="nowhere")
    assert content_of(day, picture.sha256) is None


def test_erasing_a_person_takes_their_pictures_out_of_the_file(day: Session) -> None:
    person = people.add_participant(day)
    note = notes.add_note(day, text="It came back torn", participant=person)
    picture = read_picture(photo((40, 30)))
    attachments.add_attachment(day, note, picture)
    path = day.path
    erase(day, participant=person.id, reason="asked for")
    assert content_of(day, picture.sha256) is None
    day.close()
    assert picture.content[200:260] not in path.read_bytes()


def test_the_command_attaches_a_picture(tmp_path: Path, capsys: Any) -> None:
    path, file = tmp_path / "sketch.png", str(tmp_path / "day.hcd")
    path.write_bytes(photo((60, 40), "PNG"))
    with new_session(Path(file), "blank") as session:
        ref = insights.add_idea(session, Words("One sheet")).ref
    assert main(["do", file, "add_attachment", f"parent={ref}", f"picture={path}", "alt_en=A sheet", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)["records"]["attachment"][0]
    assert made["alt"]["en"] == "A sheet" if isinstance(made.get("alt"), dict) else made["alt_en"] == "A sheet"
    path.write_text("no picture", encoding="utf-8")
    assert main(["do", file, "add_attachment", f"parent={ref}", f"picture={path}"]) == 1
    assert main(["do", file, "add_attachment", f"parent={ref}", f"picture={tmp_path / 'none.png'}"]) == 1
    capsys.readouterr()


def test_the_command_tells_how_far_a_ballot_is_and_nothing_of_what_was_given(tmp_path: Path, capsys: Any) -> None:
    file = str(tmp_path / "day.hcd")
    with new_session(Path(file), "blank") as session:
        people.add_participant(session)
        insights.add_theme(session, Words("Proof", "Prawf"))
    assert main(["ask", file, "ballot"]) == 1
    for words in (
        ["do", file, "open_ballot", "title=What hurts", "dots=3"],
        ["do", file, "set_vote", "target=Proof", "participant=P01", "count=2", "ballot=What hurts"],
    ):
        assert main(words) == 0
    capsys.readouterr()
    assert main(["ask", file, "ballot", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["voted"], told["voters"], told["options"][0]["letter"]) == (1, 1, "A")
    assert "count" not in told
    assert main(["ask", file, "ranking", "theme", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["dots"] == 0
