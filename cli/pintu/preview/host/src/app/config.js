/**
 * app.json and theme.json, as the build hands them over, and questions to them.
 *
 * @typedef {"light" | "dark"} Theme
 */

/** @type {{app: Record<string, any>, theme: Record<string, any>, packages: {root: string, pages: string[]}[]}} */
const config = { app: {}, theme: {}, packages: [] };

/** @param {typeof config} given */
export function setConfig({ app, theme, packages }) {
  Object.assign(config, { app, theme, packages });
}

export function appJson() {
  return config.app;
}

/** @returns {string[]} every page, the main package's first */
export function allPages() {
  return config.packages.flatMap(({ pages }) => pages);
}

/** @returns {{pagePath: string, text: string, iconPath?: string, selectedIconPath?: string}[]} */
export function tabs() {
  return config.app.tabBar?.list ?? [];
}

/** @param {string} path */
export function isTab(path) {
  return tabs().some(({ pagePath }) => pagePath === path);
}

/**
 * What a value of app.json or of a page's JSON means in a theme: "@name" stands in theme.json.
 *
 * @param {any} value
 * @param {Theme} theme
 */
export function themed(value, theme) {
  if (typeof value !== "string" || !value.startsWith("@")) return value;
  return config.theme[theme]?.[value.slice(1)] ?? config.theme.light?.[value.slice(1)];
}
