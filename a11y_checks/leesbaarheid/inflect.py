"""The regular forms of Dutch words, and the strong verbs that simple Dutch needs. PURE.

Written for the word list: from "implementeren" to "geïmplementeerd", and from "invoeren" to "ingevoerd".
"""

from __future__ import annotations

import re
from functools import cache

from a11y_checks.text import word_set

# Infinitive, past singular, past plural, participle.
_STRONG = """
bieden bood boden geboden; binden bond bonden gebonden; blijken bleek bleken gebleken; blijven bleef bleven
gebleven; breken brak braken gebroken; brengen bracht brachten gebracht; denken dacht dachten gedacht; doen
deed deden gedaan; dragen droeg droegen gedragen; drijven dreef dreven gedreven; dringen drong drongen
gedrongen; eten at aten gegeten; gaan ging gingen gegaan; gelden gold golden gegolden; geven gaf gaven
gegeven; glijden gleed gleden gegleden; grijpen greep grepen gegrepen; hangen hing hingen gehangen; hebben had
hadden gehad; heffen hief hieven geheven; helpen hielp hielpen geholpen; houden hield hielden gehouden; kiezen
koos kozen gekozen; kijken keek keken gekeken; klinken klonk klonken geklonken; komen kwam kwamen gekomen;
kopen kocht kochten gekocht; krijgen kreeg kregen gekregen; kunnen kon konden gekund; laten liet lieten
gelaten; lezen las lazen gelezen; liggen lag lagen gelegen; lijken leek leken geleken; lopen liep liepen
gelopen; moeten moest moesten gemoeten; mogen mocht mochten gemogen; nemen nam namen genomen; prijzen prees
prezen geprezen; raden raadde raadden geraden; rijden reed reden gereden; roepen riep riepen geroepen;
scheiden scheidde scheidden gescheiden; schelden schold scholden gescholden; schenden schond schonden
geschonden; schieten schoot schoten geschoten; schrijven schreef schreven geschreven; schuiven schoof schoven
geschoven; slaan sloeg sloegen geslagen; slapen sliep sliepen geslapen; sluiten sloot sloten gesloten; snijden
sneed sneden gesneden; spreken sprak spraken gesproken; staan stond stonden gestaan; stelen stal stalen
gestolen; sterven stierf stierven gestorven; stijgen steeg stegen gestegen; treden trad traden getreden;
treffen trof troffen getroffen; trekken trok trokken getrokken; vallen viel vielen gevallen; vangen ving
vingen gevangen; varen voer voeren gevaren; vergeten vergat vergaten vergeten; verliezen verloor verloren
verloren; vinden vond vonden gevonden; vliegen vloog vlogen gevlogen; vragen vroeg vroegen gevraagd; wegen
woog wogen gewogen; werpen wierp wierpen geworpen; weten wist wisten geweten; wijken week weken geweken;
wijzen wees wezen gewezen; winnen won wonnen gewonnen; worden werd werden geworden; zeggen zei zeiden gezegd;
zenden zond zonden gezonden; zien zag zagen gezien; zijn was waren geweest; zitten zat zaten gezeten; zoeken
zocht zochten gezocht; zwemmen zwom zwommen gezwommen; lijden leed leden geleden; wassen waste wasten
gewassen; strijken streek streken gestreken; beginnen begon begonnen begonnen
"""
_PRESENT = {
    "zijn": ("ben", "is"), "hebben": ("heb", "heeft"), "kunnen": ("kan", "kan"), "mogen": ("mag", "mag"),
    "komen": ("kom", "komt"), "doen": ("doe", "doet"), "gaan": ("ga", "gaat"), "staan": ("sta", "staat"),
    "slaan": ("sla", "slaat"), "zien": ("zie", "ziet"),
}  # fmt: skip
_SEPARABLE_WORDS = word_set(
    "aan achter af bij binnen bloot deel dicht door gelijk goed in kenbaar klaar kwijt los mede mee na neer om "
    "omver onder op open over plaats samen stil stop teleur tegemoet tegen teniet terecht terug tentoon ten "
    "toe tussen uit uiteen vast veilig vol voort voor voorbij vooruit vrij waar weer weg bekend schadeloos "
    "gebruik kennis zorg "
)
_SEPARABLE = tuple(sorted(_SEPARABLE_WORDS, key=lambda part: (-len(part), part)))
_INSEPARABLE = ("be", "ge", "er", "her", "ver", "ont")
# They look as if they could be taken apart, and can't.
_WHOLE = word_set(
    "onderbouwen onderbreken onderhandelen onderhouden onderkennen ondersteunen onderstrepen ondertekenen "
    "ondervinden onderwerpen onderzoeken onderrichten onderscheiden overbruggen overdonderen overhandigen "
    "overleggen overleven overlijden overmeesteren overschrijden overstijgen overtreden overtuigen overwegen "
    "overwinnen omarmen omschrijven omvatten omkleden omringen omsingelen doorlopen doorgronden voorkomen "
    "voorspellen voorzien weerleggen weerhouden weerspiegelen tegemoetkomen aanvaarden volbrengen voldoen "
    "volstaan voltooien volharden achterhalen achtervolgen mislukken misbruiken misleiden misdragen waarborgen "
    "waarmerken waarschuwen inventariseren initiëren installeren instrueren interpreteren investeren indexeren "
    "indiceren informeren innoveren inspecteren integreren intensiveren introduceren intimideren interveniëren "
    "openbaren optimaliseren operationaliseren opereren opteren organiseren oriënteren "
)
_BEFORE_WHOLE = ("onder", "over", "om", "door", "voor", "weer", "vol", "mis", "achter", "aan", "tegemoet")
# Verbs on -eren of Dutch make, without stress on it; all others come from French and have it.
_NATIVE_ER = (
    "ander",
    "eter",
    "inder",
    "inner",
    "ilder",
    "ever",
    "ader",
    "ijder",
    "iger",
    "uister",
    "eder",
    "order",
    "oeder",
    "tover",
    "erover",
)
_LOAN_STEMS = {"beog": "beoog", "gedog": "gedoog"} | {p + "oordel": p + "oordeel" for p in ("", "be", "ver")}
_VOWELS = "aeiouáéíóúäëïöü"
_VOWEL = re.compile(rf"[{_VOWELS}]+")
_SHORT_STEM = re.compile(rf"(?<![{_VOWELS}])([aeou])([bcdfghklmnprstvz])$")
_SOFT = re.compile(r"(?:[tkfsxp]|ch)$")


@cache
def _strong() -> dict[str, tuple[str, str, str]]:
    rows = (row.split() for row in _STRONG.replace("\n", " ").split(";") if row.strip())
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def _take_apart(infinitive: str) -> tuple[str, str]:
    """The separable first part of a verb ("" without one) and the rest: "aanvragen" is ("aan", "vragen")."""
    if infinitive in _WHOLE:
        return "", infinitive
    for first in _SEPARABLE:
        rest = infinitive.removeprefix(first)
        if (
            rest != infinitive
            and len(rest) > 3
            and (rest in _strong() or (rest.endswith("en") and _VOWEL.search(rest[:-2])))
        ):
            if rest.startswith(("eren", "teren")) or (
                first in ("in", "op", "na", "ten") and rest.endswith("eren") and len(rest) > 8
            ):
                continue
            return first, rest
    return "", infinitive


def _stem(verb: str) -> tuple[str, bool]:
    """The stem as it is written in "ik …", and whether the past takes -te (it sounds hard before -en)."""
    raw = verb.removesuffix("en") if verb.endswith("en") else verb.removesuffix("n")
    soft = bool(_SOFT.search(raw))
    if len(raw) > 2 and raw[-1] == raw[-2] and raw[-1] not in _VOWELS:
        return raw[:-1], soft
    if raw in _LOAN_STEMS:
        return _LOAN_STEMS[raw], soft
    if raw.endswith(("uer", "iër", "eër")):
        return raw[:-2].replace("ë", "e") + "eer", soft
    match = _SHORT_STEM.search(raw)
    native = raw.endswith(_NATIVE_ER) or not raw.endswith("er")
    # "verlenen" has the stress of "lenen": what stands before it doesn't count.
    bare = next(
        (raw.removeprefix(p) for p in _INSEPARABLE if raw.startswith(p) and _VOWEL.search(raw[len(p) :])), raw
    )
    unstressed = raw.endswith(("ig", "el", "er", "en", "em")) and len(_VOWEL.findall(bare)) > 1
    if match and not (unstressed and native):
        raw = f"{raw[: match.start()]}{match.group(1) * 2}{match.group(2)}"
    if raw.endswith("ë"):
        raw = raw[:-1] + "e"
    return re.sub("v$", "f", re.sub("z$", "s", raw)), soft


def _base_forms(verb: str) -> dict[str, str]:
    bases = [base for base in _BEFORE_WHOLE if verb in _WHOLE or verb.removeprefix("her") in _WHOLE]
    for prefix in ("", *_INSEPARABLE, *bases, *(f"her{base}" for base in bases)):
        root = verb.removeprefix(prefix)
        if root in _strong() and (root != verb or not prefix):
            past, pasts, participle = _strong()[root]
            bare = participle if not prefix else participle.removeprefix("ge")
            first, third = _PRESENT.get(root, ("", ""))
            if not first:
                first, _ = _stem(root)
                third = first if first.endswith("t") else first + "t"
            return {
                "infinitive": verb, "first": prefix + first, "third": prefix + third, "past": prefix + past,
                "pasts": prefix + pasts, "participle": prefix + bare,
            }  # fmt: skip
    stem, soft = _stem(verb)
    end = "t" if soft else "d"
    closed = stem if stem.endswith(end) else stem + end
    whole = verb in _WHOLE or verb.removeprefix("her") in _WHOLE
    whole = whole and not verb.endswith("eren") and not verb.startswith(("waar", "open", "initi"))
    ge = "" if verb.startswith(_INSEPARABLE) or whole else "ge"
    if ge and closed.startswith(("e", "i", "u")):
        closed = {"e": "ë", "i": "ï", "u": "ü"}[closed[0]] + closed[1:]
    return {
        "infinitive": verb, "first": stem, "third": stem if stem.endswith("t") else stem + "t",
        "past": stem + end + "e", "pasts": stem + end + "en", "participle": ge + closed,
    }  # fmt: skip


@cache
def verb_forms(infinitive: str) -> dict[str, str]:
    """Forms of a verb by kind: infinitive, first, third, past, pasts, participle, participle_e, present, present_e.

    A separable verb is written as one word, as in a clause: "aanvraagt". The participle takes -ge- inside.
    """
    first_part, rest = _take_apart(infinitive)
    forms = {kind: first_part + form for kind, form in _base_forms(rest).items()}
    # "heroverwogen" is a participle more often than "wij heroverwogen": what comes first is what is found.
    forms["pasts"] = forms.pop("pasts")
    forms["to"] = f"{first_part} te {rest}".lstrip()
    participle = forms["participle"]
    forms["participle_e"] = adjective_forms(participle)["e"] if not participle.endswith("en") else participle
    forms["present"] = infinitive + "d"
    forms["present_e"] = infinitive + "de"
    return forms


@cache
def adjective_forms(word: str) -> dict[str, str]:
    """An adjective in its base form and with -e: "actief" gives "actieve"."""
    if word.endswith(("e", "en", "a", "o", "é")) or not word.isalpha():
        return {"base": word, "e": word}
    if word.endswith("ief"):
        return {"base": word, "e": word[:-1] + "ve"}
    if word.endswith("eus"):
        return {"base": word, "e": word[:-1] + "ze"}
    if word.endswith("ieel"):
        return {"base": word, "e": word[:-3] + "ële"}
    match = re.search(r"([aeou])\1([bcdfghklmnprstvz])$", word)
    if match:
        last = {"f": "v", "s": "z"}.get(match.group(2), match.group(2))
        return {"base": word, "e": word[: match.start()] + match.group(1) + last + "e"}
    short = re.search(rf"(?<![{_VOWELS}])[aeiou][bdfgklmnprst]$", word)
    syllables = len(re.findall(rf"[{_VOWELS}]+", word))
    stressed = syllables == 1 or word.endswith(("snel", "fel", "slap", "stip"))
    if short and stressed:
        return {"base": word, "e": word + word[-1] + "e"}
    return {"base": word, "e": word + "e"}


_PLURALS = {
    "detail": "details",
    "doel": "doelen", "plan": "plannen", "weg": "wegen", "plek": "plekken", "kind": "kinderen", "bedrag": "bedragen",
    "voordeel": "voordelen", "nadeel": "nadelen", "regel": "regels", "stad": "steden", "gat": "gaten", "lid": "leden",
    "voorwaarde": "voorwaarden", "waarde": "waarden", "schuld": "schulden", "spel": "spellen",
}  # fmt: skip


# What can't be counted stays as it is.
_NO_PLURAL = word_set(
    "uitleg haast hulp geld informatie voorrang minder meer steun werk zorg vervoer contact overleg onderhoud toezicht "
    "afwezigheid moeite kennis begrip schade spaargeld duidelijkheid eerlijkheid voedsel afval onderwijs energie"
)


@cache
def noun_forms(word: str) -> dict[str, str]:
    """A noun in singular and plural by the commonest rules: "consequentie" gives "consequenties"."""
    if not word.isalpha() or word in _NO_PLURAL:
        return {"base": word, "plural": word}
    if word.endswith("eur"):
        return {"base": word, "plural": word + "s"}
    for single, plural in _PLURALS.items():
        if word.endswith(single):
            return {"base": word, "plural": word.removesuffix(single) + plural}
    if word.endswith(("heid",)):
        return {"base": word, "plural": word[:-4] + "heden"}
    if word.endswith(("teit",)):
        return {"base": word, "plural": word + "en"}
    if word.endswith(("e", "el", "er", "em", "je", "é")) and not word.endswith(("eel", "eer", "ieel", "eem")):
        return {"base": word, "plural": word + "s"}
    if word.endswith("en"):
        return {"base": word, "plural": word}
    if word.endswith(("a", "o", "u", "i", "y")):
        return {"base": word, "plural": word + "'s"}
    match = re.search(r"([aeou])\1([bcdfghklmnprstvz])$", word)
    if match:
        last = {"f": "v", "s": "z"}.get(match.group(2), match.group(2))
        return {"base": word, "plural": word[: match.start()] + match.group(1) + last + "en"}
    short = re.search(rf"(?<![{_VOWELS}])[aeiou][bdfgklmnprst]$", word)
    if short and not word.endswith(("ig", "ing")):
        return {"base": word, "plural": word + word[-1] + "en"}
    if word.endswith(("ijs", "uis", "ies", "oes")):
        return {"base": word, "plural": word[:-1] + "zen"}
    if word.endswith(("ief", "ijf")):
        return {"base": word, "plural": word[:-1] + "ven"}
    return {"base": word, "plural": word + "en"}


# Verbs that carry another one: "laten weten" gives "laat weten", and "heeft laten weten".
_CARRIERS = word_set("laten blijven kunnen moeten mogen willen gaan")
_AFTER = word_set("aan van voor met naar over op om tot bij door uit in tegen dat")
_NO_VERBS = word_set(
    "een geen mensen regels zaken punten leven samen even tegen buiten boven binnen eten vragen kosten"
)
_FINITE = ("first", "third", "past", "pasts")


@cache
def phrase_forms(phrase: str) -> dict[str, str]:
    """A phrase round one infinitive in the forms of that verb: "rekening houden met" gives "houdt rekening met".

    A finite form comes first, as in a main clause; a participle stays where it is. Without an infinitive only "base".
    """
    words = phrase.split()
    last = len(words) - 1
    while last > 0 and words[last] in _AFTER:
        last -= 1
    place = next((at for at in range(last) if words[at] in _CARRIERS), last)
    verb = words[place]
    if len(verb) < 4 or not verb.endswith("n") or (verb in _NO_VERBS and last > 0):
        return {"base": phrase}
    found = {"base": phrase, "infinitive": phrase}
    separable, forms = _take_apart(verb)[0], verb_forms(verb)
    rest = " ".join([*words[:place], *words[place + 1 :]])
    for kind in _FINITE:
        finite = forms[kind].removeprefix(separable)
        found[kind] = " ".join(filter(None, (finite, rest, separable)))
    found["to"] = " ".join([*words[:place], forms["to"], *words[place + 1 :]])
    if place == last:
        found["participle"] = " ".join([*words[:place], forms["participle"], *words[place + 1 :]])
        found["participle_e"] = found["participle"]
    return found
