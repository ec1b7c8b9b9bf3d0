/**
 * The colours of what WeChat draws around a page, as theme.json has them: for customers who want another look than
 * their system's.
 *
 * @typedef {object} Bars
 * @property {"#000000" | "#ffffff"} barText
 * @property {string} barBackground
 * @property {string} tabText
 * @property {string} tabSelected
 * @property {string} tabBackground
 * @property {"black" | "white"} tabBorder
 * @property {string[]} tabIcons of the selected tab, by its place
 */

/** @type {{light: Bars, dark: Bars}} */
const bars = {
  light: {
    barText: "#000000",
    barBackground: "#f7f6f2",
    tabText: "#707a75",
    tabSelected: "#0f766e",
    tabBackground: "#ffffff",
    tabBorder: "white",
    tabIcons: [
      "icons/tab/home-active.png",
      "icons/tab/leaf-active.png",
      "icons/tab/cart-active.png",
      "icons/tab/me-active.png",
    ],
  },
  dark: {
    barText: "#ffffff",
    barBackground: "#121513",
    tabText: "#8b958f",
    tabSelected: "#63a6a1",
    tabBackground: "#1a1e1c",
    tabBorder: "black",
    tabIcons: [
      "icons/tab/home-active-dark.png",
      "icons/tab/leaf-active-dark.png",
      "icons/tab/cart-active-dark.png",
      "icons/tab/me-active-dark.png",
    ],
  },
};

module.exports = { bars };
