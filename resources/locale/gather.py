"""Every sentence that the program can say, found in its source without running it, and Qt's own from a list.

A sentence is the literal first argument of `Message(…)`, `N_(…)` or, in the window, `say(…)`; `plural=` and `context=` are
read beside it. What is chosen by `a if x else b` or `a or b` counts twice. A record kind brings its Welsh along.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("hcd_studio", "exports", "ui")
QT_STRINGS = Path(__file__).resolve().parent / "qt_strings.txt"
QT = "qt"
"""The context of Qt's own strings, so that its Open and ours may differ."""

SPEAKERS = ("Message", "N_")
Key = tuple[str, str]
"""Context and sentence: what gettext looks up."""


@dataclass
class Entry:
    """One sentence of the catalogue, where it is said, and the Welsh that the code itself gives for it."""

    id: str
    plural: str = ""
    context: str = ""
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    welsh: str = ""

    @property
    def key(self) -> Key:
        return (self.context, self.id)

    @property
    def sources(self) -> tuple[str, ...]:
        """The English that a translation must match: the sentence and its plural."""
        return (self.id, self.plural) if self.plural else (self.id,)

    def join(self, other: Entry) -> None:
        """Take in the same sentence said elsewhere."""
        self.plural = self.plural or other.plural
        self.welsh = self.welsh or other.welsh
        self.files += [file for file in other.files if file not in self.files]
        self.notes += [note for note in other.notes if note not in self.notes]


@dataclass
class Gathered:
    """All sentences in source order, and the places where one cannot be read."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        if entry.key in self.entries:
            self.entries[entry.key].join(entry)
        elif entry.id:
            self.entries[entry.key] = entry


def gather(root: Path = ROOT) -> Gathered:
    """Every sentence of the program, then Qt's."""
    found = Gathered()
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            gather_file(found, path, path.relative_to(root).as_posix())
    for entry in qt_entries():
        found.add(entry)
    return found


def gather_file(found: Gathered, path: Path, name: str) -> None:
    """The sentences of one file, in the order in which they stand."""
    try:
        tree = ast.parse(path.read_text("utf-8"), filename=name)
    except SyntaxError as error:
        found.faults.append(f"{name}:{error.lineno} cannot be read: {error.msg}.")
        return
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Call | ast.ClassDef)]
    inner: set[int] = set()
    for node in sorted(nodes, key=lambda each: (each.lineno, each.col_offset)):
        if isinstance(node, ast.ClassDef):
            for entry in _kind(node, name):
                found.add(entry)
        elif id(node) not in inner and _speaks(node, name):
            _call(found, node, name, inner)


def _speaks(node: ast.Call, name: str) -> bool:
    called = _called(node)
    if called == "say":
        return name.startswith("ui/") and bool(node.args) and not _texts(node.args[0]) <= {"cy", "en"}
    return called in SPEAKERS


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _call(found: Gathered, node: ast.Call, name: str, inner: set[int]) -> None:
    """The sentences of one call; marks inside it are part of it."""
    named = {word.arg: word.value for word in node.keywords if word.arg in ("id", "plural", "context")}
    first = node.args[0] if node.args else named.get("id")
    if first is None:
        return
    for part in (first, *named.values()):
        inner.update(id(each) for each in ast.walk(part) if isinstance(each, ast.Call) and _called(each) == "N_")
        if any(isinstance(each, ast.JoinedStr) for each in ast.walk(part)) and _called(node) != "say":
            found.faults.append(f"{name}:{node.lineno} puts a sentence together as it runs. Give it named gaps.")
    plural, context = (next(iter(_texts(named.get(word))), "") for word in ("plural", "context"))
    for text in _ordered(first):
        found.add(Entry(text, plural, context, [name]))


def _texts(node: ast.expr | None) -> set[str]:
    return set(_ordered(node)) if node is not None else set()


def _ordered(node: ast.expr) -> Iterator[str]:
    """The literal texts that an expression may turn out to be."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _ordered(node.body)
        yield from _ordered(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _ordered(value)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from (left + right for left in _ordered(node.left) for right in _ordered(node.right))
    elif isinstance(node, ast.Call) and _called(node) == "N_" and node.args:
        yield from _ordered(node.args[0])


def _kind(node: ast.ClassDef, name: str) -> Iterator[Entry]:
    """The name of a record kind with the Welsh beside it: `english, welsh = N_("Note"), "Nodyn"`."""
    for line in node.body:
        if not (isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Tuple)):
            continue
        names = [target.id for target in line.targets[0].elts if isinstance(target, ast.Name)]
        if names[:2] == ["english", "welsh"] and isinstance(line.value, ast.Tuple):
            english, welsh = (next(_ordered(value), "") for value in line.value.elts[:2])
            yield Entry(english, files=[name], welsh=welsh)


def qt_entries(path: Path = QT_STRINGS) -> Iterator[Entry]:
    r"""Qt's strings that the window shows: one a line below the class that says it; `\n` is a line break, `\s` a space at the end."""
    owner = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            owner = line[1:-1]
        elif line and not line.startswith("#"):
            yield Entry(
                line.replace("\\n", "\n").replace("\\s", " "),
                context=QT,
                files=[f"resources/locale/{path.name}"],
                notes=[owner],
            )


def gaps(text: str, context: str = "") -> set[str]:
    """The named gaps of a sentence with their forms; Qt's are numbered `%1`."""
    if context == QT:
        return {f"%{after[0]}" for after in text.split("%")[1:] if after[:1].isdigit()}
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return {f"broken: {text}"}
    return {f"{name}!{conversion}:{form}" for _, name, form, conversion in parts if name is not None}


def wordless(text: str) -> bool:
    """Whether a sentence is made of gaps and signs only, so that it reads alike in every language."""
    try:
        return not any(sign.isalpha() for said, *_ in string.Formatter().parse(text) for sign in said)
    except ValueError:
        return False
