import { DEVICES } from "./devices.js";
import { appJson } from "./config.js";

/** @typedef {import("./config.js").Theme} Theme */

/**
 * What the person at the preview has chosen: it stands in the address, so that a reload keeps it.
 * `?device=iphone-x&theme=dark&text=20&person=小红`
 */
const chosen = new URLSearchParams(location.search);

/** The phone that is imitated. */
export const device = DEVICES[chosen.get("device") ?? ""] ?? DEVICES["iphone-x"];

/** WeChat's own text size, in px; 17 is its standard. */
export const fontSizeSetting = Number(chosen.get("text")) || 17;

let dark = chosen.get("theme") === "dark";

/** Without `darkmode` in app.json a mini-program never hears of the dark theme. @returns {Theme} */
export function theme() {
  return dark && appJson().darkmode ? "dark" : "light";
}

/** @type {Set<(theme: Theme) => void>} */
const listeners = new Set();

/** @param {Theme} next */
export function setTheme(next) {
  const before = theme();
  dark = next === "dark";
  document.documentElement.dataset.theme = theme();
  if (theme() !== before) for (const listener of [...listeners]) listener(theme());
}

/** @param {(theme: Theme) => void} listener */
export function onTheme(listener) {
  listeners.add(listener);
}

/** @param {(theme: Theme) => void} [listener] all without */
export function offTheme(listener) {
  if (listener) listeners.delete(listener);
}

/** Applies all of it to the document. */
export function applySettings() {
  const { dataset, style } = document.documentElement;
  dataset.theme = theme();
  dataset.device = device.id;
  style.setProperty("--status-bar", `${device.statusBar}px`);
  style.setProperty("--safe-area-inset-top", `${device.statusBar}px`);
  style.setProperty("--safe-area-inset-bottom", `${device.safeBottom}px`);
}
