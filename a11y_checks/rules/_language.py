"""What a valid language code is, and which language a text is probably in. PURE."""

from __future__ import annotations

import re

from a11y_checks.text import word_set

# BCP 47 without the long tail: language (2 or 3 letters), script, region, variants, private use.
_TAG = re.compile(
    r"^(?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$",
    re.IGNORECASE,
)
# ISO 639-1, the two-letter codes. Three-letter codes are checked by form only: there are 8,000 of them.
_TWO_LETTERS = word_set(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv "
    "dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io "
    "is it iu "
    "iw ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr "
    "ms mt my "
    "na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si "
    "sk sl sm "
    "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu"
)
_WORD = re.compile(r"[a-zà-ÿ]+", re.IGNORECASE)
# Words that are frequent in one of these languages and rare or unknown in the others.
_MARKERS = {
    "nl": word_set(
        "de het een van en niet zijn wordt worden voor naar bij uw ook dit deze als dan maar geen wij hebt"
    ),
    "en": word_set(
        "the and of to with your you this that are not from have has please our will can which their were"
    ),
    "de": word_set(
        "der das und nicht mit für auf ist ein eine sie ihre wir auch werden oder dem den sich zum zur"
    ),
    "fr": word_set(
        "le les et des une est pour dans vous votre nous avec sur pas ce cette sont qui du au aux"
    ),
}


def is_valid(code: str) -> bool:
    """True for a code that a browser or a screen reader can use ("nl", "en-GB", "zh-Hans")."""
    match = _TAG.match(code.strip())
    if match is None:
        return False
    language = match.group("language").lower()
    return len(language) == 3 or language in _TWO_LETTERS


def guess(text: str) -> tuple[str, int, int]:
    """The likeliest language of `text`, its number of marker words, and that of the runner-up."""
    words = [word.lower() for word in _WORD.findall(text)]
    counts = sorted(
        ((sum(word in marks for word in words), code) for code, marks in _MARKERS.items()), reverse=True
    )
    return counts[0][1], counts[0][0], counts[1][0]
