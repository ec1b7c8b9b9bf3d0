import { builtInBehavior } from "./built-in-behaviors.js";
import { adoptStyle } from "./styles.js";
import { codeSpace, glassEasel } from "./space.js";

/**
 * `Component`, `Page` and `Behavior` as a mini-program calls them: put into the form that the component framework
 * takes. https://developers.weixin.qq.com/miniprogram/dev/reference/api/Component.html
 *
 * @typedef {object} ComponentEntry what the build writes for each page and component
 * @property {string} path
 * @property {boolean} isPage
 * @property {Record<string, any>} config
 * @property {string} style
 * @property {() => void} run executes its script
 */

/** @type {ComponentEntry | null} whose script is running */
let current = null;

/**
 * Runs a component's script, which registers it.
 *
 * @param {ComponentEntry} entry
 * @param {any} template
 */
export function register(entry, template) {
  const outer = current;
  current = entry;
  const config = { ...entry.config };
  codeSpace.addComponentStaticConfig(entry.path, config);
  codeSpace.addCompiledTemplate(entry.path, template);
  try {
    entry.run();
    if (current === entry) {
      console.warn(`[preview] ${entry.path}.js calls neither Component nor Page`);
      Component({});
    }
  } finally {
    current = outer;
  }
}

/**
 * Hands over what is registered to its style sheet, once it is known how it wants to be isolated.
 *
 * @param {(entry: ComponentEntry, definition: any) => void} define
 * @param {any} definition
 */
function registerOnce(define, definition) {
  if (!current) throw new Error("Component and Page are called by a page's or a component's own script only");
  const entry = current;
  current = null;
  const config = /** @type {any} */ (codeSpace.getComponentStaticConfig(entry.path));
  const { styleIsolation, addGlobalClass } = definition.options ?? {};
  config.styleIsolation ??= styleIsolation;
  config.addGlobalClass ??= addGlobalClass;
  const isShared = entry.isPage
    ? !/isolated|apply/.test(config.styleIsolation ?? "")
    : /^(page-)?shared$/.test(config.styleIsolation ?? "");
  const scope = isShared ? "" : scopeName(entry.path);
  codeSpace.addStyleSheet(entry.path, undefined, scope);
  adoptStyle(entry.path, entry.style, scope ? `${scope}--` : "");
  define(entry, definition);
}

/** @type {Map<string, string>} */
const scopes = new Map();

/** @param {string} path */
function scopeName(path) {
  if (!scopes.has(path)) scopes.set(path, `s${scopes.size.toString(36)}`);
  return /** @type {string} */ (scopes.get(path));
}

/** @param {any} definition */
export function Component(definition) {
  registerOnce(({ path }, own) => codeSpace.component(path).definition(own).register(), normalize(definition));
}

/** @param {any} definition */
export function Page(definition) {
  registerOnce(({ path }, own) => codeSpace.component(path).pageDefinition(own).register(), normalize(definition));
}

/** @param {any} definition */
export function Behavior(definition) {
  return codeSpace.behavior().definition(normalize(definition)).register();
}

/** @param {any} definition */
function normalize(definition) {
  const own = { ...definition };
  if (own.behaviors) own.behaviors = own.behaviors.map(builtInBehavior).filter(Boolean);
  if (own.observers && !Array.isArray(own.observers)) own.observers = mapValues(own.observers, callable);
  if (own.properties) own.properties = mapValues(own.properties, property);
  if (own.definitionFilter) {
    warnOnce("[preview] definitionFilter is not supported");
    delete own.definitionFilter;
  }
  return own;
}

/** @param {any} one a function, or the name of a method */
function callable(one) {
  if (typeof one !== "string") return one;
  return /** @this {any} @param {any[]} values */ function call(...values) {
    return this[one]?.(...values);
  };
}

/** @param {any} one */
function property(one) {
  return one && typeof one === "object" && "observer" in one ? { ...one, observer: callable(one.observer) } : one;
}

/**
 * @param {Record<string, any>} object
 * @param {(value: any) => any} change
 */
function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/**
 * What every component of the mini-program does besides: names itself in the document (`:host` and pages' styles go by
 * that), and gets its `ready` when it has been laid out.
 *
 * @param {(component: any) => void} whenAttached
 */
export function addToEveryComponent(whenAttached) {
  const behavior = codeSpace.getComponentSpace().defineBehavior({
    lifetimes: {
      created() {
        const component = /** @type {any} */ (this)._$;
        component.$$?.setAttribute("data-is", component.is);
      },
      attached() {
        whenAttached(/** @type {any} */ (this)._$);
      },
    },
  });
  codeSpace.setOverallBehavior(behavior);
}

/** What has been said: the framework repeats itself with every update. @type {Set<string>} */
const warned = new Set();

glassEasel.addGlobalWarningListener((message, component) => {
  const where = typeof component === "string" ? component : component?.is;
  if (where?.startsWith("miniprogram_npm/")) return false; // nobody here can do anything about it
  if (message.endsWith("is not a valid property") && isWaiting(where ?? "")) return false;
  warnOnce(`[preview] ${message}${where ? ` (${where})` : ""}`);
  return false;
});

/** @type {(path: string) => boolean} */
let isWaiting = () => false;

/**
 * A placeholder takes whatever its component takes, as in WeChat.
 *
 * @param {(path: string) => boolean} waits whether placeholders stand in the page or component at `path`
 */
export function setWaiting(waits) {
  isWaiting = waits;
}

/** @param {string} text */
function warnOnce(text) {
  if (!warned.has(text)) console.warn(text);
  warned.add(text);
}
