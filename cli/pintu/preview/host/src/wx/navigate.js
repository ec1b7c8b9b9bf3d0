import { isPackage, loadPackage } from "../app/packages.js";
import { parseUrl } from "../app/routes.js";
import * as stack from "../app/stack.js";
import { api, checkTypes, Failure } from "./api.js";

/** Navigation: https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.switchTab.html and its neighbours. */

/** @param {{url: string}} options */
function routeOf(options) {
  checkTypes(options, { url: "String" });
  return parseUrl(options.url, stack.currentPage()?.path);
}

export const navigateTo = api("navigateTo", (options) => stack.navigateTo(routeOf(options), options.events));

export const redirectTo = api("redirectTo", (options) => stack.redirectTo(routeOf(options)));

export const reLaunch = api("reLaunch", (options) => stack.reLaunch(routeOf(options)));

export const switchTab = api("switchTab", (options) => stack.switchTab(routeOf(options)));

export const navigateBack = api("navigateBack", ({ delta = 1 }) => stack.navigateBack(delta));

export const loadSubpackage = api("loadSubpackage", async ({ name, root = name }) => {
  if (!isPackage(root)) throw new Failure(`subpackage "${root}" is not found`);
  await loadPackage(root);
});

export const preloadSubpackage = loadSubpackage;
