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
  const subpackages = json.subPackages ?? json.subpackages ?? [];
  const packages = [
    { root: "", pages: [...(json.pages ?? [])] },
    ...subpackages.map((/** @type {any} */ one) => {
      const root = one.root.replace(/^\/|\/$/g, "");
      return { root, pages: one.pages.map((/** @type {string} */ page) => `${root}/${page}`) };
    }),
  ];
  const theme = json.themeLocation ? source.json(json.themeLocation, diagnostics) : {};
  checkTabs(json, packages[0].pages, diagnostics);
  return { json, theme, packages };
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

/**
 * @param {Record<string, any>} json
 * @param {string[]} mainPages
 * @param {Diagnostics} diagnostics
 */
function checkTabs(json, mainPages, diagnostics) {
  for (const tab of json.tabBar?.list ?? []) {
    if (!mainPages.includes(tab.pagePath)) {
      diagnostics.error("app.json", `tabBar: ${tab.pagePath} is not a page of the main package`);
    }
  }
}
