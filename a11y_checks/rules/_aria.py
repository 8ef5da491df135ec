"""WAI-ARIA 1.2 as data: roles, what they need and take, and which values an attribute may have. PURE."""

from __future__ import annotations

from a11y_checks.text import word_set

LANDMARKS = word_set("banner complementary contentinfo form main navigation region search")
WIDGETS = word_set(
    "button checkbox combobox gridcell link listbox menuitem menuitemcheckbox menuitemradio option radio "
    "scrollbar "
    "searchbox slider spinbutton switch tab textbox treeitem"
)
_DOCUMENT = word_set(
    "alert alertdialog application article blockquote caption cell code columnheader comment definition "
    "deletion "
    "dialog directory document emphasis feed figure generic grid group heading img image insertion list "
    "listitem log "
    "mark marquee math menu menubar meter none note paragraph presentation progressbar radiogroup row "
    "rowgroup "
    "rowheader separator status strong subscript suggestion superscript table tablist tabpanel term time "
    "timer "
    "toolbar tooltip tree treegrid"
)
_GRAPHICS = word_set("graphics-document graphics-object graphics-symbol")
_DIGITAL_PUBLISHING = frozenset(
    f"doc-{name}"
    for name in word_set(
        "abstract acknowledgments afterword appendix backlink biblioentry bibliography biblioref chapter "
        "colophon "
        "conclusion cover credit credits dedication endnote endnotes epigraph epilogue errata example "
        "footnote "
        "foreword glossary glossref index introduction noteref notice pagebreak pagefooter pageheader "
        "pagelist part "
        "preface prologue pullquote qna subtitle tip toc"
    )
)
ROLES = LANDMARKS | WIDGETS | _DOCUMENT | _GRAPHICS | _DIGITAL_PUBLISHING

# What a role can't do without; an attribute that the HTML element gives by itself is taken off by the rule.
REQUIRED = {
    "checkbox": ("aria-checked",),
    "combobox": ("aria-expanded",),
    "heading": ("aria-level",),
    "menuitemcheckbox": ("aria-checked",),
    "menuitemradio": ("aria-checked",),
    "meter": ("aria-valuenow",),
    "radio": ("aria-checked",),
    "scrollbar": ("aria-controls", "aria-valuenow"),
    "slider": ("aria-valuenow",),
    "switch": ("aria-checked",),
}

# The roles one of which must be the nearest meaningful ancestor.
PARENTS = {
    "listitem": word_set("list directory"),
    "option": word_set("listbox group"),
    "menuitem": word_set("menu menubar group"),
    "menuitemcheckbox": word_set("menu menubar group"),
    "menuitemradio": word_set("menu menubar group"),
    "tab": word_set("tablist"),
    "treeitem": word_set("tree group treeitem"),
    "row": word_set("table grid treegrid rowgroup"),
    "rowgroup": word_set("table grid treegrid"),
    "cell": word_set("row"),
    "gridcell": word_set("row"),
    "columnheader": word_set("row"),
    "rowheader": word_set("row"),
}

GLOBAL = word_set(
    "aria-atomic aria-braillelabel aria-brailleroledescription aria-busy aria-controls aria-current "
    "aria-describedby aria-description aria-details aria-disabled aria-dropeffect aria-errormessage "
    "aria-flowto "
    "aria-grabbed aria-haspopup aria-hidden aria-invalid aria-keyshortcuts aria-label aria-labelledby "
    "aria-live "
    "aria-owns aria-relevant aria-roledescription"
)
_OF_ROLES = word_set(
    "aria-activedescendant aria-autocomplete aria-checked aria-colcount aria-colindex aria-colindextext "
    "aria-colspan aria-expanded aria-level aria-modal aria-multiline aria-multiselectable aria-orientation "
    "aria-placeholder aria-posinset aria-pressed aria-readonly aria-required aria-rowcount aria-rowindex "
    "aria-rowindextext aria-rowspan aria-selected aria-setsize aria-sort aria-valuemax aria-valuemin "
    "aria-valuenow "
    "aria-valuetext"
)
ATTRIBUTES = GLOBAL | _OF_ROLES

_TRUE_FALSE = word_set("true false")
_MAYBE = _TRUE_FALSE | {"undefined"}
TOKENS = {
    "aria-atomic": _TRUE_FALSE,
    "aria-autocomplete": word_set("inline list both none"),
    "aria-busy": _TRUE_FALSE,
    "aria-checked": _MAYBE | {"mixed"},
    "aria-current": word_set("page step location date time true false"),
    "aria-disabled": _TRUE_FALSE,
    "aria-expanded": _MAYBE,
    "aria-grabbed": _MAYBE,
    "aria-haspopup": word_set("true false menu listbox tree grid dialog"),
    "aria-hidden": _MAYBE,
    "aria-invalid": word_set("true false grammar spelling"),
    "aria-live": word_set("off polite assertive"),
    "aria-modal": _TRUE_FALSE,
    "aria-multiline": _TRUE_FALSE,
    "aria-multiselectable": _TRUE_FALSE,
    "aria-orientation": word_set("horizontal vertical undefined"),
    "aria-pressed": _MAYBE | {"mixed"},
    "aria-readonly": _TRUE_FALSE,
    "aria-required": _TRUE_FALSE,
    "aria-selected": _MAYBE,
    "aria-sort": word_set("ascending descending none other"),
}
TOKEN_LISTS = {
    "aria-dropeffect": word_set("copy execute link move none popup"),
    "aria-relevant": word_set("additions all removals text"),
}
INTEGERS = word_set(
    "aria-colcount aria-colindex aria-colspan aria-level aria-posinset aria-rowcount aria-rowindex "
    "aria-rowspan "
    "aria-setsize"
)
NUMBERS = word_set("aria-valuemax aria-valuemin aria-valuenow")

# What each role takes besides the global attributes (WAI-ARIA 1.2). A role that is not here takes none.
_VALUES = word_set("aria-valuemax aria-valuemin aria-valuenow aria-valuetext")
_PLACE = word_set("aria-posinset aria-setsize")
_CELL = word_set("aria-colindex aria-colindextext aria-colspan aria-rowindex aria-rowindextext aria-rowspan")
_HEADER = _CELL | word_set("aria-expanded aria-readonly aria-required aria-selected aria-sort")
_TEXT = word_set(
    "aria-activedescendant aria-autocomplete aria-multiline aria-placeholder aria-readonly aria-required"
)
_CHECK = word_set("aria-checked aria-expanded aria-readonly aria-required")
_GRID = word_set(
    "aria-activedescendant aria-colcount aria-multiselectable aria-readonly aria-rowcount aria-level"
)
_TREE = word_set("aria-activedescendant aria-multiselectable aria-orientation aria-required")
SUPPORTED = {
    "alertdialog": word_set("aria-modal"),
    "application": word_set("aria-activedescendant aria-expanded"),
    "article": _PLACE,
    "button": word_set("aria-expanded aria-pressed"),
    "cell": _CELL,
    "checkbox": _CHECK,
    "columnheader": _HEADER,
    "combobox": _TEXT | word_set("aria-expanded"),
    "comment": _PLACE | word_set("aria-level"),
    "dialog": word_set("aria-modal"),
    "grid": _GRID,
    "gridcell": _HEADER - word_set("aria-sort"),
    "group": word_set("aria-activedescendant"),
    "heading": word_set("aria-level"),
    "link": word_set("aria-expanded"),
    "listbox": _TREE | word_set("aria-expanded aria-readonly"),
    "listitem": _PLACE | word_set("aria-level"),
    "menu": word_set("aria-activedescendant aria-orientation"),
    "menubar": word_set("aria-activedescendant aria-orientation"),
    "menuitem": _PLACE | word_set("aria-expanded"),
    "menuitemcheckbox": _PLACE | word_set("aria-checked aria-expanded"),
    "menuitemradio": _PLACE | word_set("aria-checked aria-expanded"),
    "meter": _VALUES,
    "option": _PLACE | word_set("aria-checked aria-selected"),
    "progressbar": _VALUES,
    "radio": _PLACE | word_set("aria-checked"),
    "radiogroup": word_set("aria-activedescendant aria-orientation aria-readonly aria-required"),
    "row": _PLACE
    | word_set(
        "aria-activedescendant aria-colindex aria-expanded aria-level aria-rowindex aria-rowindextext "
        "aria-selected"
    ),
    "rowheader": _HEADER,
    "scrollbar": _VALUES | word_set("aria-orientation"),
    "searchbox": _TEXT,
    "separator": _VALUES | word_set("aria-orientation"),
    "slider": _VALUES | word_set("aria-orientation aria-readonly"),
    "spinbutton": _VALUES | word_set("aria-activedescendant aria-readonly aria-required"),
    "switch": _CHECK,
    "tab": _PLACE | word_set("aria-expanded aria-selected"),
    "table": word_set("aria-colcount aria-rowcount"),
    "tablist": word_set("aria-activedescendant aria-level aria-multiselectable aria-orientation"),
    "textbox": _TEXT,
    "toolbar": word_set("aria-activedescendant aria-orientation"),
    "tree": _TREE,
    "treegrid": _GRID | _TREE,
    "treeitem": _PLACE | word_set("aria-checked aria-expanded aria-level aria-selected"),
}
