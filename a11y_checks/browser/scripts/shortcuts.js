// Shortcuts of one letter without Ctrl, Alt or Command (2.1.4): people who dictate set them off by talking.
const hits = [];
const LETTER = /\.key\s*(?:===?|==)\s*["'`][^\s"'`]["'`]|\.code\s*===?\s*["'`](?:Key[A-Z]|Digit\d)["'`]|(?:keyCode|which|charCode)\s*===?\s*(?:6[5-9]|7\d|8\d|90|4[89]|5[0-7]|9[7-9]|1[01]\d|12[0-2])\b|case\s+["'`][^\s"'`]["'`]\s*:|["'`][a-z0-9?/]["'`]\s*:\s*(?:function|\(|async|\w+\s*=>)|String\.fromCharCode/;
const MODIFIER = /ctrlKey|metaKey|altKey|getModifierState/;
const TYPES = ["keydown", "keypress", "keyup"];
const TARGETS = [window, document, document.documentElement, document.body];
const setting = [...document.querySelectorAll("input[type=checkbox], button, select, a[href]")].some((element) => /sneltoets|shortcut|toetscombinatie/i.test(nameOf(element)));
for (const target of TARGETS) {
  if (!target || setting) continue;
  const codes = listenersOf(target, TYPES).map((note) => sourceText(note.listener));
  for (const type of TYPES) if (typeof target["on" + type] === "function" && !codes.length) codes.push(sourceText(target["on" + type]));
  if (codes.some((code) => LETTER.test(code) && !MODIFIER.test(code))) {
    hits.push(hit(document.body, { text: "" }));
    break;
  }
}
return hits;
