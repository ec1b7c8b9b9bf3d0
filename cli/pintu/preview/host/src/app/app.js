import { glassEasel } from "../space.js";
import { theme } from "./settings.js";

/** What was given to `App()`, with its methods bound to itself. @type {Record<string, any>} */
let app = {};

/** https://developers.weixin.qq.com/miniprogram/dev/reference/api/App.html @param {Record<string, any>} definition */
export function App(definition) {
  app = definition;
}

export function getApp() {
  return app;
}

/** @type {Map<string, Set<Function>>} listeners of wx.onAppShow and the like, by the method of App that they go with */
const listeners = new Map();

/** @param {string} name such as "onShow" @param {Function} listener */
export function addAppListener(name, listener) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name)?.add(listener);
}

/** @param {string} name @param {Function} [listener] all without */
export function removeAppListener(name, listener) {
  if (listener) listeners.get(name)?.delete(listener);
  else listeners.delete(name);
}

/**
 * Calls a method of the app, then the listeners of the same event.
 *
 * @param {string} name
 * @param {...any} values
 * @returns {boolean} whether anybody was there
 */
export function callApp(name, ...values) {
  const all = [app[name], ...(listeners.get(name) ?? [])].filter((one) => typeof one === "function");
  for (const one of all) glassEasel.safeCallback(`App.${name}`, one, app, values);
  return all.length > 0;
}

/** What WeChat tells about how the mini-program was opened: 1001 is the list of mini-programs. */
const launch = { path: "", query: {}, scene: 1001, shareTicket: "", referrerInfo: {}, apiCategory: "default" };

/** @param {import("./routes.js").Route} route */
export function launchApp({ path, query }) {
  Object.assign(launch, { path, query });
  callApp("onLaunch", { ...launch });
  callApp("onShow", { ...launch });
}

export function launchOptions() {
  return { ...launch };
}

/** @param {Document} document */
export function followVisibility(document) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) callApp("onHide", {});
    else callApp("onShow", { ...launch });
  });
}

export function tellTheme() {
  callApp("onThemeChange", { theme: theme() });
}
