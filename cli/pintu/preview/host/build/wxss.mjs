import path from "node:path";
import { NATIVE_TAGS } from "../src/components/tags.js";
import { rpxToCss } from "../src/rpx.js";
import { SCOPE } from "../src/scope.js";
import { postcss, selectorParser } from "./tools.mjs";

/** @typedef {import("./diagnostics.mjs").Diagnostics} Diagnostics */
/** @typedef {import("./source.mjs").Source} Source */

const DARK = /\s*(?:and\s*)?\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)\s*(?:and\s*)?/;

/**
 * A style sheet as CSS for the browser. Classes get a mark in front that becomes the component's scope at run time, when
 * it is known how the component wants to be isolated; a page's rules hold inside that page only.
 *
 * @param {Source} source
 * @param {string} file without extension
 * @param {{app?: boolean, page?: string, component?: string}} owner the path of the page or component that it belongs to
 * @param {Diagnostics} diagnostics
 */
export function compileStyle(source, file, owner, diagnostics) {
  if (!source.has(`${file}.wxss`)) return "";
  // The app's own rules hold in pages, and not for what the preview draws around them.
  const within = owner.app ? ":where(wx-page)" : owner.page ? `:where([data-is="${owner.page}"])` : "";
  const host = `[data-is="${owner.page ?? owner.component}"]`;
  const seen = new Set();

  /** @param {string} name with extension @returns {string} */
  function load(name) {
    const absolute = source.absolute(name);
    if (seen.has(absolute)) return "";
    seen.add(absolute);
    const imports = source.derive(name, "imports", findImports);
    const css = source.derive(name, `css ${within}${host}`, (text) => convert(text, name));
    return imports.map((target) => loadImport(name, target)).join("") + css;
  }

  /** @param {string} from @param {string} target */
  function loadImport(from, target) {
    const withExtension = target.endsWith(".wxss") ? target : `${target}.wxss`;
    const place = target.startsWith("/") ? withExtension.slice(1) : path.join(path.dirname(from), withExtension);
    if (source.has(place)) return load(place);
    diagnostics.error(source.named(from), `@import: ${target} is not there`);
    return "";
  }

  /** @param {string} text @param {string} name */
  function convert(text, name) {
    try {
      return toBrowser(postcss.parse(text), within, host).toString();
    } catch (error) {
      const { reason, message, line, column } = /** @type {any} */ (error);
      diagnostics.error(source.named(name), reason ?? message, { line, column });
      return "";
    }
  }

  return load(`${file}.wxss`);
}

/** @param {string} text */
function findImports(text) {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...plain.matchAll(/@import\s+(?:url\(\s*)?["']([^"']+)["']/g)].map((match) => match[1]);
}

/**
 * @param {import("postcss").Root} root
 * @param {string} within
 * @param {string} host
 */
function toBrowser(root, within, host) {
  root.walkAtRules("import", (rule) => void rule.remove());
  root.walkDecls((declaration) => {
    declaration.value = rpxToCss(declaration.value);
  });
  root.walkRules((rule) => {
    const { parent } = rule;
    if (parent?.type === "atrule" && /keyframes$/.test(/** @type {any} */ (parent).name)) return;
    rule.selector = selectors(rule.selector, within, host);
  });
  root.walkAtRules("media", themed);
  return root;
}

/**
 * @param {string} text
 * @param {string} within
 * @param {string} host
 */
function selectors(text, within, host) {
  return selectorParser((list) => {
    list.walkClasses((node) => {
      node.value = SCOPE + node.value;
    });
    list.walkPseudos((node) => {
      if (node.value === ":host") node.replaceWith(selectorParser.tag({ value: host }));
    });
    list.each((one) => {
      let isPageRule = false;
      one.walkTags((node) => {
        if (node.value === "page") {
          isPageRule = true;
          node.value = `wx-page${within}`;
        } else if (NATIVE_TAGS.has(node.value)) node.value = `wx-${node.value}`;
      });
      if (within && !isPageRule) {
        const first = one.first;
        if (first) first.spaces.before = "";
        one.prepend(selectorParser.tag({ value: `${within} ` }));
      }
    });
  }).processSync(text);
}

/**
 * `prefers-color-scheme` follows the preview's own switch, not the computer's setting.
 *
 * @param {import("postcss").AtRule} media
 */
function themed(media) {
  const match = DARK.exec(media.params);
  if (!match || media.params.includes(",")) return;
  const theme = `:where([data-theme="${match[1]}"]) `;
  media.walkRules((rule) => {
    rule.selectors = rule.selectors.map((one) => theme + one);
  });
  const rest = media.params
    .replace(DARK, (_, __, offset, all) => (offset > 0 && offset + _.length < all.length ? " and " : ""))
    .trim();
  if (rest) media.params = rest;
  else media.replaceWith(media.nodes ?? []);
}
