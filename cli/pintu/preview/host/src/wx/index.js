import components from "../../support/components.json";
import calls from "../../support/wx.json";
import { USER_FOLDER } from "../file-system.js";
import * as animation from "./animation.js";
import * as app from "./app.js";
import * as audio from "./audio.js";
import * as bars from "./bars.js";
import * as canvas from "./canvas.js";
import * as chooseAddress from "./choose-address.js";
import * as device from "./device.js";
import * as download from "./download.js";
import * as encoding from "./encoding.js";
import * as feedback from "./feedback.js";
import * as file from "./file.js";
import * as location from "./location.js";
import * as login from "./login.js";
import * as media from "./media.js";
import * as navigate from "./navigate.js";
import * as network from "./network.js";
import * as observers from "./observers.js";
import * as payment from "./payment.js";
import * as phone from "./phone.js";
import * as privacy from "./privacy.js";
import * as query from "./query.js";
import * as recorder from "./recorder.js";
import * as report from "./report.js";
import * as request from "./request.js";
import * as scroll from "./scroll.js";
import * as setting from "./setting.js";
import * as share from "./share.js";
import * as socket from "./socket.js";
import * as storage from "./storage.js";
import * as subscribe from "./subscribe.js";
import * as upload from "./upload.js";
import * as video from "./video.js";

/**
 * Every family of wx.*. To add a call: export a function of that name from its family's file, made with `api` (see
 * api.js; storage.js is the example) unless it answers at once; a new family is a new file and a line here. Then a row
 * in `../../support/wx.json` and a page of its own in `tests/preview/app/`.
 */
const FAMILIES = [
  animation,
  app,
  audio,
  bars,
  canvas,
  chooseAddress,
  device,
  download,
  encoding,
  feedback,
  file,
  location,
  login,
  media,
  navigate,
  network,
  observers,
  payment,
  phone,
  privacy,
  query,
  recorder,
  report,
  request,
  scroll,
  setting,
  share,
  socket,
  storage,
  subscribe,
  upload,
  video,
];

const supported = Object.assign({}, ...FAMILIES, { env: { USER_DATA_PATH: USER_FOLDER }, canIUse });

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

/**
 * By the table of what is supported: calls by their name, components by their tag.
 * https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.canIUse.html
 *
 * @param {string} schema such as "getSystemInfoSync.return.screenWidth" or "button.open-type.contact"
 */
function canIUse(schema) {
  /** @type {Record<string, {status: string}>} */
  const rows = { ...components, ...calls };
  return (rows[schema.split(".")[0]]?.status ?? "missing") !== "missing";
}
