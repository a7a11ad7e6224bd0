"""The actions of the frame, as data; those of the board and the outline stand beside them in `board/actions.py`."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action
from ui.pages import PAGES

MENUS = (
    ("file", N_("File")),
    ("edit", N_("Edit")),
    ("workshop", N_("Workshop")),
    ("map", N_("Map")),
    ("clauses", N_("Requirements")),
    ("view", N_("View")),
    ("share", N_("Share")),
    ("help", N_("Help")),
)
"""The menus, left to right."""

FRAME: tuple[Action, ...] = (
    Action("new", N_("Run a workshop …"), "files.new", ("Ctrl+N",), "plus", menu="file"),
    Action("open", N_("Open a file …"), "files.open", ("Ctrl+O",), "folder-open", menu="file"),
    Action("sample", N_("Try Blue Badge"), "files.sample", ("Ctrl+Shift+B",), "map-trifold", menu="file"),
    Action("import", N_("Bring notes in …"), "files.import_file", ("Ctrl+I",), "download-simple", menu="file", group=1),
    Action("copy_file", N_("Take a copy …"), "files.take_copy", ("Ctrl+Shift+S",), "copy", "session", "file", 1),
    Action("settings", N_("Settings …"), "window.settings", ("Ctrl+,",), "gear", menu="file", group=2),
    Action("close", N_("Close the session"), "files.close", ("Ctrl+W",), "x", "session", "file", 3),
    Action("quit", N_("Leave HCD Studio"), "window.leave", ("Ctrl+Q",), "sign-out", menu="file", group=3),
    Action("undo", N_("Undo"), "window.undo", ("Ctrl+Z",), "arrow-counter-clockwise", "undo", "edit"),
    Action("redo", N_("Redo"), "window.redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "arrow-clockwise", "redo", "edit"),
    Action("find", N_("Find …"), "finding.begin", ("Ctrl+F",), "magnifying-glass", "session", "edit", 8),
    Action("find_next", N_("Find next"), "finding.next", ("F3", "Ctrl+G"), "", "session", "edit", 8),
    Action("find_previous", N_("Find previous"), "finding.previous", ("Shift+F3",), "", "session", "edit", 8),
    Action("describe", N_("About this workshop"), "map.describe", ("Ctrl+Shift+D",), "info", "session", "workshop"),
    Action("add_person", N_("Add participant"), "map.add_participant", ("Ctrl+Shift+P",), "user-plus", "writable", "workshop"),
    Action("add_table", N_("Add table"), "map.add_table", ("Ctrl+Shift+T",), "users", "writable", "workshop"),
    Action("capture", N_("Type a note"), "capture.begin", ("Ctrl+L",), "note-pencil", "writable", "workshop", 1),
    Action("paste_list", N_("Paste a list as notes …"), "files.paste_list", ("Ctrl+Shift+V",), "clipboard-text", "writable", "workshop", 1),
    Action("twin", N_("Board or outline"), "window.other_twin", ("F6",), "list-bullets", "session", "view", 1),
    Action("inspector", N_("Inspector"), "window.toggle_inspector", ("F4",), "info", "session", "view", 1, checked="window.inspecting"),
    Action("go_board", N_("Go to the map"), "map.focus_board", ("Ctrl+M",), "", "session", "view", 1),
    Action("show_all", N_("Show every lane and kind"), "shown.show_all", ("Ctrl+Shift+L",), "eye", "session", "view", 2),
    Action("larger", N_("Larger text"), "looks.larger", ("Ctrl+Shift+=", "Ctrl+Shift++"), "text-aa", menu="view", group=4),
    Action("smaller", N_("Smaller text"), "looks.smaller", ("Ctrl+Shift+-", "Ctrl+Shift+_"), menu="view", group=4),
    Action("theme_system", N_("As the system"), "looks.theme_system", menu="theme", checked="looks.is_system"),
    Action("theme_light", N_("Light"), "looks.theme_light", (), "sun", menu="theme", checked="looks.is_light"),
    Action("theme_dark", N_("Dark"), "looks.theme_dark", (), "moon", menu="theme", checked="looks.is_dark"),
    Action("theme_contrast", N_("High contrast"), "looks.theme_contrast", (), "circle-half", menu="theme", checked="looks.is_contrast"),
    Action("language", N_("Cymraeg · English"), "looks.other_language", ("Ctrl+Shift+Y",), "translate", menu="view", group=5),
    Action("spelling", N_("Mark unknown words"), "spelling.toggle", ("Alt+Shift+F7",), menu="view", group=5, checked="spelling.on"),
    Action("spell_word", N_("Other words for an unknown word"), "spelling.suggest", ("Alt+F8",), "", "session", "edit", 9),
    Action("full_screen", N_("Full screen"), "looks.full_screen", ("F11",), "arrows-out", menu="view", group=5, checked="looks.filling"),
    Action("export", N_("For the room …"), "leaving.room", ("Ctrl+E",), "export", "session", "share"),
    Action("export_tender", N_("For the tender …"), "leaving.tender", ("Ctrl+Shift+R",), "file-text", "session", "share"),
    Action("export_library", N_("For the library …"), "leaving.library", ("Ctrl+Shift+O",), "books", "session", "share"),
    Action("export_data", N_("The data …"), "leaving.data", ("Ctrl+Shift+E",), "file-text", "session", "share"),
    Action("print", N_("Print the map …"), "leaving.print", ("Ctrl+P",), "printer", "session", "share", 1),
    Action("print_blanks", N_("Print sheets to fill in …"), "files.print_blanks", ("Shift+F7",), "printer", "session", "share", 1),
    Action("ready", N_("Ready for the room? …"), "files.ready", ("Shift+F1",), "check-circle", menu="workshop", group=0),
    Action("palette", N_("Find an action …"), "window.palette", ("Ctrl+K",), "command", menu="help"),
    Action("keys", N_("Keys"), "window.keys", ("F1",), "keyboard", menu="help"),
    Action("fresh_sample", N_("A fresh copy of Blue Badge"), "files.fresh_sample", (), "map-trifold", menu="help", group=1),
    Action("about", N_("About HCD Studio"), "window.about", (), "info", menu="help", group=2),
    Action("step_before", N_("Type at the step before"), "capture.step_before", ("Alt+Left",), "", "writable", "map", 8),
    Action("step_after", N_("Type at the step after"), "capture.step_after", ("Alt+Right",), "", "writable", "map", 8),
)  # fmt: skip

GO: tuple[Action, ...] = tuple(
    Action(
        f"page_{page.name}", page.words, keys=(page.key,) if page.key else (), icon=page.icon, when="session",
        menu="view", page=page.name,
    )
    for page in PAGES
    if page.works
)  # fmt: skip
"""To every page."""

KINDS = (
    ("action", "A", N_("Type an action")), ("quote", "Q", N_("Type a quote")), ("thought", "T", N_("Type a thought")),
    ("pain", "P", N_("Type a pain point")), ("idea", "I", N_("Type an idea")),
    ("evidence", "E", N_("Type evidence")), ("question", "U", N_("Type a question")), ("need", "N", N_("Type a need")),
)  # fmt: skip
"""Each kind of note with the letter that means it everywhere: alone on the board, with Alt while typing."""

CAPTURE: tuple[Action, ...] = tuple(
    Action(f"capture_{kind}", words, f"capture.{kind}", (f"Alt+{letter}",), "", "writable", "capture")
    for kind, letter, words in KINDS
)


def _typing(id: str, words: str, key: str, run: str, checked: str = "", icon: str = "", group: int = 0) -> Action:
    return Action(id, words, run, (key,), icon, "writable", "typing", group, local=key == "Alt+Up", checked=checked)


TYPING: tuple[Action, ...] = (
    _typing("word_for_word", N_("Word for word"), "Ctrl+Shift+Q", "modes.toggle_verbatim", "modes.verbatim"),
    _typing("said_in", N_("Said in the other language"), "Ctrl+Shift+J", "modes.toggle_said", "modes.said"),
    _typing("private", N_("Private to the table"), "Ctrl+Shift+I", "modes.toggle_private", "modes.private"),
    _typing("sheet", N_("Along a paper sheet"), "Ctrl+Shift+Return", "modes.toggle_sheet", "modes.sheet"),
    _typing("park", N_("Into the parking lot"), "Alt+Shift+P", "modes.park", "", "pause", 1),
    _typing("correct_last", N_("Correct the last note"), "Alt+Up", "keeper.correct", "", "pencil-simple", 1),
)
"""How a note is kept."""

RESERVED = {letter for _, letter, _ in KINDS}
"""Letters that no menu may take for its own: Alt with them chooses a kind of note."""
