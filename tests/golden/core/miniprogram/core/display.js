const { darkMode } = require("../config");
const { bars } = require("../data/theme");

/**
 * How the customer wants to see the shop: kept on the phone, and applied as classes of every page's root element
 * (styles/tokens.wxss holds what the classes mean).
 *
 * @typedef {"auto" | "light" | "dark"} Appearance
 * @typedef {"standard" | "large" | "huge"} TextSize
 * @typedef {{appearance: Appearance, textSize: TextSize}} Display
 */

const STORAGE_KEY = "display";

/** WeChat's own text size from which on ours starts large; 17 is its default. */
const LARGE_SETTING = 20;

/** The theme in which the tab bar was last painted; WeChat itself follows the system. */
let tabBarTheme = systemTheme();

/** @returns {Display} */
function getDisplay() {
  const stored = wx.getStorageSync(STORAGE_KEY) || {};
  const wechatSize = wx.getAppBaseInfo().fontSizeSetting || 0;
  return {
    appearance: darkMode ? stored.appearance || "auto" : "light",
    textSize: stored.textSize || (wechatSize >= LARGE_SETTING ? "large" : "standard"),
  };
}

/** @param {Partial<Display>} changed */
function setDisplay(changed) {
  wx.setStorageSync(STORAGE_KEY, { ...getDisplay(), ...changed });
}

/** @returns {"light" | "dark"} */
function systemTheme() {
  return wx.getAppBaseInfo().theme === "dark" ? "dark" : "light";
}

/** @returns {"light" | "dark"} */
function currentTheme() {
  const { appearance } = getDisplay();
  return appearance === "auto" ? systemTheme() : appearance;
}

/** The classes of a page's root element. */
function rootClass() {
  return `app theme-${currentTheme()} text-${getDisplay().textSize}`;
}

/** Failing is no matter: the bars then keep the system's colours. */
const fail = () => {};

/**
 * Colours the bars around the page that has just come up.
 *
 * @param {boolean} isTab
 */
function paintBars(isTab) {
  const theme = currentTheme();
  const { barBackground, barText } = bars[theme];
  wx.setNavigationBarColor({ frontColor: barText, backgroundColor: barBackground, fail });
  wx.setBackgroundColor({ backgroundColor: barBackground, fail });
  if (isTab && theme !== tabBarTheme) paintTabBar(theme);
}

/** @param {"light" | "dark"} theme */
function paintTabBar(theme) {
  const { tabText, tabSelected, tabBackground, tabBorder, tabIcons } = bars[theme];
  wx.setTabBarStyle({
    color: tabText,
    selectedColor: tabSelected,
    backgroundColor: tabBackground,
    borderStyle: tabBorder,
    fail,
  });
  tabIcons.forEach((selectedIconPath, index) => {
    wx.setTabBarItem({ index, selectedIconPath, fail });
  });
  tabBarTheme = theme;
}

module.exports = { currentTheme, getDisplay, paintBars, rootClass, setDisplay };
