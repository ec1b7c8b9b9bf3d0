import path from "node:path";
import { packageOf } from "./app.mjs";
import { filesOf, splitPackage } from "./npm.mjs";
import { isRecord } from "./source.mjs";

/** @typedef {import("./app.mjs").AppConfig} AppConfig */
/** @typedef {import("./diagnostics.mjs").Diagnostics} Diagnostics */
/** @typedef {import("./source.mjs").Source} Source */

/**
 * A page or a component.
 *
 * @typedef {object} Component
 * @property {string} path its name at run time, such as "components/price/index" or "miniprogram_npm/tdesign-miniprogram/cell/cell"
 * @property {string} file where it lies, without extension: relative to the mini-program, or absolute inside an npm package
 * @property {boolean} isPage
 * @property {boolean} isOwn whether it is the mini-program's own, not of an npm package
 * @property {string} package the root of its package
 * @property {Record<string, any>} config its JSON, with every path of `usingComponents` resolved to "/<path>"
 */

const NPM = "miniprogram_npm/";

/**
 * Every page, and every component that a page can come to, each after those that it uses.
 *
 * @param {Source} source
 * @param {AppConfig} app
 * @param {Diagnostics} diagnostics
 * @returns {Map<string, Component>}
 */
export function collectComponents(source, app, diagnostics) {
  /** @type {Map<string, Component>} */
  const found = new Map();
  const visiting = new Set();
  const shared = resolveAll("app", app.json.usingComponents);

  /**
   * @param {string} from the file, without extension, that names them
   * @param {unknown} using a record of paths, unless somebody is still writing it
   */
  function resolveAll(from, using) {
    /** @type {Record<string, {path: string, file: string}>} */
    const resolved = {};
    for (const [name, target] of Object.entries(isRecord(using) ? using : {})) {
      const place = typeof target === "string" ? resolveComponent(source, from, target) : undefined;
      if (place) resolved[name] = place;
      else if (!String(target).startsWith("plugin://")) {
        const at = source.place(`${from}.json`, `"${name}"`);
        diagnostics.error(`${source.named(from)}.json`, `component "${name}" is not there: ${target}`, at);
      }
    }
    return resolved;
  }

  /**
   * @param {{path: string, file: string}} place
   * @param {boolean} isPage
   */
  function visit({ path: name, file }, isPage) {
    if (found.has(name) || visiting.has(name)) return;
    visiting.add(name);
    const json = source.json(`${file}.json`, diagnostics);
    const own = resolveAll(file, json.usingComponents);
    const generics = Object.entries(isRecord(json.componentGenerics) ? json.componentGenerics : {}).map(
      ([generic, one]) => [generic, one?.default ? resolveAll(file, { [generic]: one.default })[generic] : undefined],
    );
    const using = { ...shared, ...own };
    for (const place of [...Object.values(using), ...generics.map(([, one]) => one)]) {
      if (place) visit(/** @type {{path: string, file: string}} */ (place), false);
    }
    found.set(name, {
      path: name,
      file,
      isPage,
      isOwn: !name.startsWith(NPM) && !name.includes(`/${NPM}`),
      package: packageOf(app, name),
      config: {
        ...json,
        component: !isPage,
        usingComponents: Object.fromEntries(Object.entries(using).map(([tag, one]) => [tag, `/${one.path}`])),
        componentGenerics: Object.fromEntries(
          generics.map(([generic, one]) => [generic, one ? { default: `/${/** @type {any} */ (one).path}` } : true]),
        ),
      },
    });
  }

  /** In a subpackage a page is written without its root. @param {string} page */
  const placeOf = (page) => {
    const written = page.slice(packageOf(app, page).length).replace(/^\//, "");
    return source.place("app.json", `"${written}"`);
  };

  for (const { pages } of app.packages) {
    for (const page of pages) {
      const missing = ["js", "wxml"].filter((kind) => !source.has(`${page}.${kind}`));
      for (const kind of missing) {
        diagnostics.error("app.json", `page ${page}: ${page}.${kind} is not there`, placeOf(page));
      }
      if (!missing.length) visit({ path: page, file: page }, true);
    }
  }
  if (app.json.tabBar?.custom && source.has("custom-tab-bar/index.wxml")) {
    visit({ path: "custom-tab-bar/index", file: "custom-tab-bar/index" }, false);
  }
  return found;
}

/**
 * WeChat's rule: a path from the root, else one beside the file that names it, else an npm package.
 *
 * @param {Source} source
 * @param {string} from
 * @param {string} target
 * @returns {{path: string, file: string} | undefined}
 */
function resolveComponent(source, from, target) {
  const { dirname, join } = path.isAbsolute(from) ? path : path.posix;
  const near = withIndex(source, target.startsWith("/") ? target.slice(1) : join(dirname(from), target));
  if (near) return { path: nameOf(source, near), file: near };
  if (target.startsWith(".") || target.startsWith("/")) return undefined;
  const [owner, ...rest] = splitPackage(target);
  for (const folder of source.packages) {
    for (const inside of ["", filesOf(folder, owner)]) {
      const file = withIndex(source, path.join(folder, owner, inside, ...rest));
      if (file) return { path: nameOf(source, file), file };
    }
  }
  return undefined;
}

/**
 * @param {Source} source
 * @param {string} base
 */
function withIndex(source, base) {
  return [base, `${base}/index`].find((file) => source.has(`${file}.wxml`) && source.has(`${file}.js`));
}

/**
 * Inside the mini-program a component is called by its path; inside an npm package as if the package had been built.
 *
 * @param {Source} source
 * @param {string} file
 */
function nameOf(source, file) {
  const folder = source.packages.find((one) => file.startsWith(`${one}${path.sep}`));
  if (!path.isAbsolute(file) || !folder) return source.named(file);
  const inside = path.relative(folder, file).split(path.sep).join("/");
  const [owner] = splitPackage(inside);
  return NPM + inside.replace(`${owner}/${filesOf(folder, owner)}/`, `${owner}/`);
}
