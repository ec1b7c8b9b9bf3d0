import { addAppListener, launchOptions, removeAppListener } from "../app/app.js";
import { offTheme, onTheme } from "../app/settings.js";

/** The app and its surroundings: how it was opened, what happens to it, its version. */

export const getLaunchOptionsSync = launchOptions;

export const getEnterOptionsSync = launchOptions;

/** @param {string} name of the method of App @returns {[(listener: Function) => void, (listener?: Function) => void]} */
function pair(name) {
  return [(listener) => addAppListener(name, listener), (listener) => removeAppListener(name, listener)];
}

export const [onAppShow, offAppShow] = pair("onShow");
export const [onAppHide, offAppHide] = pair("onHide");
export const [onError, offError] = pair("onError");
export const [onPageNotFound, offPageNotFound] = pair("onPageNotFound");
export const [onUnhandledRejection, offUnhandledRejection] = pair("onUnhandledRejection");

/** @type {Map<Function, (theme: "light" | "dark") => void>} */
const themeListeners = new Map();

/** @param {(result: {theme: "light" | "dark"}) => void} listener */
export function onThemeChange(listener) {
  const inner = (/** @type {"light" | "dark"} */ theme) => listener({ theme });
  themeListeners.set(listener, inner);
  onTheme(inner);
}

/** @param {Function} [listener] all without */
export function offThemeChange(listener) {
  for (const one of listener ? [listener] : [...themeListeners.keys()]) {
    const inner = themeListeners.get(one);
    if (inner) offTheme(inner);
    themeListeners.delete(one);
  }
}

/** There is no newer version than what is on the screen. */
export function getUpdateManager() {
  return {
    applyUpdate() {},
    onCheckForUpdate: (/** @type {Function} */ listener) => void setTimeout(() => listener({ hasUpdate: false })),
    onUpdateReady() {},
    onUpdateFailed() {},
  };
}

export function getAccountInfoSync() {
  return { miniProgram: { appId: "touristappid", envVersion: "develop", version: "" }, plugin: {} };
}

/** @param {() => void} work */
export function nextTick(work) {
  Promise.resolve().then(work).catch(reportError);
}
