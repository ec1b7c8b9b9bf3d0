import "./events.js";
import { App, callApp, followVisibility, getApp, launchApp, tellTheme } from "./app/app.js";
import { setConfig, appJson } from "./app/config.js";
import { linkFrame } from "./app/frame-link.js";
import { createScreen, refreshScreen } from "./app/screen.js";
import { addPackage, setLoaders } from "./app/packages.js";
import { waitForReady } from "./app/ready.js";
import { parseUrl, isPage } from "./app/routes.js";
import { applySettings, onTheme } from "./app/settings.js";
import { currentPage, openPages, reLaunch, watchStack } from "./app/stack.js";
import { defineNativeComponents } from "./components/registry.js";
import { addToEveryComponent, Behavior, Component, Page } from "./definitions.js";
import "./instance.js";
import { listenToPointers } from "./pointer.js";
import { glassEasel, onDomEvent } from "./space.js";
import { adoptStyle } from "./styles.js";
import { wx } from "./wx/index.js";

/**
 * Starts the mini-program. Called by what the build writes.
 *
 * @param {object} built
 * @param {Record<string, any>} built.app app.json
 * @param {Record<string, any>} built.theme theme.json
 * @param {{root: string, pages: string[]}[]} built.packages
 * @param {import("./app/packages.js").PackageModule} built.main
 * @param {Record<string, () => Promise<{default: import("./app/packages.js").PackageModule}>>} built.loaders
 */
export function start({ app, theme: themeJson, packages, main, loaders }) {
  linkFrame();
  setConfig({ app, theme: themeJson, packages });
  applySettings();
  Object.assign(globalThis, { App, Behavior, Component, Page, getApp, getCurrentPages, wx });
  defineNativeComponents();
  addToEveryComponent(waitForReady);
  setLoaders(loaders);
  addPackage(main);
  listenToErrors();
  createScreen();
  listenToPointers(/** @type {HTMLElement} */ (document.getElementById("pages")));
  onDomEvent(passOn);
  watchStack(refreshScreen);
  onTheme(() => {
    refreshScreen(currentPage());
    tellTheme();
  });
  adoptStyle("app", main.app?.style ?? "", "");
  main.app?.run();
  const first = firstRoute();
  launchApp(first);
  followVisibility(document);
  followAddress();
  return reLaunch(first);
}

/** Opens what somebody types behind the # of the address. */
function followAddress() {
  window.addEventListener("hashchange", () => {
    const route = parseUrl(location.hash.slice(1));
    if (isPage(route.path)) void reLaunch(route);
  });
}

function getCurrentPages() {
  return openPages().map(({ instance }) => instance);
}

/** The page in the address (`#/pages/home/index?x=1`), else the one that app.json puts first. */
function firstRoute() {
  const route = parseUrl(location.hash.slice(1));
  if (isPage(route.path)) return route;
  if (route.path) callApp("onPageNotFound", { ...route, isEntryPage: true });
  return { path: appJson().entryPagePath ?? appJson().pages[0], query: {} };
}

/** @param {any} target @param {string} type @param {any} detail @param {any} options */
function passOn(target, type, detail, options) {
  glassEasel.Event.dispatchEvent(target, new glassEasel.Event(type, detail, options));
}

function listenToErrors() {
  glassEasel.addGlobalErrorListener((error) => {
    const { stack, message } = error instanceof Error ? error : { stack: "", message: String(error) };
    callApp("onError", stack || message);
    console.error(error);
    return false;
  });
  globalThis.addEventListener("error", ({ error, message }) => callApp("onError", error?.stack ?? message));
  globalThis.addEventListener("unhandledrejection", (event) => {
    callApp("onUnhandledRejection", { reason: event.reason, promise: event.promise });
  });
}
