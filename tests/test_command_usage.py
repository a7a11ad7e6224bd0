"""Wrong usage is told in the language of the reader, by words of ours and of Python's own reader of command lines."""

from __future__ import annotations

import pytest

from ui.cli import main
from ui.usage import WORDS

CASES = (
    (["verify"], "the following arguments are required", "mae angen y gwerthoedd hyn"),
    (["export", "a.hcd", "b", "--what", "x"], "invalid choice", "dewis annilys"),
    (["history", "a.hcd", "--newest", "x"], "invalid int value", "gwerth int annilys"),
    (["history", "a.hcd", "--bogus"], "unrecognized arguments", "gwerthoedd anhysbys"),
    (["erase", "a.hcd", "--reason", "y"], "one of the arguments", "mae angen un"),
    (["merge", "a.hcd"], "usage: hcd-studio", "defnydd: hcd-studio"),
)


@pytest.mark.parametrize(("words", "english", "welsh"), CASES)
def test_wrong_usage_is_told_in_the_language_of_the_reader(
    words: list[str], english: str, welsh: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, said in (("cy", welsh), ("en", english)):
        monkeypatch.setenv("HCD_STUDIO_LANGUAGE", language)
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        assert said in capsys.readouterr().err


def test_help_is_welsh_throughout(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCD_STUDIO_LANGUAGE", "cy")
    for words in (["--help"], ["export", "--help"]):
        with pytest.raises(SystemExit):
            main(words)
        said = capsys.readouterr().out
        assert not [
            english for english in WORDS if "%" not in english and english.strip() in said.replace("options]", "")
        ]
    monkeypatch.setenv("HCD_STUDIO_LANGUAGE", "en")
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "show this help message" in capsys.readouterr().out
