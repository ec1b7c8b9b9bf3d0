import { recall, remember } from "../app/kept.js";
import { person } from "../app/person.js";
import { api, Failure } from "./api.js";
import { askStandIn } from "./standin.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html: good once, for five minutes */
export const login = api("login", async () => {
  const { code } = await askStandIn("login-codes", { person });
  remember("session", true);
  return { code };
});

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.checkSession.html */
export const checkSession = api("checkSession", () => {
  if (!recall("session", false)) throw new Failure("登录态过期");
});
