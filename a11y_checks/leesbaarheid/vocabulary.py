"""Closed lists of Dutch words that tell how a sentence is built. Our own lists. PURE."""

from __future__ import annotations

from a11y_checks.text import word_set

FINITE_VERBS = word_set(
    "ben bent is zijn was waren word wordt worden werd werden heb hebt heeft hebben had hadden kan kunt "
    "kun kunnen "
    "kon konden mag mogen mocht mochten moet moeten moest moesten wil wilt willen wilde wilden zal zult "
    "zullen zou "
    "zouden hoeft hoeven hoef ga gaat gaan ging gingen kom komt komen kwam kwamen doe doet doen deed deden "
    "krijg "
    "krijgt krijgen kreeg kregen maak maakt maken maakte maakten neem neemt nemen nam namen vraag vraagt "
    "vragen vroeg "
    "vroegen bel belt bellen stuur stuurt sturen stuurde geef geeft geven gaf gaven blijf blijft blijven "
    "bleef "
    "bleven staat staan stond stonden ligt liggen lag lagen zit zitten zat zaten vind vindt vinden vond "
    "vonden weet "
    "weten wist wisten ziet zien zag zagen lees leest lezen las lazen schrijf schrijft schrijven schreef "
    "kies kiest "
    "kiezen koos vul vult vullen betaal betaalt betalen betaalde kost kosten kostte duurt duren duurde "
    "geldt gelden "
    "gold woont wonen woonde werkt werken werkte helpt helpen hielp laat laten liet lieten zet zetten "
    "zette regelt "
    "regelen regelde meldt melden meld meldde begint beginnen begon eindigt opent sluit breng brengt "
    "brengen bracht "
    "haal haalt halen haalde log logt gebruik gebruikt gebruiken leg legt leggen start stopt ontvangt "
    "ontvangen "
    "ontving bekijk bekijkt bekijken controleer controleert verandert veranderen verhuist verhuizen woon "
    "dient "
    "dienen diende heet heten hoort horen klopt lukt mist noemt praat reken rekent spreekt spreken toont "
    "verstuur "
    "verstuurt volg volgt wacht wachten wijst zoek zoekt zorg zorgt zorgen"
)
PASSIVE_AUXILIARIES = word_set("word wordt worden werd werden")
AUXILIARIES = PASSIVE_AUXILIARIES | word_set(
    "ben bent is zijn was waren heb hebt heeft hebben had hadden kan kunt kun kunnen kon konden mag mogen "
    "mocht moet "
    "moeten moest moesten wil wilt willen zal zult zullen zou zouden dient dienen"
)
# Words that begin another clause: a frame doesn't reach over them.
OPENERS = word_set(
    "dat die wat waar waarin waarop waarvan waarbij waardoor waarmee waarvoor omdat doordat zodat totdat "
    "voordat nadat "
    "hoewel terwijl indien tenzij zodra zolang als of wanneer en maar want om"
)
PREPOSITIONS = word_set(
    "aan achter ten ter bij binnen boven buiten door gedurende in inzake met middels na naar naast namens "
    "nabij om "
    "omtrent onder op over per rond sinds te tegen tijdens tot tussen uit van vanaf vanuit vanwege via "
    "volgens voor "
    "wegens zonder behoudens conform ingevolge krachtens jegens omwille overeenkomstig"
)
READER = word_set("u uw uzelf je jij jou jouw jullie")
WRITER = word_set("wij we ons onze")
SUBORDINATORS = word_set(
    "dat die omdat doordat zodat totdat voordat nadat hoewel terwijl indien tenzij mits zodra zolang als of wanneer "
    "aangezien opdat waarin waarop waarvan waarbij waardoor waarmee waarvoor waaruit waaronder waartoe"
)
RELATIVES = word_set(
    "waarin waarop waarvan waarbij waardoor waarmee waarvoor waaruit waaronder waartoe welke hetgeen"
)
MODALS = word_set("kan kunnen kunt mag mogen moet moeten wil willen wilt zal zullen zou zouden")
NEGATIONS = word_set("niet geen nooit niets niemand zonder")
CONNECTIVES = word_set("ook maar dus daarom want toch dan daarna daardoor zo dit dat deze")
# No sentence of a person ends on one of these; a sentence that was cut does. Not "op" or "aan": verbs end on those.
FUNCTION_WORDS = word_set(
    "de een en of van te die met als zonder haar hun ten ter der des welke indien per onze uw dan"
)
# A sentence hardly ever ends on one of these ...
HALFWAY_ENDS = FUNCTION_WORDS | word_set(
    "in bij voor op aan tot tussen volgens tijdens krachtens ingevolge wegens namens omdat indien tenzij totdat "
    "voordat waarin waarop waarvan waarbij waarmee waartoe wiens wier dat deze geen zulk elk elke ieder iedere "
    "alle hij zij het eerste tweede derde artikel kan wordt worden dient bedoelde genoemde betrokken "
    "andere enig enige naar over wie"
)
# ... and only a question begins with one of these.
HALFWAY_STARTS = word_set(
    "is zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen mag mogen dient dienen zal zullen "
    "waarin waarop waarvan waarbij waarmee waartoe wiens wier alsmede"
)
# Words so common that how often they come says something of the style: each is a feature of its own.
COMMON_WORDS = word_set(
    "de het een van en in is te dat op voor met die zijn aan er om niet door als bij ook naar uit dan nog over wordt "
    "worden maar tot we wij u uw heeft hebben kan kunnen deze dit wat zo meer of al onze ons kunt hun ze zij daarom "
    "daarvoor daar hier wel gaan gaat doen bijvoorbeeld veel moet moeten zal zullen willen wil zich hoe waar werd was "
    "waren had men hierbij hiervan hierover hierin daarbij daarmee ter ten per tussen onder tijdens vanuit vanaf via "
    "binnen rond"
)
# Words that look like a past participle but are none.
NO_PARTICIPLES = word_set(
    "gebied geduld geluid geld gezond gebod geheid gemeend getal geweld gewicht gezicht gezond gezin "
    "gelegen gemak "
    "geheel geval gevaar gebouw gebruik gebrek gedrag gehele gemeenten gemeente gebieden gevallen gebouwen "
    "getallen "
    "verband verbod verstand verleden verkeer verschil verlof verslag verdriet beleid bericht besluit "
    "bestand beeld "
    "bedrag bedragen bedrijf bedrijven bestuur bewijs bezoek bed bekend beden ontbijt herfst tekst erf "
    "erven goed "
    "gerust gelijk geen geheim gering bestaand bekende berichten besluiten bestanden gezinnen gegevens ten"
)
