"""Small pages for the probes: (probe, case, page that has the fault, pages that have not)."""

from typing import NamedTuple

from tests.support.auditor import page

GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="
SVG = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='80' height='80'%3E%3Crect width='80' "
    "height='80' fill='green'/%3E%3C/svg%3E"
)
LOREM = "Een gewone zin over het aanvragen van een paspoort bij de gemeente. " * 4


class Pair(NamedTuple):
    """A page with the fault and pages without it (a correct one, and one that it does not apply to)."""

    probe: str
    case: str
    fails: str
    passes: tuple[str, ...]


def style(css: str, body: str) -> str:
    return page(body, f"<style>{css}</style>")


def script(code: str, body: str) -> str:
    return page(f"{body}<script>{code}</script>")


_FIELD = '<label for="v">Naam</label><input id="v" placeholder="Voorbeeld">'
_LINK = '<p><a class="k" href="/a/">Paspoort aanvragen</a></p>'
_BOX = '<div id="d">Meer informatie</div>'
_TIP = '<p><span class="t">Woord<span class="i"> uitleg van dit woord</span></span></p>'
_MENU = '<ul><li class="t">Menu<ul class="i"><li><a href="/a/">Paspoort</a></li></ul></li></ul>'
_SELECT = '<label for="s">Wijk</label><select id="s"><option>Noord</option><option>Zuid</option></select>'
_TIP_HIDDEN = ".i{display:none;position:absolute;background:#fff;color:#000}.t:hover .i{display:block}"
_GROW = "@keyframes g{from{transform:none}to{transform:translateX(200px)}}"
_CLIP = "position:absolute;left:-9999px"
_ROW = "".join("<div class='r'><span>naam</span><span>12 mei</span><span>14 euro</span></div>" for _ in "abc")
_FOUR = "font-size:20px;line-height:1.2"
_LINES = "Eerste regel<br>Tweede regel<br>Derde regel<br>Vierde regel"
_SAVED = "document.getElementById('k').onclick=()=>{document.getElementById('m').textContent='Uw keuze is bewaard.'}"
_DIALOG = "<p>Over de pagina</p><button>Ja</button>"

PAIRS = [
    Pair(
        "contrast-voorbeeldtekst",
        "",
        style("input::placeholder{color:#bbb;opacity:1}", _FIELD),
        (page(_FIELD), style("input::placeholder{color:#bbb}", _FIELD.replace("Voorbeeld", ""))),
    ),
    Pair(
        "contrast-bij-aanwijzen",
        "hover",
        style(".k:hover{color:#ccc;background:#fff}", _LINK),
        (
            style(".k:hover{color:#000;background:#fff}", _LINK),
            style(".k:hover{background:#bbb;color:#fff} a.k:hover{background:#036}", _LINK),
            style(".k:hover{text-decoration:none}", _LINK),
        ),
    ),
    Pair(
        "contrast-bij-aanwijzen",
        "focus",
        style(".k:focus{color:#fff;background:#ffc}", _LINK),
        (style(".k:focus{color:#000;background:#ffc}", _LINK),),
    ),
    Pair(
        "contrast-randen",
        "field",
        style("input{border:1px solid #ddd;background:#fff}", _FIELD),
        (
            style("input{border:1px solid #767676;background:#fff}", _FIELD),
            page(_FIELD),
            style("input{border:0;border-bottom:2px solid #333}", _FIELD),
        ),
    ),
    Pair(
        "contrast-randen",
        "icon",
        page(
            '<button aria-label="Zoeken" style="background:#fff;border:0"><svg width="20" height="20"><circle '
            'cx="9" cy="9" r="8" fill="#ddd"/></svg></button>'
        ),
        (
            page(
                '<button aria-label="Zoeken" style="background:#fff;border:0"><svg width="20" height="20"><circle '
                'cx="9" cy="9" r="8" fill="#333"/></svg></button>'
            ),
        ),
    ),
    Pair(
        "tekstafstand",
        "cut",
        page(f'<div style="{_FOUR};height:96px;overflow:hidden">{_LINES}</div>'),
        (
            page(f'<div style="{_FOUR};min-height:96px;overflow:hidden">{_LINES}</div>'),
            page('<p style="overflow:hidden">Kort</p>'),
        ),
    ),
    Pair(
        "tekstafstand",
        "over",
        page(f'<div style="{_FOUR};height:96px">{_LINES}</div><div style="{_FOUR}">Dit staat eronder</div>'),
        (page(f'<div style="{_FOUR}">{_LINES}</div><div style="{_FOUR}">Dit staat eronder</div>'),),
    ),
    Pair(
        "tekst-groeit-niet",
        "",
        page(f'<p style="font-size:1.25vw">{LOREM}</p>'),
        (
            page(f'<p style="font-size:calc(1rem + 0.5vw)">{LOREM}</p>'),
            style("p{font-size:20px}@media(max-width:600px){p{font-size:16px}}", f"<p>{LOREM}</p>"),
        ),
    ),
    Pair(
        "smal-scherm",
        "cut",
        page('<div style="overflow:hidden"><p style="white-space:nowrap">' + LOREM[:90] + "</p></div>"),
        (page(f'<div style="overflow:hidden"><p>{LOREM[:90]}</p></div>'),),
    ),
    Pair(
        "smal-scherm",
        "fixed",
        page(
            f'<div style="position:fixed;top:0;left:0;right:0;height:200px;background:#fff">Kop</div>{LOREM}'
        ),
        (
            page(
                f'<div style="position:fixed;top:0;left:0;right:0;height:40px;background:#fff">Kop</div>{LOREM}'
            ),
        ),
    ),
    Pair(
        "klik-zonder-toetsenbord",
        "unreachable",
        script("document.getElementById('d').addEventListener('click',()=>{document.title='x'})", _BOX),
        (
            script(
                "document.getElementById('d').addEventListener('click',()=>{document.title='x'})",
                '<button id="d">Meer</button>',
            ),
            script(
                "document.getElementById('d').addEventListener('click',()=>{document.title='x'})",
                '<div id="d"><a href="/a/">Paspoort</a></div>',
            ),
            script("document.addEventListener('click',()=>{})", _BOX),
        ),
    ),
    Pair(
        "klik-zonder-toetsenbord",
        "no-keys",
        page('<div role="button" tabindex="0" onclick="document.title=1">Meer</div>'),
        (
            page(
                '<div role="button" tabindex="0" onclick="document.title=1" onkeydown="document.title=2">Meer</div>'
            ),
        ),
    ),
    Pair(
        "klik-zonder-toetsenbord",
        "maybe",
        script("document.addEventListener('click',()=>{})", '<div style="cursor:pointer">Meer lezen</div>'),
        (script("document.addEventListener('click',()=>{})", "<div>Meer lezen</div>"),),
    ),
    Pair(
        "alleen-met-muis",
        "hover",
        page("<p onmouseover=\"this.style.display='block'\">Toon de uitleg</p>"),
        (
            page(
                '<a href="/a/" onmouseover="this.style.color=\'red\'" onfocus="this.style.color=\'red\'">Link</a>'
            ),
            page("<p>Uitleg</p>"),
        ),
    ),
    Pair(
        "alleen-met-muis",
        "drag",
        page('<ul><li draggable="true">Eén</li><li draggable="true">Twee</li></ul>'),
        (page('<ul><li draggable="true">Eén <button>Omlaag</button></li><li>Twee</li></ul>'),),
    ),
    Pair(
        "alleen-met-muis",
        "down",
        script(
            "document.getElementById('k').onmousedown=function(){document.title='weg'}",
            '<button id="k">Verwijder</button>',
        ),
        (
            script(
                "document.getElementById('k').onclick=function(){document.title='weg'}",
                '<button id="k">Verwijder</button>',
            ),
        ),
    ),
    Pair(
        "inhoud-bij-aanwijzen",
        "menu",
        style(_TIP_HIDDEN, _MENU),
        (
            style(
                _TIP_HIDDEN + ".t:focus-within .i{display:block}",
                _MENU.replace("Menu", '<a href="/m/">Menu</a>'),
            ),
            page("<ul><li>Menu</li></ul>"),
        ),
    ),
    Pair(
        "inhoud-bij-aanwijzen",
        "stays",
        style(_TIP_HIDDEN, _TIP),
        (
            style(".t:hover{color:#000}", _TIP),
            script(
                "document.addEventListener('keydown',e=>{if(e.key=='Escape')document.title='x'})",
                f"<style>{_TIP_HIDDEN}</style>{_TIP}",
            ),
        ),
    ),
    Pair(
        "volgorde-op-scherm",
        "focus",
        page(
            '<div style="display:flex;flex-direction:row-reverse"><a href="/1/">Stap een</a><a href="/2/">Stap '
            "twee</a></div>"
        ),
        (page('<div style="display:flex"><a href="/1/">Stap een</a><a href="/2/">Stap twee</a></div>'),),
    ),
    Pair(
        "volgorde-op-scherm",
        "read",
        page(
            '<div style="display:flex;flex-direction:column"><p style="order:2">Eerst dit</p><p>Dan dit</p></div>'
        ),
        (page("<div><p>Eerst dit</p><p>Dan dit</p></div>"),),
    ),
    Pair(
        "beweging",
        "moves",
        style(_GROW + ".m{animation:g 3s infinite}", '<p class="m">Nieuws</p>'),
        (
            style(_GROW + ".m{animation:g 3s}", '<p class="m">Nieuws</p>'),
            style(_GROW + ".m{animation:g 3s infinite}", '<p class="m">Nieuws</p><button>Pauzeren</button>'),
        ),
    ),
    Pair(
        "beweging",
        "flash",
        style(
            "@keyframes f{from{background-color:#fff}to{background-color:#000}}"
            ".m{animation:f .15s infinite;height:300px}",
            '<div class="m"></div>',
        ),
        (style(".m{height:300px;background:#000}", '<div class="m"></div>'),),
    ),
    Pair(
        "tijd-loopt",
        "leaves",
        script("setTimeout(function(){location.href='/weg/'},60000)", "<p>Wacht</p>"),
        (script("setTimeout(function(){document.title='x'},60000)", "<p>Wacht</p>"),),
    ),
    Pair(
        "tijd-loopt",
        "changes",
        script(
            "let n=0;setInterval(function(){document.getElementById('n').textContent='Bericht '+(n++)},3000)",
            '<p id="n">Bericht</p>',
        ),
        (
            script("setInterval(function(){window.teller=1},3000)", "<p>Bericht</p>"),
            script(
                "let n=0;setInterval(function(){document.getElementById('n').textContent='Bericht '+(n++)},3000)",
                '<p id="n">Bericht</p><button>Pauzeren</button>',
            ),
        ),
    ),
    Pair(
        "sneltoets-zonder-ctrl",
        "",
        script(
            "document.addEventListener('keydown',function(e){if(e.key==='s')document.title='zoek'})",
            "<p>x</p>",
        ),
        (
            script(
                "document.addEventListener('keydown',function(e){if(e.ctrlKey&&e.key==='s')document.title='zoek'})",
                "<p>x</p>",
            ),
            script(
                "document.addEventListener('keydown',function(e){if(e.key==='Escape')document.title='zoek'})",
                "<p>x</p>",
            ),
        ),
    ),
    Pair(
        "keuze-verplaatst",
        "moves",
        script(
            "document.getElementById('s').addEventListener('change',function(){location.href='/'+this.value})",
            _SELECT,
        ),
        (
            script(
                "document.getElementById('s').addEventListener('change',function(){document.title='x'})",
                _SELECT,
            ),
            page(_SELECT),
        ),
    ),
    Pair(
        "tekst-uit-opmaak",
        "words",
        style(".v::before{content:'Let op: '}", '<p class="v">De balie is dicht.</p>'),
        (style(".v::before{content:'» '}", '<p class="v">De balie is dicht.</p>'),),
    ),
    Pair(
        "achtergrondplaatje",
        "",
        page(f'<div style="width:80px;height:80px;background:url(&quot;{SVG}&quot;) no-repeat"></div>'),
        (
            page(f'<div style="width:80px;height:80px;background:url(&quot;{SVG}&quot;)">Tekst erop</div>'),
            page('<div style="width:80px;height:80px;background:#eee"></div>'),
        ),
    ),
    Pair(
        "tekst-opmaak",
        "small",
        page('<p style="font-size:8px">Kleine letters met voorwaarden</p>'),
        (page('<p style="font-size:16px">Gewone letters met voorwaarden</p>'),),
    ),
    Pair(
        "kleur-alleen",
        "told",
        page('<p>De rode velden zijn verplicht.</p><p><span style="color:#c00">Naam</span> en adres</p>'),
        (
            page("<p>De rode loper ligt uit.</p>"),
            page(
                '<p>De rode velden zijn verplicht.</p><p><b style="color:#c00">Naam (verplicht)</b> en adres</p>'
            ),
        ),
    ),
    Pair(
        "kleur-alleen",
        "dots",
        style(
            "i{display:inline-block;width:12px;height:12px}",
            '<ul><li>Zaal A <i style="background:#c00"></i></li><li>Zaal B <i style="background:#080"></i></li></ul>',
        ),
        (
            style(
                "i{display:inline-block;width:12px;height:12px}",
                '<ul><li>Zaal A <i style="background:#c00"></i> bezet</li>'
                '<li>Zaal B <i style="background:#080"></i> vrij</li></ul>',
            ),
        ),
    ),
    Pair(
        "lijkt-op-kop",
        "",
        page(f'<div style="font-size:24px;font-weight:700">Openingstijden</div><p>{LOREM}</p>'),
        (page(f"<h2>Openingstijden</h2><p>{LOREM}</p>"), page(f"<p>{LOREM}</p>")),
    ),
    Pair(
        "veldnaam-onzichtbaar",
        "hidden",
        page('<div style="margin:90px"><div><input aria-label="Postcode"></div></div>'),
        (page(_FIELD), page('<div role="search"><input aria-label="Zoeken"></div>')),
    ),
    Pair(
        "veldnaam-onzichtbaar",
        "far",
        page(
            '<div style="display:flex;justify-content:space-between"><label for="q">Naam</label><input id="q"></div>'
        ),
        (page('<div><label for="q">Naam</label> <input id="q"></div>'),),
    ),
    Pair(
        "apparaat-vast",
        "turned",
        style("@media (orientation:landscape){main{transform:rotate(90deg)}}", f"<p>{LOREM}</p>"),
        (style("@media (orientation:landscape){main{padding:1px}}", f"<p>{LOREM}</p>"),),
    ),
    Pair(
        "apparaat-vast",
        "shake",
        script("window.addEventListener('devicemotion',function(){})", "<p>Schud</p>"),
        (page("<p>Schud</p>"),),
    ),
    Pair(
        "apparaat-vast",
        "paste",
        page('<label for="w">Wachtwoord</label><input id="w" type="password" onpaste="return false">'),
        (page('<label for="w">Wachtwoord</label><input id="w" type="password">'),),
    ),
    Pair(
        "venster-over-pagina",
        "focus",
        page(
            '<div role="dialog" aria-modal="true" aria-label="Cookies" style="position:fixed;inset:100px;'
            f'background:#fff">{_DIALOG}</div>'
        ),
        (
            script(
                "document.querySelector('[role=dialog] button').focus()",
                '<div role="dialog" aria-modal="true" aria-label="Cookies" style="position:fixed;inset:100px;'
                f'background:#fff">{_DIALOG}</div>',
            ),
        ),
    ),
    Pair(
        "media-bediening",
        "canvas",
        page('<canvas width="200" height="100"></canvas>'),
        (page('<canvas width="200" height="100" role="img" aria-label="Grafiek: 3 van 4"></canvas>'),),
    ),
    Pair(
        "media-bediening",
        "controls",
        page('<video width="200" height="100"></video>'),
        (page('<video width="200" height="100" controls></video>'),),
    ),
    Pair(
        "lijkt-op-tabel",
        "spaces",
        page("<pre>Dag      Open     Dicht\nMaandag  9 uur    17 uur\nDinsdag  9 uur    12 uur</pre>"),
        (page("<pre>Een brief\nmet regels\nonder elkaar</pre>"),),
    ),
    Pair(
        "lijkt-op-tabel",
        "boxes",
        style(".r{display:flex}.r span{width:100px}", f"<div>{_ROW}</div>"),
        (page("<table><caption>a</caption><tr><th scope=col>a</th></tr><tr><td>b</td></tr></table>"),),
    ),
    Pair(
        "focus",
        "unseen",
        style("a:focus{outline:none}", _LINK),
        (
            page(_LINK),
            style("a:focus{outline:none;background:#000;color:#fff}", _LINK),
            page("<p>Geen link</p>"),
            style("input:focus{outline:none}", _FIELD),
        ),
    ),
    Pair(
        "focus",
        "hidden",
        page(f'<p><a href="/a/" style="{_CLIP}">Geheim</a></p>'),
        (
            style(
                f"a.s{{{_CLIP}}}a.s:focus{{left:0;top:0}}",
                '<a class="s" href="#inhoud">Direct naar de inhoud</a>',
            ),
        ),
    ),
    Pair(
        "focus",
        "lost",
        page('<p><a href="/a/" onfocus="this.blur()">Paspoort</a></p>'),
        (page('<p><a href="/a/" onfocus="document.title=1">Paspoort</a></p>'),),
    ),
    Pair(
        "focus",
        "moves",
        page('<p><a href="/a/" onfocus="location.href=\'/weg/\'">Paspoort</a></p>'),
        (page(_LINK),),
    ),
    Pair(
        "toetsenbord-val",
        "trap",
        script(
            "document.getElementById('v').addEventListener('keydown',function(e){if(e.key=='Tab')e.preventDefault()})",
            f'{_FIELD}<p><a href="/b/">Verder</a></p>',
        ),
        (
            script(
                "document.getElementById('v').addEventListener('keydown',function(e){document.title='x'})",
                f"{_FIELD}<p><a href='/b/'>Verder</a></p>",
            ),
            page(f"{_FIELD}<p><a href='/b/'>Verder</a></p>"),
        ),
    ),
    Pair(
        "toetsenbord-val",
        "trap",
        page(
            f"{_FIELD.replace('placeholder', 'onblur=&quot;x&quot; placeholder')}".replace(
                "&quot;x&quot;", '"setTimeout(()=>this.focus(),0)"'
            )
            + "<a href='/b/'>Verder</a>"
        ),
        (page(_FIELD + "<a href='/b/'>Verder</a>"),),
    ),
    Pair(
        "na-een-klik",
        "status",
        script(
            _SAVED,
            '<button id="k" type="button">Bewaren</button><p id="m"></p>',
        ),
        (
            script(
                _SAVED,
                '<button id="k" type="button">Bewaren</button><p id="m" role="status"></p>',
            ),
        ),
    ),
    Pair(
        "na-een-klik",
        "dialog",
        script(
            "document.getElementById('k').onclick=function(){document.getElementById('m').hidden=false}",
            '<button id="k" type="button">Open</button><div id="m" role="dialog" aria-label="Vraag" hidden><p>Weet u '
            'het zeker?</p><button onclick="this.parentElement.hidden=true">Sluiten</button></div>',
        ),
        (
            script(
                "document.getElementById('k').onclick=function(){document.getElementById('m').showModal()}",
                '<button id="k" type="button">Open</button><dialog id="m" aria-label="Vraag"><p>Weet u het zeker?</p>'
                "<button onclick=\"this.closest('dialog').close()\">Sluiten</button></dialog>",
            ),
        ),
    ),
]
