// Cuts the parts of Tabler that Khéo uses out of the whole style sheet, so that the first page fits 150 KB on 3G.
//
// Only whoever changes the set of classes runs it; users never do. In an empty folder with Node:
//   npm install @tabler/core@1.6.1 postcss postcss-selector-parser clean-css
//   node tabler-subset.mjs PATH/TO/kheo/portal/theme/static/theme
// It writes tabler.subset.min.css there. A selector stays when every class in it matches KEEP.
// Rules for [data-bs-theme=dark] are written a second time under prefers-color-scheme for [data-bs-theme=auto],
// because a server without a cookie cannot know what the reader's machine prefers.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const postcss = require("postcss");
const selectors = require("postcss-selector-parser");
const CleanCSS = require("clean-css");

const target = process.argv[2];
const KEEP = new RegExp(
  "^(" +
    [
      // layout
      "container(-(sm|md|lg|xl))?|row(-cols-((sm|md|lg)-)?[1-4])?|col(-((sm|md|lg)-)?([1-9]|1[0-2]|auto))?|col-(sm|md|lg)",
      "g[xy]?-[0-5]|d-((sm|md|lg|print)-)?(none|block|inline|inline-block|flex|inline-flex|grid)",
      "flex-((sm|md|lg)-)?(row|column|wrap|nowrap|fill|grow-[01]|shrink-[01])|(justify-content|align-items|align-self)-(start|end|center|between|baseline|stretch)",
      "gap-[0-5]|[mp][tbsexy]?-([0-5]|auto)|[wh]-(25|50|75|100|auto)|position-(relative|absolute|static)|overflow-(auto|hidden)|sticky-top",
      "visually-hidden(-focusable)?|stretched-link|float-end|ratio(-(1x1|4x3|16x9))?|img-fluid|figure(-img|-caption)?",
      // words
      "text-(start|end|center|nowrap|break|wrap|truncate|muted|secondary|primary|danger|success|warning|body|reset|decoration-none)",
      "fw-(normal|semibold|bold)|font-monospace|fs-[1-6]|h[1-6]|lead|small|lh-(base|sm|1)|list-unstyled|list-inline(-item)?|blockquote(-footer)?|mark|initialism",
      "align-(top|middle|bottom|baseline)|border(-(0|top|bottom|start|end)(-0)?)?|rounded(-(0|[1-3]|pill|circle))?",
      // parts
      "btn(-(primary|secondary|outline-primary|outline-secondary|outline-danger|danger|link|sm|lg|group|list|close))?|btn-check|active|disabled|show|fade",
      "card(-(body|header|title|footer|table|link|subtitle|text|sm))?|table(-(sm|hover|striped|bordered|responsive|vcenter|nowrap|active|group-divider))?",
      "form-(control|select|check|check-input|check-label|check-inline|label|text|hint|control-lg|control-sm|control-plaintext|select-sm|select-lg|fieldset|range|switch|floating)",
      "input-group(-text|-flat)?|is-(valid|invalid)|(in)?valid-feedback|was-validated|required",
      "nav(-(item|link|tabs|pills|underline|fill))?|breadcrumb(-item)?|pagination|page-(item|link)",
      "list-group(-(item|item-action|flush))?|alert(-(info|success|warning|danger|heading|title|link|important))?|badge|progress(-bar|-sm)?",
      "accordion(-(item|header|button|body|collapse|flush))?|collapse|empty(-(title|subtitle|action|header))?|datagrid(-(item|title|content))?|placeholder",
      "htmx-.*",
    ].join("|") +
    ")$",
);

const fits = (selector) => {
  let fit = true;
  selectors((tree) =>
    tree.walk((node) => {
      if (node.type === "class" && !KEEP.test(node.value)) fit = false;
      if (node.type === "attribute" && /bs-theme-|data-bs-popper|layout/.test(node.toString())) fit = false;
      if (node.type === "attribute" && /dir=?"?rtl/.test(node.toString())) fit = false;
    }),
  ).processSync(selector);
  return fit;
};

const sheet = postcss.parse(readFileSync("node_modules/@tabler/core/dist/css/tabler.css", "utf8"));
sheet.walkRules((rule) => {
  if (rule.parent.type === "atrule" && /keyframes/.test(rule.parent.name)) return;
  const kept = rule.selectors.filter(fits);
  kept.length ? (rule.selectors = kept) : rule.remove();
});
sheet.walkAtRules("charset", (rule) => rule.remove());
sheet.walkComments((comment) => comment.remove());

// The reader's machine decides while no cookie does.
sheet.walkRules(/\[data-bs-theme=["']?dark/, (rule) => {
  const dark = rule.selectors.filter((one) => one.includes("data-bs-theme"));
  const copy = rule.clone({ selectors: dark.map((one) => one.replace(/\[data-bs-theme=["']?dark["']?\]/g, "[data-bs-theme=auto]")) });
  const media = postcss.atRule({ name: "media", params: "(prefers-color-scheme: dark)" });
  media.append(copy);
  rule.after(media);
});

// Custom properties and animations that nothing reads any more.
for (let removed = 1; removed; ) {
  removed = 0;
  const text = sheet.toString() + readFileSync(join(target, "kheo.css"), "utf8");
  const read = new Set([...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]));
  sheet.walkDecls(/^--/, (declaration) => {
    if (!read.has(declaration.prop)) (declaration.remove(), removed++);
  });
}
const animations = new Set([...sheet.toString().matchAll(/animation(?:-name)?:([^;}]*)/g)].flatMap((match) => match[1].split(/[\s,]+/)));
sheet.walkAtRules(/keyframes/, (rule) => {
  if (!animations.has(rule.params)) rule.remove();
});
sheet.walkRules((rule) => {
  if (!rule.nodes.length) rule.remove();
});
sheet.walkAtRules((rule) => {
  if (rule.nodes && !rule.nodes.length) rule.remove();
});

const small = new CleanCSS({ level: 1 }).minify(sheet.toString()).styles;
writeFileSync(
  join(target, "tabler.subset.min.css"),
  "/*! Tabler 1.6.1, MIT, https://tabler.io; cut to size by docs/developers/tabler-subset.mjs */\n" + small + "\n",
);
console.log(`${small.length} bytes`);
