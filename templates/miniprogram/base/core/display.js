const { darkMode } = require("../config");

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

/** The bars that WeChat draws, with the colours of theme.json. */
const BARS = {
  light: { front: "#000000", back: "#f7f6f2", tabBack: "#ffffff" },
  dark: { front: "#ffffff", back: "#121513", tabBack: "#1a1e1c" },
};

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
function currentTheme() {
  const { appearance } = getDisplay();
  if (appearance !== "auto") return appearance;
  return wx.getAppBaseInfo().theme === "dark" ? "dark" : "light";
}

/** The classes of a page's root element. */
function rootClass() {
  return `app theme-${currentTheme()} text-${getDisplay().textSize}`;
}

/**
 * Colours the bars around the page that has just come up. WeChat follows the system by itself; this is for customers
 * who chose otherwise.
 *
 * @param {boolean} isTab
 */
function paintBars(isTab) {
  const bars = BARS[currentTheme()];
  const fail = () => {};
  wx.setNavigationBarColor({
    frontColor: bars.front,
    backgroundColor: bars.back,
    fail,
  });
  wx.setBackgroundColor({ backgroundColor: bars.back, fail });
  if (isTab) wx.setTabBarStyle({ backgroundColor: bars.tabBack, fail });
}

module.exports = { currentTheme, getDisplay, paintBars, rootClass, setDisplay };
