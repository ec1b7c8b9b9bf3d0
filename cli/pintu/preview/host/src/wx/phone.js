import { askForm } from "../app/dialog.js";
import { showSheet } from "../app/sheet.js";
import { api, checkTypes, Failure, privateApi } from "./api.js";
import { arrayBufferToBase64 } from "./encoding.js";
import { showToast } from "./feedback.js";

/** What a phone can do besides: scan, call, vibrate, remember a text. */

/** https://developers.weixin.qq.com/miniprogram/dev/api/device/scan/wx.scanCode.html */
export const scanCode = api("scanCode", async () => {
  const fields = [{ name: "result", label: "码的内容" }];
  const hint = "预览没有摄像头：请输入扫码得到的文本";
  const answer = await askForm({ testid: "scan", title: "扫一扫", hint, fields });
  if (!answer) throw new Failure("cancel");
  const { result } = answer;
  const rawData = arrayBufferToBase64(new TextEncoder().encode(result).buffer);
  return { result, scanType: "QR_CODE", charSet: "UTF-8", path: "", rawData };
});

/** https://developers.weixin.qq.com/miniprogram/dev/api/device/phone/wx.makePhoneCall.html */
export const makePhoneCall = api("makePhoneCall", async (options) => {
  checkTypes(options, { phoneNumber: "String" });
  const chosen = await showSheet({ buttons: [{ label: `呼叫 ${options.phoneNumber}`, testid: "phone-call" }] });
  if (chosen < 0) throw new Failure("cancel");
});

/** What was copied here; a browser does not let a page read the clipboard without being asked. */
let clipboard = "";

/** https://developers.weixin.qq.com/miniprogram/dev/api/device/clipboard/wx.setClipboardData.html */
export const setClipboardData = privateApi("setClipboardData", async (options) => {
  checkTypes(options, { data: "String" });
  clipboard = options.data;
  try {
    await navigator.clipboard.writeText(clipboard);
  } catch {
    console.info("[preview] the browser did not let the text into the clipboard; wx.getClipboardData knows it");
  }
  showToast({ title: "内容已复制", icon: "none", complete() {} });
});

export const getClipboardData = privateApi("getClipboardData", () => ({ data: clipboard }));

/** https://developers.weixin.qq.com/miniprogram/dev/api/device/vibrate/wx.vibrateShort.html */
export const vibrateShort = api("vibrateShort", ({ type = "heavy" }) => {
  if (!/^(heavy|medium|light)$/.test(type)) throw new Failure("style is not support");
  navigator.vibrate?.(15);
  return { type };
});

export const vibrateLong = api("vibrateLong", () => {
  navigator.vibrate?.(400);
});

export const hideKeyboard = api("hideKeyboard", () => {
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
});

export const setKeepScreenOn = api("setKeepScreenOn", () => {});
