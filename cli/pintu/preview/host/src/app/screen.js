import { tellFrame } from "./frame-link.js";
import { createNavbar, showBar } from "./navbar.js";
import { formatUrl } from "./routes.js";
import { theme } from "./settings.js";
import { homePath, currentPage, navigateBack, openPages, switchTab } from "./stack.js";
import { isTab, tabs } from "./config.js";
import { openMenu } from "./menu.js";
import { createTabbar, showTabbar } from "./tabbar.js";

/** @typedef {import("./page.js").PageView} PageView */

/** Builds the bars around the pages. */
export function createScreen() {
  createNavbar({ back: () => void navigateBack(1), home: goHome, menu: openMenu });
  createTabbar(async (index) => {
    const { pagePath, text } = tabs()[index];
    await switchTab({ path: pagePath, query: {} });
    currentPage()?.call("onTabItemTap", { index: String(index), pagePath, text });
  });
}

function goHome() {
  const path = homePath();
  if (path) void switchTab({ path, query: {} });
}

/** Draws the bars as the page on the screen wants them. @param {PageView} [page] */
export function refreshScreen(page = currentPage()) {
  if (!page || page !== currentPage()) return;
  const window = page.window();
  document.documentElement.dataset.theme = theme();
  document.documentElement.style.setProperty("--window-background", window.backgroundColor);
  showTabbar(page.path);
  showBar({
    title: window.navigationBarTitleText,
    textStyle: window.navigationBarTextStyle,
    background: window.navigationBarBackgroundColor,
    isCustom: window.navigationStyle === "custom",
    isLoading: page.isLoading,
    leading: leadingOf(page),
  });
  const url = `/${formatUrl(page)}`;
  history.replaceState(null, "", `#${url}`);
  tellFrame({ type: "page", url, depth: openPages().length, title: window.navigationBarTitleText });
}

/** @param {PageView} page @returns {"back" | "home" | ""} */
function leadingOf(page) {
  if (openPages().length > 1) return "back";
  return isTab(page.path) || !homePath() || page.changed.hideHomeButton ? "" : "home";
}
