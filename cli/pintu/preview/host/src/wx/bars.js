import { refreshScreen } from "../app/screen.js";
import { currentPage } from "../app/stack.js";
import * as tabbar from "../app/tabbar.js";
import { api, checkTypes, Failure } from "./api.js";

/** The navigation bar, the tab bar and the window behind a page: what can be set at run time. */

/** @param {Record<string, any>} values of `window` in app.json */
function change(values) {
  const page = currentPage();
  if (!page) throw new Failure("page is not ready");
  Object.assign(page.changed, values);
  refreshScreen(page);
}

export const setNavigationBarTitle = api("setNavigationBarTitle", (options) => {
  checkTypes(options, { title: "String" });
  change({ navigationBarTitleText: options.title });
});

export const setNavigationBarColor = api("setNavigationBarColor", ({ frontColor, backgroundColor }) => {
  const textStyle = { "#ffffff": "white", "#000000": "black", white: "white", black: "black" }[
    String(frontColor).toLowerCase()
  ];
  if (!textStyle) throw new Failure('invalid frontColor, should be "#ffffff" or "#000000"');
  change({ navigationBarTextStyle: textStyle, navigationBarBackgroundColor: backgroundColor });
});

/** @param {boolean} isLoading */
function setLoading(isLoading) {
  const page = currentPage();
  if (page) page.isLoading = isLoading;
  refreshScreen(page);
}

export const showNavigationBarLoading = api("showNavigationBarLoading", () => setLoading(true));

export const hideNavigationBarLoading = api("hideNavigationBarLoading", () => setLoading(false));

export const hideHomeButton = api("hideHomeButton", () => change({ hideHomeButton: true }));

export const setBackgroundColor = api("setBackgroundColor", ({ backgroundColor }) => change({ backgroundColor }));

export const setBackgroundTextStyle = api("setBackgroundTextStyle", ({ textStyle }) =>
  change({ backgroundTextStyle: textStyle }),
);

/** @param {string} name @param {(options: any) => void} work that needs the tab bar on the screen */
function tabApi(name, work) {
  return api(name, (options) => {
    if (!tabbar.isTabPageShown()) throw new Failure("not TabBar page");
    if (options.index !== undefined && !tabbar.hasTabItem(options.index)) throw new Failure("tabbar item not found");
    work(options);
  });
}

export const setTabBarBadge = tabApi("setTabBarBadge", ({ index, text }) => {
  tabbar.setTabItem(index, { badge: shortened(String(text)), hasDot: false });
});

export const removeTabBarBadge = tabApi("removeTabBarBadge", ({ index }) =>
  tabbar.setTabItem(index, { badge: undefined }),
);

export const showTabBarRedDot = tabApi("showTabBarRedDot", ({ index }) => {
  tabbar.setTabItem(index, { hasDot: true, badge: undefined });
});

export const hideTabBarRedDot = tabApi("hideTabBarRedDot", ({ index }) => tabbar.setTabItem(index, { hasDot: false }));

export const setTabBarStyle = tabApi("setTabBarStyle", ({ color, selectedColor, backgroundColor, borderStyle }) => {
  const given = Object.entries({ color, selectedColor, backgroundColor, borderStyle }).filter(
    ([, value]) => value !== undefined,
  );
  tabbar.setTabbarStyle(Object.fromEntries(given));
});

export const setTabBarItem = tabApi("setTabBarItem", ({ index, text, iconPath, selectedIconPath }) => {
  const given = Object.entries({ text, iconPath, selectedIconPath }).filter(([, value]) => value !== undefined);
  tabbar.setTabItem(index, Object.fromEntries(given));
});

export const showTabBar = tabApi("showTabBar", () => tabbar.hideTabbar(false));

export const hideTabBar = tabApi("hideTabBar", () => tabbar.hideTabbar(true));

/** More than four characters become three and an ellipsis. @param {string} text */
function shortened(text) {
  return text.length > 4 ? `${text.slice(0, 3)}…` : text;
}
