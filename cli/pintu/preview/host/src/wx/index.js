import * as app from "./app.js";
import * as bars from "./bars.js";
import * as device from "./device.js";
import * as navigate from "./navigate.js";
import * as request from "./request.js";
import * as scroll from "./scroll.js";
import * as storage from "./storage.js";

/**
 * Every family of wx.*. To add a call: export a function of that name from its family's file, made with `api` (see
 * api.js; storage.js is the example) unless it answers at once; a new family is a new file and a line here. Then a row
 * in `../../support/wx.json` and a page of its own in `tests/preview/app/`.
 */
const FAMILIES = [app, bars, device, navigate, request, scroll, storage];

const supported = Object.assign({}, ...FAMILIES, { env: { USER_DATA_PATH: "wxfile://usr" }, canIUse });

const missed = new Set();

/** What is not here is undefined, as in an old WeChat, and says so once. */
export const wx = new Proxy(supported, {
  get(target, name, receiver) {
    if (typeof name === "string" && !(name in target) && !missed.has(name)) {
      missed.add(name);
      console.warn(`[preview] wx.${name} is not supported`);
    }
    return Reflect.get(target, name, receiver);
  },
});

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.canIUse.html @param {string} schema */
function canIUse(schema) {
  return schema.split(".")[0] in supported;
}
