"""Texts that run, break out or mislead when somebody shows them without escaping."""

_TAGS = (
    "img src=x onerror",
    "svg onload",
    "body onload",
    "video src=x onerror",
    "details open ontoggle",
    "input autofocus onfocus",
)
_BREAKS = ("", '">', "'>", "</textarea>", "</title>", "</script>", "-->", "]]>", "</style>", "</dd></dl>")

#: 100 texts; each would call `window.gekraakt` if it ran as script.
SCRIPTS: tuple[str, ...] = (
    *(f"{before}<script>gekraakt()</script>" for before in _BREAKS),
    *(f"{before}<{tag}=gekraakt()>" for before in _BREAKS for tag in _TAGS),
    *(
        f"{quote} {event}=gekraakt() x={quote}"
        for quote in ("'", '"', "`")
        for event in ("onclick", "onfocus autofocus", "onmouseover", "style")
    ),
    "javascript:gekraakt()",
    "JaVaScRiPt:gekraakt()",
    "data:text/html,<script>gekraakt()</script>",
    "java\tscript:gekraakt()",
    "{{ gekraakt() }}",
    "{% debug %}",
    "${gekraakt()}",
    "#{gekraakt()}",
    "<%= gekraakt() %>",
    "%3Cscript%3Egekraakt()%3C/script%3E",
    "&lt;script&gt;gekraakt()&lt;/script&gt;",
    "\uff1cscript\uff1egekraakt()\uff1c/script\uff1e",
    "<math><mtext></p><style><img src onerror=gekraakt()>",
    "<svg><animate onbegin=gekraakt() attributeName=x>",
    "<a href=javascript:gekraakt()>klik</a>",
    "<iframe srcdoc='<script>parent.gekraakt()</script>'>",
    "<base href=//kwaad.example/>",
    "<meta http-equiv=refresh content=0;url=//kwaad.example>",
)
