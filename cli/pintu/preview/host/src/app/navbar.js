import { byId, h } from "./dom.js";

/**
 * What a page's navigation bar shows.
 *
 * @typedef {object} BarState
 * @property {string} title
 * @property {"black" | "white"} textStyle
 * @property {string} background
 * @property {boolean} isCustom the page draws its own
 * @property {boolean} isLoading
 * @property {"back" | "home" | ""} leading
 */

/** The capsule in the corner, in px: its size, and its distance from the status bar and from the right. */
export const CAPSULE = { width: 87, height: 32, top: 4, right: 10 };

/** The height of the bar below the status bar. */
export const BAR_HEIGHT = 44;

/**
 * @param {{back: () => void, home: () => void, menu: () => void}} actions
 */
export function createNavbar(actions) {
  const leading = h("button", { id: "nav-leading", type: "button" });
  leading.addEventListener("click", () => (leading.dataset.kind === "home" ? actions.home() : actions.back()));
  const menu = h("button", { type: "button", "data-testid": "nav-menu", "aria-label": "更多" }, "•••");
  menu.addEventListener("click", actions.menu);
  byId("navbar").append(
    leading,
    h("span", { id: "nav-spinner", "data-testid": "nav-loading" }),
    h("span", { id: "nav-title", "data-testid": "nav-title", role: "heading", "aria-level": "1" }),
  );
  byId("capsule").append(menu, h("span", { class: "capsule-dot", "aria-hidden": "true" }));
}

/** @param {BarState} bar */
export function showBar({ title, textStyle, background, isCustom, isLoading, leading }) {
  const { dataset, style } = document.documentElement;
  dataset.bar = isCustom ? "custom" : "default";
  dataset.barText = textStyle;
  style.setProperty("--bar-background", isCustom ? "transparent" : background);
  byId("nav-title").textContent = isCustom ? "" : title;
  byId("nav-spinner").hidden = !isLoading || isCustom;
  const button = byId("nav-leading");
  button.hidden = isCustom || !leading;
  button.dataset.kind = leading;
  button.dataset.testid = leading === "home" ? "nav-home" : "nav-back";
  button.setAttribute("aria-label", leading === "home" ? "返回首页" : "返回");
  document.title = title || document.title;
}
