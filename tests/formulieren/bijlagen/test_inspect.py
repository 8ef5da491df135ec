"""What a file really is: good ones pass, and a corpus that lies, hides or attacks is refused in a bounded process."""

from __future__ import annotations

import contextlib
import io
import random
import tempfile
from typing import Any

import pytest

from formulieren.bijlagen.inspect import limits
from formulieren.bijlagen.inspect.child import look_inside
from formulieren.bijlagen.inspect.run import kind_of
from formulieren.bijlagen.names import safe_name
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused
from formulieren.bijlagen.services import BijlageRules, receive
from formulieren.soorten import BY_NAME, GROUPS
from tests.formulieren.bijlagen import files
from tests.formulieren.bijlagen.support import stored_names, upload

ALL = BijlageRules(groups=GROUPS, most=20)
EVIL = list(files.evil())


@pytest.mark.parametrize("name", files.GOOD)
def test_good_files_are_taken(name: str, upload_dir: Any) -> None:
    received = receive(upload(name, files.GOOD[name]), rules=ALL)
    assert received.naam == name.lower() and received.grootte == len(files.GOOD[name])
    assert stored_names(upload_dir) == [str(received.uuid)]


def test_the_corpus_is_large_enough() -> None:
    assert len(EVIL) >= 100 and len({what for what, *_rest in EVIL}) == len(EVIL) - 1


@pytest.mark.parametrize(("what", "name", "data", "expected"), EVIL, ids=[row[0] for row in EVIL])
def test_every_bad_file_is_refused_and_nothing_of_it_stays(
    what: str, name: str, data: bytes, expected: str, upload_dir: Any
) -> None:
    with pytest.raises(BijlageRefused) as refusal:
        receive(upload(name, data), rules=ALL)
    assert refusal.value.problem.value == expected or not expected, refusal.value.problem
    # "Try again later" would be a lie about a bad file, and a sign that our own process broke.
    assert refusal.value.problem != BijlageProblem.UNAVAILABLE
    assert stored_names(upload_dir) == []


def test_the_process_really_has_a_limit_on_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = next(data for what, _name, data, _problem in EVIL if what == "packed bomb")
    seen = []

    def run(command: Any, **options: Any) -> Any:
        import subprocess

        # The child tells the most memory it ever had, besides its answer. Not ru_maxrss: that begins with ours.
        program = command[5].replace("sys.exit(main())", "code=main();") + (
            "sys.stderr.write(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
        )
        done = subprocess.run([*command[:5], program, *command[6:]], **options)
        seen.append(int(done.stderr.split()[-1]))
        return done

    monkeypatch.setattr("formulieren.bijlagen.inspect.run.subprocess", _Fake(run))
    with tempfile.TemporaryFile() as file, pytest.raises(BijlageRefused):
        file.write(bomb)
        file.flush()
        kind_of(file)  # type: ignore[arg-type]
    assert seen and seen[0] * 1024 <= limits.MEMORY_BYTES


class _Fake:
    from subprocess import TimeoutExpired

    def __init__(self, run: Any) -> None:
        self.run = run


@pytest.mark.parametrize("seed", range(6))
def test_mangled_files_never_raise_anything_else(seed: int) -> None:
    rnd = random.Random(seed)
    for data in files.GOOD.values():
        for _round in range(8):
            mangled = bytearray(data)
            for _change in range(rnd.randint(1, 12)):
                mangled[rnd.randrange(len(mangled))] = rnd.randrange(256)
            if rnd.random() < 0.3:
                del mangled[rnd.randrange(len(mangled)) :]
            with contextlib.suppress(BijlageRefused):
                assert look_inside(io.BytesIO(bytes(mangled))) in {*BY_NAME, "ole", "anders"}


def test_a_picture_with_the_name_of_another_picture_gets_its_own(upload_dir: Any) -> None:
    received = receive(upload("foto.van.mij.jpg", files.image("WEBP")), rules=ALL)
    assert (received.naam, received.soort) == ("foto.van.mij.webp", "webp")


def test_only_the_kinds_of_the_question_are_taken(upload_dir: Any) -> None:
    photos = BijlageRules(groups=("foto",), most=1)
    with pytest.raises(BijlageRefused) as refusal:
        receive(upload("brief.pdf", files.GOOD["brief.pdf"]), rules=photos)
    assert refusal.value.problem == BijlageProblem.KIND


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("brief.pdf", "brief.pdf"),
        ("C:\\Users\\jan\\brief.pdf", "brief.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("/etc/cron.d/x.txt", "x.txt"),
        ("foto\u202egpj.pdf", "fotogpj.pdf"),
        ("a\u0000b\u0007c\r\nd.pdf", "abc d.pdf"),
        ("  veel   ruimte .pdf", "veel ruimte.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img src=x onerror=alert(1)-.pdf"),
        ('a"b|c*d?.pdf', "a-b-c-d-.pdf"),
        ("=cmd().pdf", "cmd().pdf"),
        ("-rf.pdf", "rf.pdf"),
        (".htaccess.txt", "htaccess.txt"),
        ("con.pdf", "bestand-con.pdf"),
        ("COM1.jpg", "bestand-COM1.jpg"),
        ("e\u0301\u00e9n.pdf", "\u00e9\u00e9n.pdf"),
        ("\ud800.pdf", "bestand.pdf"),
        (".pdf", "bestand.pdf"),
        ("foto.pdf.", "foto.pdf"),
        ("", "bestand"),
        ("..", "bestand"),
        ("日本語.pdf", "日本語.pdf"),
        ("\u200b\u200b.pdf", "bestand.pdf"),
    ],
)
def test_names_are_made_safe(raw: str, expected: str) -> None:
    assert safe_name(raw) == expected


@pytest.mark.parametrize("length", [99, 100, 101, 300, 5000])
def test_long_names_keep_their_extension(length: int) -> None:
    name = safe_name("a" * (length - 4) + ".pdf")
    assert len(name) == min(length, 100) and name.endswith(".pdf")
    assert safe_name(name) == name
