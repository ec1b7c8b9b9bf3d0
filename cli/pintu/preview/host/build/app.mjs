import { isRecord } from "./source.mjs";

/** @typedef {import("./diagnostics.mjs").Diagnostics} Diagnostics */
/** @typedef {import("./source.mjs").Source} Source */

/**
 * A package of the mini-program: the main one has the root "".
 *
 * @typedef {object} Package
 * @property {string} root
 * @property {string[]} pages full paths
 *
 * @typedef {object} AppConfig
 * @property {Record<string, any>} json app.json
 * @property {Record<string, any>} theme theme.json, or {}
 * @property {Package[]} packages the main package first
 */

/**
 * Reads app.json and theme.json.
 *
 * @param {Source} source
 * @param {Diagnostics} diagnostics
 * @returns {AppConfig}
 */
export function readApp(source, diagnostics) {
  if (!source.has("app.json")) diagnostics.error("app.json", "app.json is missing");
  const json = source.json("app.json", diagnostics);
  const wrong = (/** @type {string} */ what, /** @type {string} */ words) =>
    diagnostics.error("app.json", what, source.place("app.json", words));
  const pages = texts(json.pages);
  if (!pages) wrong("pages is no list of paths", '"pages"');
  const packages = [{ root: "", pages: pages ?? [] }];
  const key = "subPackages" in json ? "subPackages" : "subpackages";
  for (const one of list(json[key])) {
    const inside = texts(one?.pages);
    if (typeof one?.root === "string" && inside) {
      const root = one.root.replace(/^\/|\/$/g, "");
      packages.push({ root, pages: inside.map((page) => `${root}/${page}`) });
    } else wrong(`${key}: each needs a root and a list of pages`, `"${key}"`);
  }
  const theme = typeof json.themeLocation === "string" ? source.json(json.themeLocation, diagnostics) : {};
  const tabs = list(json.tabBar?.list).filter(isRecord);
  for (const { pagePath } of tabs) {
    if (!packages[0].pages.includes(pagePath))
      wrong(`tabBar: ${pagePath} is not a page of the main package`, `"${pagePath}"`);
  }
  return { json: isRecord(json.tabBar) ? { ...json, tabBar: { ...json.tabBar, list: tabs } } : json, theme, packages };
}

/** @param {unknown} value @returns {any[]} */
function list(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {unknown} value @returns {string[] | undefined} */
function texts(value) {
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined;
}

/**
 * The package that a file belongs to: the subpackage whose folder it is in, else the main one.
 *
 * @param {AppConfig} app
 * @param {string} path
 * @returns {string} the package's root
 */
export function packageOf(app, path) {
  return app.packages.find(({ root }) => root && path.startsWith(`${root}/`))?.root ?? "";
}
