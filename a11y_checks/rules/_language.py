"""What a valid language code is, and which language a text is probably in. PURE."""

from __future__ import annotations

import re

from a11y_checks.text import word_set

# BCP 47: the language (2 or 3 letters), then parts of letters and digits that are not looked at.
_TAG = re.compile(r"^(?P<language>[a-z]{2,3})(?:-[a-z\d]{1,8})*$", re.IGNORECASE)
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
NAMES = {
    "nl": "Nederlands", "en": "Engels", "de": "Duits", "fr": "Frans", "es": "Spaans", "it": "Italiaans",
    "pt": "Portugees", "pl": "Pools", "tr": "Turks", "ar": "Arabisch", "ru": "Russisch of Oekraïens",
    "el": "Grieks", "he": "Hebreeuws", "zh": "Chinees", "ja": "Japans", "cy": "Welsh",
}  # fmt: skip
# Words that are frequent in one of these languages and rare or unknown in the others.
_MARKERS = {
    "nl": word_set(
        "de het een van en niet zijn wordt worden voor naar bij uw ook dit deze als dan maar geen wij hebt ik je hij"
    ),
    "en": word_set(
        "the and of to with your you this that are not from have has please our will can which their were what it"
    ),
    "de": word_set(
        "der das und nicht mit für auf ist ein eine sie ihre wir auch werden oder dem den sich zum zur ich haben"
    ),
    "fr": word_set(
        "le les et des une est pour dans vous votre nous avec sur pas ce cette sont qui du au aux je il c'est de en"
    ),
    "es": word_set(
        "el los las una que para con por su es en y como más pero usted sus está del al son muy de en"
    ),
    "it": word_set(
        "il che di per una è sono con non della del gli nel alla anche più ma questo le nella dei"
    ),
    "pt": word_set("o os as um uma que para com não é em por seu sua mais do da dos das ao você são de"),
    "pl": word_set("i w na z do się jest nie to że jak dla od po przez oraz być są ale czy"),
    "cy": word_set("yn yr mae gyda eich chi ni wedi fod bod hwn hon nhw neu ond ein rydym gallwch gael"),
    "tr": word_set("ve bir bu için ile da de olarak çok daha gibi var olan ne her sizin veya değil"),
}
# A language with letters of its own is known by them: the first letter and the last of its alphabet.
_SCRIPTS = {
    "ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "el": ("\u0370", "\u03ff"),
    "he": ("\u0590", "\u05ff"), "ja": ("\u3040", "\u30ff"), "zh": ("\u4e00", "\u9fff"),
}  # fmt: skip
_ANY_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def is_valid(code: str) -> bool:
    """True for a code that a browser or a screen reader can use ("nl", "en-GB", "zh-Hans").

    They go by the language alone, so a region that doesn't exist ("en-US-GB") does no harm.
    """
    match = _TAG.match(code.strip())
    if match is None:
        return False
    language = match.group("language").lower()
    return len(language) == 3 or language in _TWO_LETTERS


_ENOUGH = 4  # marker words before a text is said to be in another language
_ONE_IN = 7  # and one word in so many must be one


def _words(text: str) -> list[str]:
    return _ANY_WORD.findall(text.lower())


def count(text: str, language: str) -> int:
    """How many words of `text` are marker words of `language`, or are written in its letters."""
    return _count(_words(text), language)


def _count(words: list[str], language: str) -> int:
    if language in _SCRIPTS:
        first, last = _SCRIPTS[language]
        return sum(first <= word[0] <= last for word in words)
    marks = _MARKERS.get(language, frozenset())
    return sum(word in marks for word in words)


def guess(text: str) -> tuple[str, int, int]:
    """The likeliest language of `text`, its number of marker words, and that of the runner-up."""
    words = _words(text)
    counts = sorted(((_count(words, code), code) for code in (*_MARKERS, *_SCRIPTS)), reverse=True)
    return counts[0][1], counts[0][0], counts[1][0]


def differs(text: str, declared: str) -> str:
    """The language that `text` is clearly in when that is not the declared one; "" when it may well be.

    At least 4 marker words, 3 different ones, at least one in seven words, and at most a third as many of the declared
    language; words that both languages have count for neither.
    """
    if declared not in NAMES:
        return ""
    words = _words(text)
    # What is plainly in its own language, nearly all text, is not compared with the others.
    if _count(words, declared) * 4 >= len(words):
        return ""
    language = max((*_MARKERS, *_SCRIPTS), key=lambda code: _count(words, code))
    if language == declared:
        return ""
    if language in _SCRIPTS or declared in _SCRIPTS:
        found = _count(words, language)
        return language if found >= _ENOUGH and found >= 3 * _count(words, declared) else ""
    theirs = [word for word in words if word in _MARKERS[language] and word not in _MARKERS[declared]]
    own = [word for word in words if word in _MARKERS[declared] and word not in _MARKERS[language]]
    clear = len(theirs) >= _ENOUGH and len(set(theirs)) >= 3 and len(theirs) * _ONE_IN >= len(words)
    return language if clear and len(theirs) >= 3 * len(own) else ""
