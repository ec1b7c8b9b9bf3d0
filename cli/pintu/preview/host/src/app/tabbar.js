import { fileUrl } from "../files.js";
import { appJson, isTab, tabs, themed } from "./config.js";
import { byId, h } from "./dom.js";
import { theme } from "./settings.js";

/**
 * What the mini-program has changed about the bar and its items, over app.json.
 *
 * @type {{style: Record<string, any>, items: Record<string, any>[], isHidden: boolean}}
 */
const state = { style: {}, items: [], isHidden: false };

let current = "";

/** @param {(index: number) => void} onTap */
export function createTabbar(onTap) {
  state.items = tabs().map(() => ({}));
  tabs().forEach((_, index) => {
    const item = h(
      "button",
      { type: "button", role: "tab", "data-testid": `tab-${index}`, class: "tab" },
      h("img", { alt: "" }),
      h("span", { class: "tab-text" }),
      h("i", { class: "tab-badge", "data-testid": `tab-${index}-badge` }),
    );
    item.addEventListener("click", () => onTap(index));
    byId("tabbar").append(item);
  });
}

/** Shows the bar as it is to be for a page. @param {string} path */
export function showTabbar(path) {
  current = path;
  drawTabbar();
}

export function drawTabbar() {
  const bar = byId("tabbar");
  const isShown = isTab(current) && !state.isHidden && !appJson().tabBar?.custom;
  document.documentElement.dataset.tabbar = isShown ? "shown" : "hidden";
  bar.hidden = !isShown;
  if (!isShown) return;
  const style = {
    color: "#7a7e83",
    selectedColor: "#3cc51f",
    backgroundColor: "#ffffff",
    borderStyle: "black",
    ...appJson().tabBar,
    ...state.style,
  };
  bar.style.background = themed(style.backgroundColor, theme());
  bar.style.borderTopColor =
    themed(style.borderStyle, theme()) === "white" ? "rgb(255 255 255 / 33%)" : "rgb(0 0 0 / 10%)";
  tabs().forEach((tab, index) =>
    drawItem(/** @type {HTMLElement} */ (bar.children[index]), { ...tab, ...state.items[index] }, style),
  );
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, any>} item
 * @param {Record<string, any>} style
 */
function drawItem(element, item, style) {
  const isSelected = item.pagePath === current;
  const [icon, text, badge] = /** @type {[HTMLImageElement, HTMLElement, HTMLElement]} */ (
    /** @type {unknown} */ ([...element.children])
  );
  const picture = themed((isSelected && item.selectedIconPath) || item.iconPath, theme());
  icon.hidden = !picture;
  if (picture) icon.src = fileUrl(picture);
  text.textContent = item.text;
  element.style.color = themed(isSelected ? style.selectedColor : style.color, theme());
  element.setAttribute("aria-selected", String(isSelected));
  badge.hidden = item.badge === undefined && !item.hasDot;
  badge.textContent = item.badge ?? "";
  badge.classList.toggle("tab-dot", item.badge === undefined);
}

/** @param {Record<string, any>} change colours as in app.json */
export function setTabbarStyle(change) {
  Object.assign(state.style, change);
  drawTabbar();
}

/** @param {number} index @param {Record<string, any>} change */
export function setTabItem(index, change) {
  Object.assign(state.items[index], change);
  drawTabbar();
}

/** @param {number} index */
export function hasTabItem(index) {
  return index in state.items;
}

/** @param {boolean} isHidden */
export function hideTabbar(isHidden) {
  state.isHidden = isHidden;
  drawTabbar();
}

export function isTabPageShown() {
  return isTab(current);
}
