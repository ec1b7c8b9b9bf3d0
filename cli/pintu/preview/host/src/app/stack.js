import { Failure } from "../failure.js";
import { isTab, tabs } from "./config.js";
import { channelPair } from "./event-channel.js";
import { loadFor } from "./packages.js";
import { PageView } from "./page.js";
import { isPage } from "./routes.js";

/** @typedef {import("./routes.js").Route} Route */

/** WeChat's limit: https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html */
const MAX_DEPTH = 10;

/**
 * The pages that are open, the one on the screen last; and the tab pages that were shown before, which stay alive.
 *
 * @type {PageView[]}
 */
const stack = [];
/** @type {Map<string, PageView>} */
const keptTabs = new Map();

/** @type {(page: PageView) => void} */
let whenShown = () => {};

/** @param {typeof whenShown} shown called after each change of the page on the screen */
export function watchStack(shown) {
  whenShown = shown;
}

export function currentPage() {
  return stack.at(-1);
}

/** @returns {readonly PageView[]} */
export function openPages() {
  return stack;
}

/** Navigations follow one another: a second one waits until the first one's package is here. */
let last = Promise.resolve();

/**
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
function inTurn(work) {
  const done = last.then(work);
  last = done.then(
    () => {},
    () => {},
  );
  return done;
}

/** @param {Route} route @param {Record<string, Function>} [events] listeners for what the new page emits */
export function navigateTo(route, events = {}) {
  return inTurn(async () => {
    if (isTab(route.path)) throw new Failure("can not navigateTo a tabbar page");
    if (stack.length >= MAX_DEPTH) throw new Failure("webview count limit exceed");
    await present(route);
    const [ours, theirs] = channelPair();
    for (const [name, listener] of Object.entries(events)) ours.on(name, listener);
    const page = new PageView(route, theirs);
    currentPage()?.hide();
    open(page);
    return { eventChannel: ours };
  });
}

/** @param {Route} route */
export function redirectTo(route) {
  return inTurn(async () => {
    if (isTab(route.path)) throw new Failure("can not redirectTo a tabbar page");
    await present(route);
    const page = new PageView(route);
    close(/** @type {PageView} */ (stack.pop()));
    open(page);
  });
}

/** @param {Route} route any page; everything that was open is closed */
export function reLaunch(route) {
  return inTurn(async () => {
    await present(route);
    const page = new PageView(route);
    for (const one of stack.splice(0).reverse()) close(one);
    for (const one of keptTabs.values()) one.unload();
    keptTabs.clear();
    open(page);
  });
}

/** @param {Route} route */
export function switchTab(route) {
  return inTurn(async () => {
    if (!isTab(route.path)) throw new Failure("can not switch to no-tabBar page");
    await present(route);
    const before = currentPage();
    if (before?.path === route.path) return;
    const kept = keptTabs.get(route.path) ?? (stack[0]?.path === route.path ? stack[0] : undefined);
    if (before && isTab(before.path)) before.hide();
    for (const one of stack.splice(0).reverse()) {
      if (isTab(one.path)) keptTabs.set(one.path, one);
      else one.unload();
    }
    open(kept ?? new PageView({ path: route.path, query: {} }), kept !== undefined);
  });
}

/** @param {number} delta how many pages back; more than there are goes to the first */
export function navigateBack(delta) {
  return inTurn(() => {
    if (stack.length < 2) throw new Failure("cannot navigate back at first page.");
    const count = Math.min(Math.max(1, Math.floor(delta)), stack.length - 1);
    for (const one of stack.splice(stack.length - count).reverse()) close(one);
    const page = /** @type {PageView} */ (currentPage());
    page.show();
    whenShown(page);
  });
}

/** The page that the home button leads to. */
export function homePath() {
  return tabs()[0]?.pagePath;
}

/** @param {Route} route */
async function present(route) {
  if (!isPage(route.path)) throw new Failure(`page "${route.path}" is not found`);
  await loadFor(route.path);
}

/** @param {PageView} page @param {boolean} [isKept] */
function open(page, isKept = false) {
  stack.push(page);
  if (isTab(page.path)) keptTabs.set(page.path, page);
  if (!isKept) page.attach();
  page.show();
  whenShown(page);
}

/** @param {PageView} page */
function close(page) {
  page.unload();
  if (keptTabs.get(page.path) === page) keptTabs.delete(page.path);
}
