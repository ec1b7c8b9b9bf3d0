import { isPermitted, isScope, permissions, showSettings } from "../app/permissions.js";
import { fixedSubscriptions } from "../app/subscriptions.js";
import { api, checkTypes, Failure } from "./api.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/setting/wx.getSetting.html */

/** @param {{withSubscriptions?: boolean}} options */
function settings({ withSubscriptions = false }) {
  const authSetting = { "scope.address": true, "scope.invoice": true, "scope.invoiceTitle": true, ...permissions() };
  if (!withSubscriptions) return { authSetting };
  return { authSetting, subscriptionsSetting: { mainSwitch: true, itemSettings: fixedSubscriptions() } };
}

export const getSetting = api("getSetting", settings);

export const openSetting = api("openSetting", async (options) => {
  await showSettings();
  return settings(options);
});

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/authorize/wx.authorize.html */
export const authorize = api("authorize", async (options) => {
  checkTypes(options, { scope: "String" });
  if (/^scope\.(address|invoice|invoiceTitle|userInfo)$/.test(options.scope)) return; // need no asking any more
  if (!isScope(options.scope)) throw new Failure("scope is not exist");
  if (!(await isPermitted(options.scope))) throw new Failure("auth deny", { errno: 103 });
});
