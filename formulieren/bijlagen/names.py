"""PURE: makes a safe name of what a browser calls a file, and tells names that hide what a file does."""

from __future__ import annotations

import unicodedata

MOST_SIGNS = 100
# Windows takes these names for devices, whatever stands behind the dot.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
_NOT_IN_NAMES = '<>:"|?*\\/'
# Programs, and files that bring programs along: a second extension of this kind misleads who opens the file.
_RISKY = frozenset(
    part
    for line in (
        "exe com scr pif bat cmd msi msp ps1 psm1 vbs vbe js jse mjs wsf wsh hta cpl dll jar class lnk url reg scf inf",
        "sh bash zsh csh command app py pyc pl rb php php3 php5 phtml asp aspx jsp cgi htm html xhtml shtml mht mhtml",
        "svg svgz xml xsl xslt swf docm dotm xlsm xltm xlam pptm doc xls ppt rtf zip rar 7z gz tar iso img apk deb",
        "rpm dmg pkg torrent chm application gadget vb vbscript ws",
    )
    for part in line.split(" ")
)


def extension_of(name: str) -> str:
    """What stands behind the last dot, in lower case; "" without one."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def risky_extension(name: str) -> str:
    """The first extension before the last one that names a program ("" for none), as in brief.exe.pdf."""
    inner = [part.strip().lower() for part in name.split(".")[1:-1]]
    return next((part for part in inner if part in _RISKY), "")


def safe_name(raw: str, *, most: int = MOST_SIGNS) -> str:
    """`raw` as a name for screens, headers and disks: no path, no control or direction signs, at most `most` signs.

    The extension stays, so that a computer still knows what to open the file with. Never empty.
    """
    text = unicodedata.normalize("NFC", str(raw).encode("utf-8", "replace").decode("utf-8"))
    last = text.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    # Cf holds the signs that turn the direction of text round: they make "gpj.exe" look like "exe.jpg".
    kept = "".join(
        " " if char.isspace() else "-" if char in _NOT_IN_NAMES else char
        for char in last
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}
    )
    name = " ".join(kept.split()).rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or not extension or len(extension) > 10:
        stem, extension = name, ""
    tail = f".{extension.strip().lower()}" if extension else ""
    # A leading dot hides a file; the other signs begin a formula in a spreadsheet.
    stem = stem.strip(". ").lstrip("~-=+@. ") or "bestand"
    if stem.split(".")[0].lower() in _DEVICES:
        stem = f"bestand-{stem}"
    return stem[: most - len(tail)].rstrip(". ") + tail
