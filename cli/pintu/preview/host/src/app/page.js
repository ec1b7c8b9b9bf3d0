import { backend, codeSpace, glassEasel } from "../space.js";
import { appJson, themed } from "./config.js";
import { CustomTabBar, hasCustomTabBar } from "./custom-tab-bar.js";
import { h } from "./dom.js";
import { channelPair } from "./event-channel.js";
import { pagesElement } from "./geometry.js";
import { configOf, ensureRegistered } from "./packages.js";
import { PullDown } from "./pull-down.js";
import { takeReady } from "./ready.js";
import { watchScroll } from "./scroll.js";
import { theme } from "./settings.js";

/** @typedef {import("./routes.js").Route} Route */
/** @typedef {import("./event-channel.js").EventChannel} EventChannel */

/** Names of `window` in app.json that a page's own JSON may set as well. */
const WINDOW_DEFAULTS = {
  navigationBarTitleText: "",
  navigationBarTextStyle: "white",
  navigationBarBackgroundColor: "#000000",
  navigationStyle: "default",
  backgroundColor: "#ffffff",
  backgroundTextStyle: "dark",
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
};

let lastId = 0;

/** A page in the stack: its component, its place in the document, and what was set about its window. */
export class PageView {
  /** What wx.setNavigationBarTitle and the like have set. @type {Record<string, any>} */
  changed = {};
  isLoading = false;
  isReady = false;
  id = (lastId += 1);

  /** @param {Route} route @param {EventChannel} [channel] to the page that opened this one */
  constructor({ path, query }, channel) {
    this.path = path;
    this.query = query;
    this.channel = channel ?? channelPair()[0];
    ensureRegistered(path);
    this.scroller = h("div", { class: "page-scroll" });
    this.element = h("section", { class: "page", "data-testid": "page", "data-path": path, hidden: "" }, this.scroller);
    this.root = backend.createRoot("wx-page", codeSpace, path);
    this.instance = /** @type {any} */ (this.root.get());
    Object.assign(this.instance, { route: path, options: query, __page: this });
    this.tabBar = hasCustomTabBar(path) ? new CustomTabBar() : undefined;
    if (this.tabBar) this.tabBar.instance.__page = this;
    this.pullDown = new PullDown(this, () => this.call("onPullDownRefresh"));
    watchScroll(this);
  }

  /** Puts the page into the document; its components are attached by that. */
  attach() {
    pagesElement().append(this.element);
    const placeholder = h("span");
    this.scroller.append(placeholder);
    this.#takeQueryAsProperties();
    this.root.attach(/** @type {any} */ (this.scroller), /** @type {any} */ (placeholder));
    this.tabBar?.attach(this.element);
    this.call("onLoad", this.query);
  }

  show() {
    this.element.hidden = false;
    this.call("onShow");
    this.lifetime("show");
    if (this.isReady) return;
    this.isReady = true;
    takeReady(this);
    this.call("onReady");
  }

  hide() {
    this.call("onHide");
    this.lifetime("hide");
    this.element.hidden = true;
  }

  unload() {
    this.call("onUnload");
    this.root.release();
    this.tabBar?.root.release();
    this.element.remove();
  }

  /** @param {string} name of a method of the page @param {...any} values */
  call(name, ...values) {
    const method = this.instance[name];
    if (typeof method !== "function") return undefined;
    return glassEasel.safeCallback(name, method, this.instance, values, this.instance._$);
  }

  /** @param {string} name @returns {boolean} */
  has(name) {
    return typeof this.instance[name] === "function";
  }

  /** Tells the page's components. @param {string} name @param {...any} values */
  lifetime(name, ...values) {
    this.instance._$.triggerPageLifetime(name, values);
    this.tabBar?.instance._$.triggerPageLifetime(name, values);
  }

  /** `window` of app.json, the page's JSON over it, what was set at run time over that; colours of the current theme. */
  window() {
    const merged = { ...WINDOW_DEFAULTS, ...appJson().window, ...configOf(this.path), ...this.changed };
    return Object.fromEntries(Object.keys(WINDOW_DEFAULTS).map((name) => [name, themed(merged[name], theme())]));
  }

  #takeQueryAsProperties() {
    const component = this.instance._$;
    const taken = Object.entries(this.query).filter(([name]) => glassEasel.Component.hasProperty(component, name));
    if (taken.length) component.setData(Object.fromEntries(taken));
  }
}
