#!/usr/bin/env python3
"""Everything a developer types, with the standard library alone.

    python3 dev.py run [FILE]       open the studio on the sample workshop (without a display: write the demo)
    python3 dev.py test [...]       run the tests; what follows goes to pytest
    python3 dev.py lint [--fix]     style and types
    python3 dev.py bench [...]      measure, against a named peer or a floor in the same run
    python3 dev.py simulate [...]   worlds of laptops and a synced folder; --seeds N for how many
    python3 dev.py pictures [DIR]   pictures of every page and dialog, in both languages and every look
    python3 dev.py build            freeze the program into dist/hcd-studio
    python3 dev.py words [...]      look after the Welsh and English catalogues

The first run makes `.venv` beside this file and installs the versions pinned in pyproject.toml; later runs install
again only when the pins have changed. Nothing outside this folder is touched, but for Qt's libraries on Debian and
Ubuntu, which are installed when this runs as root and named in one line when it does not.
"""

import shutil
import sys

if sys.version_info < (3, 11):
    newer = [name for name in ("python3.14", "python3.13", "python3.12", "python3.11") if shutil.which(name)]
    advice = f"Type: {newer[0]} dev.py run" if newer else "Install it from your system's packages or from python.org."
    sys.exit(f"HCD Studio needs Python 3.11 or newer, and this is {sys.version.split()[0]}. {advice}")

import ctypes
import hashlib
import importlib.util
import json
import os
import queue
import re
import subprocess
import threading
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "pins.json"
VENV_PACKAGE = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What the Linux wheels of Qt load from the system: each library, then the Debian package that brings it.
QT_LIBRARIES = """
    libEGL.so.1 libegl1                 libGL.so.1 libgl1                   libX11.so.6 libx11-6
    libdbus-1.so.3 libdbus-1-3          libfontconfig.so.1 libfontconfig1   libfreetype.so.6 libfreetype6
    libglib-2.0.so.0 libglib2.0-0       libstdc++.so.6 libstdc++6           libxkbcommon.so.0 libxkbcommon0
    libz.so.1 zlib1g                    libzstd.so.1 libzstd1
"""
# What it loads besides when there is a screen (X11) and a printer.
SCREEN_LIBRARIES = """
    libX11-xcb.so.1 libx11-xcb1         libcups.so.2 libcups2               libxcb-cursor.so.0 libxcb-cursor0
    libxcb-glx.so.0 libxcb-glx0         libxcb-icccm.so.4 libxcb-icccm4     libxcb-image.so.0 libxcb-image0
    libxcb-keysyms.so.1 libxcb-keysyms1 libxcb-randr.so.0 libxcb-randr0     libxcb-render.so.0 libxcb-render0
    libxcb-shape.so.0 libxcb-shape0     libxcb-shm.so.0 libxcb-shm0         libxcb-render-util.so.0 libxcb-render-util0
    libxcb-sync.so.1 libxcb-sync1       libxcb-util.so.1 libxcb-util1       libxcb-xfixes.so.0 libxcb-xfixes0
    libxcb-xkb.so.1 libxcb-xkb1         libxcb.so.1 libxcb1                 libxkbcommon-x11.so.0 libxkbcommon-x11-0
"""
TRIAL = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


class Stop(Exception):
    """Something a developer must do first, said in one sentence."""


def say(text: str) -> None:
    """Print a line at once, so that nobody thinks it hangs."""
    print(text, flush=True)


def call(*words: str | Path, **environment: str) -> int:
    """Run the checkout's Python on words, in the checkout; give its exit code."""
    surroundings = {**os.environ, "PYTHONNOUSERSITE": "1", **environment}
    try:
        return subprocess.run([str(PYTHON), *map(str, words)], cwd=ROOT, env=surroundings, check=False).returncode
    except KeyboardInterrupt:
        return 130


def make_venv() -> None:
    """Make .venv, or make it anew when its Python no longer starts."""
    if PYTHON.exists() and _starts(PYTHON):
        return
    say(f"Making {VENV.name} with Python {sys.version.split()[0]} (a few seconds) ...")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        VENV.mkdir()
    except PermissionError as error:
        raise Stop(f"No permission to write {VENV}: copy the checkout to a folder of your own.") from error
    except OSError as error:
        raise Stop(f"{VENV} cannot be made: {error.strerror}.") from error
    for recipe in _recipes():
        done = subprocess.run(recipe, capture_output=True, text=True, check=False)
        if done.returncode == 0 and _starts(PYTHON):
            return
    shutil.rmtree(VENV, ignore_errors=True)
    line = _apt_line([VENV_PACKAGE]) if _debian() else "python3 -m pip install --user virtualenv"
    raise Stop(f"This Python has no working venv module; type: {line}")


def _recipes() -> Iterator[list[str]]:
    """Give the ways to make a virtual environment, the plainest first."""
    # Debian leaves ensurepip out of its python3 and packs it as python3-venv.
    whole = all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))
    if whole or (_debian() and _root() and apt_install([VENV_PACKAGE])):
        yield [sys.executable, "-m", "venv", str(VENV)]
    if importlib.util.find_spec("virtualenv"):
        yield [sys.executable, "-m", "virtualenv", str(VENV)]
    uv = shutil.which("uv")
    if uv:
        yield [uv, "venv", "--seed", "--allow-existing", "--python", sys.executable, str(VENV)]


def _starts(python: Path) -> bool:
    try:
        test = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
        return subprocess.run([str(python), "-c", test], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install(*sets: str) -> None:
    """Install the pins of the sets ("program", "dev") that have changed since the last time."""
    make_venv()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pins = {"program": project["project"]["dependencies"], "dev": project["dependency-groups"]["dev"]}
    stamp = _read_stamp()
    marks = {name: hashlib.sha256("\n".join(sorted(pins[name])).encode()).hexdigest() for name in sets}
    if all(stamp.get(name) == mark for name, mark in marks.items()):
        return
    wanted = [pin for name in sets for pin in pins[name]]
    say(f"Installing {len(wanted)} packages into {VENV.name} (the first time this takes a minute or two) ...")
    _pip(wanted)
    STAMP.write_text(json.dumps({**stamp, **marks}, indent=1) + "\n", "utf-8")
    say("Installed.")


def _read_stamp() -> dict[str, str]:
    return dict(json.loads(STAMP.read_text("utf-8"))) if STAMP.exists() else {}


def _pip(wanted: list[str]) -> None:
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "2"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONNOUSERSITE": "1"}
    log: list[str] = []
    with subprocess.Popen(
        [str(PYTHON), "-m", "pip", "install", *quiet, *wanted],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
    ) as process:
        for line in _lines(process):
            log.append(line)
            told = _told(line)
            if told:
                say(f"  {told}")
    if process.returncode != 0:
        for line in log[-12:]:
            print(f"  | {line}", file=sys.stderr)
        raise Stop(_why_pip_failed("\n".join(log)))


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """Give each line as it comes, and say every ten silent seconds that work goes on."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line.rstrip())
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=10)
        except queue.Empty:
            say("  still working ...")
            continue
        if line is None:
            return
        yield line


def _told(line: str) -> str:
    """Turn a line of pip into one worth showing, or into nothing."""
    collecting = re.match(r"Collecting (\S+?)==(\S+?)(?: |$)", line)
    if collecting:
        return f"{collecting[1]} {collecting[2]}"
    large = re.search(r"Downloading .*\((\d{2,}(?:\.\d+)? MB)\)", line)
    if large:
        return f"  {large[1]} to fetch ..."
    if line.startswith("Installing collected packages"):
        return f"putting {line.count(',') + 1} packages in place ..."
    return ""


def _why_pip_failed(log: str) -> str:
    reasons = {
        "No space left|Errno 28": "The disk is full: free about 1 GB and run it again.",
        "ConnectionError|Timeout|ProxyError|Name or service|getaddrinfo|Temporary failure|unreachable|Max retries": (
            "The package index cannot be reached: connect to a network (or set pip's proxy or index) and run it again."
        ),
        "Permission denied|Access is denied": f"{VENV} cannot be written: close the studio, or check who owns it.",
        "No matching distribution": "A pinned version has no build for this Python or system: see the lines above.",
    }
    told = (told for pattern, told in reasons.items() if re.search(pattern, log))
    return next(told, "pip could not install: see the lines above.")


def qt_libraries(screen: bool) -> None:
    """See to it that Qt finds its system libraries; install them where we may, name them where we may not."""
    if not sys.platform.startswith("linux"):
        return
    may = _debian() and _root()
    words = (QT_LIBRARIES + (SCREEN_LIBRARIES if screen or may else "")).split()
    package = dict(zip(words[::2], words[1::2], strict=True))
    missing = [library for library in package if not _loads(library)]
    if missing and may:
        apt_install(sorted({package[library] for library in missing}))
        missing = [library for library in missing if not _loads(library) and (screen or library in QT_LIBRARIES)]
    if missing and _debian():
        raise Stop(f"Qt needs system libraries; type: {_apt_line(sorted({package[each] for each in missing}))}")
    if missing:
        raise Stop(f"Qt needs these libraries from your system's packages: {', '.join(missing)}.")


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages as root; tell whether it worked."""
    say(f"Installing from Debian: {' '.join(packages)} ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A stale list is worth a try, so what update says does not count.
    subprocess.run(["apt-get", "update"], env=environment, capture_output=True, check=False)
    words = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        say("  apt-get could not: " + (done.stderr.strip().splitlines() or ["no reason given"])[-1])
    importlib.invalidate_caches()
    return done.returncode == 0


def _apt_line(packages: list[str]) -> str:
    sudo = "" if _root() else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _debian() -> bool:
    return shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()


def _root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def run(arguments: list[str]) -> int:
    """Open the studio on the sample workshop, or write the demo where no window can open."""
    install("program")
    reason = _no_window()
    if reason:
        say(f"{reason} So the whole job is done on the sample workshop without a window.")
        return demo(ROOT / "build" / "demo")
    files = arguments or [str(file) for file in sample()]
    say(f"Opening {' '.join(files) or 'the start page'} ...")
    return call("-m", "ui", "open", *files)


def _no_window() -> str:
    """Say why no window can open here, or nothing."""
    linux = sys.platform.startswith("linux")
    if not (ROOT / "ui" / "window.py").exists():
        return "This checkout has no window yet."
    if linux and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "There is no display here."
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return "QT_QPA_PLATFORM asks for no display."
    try:
        qt_libraries(screen=True)
    except Stop as stop:
        return f"{stop}\n"
    # Qt ends the process when it cannot open the display, so one process is spent to find out.
    if linux and subprocess.run([PYTHON, "-c", TRIAL], capture_output=True, check=False).returncode != 0:
        return "The display cannot be opened."
    return ""


def sample() -> list[Path]:
    """Give a copy of the sample workshop that may be changed; make it the first time."""
    folder = ROOT / "build" / "sample"
    if not any(folder.glob("**/*.hcd")):
        folder.mkdir(parents=True, exist_ok=True)
        ready = sorted((ROOT / "resources" / "sample").glob("*.hcd"))
        if ready:
            shutil.copyfile(ready[0], folder / ready[0].name)
        elif call("-m", "ui", "demo", folder, "--session", QT_QPA_PLATFORM="offscreen") != 0:
            say("The sample workshop could not be written; the studio opens without it.")
    return sorted(folder.glob("**/*.hcd"))[:1]


def demo(folder: Path) -> int:
    """Do the main job on the sample workshop and say where the files are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return call("-m", "ui", "demo", folder, QT_QPA_PLATFORM="offscreen")


def lint(arguments: list[str]) -> int:
    """Check style and types; with --fix, mend the style first."""
    install("program", "dev")
    if "--fix" in arguments:
        call("-m", "ruff", "check", "--fix", "--quiet", ".")
        call("-m", "ruff", "format", "--quiet", ".")
    folders = [name for name in ("hcd_studio", "exports", "ui", "resources") if any((ROOT / name).rglob("*.py"))]
    checks = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy", "--strict", *folders, "dev.py"],
    }
    failed = []
    for name, words in checks.items():
        say(f"{name}:")
        if call(*words) != 0:
            failed.append(name)
    say(f"lint: {'failed: ' + ', '.join(failed) if failed else 'all good'}")
    return 1 if failed else 0


def build(arguments: list[str]) -> int:
    """Freeze the program into one folder."""
    install("program", "dev")
    qt_libraries(screen=False)
    code = call("-m", "PyInstaller", "--noconfirm", *arguments, "build.spec")
    if code == 0:
        say(f"The program: {ROOT / 'dist' / 'hcd-studio' / ('hcd-studio.exe' if WINDOWS else 'hcd-studio')}")
    return code


def module(name: str) -> Callable[[list[str]], int]:
    """Give a command that runs a module without a screen and hands on what follows."""

    def go(arguments: list[str]) -> int:
        install("program", "dev")
        qt_libraries(screen=False)
        return call("-m", name, *arguments, QT_QPA_PLATFORM="offscreen")

    return go


def test(arguments: list[str]) -> int:
    """Run the tests; all of them at once on every core, chosen ones as pytest is told."""
    cores = min(os.cpu_count() or 1, 8)
    together = ["-n", str(cores), "--dist", "loadfile"] if not arguments and cores > 1 else []
    return module("pytest")([*together, *arguments])


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": module("tests.bench"),
    "simulate": module("tests.simulate"),
    "pictures": module("tests.gallery"),
    "build": build,
    "words": module("resources.locale.words"),
}


def main(arguments: list[str]) -> int:
    """Do what the first word says."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say((__doc__ or "").strip())
        return 0
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(f"There is no command {arguments[0]!r}; there are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
