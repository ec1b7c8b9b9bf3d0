import { eventHandler } from "../events.js";
import { register, setWaiting } from "../definitions.js";
import { space } from "../space.js";

/** @typedef {import("../definitions.js").ComponentEntry} ComponentEntry */

/**
 * A package as the build writes it.
 *
 * @typedef {object} PackageModule
 * @property {Record<string, any>} templates
 * @property {ComponentEntry[]} components
 * @property {{style: string, run: () => void}} [app] in the main package only
 */

/** @type {Map<string, {entry: ComponentEntry, templates: Record<string, any>}>} known, whether registered or not */
const known = new Map();
const registered = new Set();

/** @type {Map<string, () => Promise<{default: PackageModule}>>} */
let loaders = new Map();
/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** @param {Record<string, () => Promise<{default: PackageModule}>>} all by root */
export function setLoaders(all) {
  loaders = new Map(Object.entries(all));
  setWaiting((path) => {
    const { usingComponents = {}, componentPlaceholder = {} } = configOf(path);
    return Object.keys(componentPlaceholder).some((tag) => !registered.has(usingComponents[tag]?.slice(1)));
  });
  // A component with a placeholder is fetched when the placeholder is first seen.
  space.setComponentWaitingListener((_isPublic, path) => {
    loadFor(path).then(
      () => ensureRegistered(path),
      (problem) => console.error(`[preview] ${path} could not be loaded`, problem),
    );
  });
}

/** @param {PackageModule} module */
export function addPackage({ templates, components }) {
  for (const entry of components) known.set(entry.path, { entry, templates });
}

/**
 * Loads the subpackage that a page or component is in, unless that has been done.
 *
 * @param {string} path
 */
export function loadFor(path) {
  const root = [...loaders.keys()].find((one) => path.startsWith(`${one}/`));
  return root === undefined ? Promise.resolve() : loadPackage(root);
}

/** @param {string} root */
export function loadPackage(root) {
  let promise = loading.get(root);
  if (!promise) {
    const load = /** @type {() => Promise<{default: PackageModule}>} */ (loaders.get(root));
    promise = load().then((module) => addPackage(module.default));
    promise.catch(() => loading.delete(root)); // the next page that needs it tries again
    loading.set(root, promise);
  }
  return promise;
}

/** @param {string} root */
export function isPackage(root) {
  return loaders.has(root);
}

/**
 * Registers a page or component with all that it uses, those first. What lies in a package that is not here yet is left
 * to its placeholder.
 *
 * @param {string} path
 */
export function ensureRegistered(path) {
  const found = known.get(path);
  if (!found || registered.has(path)) return;
  registered.add(path);
  const { usingComponents = {}, componentGenerics = {} } = found.entry.config;
  for (const target of Object.values(usingComponents)) ensureRegistered(target.slice(1));
  for (const generic of Object.values(componentGenerics))
    if (generic.default) ensureRegistered(generic.default.slice(1));
  register(found.entry, { groupList: found.templates, content: withPlainEvents(found.templates[path]) });
}

/**
 * A template whose handlers get WeChat's events. The compiler asks for that itself only where a template has scripts.
 *
 * @param {(name: string) => Function | undefined} template
 */
function withPlainEvents(template) {
  return (/** @type {string} */ name) => {
    const generate = template(name);
    if (!generate) return undefined;
    return (/** @type {any} */ wrapper, /** @type {any[]} */ ...values) => {
      wrapper.setEventListenerWrapper(eventHandler);
      return generate(wrapper, ...values);
    };
  };
}

/** The JSON of a page that is here. @param {string} path @returns {Record<string, any>} */
export function configOf(path) {
  return known.get(path)?.entry.config ?? {};
}
