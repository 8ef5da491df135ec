// Builds static/vendor from the packages pinned in package-lock.json, and static/css/loket.css from loket/*.css.
//   node build.mjs          write the files
//   node build.mjs --check  build in memory and fail when the committed files differ
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { buildComponents, buildTheme, minify, simplify } from "./css.mjs";
import { buildSprite } from "./icons.mjs";
import { buildLeafletCss, buildLeafletJs } from "./leaflet.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static");
const vendor = join(target, "vendor");
const BUILT = "css/loket.css";
const modules = join(here, "node_modules");
const selection = JSON.parse(readFileSync(join(here, "selection.json"), "utf8"));

const THEME = "@nl-design-system-unstable/voorbeeld-design-tokens";
const FONT = "@fontsource/source-sans-3";
const ICONS = "@tabler/icons";
const MAP = "leaflet";

const packageFile = (name, path) => readFileSync(join(modules, name, path));
const version = (name) => JSON.parse(packageFile(name, "package.json")).version;
const licence = (name) => JSON.parse(packageFile(name, "package.json")).license;

function licenceText(name) {
  const file = readdirSync(join(modules, name)).find((entry) => /^licen[cs]e(\.md|\.txt)?$/i.test(entry));
  if (!file) throw new Error(`${name} ships no licence text`);
  return packageFile(name, file);
}

function sheetsIn(folder, except = "") {
  return readdirSync(folder)
    .filter((entry) => entry.endsWith(".css") && !except.endsWith(entry))
    .sort()
    .map((entry) => readFileSync(join(folder, entry), "utf8"));
}

function build() {
  const sources = selection.packages.map((name) => ({ name, css: packageFile(name, "dist/index.css").toString() }));
  const themeCss = packageFile(THEME, "dist/theme.css").toString();
  const loket = minify(sheetsIn(join(here, "loket")).join("\n"));
  const own = [loket, ...sheetsIn(join(target, "css"), BUILT)];
  const picked = buildComponents(sources, new Set(selection.classes), selection.withoutSelectors);
  const components = simplify(picked, themeCss, own.join(""));
  const theme = buildTheme(themeCss, [components, ...own]);
  const banner =
    `/*! NL Design System: voorbeeld theme ${version(THEME)} and Utrecht components, EUPL-1.2.\n` +
    "Copyright (c) 2020-2024 Frameless B.V., (c) 2021-2024 Gemeente Utrecht and the NL Design System community.\n" +
    "Selected and minified by frontend/build.mjs; see manifest.json and LICENSE.md beside this file. */\n";

  const files = new Map();
  const owners = new Map();
  const add = (path, content, names) => {
    files.set(path, Buffer.from(content));
    owners.set(path, names);
  };
  add("vendor/nlds/nlds.css", `${banner}${theme}\n${components}\n`, [THEME, ...selection.packages]);
  add("vendor/nlds/LICENSE.md", licenceText(THEME), [THEME, ...selection.packages]);
  for (const font of selection.fonts) add(`vendor/source-sans-3/${font}`, packageFile(FONT, `files/${font}`), [FONT]);
  add("vendor/source-sans-3/LICENSE", licenceText(FONT), [FONT]);
  add("vendor/tabler/iconen.svg", buildSprite(selection.icons, (icon) => packageFile(ICONS, `icons/outline/${icon}.svg`).toString()), [ICONS]);
  add("vendor/tabler/LICENSE", licenceText(ICONS), [ICONS]);
  const mapBanner = `/*! Leaflet ${version(MAP)}, BSD-2-Clause. Selected and minified by frontend/build.mjs; see LICENSE beside this file. */\n`;
  add("vendor/leaflet/leaflet.js", buildLeafletJs(packageFile(MAP, "dist/leaflet.js").toString()), [MAP]);
  add("vendor/leaflet/leaflet.css", `${mapBanner}${buildLeafletCss(packageFile(MAP, "dist/leaflet.css").toString())}\n`, [MAP]);
  add("vendor/leaflet/LICENSE", licenceText(MAP), [MAP]);

  files.set(BUILT, Buffer.from(`/* Made by frontend/build.mjs from frontend/loket/*.css. */\n${loket}\n`));

  const describe = (name) => ({ name, version: version(name), licence: licence(name) });
  const manifest = [...owners.keys()].sort().map((path) => ({
    path,
    sha256: createHash("sha256").update(files.get(path)).digest("hex"),
    bytes: files.get(path).length,
    packages: owners.get(path).map(describe),
  }));
  files.set("vendor/manifest.json", Buffer.from(`${JSON.stringify({ files: manifest }, null, 2)}\n`));
  return files;
}

function committed(folder) {
  return readdirSync(folder, { recursive: true })
    .map((entry) => join(folder, entry))
    .filter((path) => statSync(path).isFile());
}

function check(files) {
  const faults = [];
  for (const [path, content] of files) {
    try {
      if (!readFileSync(join(target, path)).equals(content)) faults.push(`differs: ${path}`);
    } catch {
      faults.push(`missing: ${path}`);
    }
  }
  for (const path of committed(vendor)) {
    const name = relative(target, path).replaceAll("\\", "/");
    if (!files.has(name)) faults.push(`not built from the lock: ${name}`);
  }
  return faults;
}

const files = build();
if (process.argv.includes("--check")) {
  const faults = check(files);
  for (const fault of faults) console.error(fault);
  console.log(faults.length ? "static differs from what the lock builds" : `static matches the lock (${files.size} files)`);
  process.exitCode = faults.length ? 1 : 0;
} else {
  rmSync(vendor, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), content);
    console.log(`${path} ${content.length}`);
  }
}
