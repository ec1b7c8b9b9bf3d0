import { backend, codeSpace } from "../space.js";
import { appJson, isTab } from "./config.js";
import { h } from "./dom.js";
import { ensureRegistered } from "./packages.js";

const PATH = "custom-tab-bar/index";

/** Each page of a tab has a tab bar of its own, if the mini-program draws it itself. @param {string} path */
export function hasCustomTabBar(path) {
  return isTab(path) && Boolean(appJson().tabBar?.custom);
}

/** The mini-program's own tab bar on one page. */
export class CustomTabBar {
  constructor() {
    ensureRegistered(PATH);
    this.root = backend.createRoot("custom-tab-bar", codeSpace, PATH);
    this.instance = /** @type {any} */ (this.root.get());
  }

  /** @param {HTMLElement} element the page's */
  attach(element) {
    const placeholder = h("span");
    element.append(placeholder);
    this.root.attach(/** @type {any} */ (element), /** @type {any} */ (placeholder));
  }
}
