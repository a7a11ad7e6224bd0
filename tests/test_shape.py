"""The shape of the house: who may import whom, how large things may grow, and what no file may name."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("hcd_studio", "exports", "ui", "resources")

# Imports go one way: ui, exports, hcd_studio, and resources at the bottom.
MAY_IMPORT = {
    "resources": {"resources"},
    "hcd_studio": {"hcd_studio", "resources"},
    "exports": {"exports", "hcd_studio", "resources"},
    "ui": {"ui", "exports", "hcd_studio", "resources"},
}

# Where a foreign package may be imported, as the beginnings of paths; an empty list means nowhere in the product.
PLACES: dict[str, list[str]] = {
    "PySide6": ["ui/"],
    "shiboken6": ["ui/"],
    "reportlab": ["exports/"],
    "docx": ["exports/"],
    "xlsxwriter": ["exports/"],
    "odf": ["exports/"],
    "openpyxl": ["exports/", "hcd_studio/importers/"],
    "defusedxml": ["exports/", "hcd_studio/importers/"],
    "PIL": ["exports/", "ui/", "hcd_studio/importers/", "hcd_studio/pictures.py", "resources/icons/make.py"],
    "apsw": ["hcd_studio/store/"],
    "sqlite_utils": ["hcd_studio/library/"],
    "sqlite3": [],
    "psycopg": ["hcd_studio/library/"],
    "boto3": ["hcd_studio/library/"],
    "botocore": ["hcd_studio/library/"],
    "urllib.request": ["hcd_studio/library/"],
    "http.client": ["hcd_studio/library/"],
    "babel": ["resources/locale/"],
    "fontTools": ["resources/fonts/make.py"],
    "pikepdf": [],
    "pypdf": [],
    "hypothesis": [],
    "pytest": [],
    "tests": [],
    "dev": [],
}

LINES, WINDOW_LINES, FUNCTION_LINES, METHODS = 400, 300, 60, 25


def sources(*folders: str) -> list[Path]:
    """Give the Python files below folders of the checkout."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=name(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Give line and full name of everything that a file imports, relative imports spelled out."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def below(imported: str, package: str) -> bool:
    return imported == package or imported.startswith(f"{package}.")


def told(findings: Iterable[str]) -> str:
    return "\n" + "\n".join(findings)


def test_imports_go_one_way() -> None:
    findings = [
        f"{name(path)}:{line} imports {imported}. Imports go ui, exports, hcd_studio, resources: "
        f"move what is shared down, or hand it in as a parameter."
        for path in sources(*PRODUCT)
        for line, imported in imports(path)
        if imported.split(".")[0] in MAY_IMPORT
        and imported.split(".")[0] not in MAY_IMPORT[path.relative_to(ROOT).parts[0]]
    ]
    assert not findings, told(findings)


def test_each_foreign_package_has_its_place() -> None:
    findings = [
        f"{name(path)}:{line} imports {imported}. "
        f"Only {' and '.join(places) or 'tests and tools'} may: call what stands there instead."
        for path in sources(*PRODUCT)
        for line, imported in imports(path)
        for package, places in PLACES.items()
        if below(imported, package) and not name(path).startswith(tuple(places))
    ]
    assert not findings, told(findings)


def test_files_stay_short() -> None:
    findings = []
    for path in [*sources(*PRODUCT, "tests"), ROOT / "dev.py"]:
        lines = len(path.read_text("utf-8").splitlines())
        most = WINDOW_LINES if name(path) == "ui/window.py" else LINES
        if lines > most:
            findings.append(f"{name(path)} has {lines} lines, {most} are allowed. Split it by meaning.")
    assert not findings, told(findings)


def test_functions_stay_short() -> None:
    findings = []
    for path in [*sources(*PRODUCT), ROOT / "dev.py"]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    findings.append(
                        f"{name(path)}:{node.lineno} {node.name} has {lines} lines, {FUNCTION_LINES} are allowed. "
                        f"Name its parts, or write as data what is a list."
                    )
    assert not findings, told(findings)


def test_classes_stay_small() -> None:
    findings = []
    for path in sources(*PRODUCT):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                # A property and its setter, or the overloads of one method, count once.
                methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)}
                if len(methods) > METHODS:
                    findings.append(
                        f"{name(path)}:{node.lineno} {node.name} has {len(methods)} methods, {METHODS} are allowed. "
                        f"Two nouns are hiding in it: take one out."
                    )
    assert not findings, told(findings)


def kept_files() -> list[Path]:
    """Give the files that belong to the tree, as git sees them where it is there."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        words = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return [ROOT / each for each in listed if each and (ROOT / each).is_file()]
    made = {".venv", ".git", "build", "dist", "bench-results", "__pycache__"}
    made |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.relative_to(ROOT).parts)]


def test_no_file_names_a_machine() -> None:
    # Put together from parts, so that this file does not find itself.
    folders = [re.escape(str(each)) for each in (ROOT, Path.home()) if len(each.parts) > 1]
    folders += [r"(?<![\w.~*-])/" + "work" + r"/\w", "/" + r"home/(?!user\b|<)\w+/", "/" + r"Users/(?!<)\w+/"]
    hosts = [word.replace("_", ".") for word in ("registry_npmjs", "files_pythonhosted", "pypi_org/simple")]
    machine = re.compile("|".join([*folders, *map(re.escape, hosts)]))
    findings = []
    for path in kept_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        findings += [
            f"{name(path)}:{text.count(chr(10), 0, found.start()) + 1} names {found[0]!r}. "
            f"Say it from the checkout's root, or leave it out."
            for found in machine.finditer(text)
        ]
    assert not findings, told(findings)
