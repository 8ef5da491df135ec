"""What the product runs on may be distributed beside EUPL-1.2 code."""

import re
from importlib import metadata

import pytest

from tests.architecture.test_locks import pins

# Permissive, or weak copyleft that stays with its own files; all of them compatible with the EUPL (its appendix,
# and the European Commission's matrix of compatible licences).
COMPATIBLE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Python-2\.0|MPL|Mozilla|LGPL|Lesser General|Unlicense|"
    r"HPND|CMU|CNRI|Zlib|0BSD|CC0|Public Domain|Historical Permission|EUPL)",
    re.IGNORECASE,
)
STRONG = re.compile(r"\bA?GPL|(?<!Lesser )General Public License", re.IGNORECASE)
# Packages whose metadata say nothing usable, read in their own source.
READ_BY_HAND = {
    "locate": "MIT",  # its classifier says "Other"; the text in the package is MIT
    "django-privates": "MIT",
    "django-simple-certmanager": "MIT",
    # CC-BY-3.0 asks no more than the name of its maker; we ship it unchanged, as a package of its own.
    "django-solo": "CC-BY-3.0, permissive like BSD",
    "orderedmultidict": "Unlicense",  # its metadata has it under "License", beside a classifier that says little
    "zgw-consumers": "MIT",
    "pyphen": "LGPL-2.1-or-later OR MPL-1.1 OR GPL-2.0-or-later",
}


def licence(name: str) -> str:
    """What a package says about its licence: expression, classifiers, else the first lines of its own text."""
    found = metadata.metadata(name)
    says = [
        found.get("License-Expression") or "",
        *(c for c in found.get_all("Classifier") or [] if "License" in c),
    ]
    if not any(says):
        says.append((found.get("License") or "")[:200])
    return " | ".join(filter(None, says))


@pytest.mark.parametrize("name", sorted({package for package, _ in pins("run.txt")}))
def test_each_package_has_a_compatible_licence(name: str) -> None:
    try:
        text = READ_BY_HAND.get(name) or licence(name)
    except metadata.PackageNotFoundError:
        pytest.skip("only for another platform")
    assert COMPATIBLE.search(text), f"{name}: {text or 'says nothing'}"
    alternatives = re.split(r"\bOR\b", text)
    assert not all(STRONG.search(part.replace("LGPL", "")) for part in alternatives), f"{name}: {text}"
