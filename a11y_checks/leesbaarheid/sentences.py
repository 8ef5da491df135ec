"""Cuts Dutch text into sentences without losing a letter. PURE."""

from __future__ import annotations

import re

from a11y_checks.text import word_set

# A full stop after one of these ends no sentence.
ABBREVIATIONS = word_set(
    "a.d. a.h.v. a.j.b. a.u.b. afd. afl. alg. apr. art. artt. aug. b.v. bijl. bijv. blz. bv. c.q. ca. cf. "
    "dec. "
    "d.d. d.m.v. d.w.z. dd. dhr. dl. dr. dra. drs. e.a. e.v. e.v.t. evt. excl. fam. feb. fig. fl. gebr. "
    "gem. get. "
    "h.t. hfst. hr. i.c. i.c.m. i.g.v. i.h.a. i.h.b. i.o. i.o.m. i.p.v. i.s.m. i.t.t. i.v.m. incl. ing. "
    "inz. ir. "
    "jan. jhr. jl. jr. juli. kol. l.g. m.a.w. m.b.t. m.b.v. m.e. m.g. m.i. m.i.v. m.m.v. m.n. m.u.v. max. "
    "mevr. mej. "
    "min. mln. mld. mr. mrs. mrt. mw. n.a.v. n.o.t.k. n.v.t. nl. no. nov. nr. nrs. o.a. o.b.v. o.g.v. o.i. "
    "o.i.d. "
    "o.l.v. o.m. o.v.v. okt. p.a. p.d. p.j. p.m. p.o. p.p. p.st. par. pct. plm. prof. q.q. r.-k. red. "
    "resp. s.v.p. "
    "sec. secr. sept. st. str. subs. t.a.v. t.b.v. t.g.v. t.h.v. t.m. t.n.v. t.o. t.o.v. t.w. t.w.v. "
    "t.z.t. tel. "
    "u.d. u.s. v.a. v.d. v.h. v.l.n.r. v.w.b. verg. vgl. vnl. voorz. w.o. wed. wo. z.g. z.g.a.n. z.i. z.n. "
    "z.s.m. "
    "zgn. zn. zo."
) - word_set("zo. wo. no. min. juli. fam. gem. m.e.")
# These often do end one: a capital after them begins a new sentence.
_OFTEN_LAST = word_set("enz. etc. e.d. e.a. n.v.t. a.u.b. s.v.p. o.i.d. jl. jr. z.s.m. m.e.")

# Only from the first mark of a row: "....." would take the square of its length.
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'’”»)\]]*(?=\s)")
_INITIALS = re.compile(r"^[(\"'‘“]*(?:[^\W\d_]\.-?)+$")
_NUMBER = re.compile(r"^[(\"'‘“]*\d{1,3}\.$")
_OPENING = "\"'‘’“”„«([¿¡"


def split_sentences(text: str) -> list[str]:
    """The sentences of `text`; a line break always ends one.

    Joined with spaces they are the text again, with its white space collapsed: nothing is dropped or changed.
    """
    found: list[str] = []
    for line in text.splitlines():
        line = " ".join(line.split())
        start = 0
        for match in _END.finditer(line):
            if _ends_here(line, start, match):
                found.append(line[start : match.end()].strip())
                start = match.end()
        rest = line[start:].strip()
        if rest:
            found.append(rest)
    return found


def _ends_here(line: str, start: int, match: re.Match[str]) -> bool:
    after = line[match.end() :].lstrip().lstrip(_OPENING)
    if not after:
        return True
    mark = match.group().rstrip("\"'’”»)]")
    if after[0].islower():
        # "Kom langs! wij zijn open" is a slip; "(help!) zei hij" is not. Both read on as one sentence.
        return False
    if mark != ".":
        return True
    token = line[start : match.start() + 1].rsplit(" ", 1)[-1].lstrip(_OPENING)
    low = token.lower()
    if low in _OFTEN_LAST:
        return after[0].isupper()
    if low in ABBREVIATIONS or (_INITIALS.match(token) and token[0].isupper()):
        return False
    # "1. Maak een afspraak": a number that opens the line or the sentence belongs to what follows.
    return not (_NUMBER.match(token) and line[start : match.start() + 1].strip() == token)
