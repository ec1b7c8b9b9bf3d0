import { askForm } from "./dialog.js";
import { recall, remember } from "./kept.js";

/** https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/authorize.html: what each scope is asked for */
const SCOPES = {
  "scope.userLocation": "获取你的位置信息",
  "scope.userFuzzyLocation": "获取你的模糊位置信息",
  "scope.userLocationBackground": "后台定位",
  "scope.record": "使用你的麦克风",
  "scope.camera": "使用你的摄像头",
  "scope.bluetooth": "使用你的蓝牙",
  "scope.writePhotosAlbum": "保存图片或视频到你的相册",
  "scope.addPhoneContact": "添加到你的通讯录",
  "scope.addPhoneCalendar": "添加到你的日历",
  "scope.werun": "获取你的微信运动步数",
};

/** @returns {Record<string, boolean>} what has been answered so far */
export function permissions() {
  return recall("permissions", {});
}

/** @param {string} scope */
export function isScope(scope) {
  return scope in SCOPES;
}

/** @param {string} scope @param {boolean} isGranted */
export function setPermission(scope, isGranted) {
  remember("permissions", { ...permissions(), [scope]: isGranted });
}

/**
 * Asks once; afterwards the first answer stands until it is changed in the settings.
 *
 * @param {string} scope
 * @returns {Promise<boolean>}
 */
export async function isPermitted(scope) {
  const answered = permissions()[scope];
  if (answered !== undefined) return answered;
  const title = `小程序申请${SCOPES[/** @type {keyof typeof SCOPES} */ (scope)]}`;
  const answer = await askForm({ testid: "permission", title, confirm: "允许", cancel: "拒绝" });
  setPermission(scope, answer !== null);
  return answer !== null;
}

/**
 * The mini-program's page of settings: every scope that was asked for, to switch.
 *
 * @returns {Promise<void>}
 */
export async function showSettings() {
  const fields = Object.entries(permissions()).map(([name, isGranted]) => ({
    name,
    label: SCOPES[/** @type {keyof typeof SCOPES} */ (name)],
    value: isGranted ? "on" : "",
    type: /** @type {const} */ ("checkbox"),
  }));
  const hint = fields.length ? "" : "这个小程序还没有申请过任何权限";
  const answer = await askForm({ testid: "settings", title: "设置", hint, fields, confirm: "完成", cancel: "" });
  for (const { name } of fields) setPermission(name, answer?.[name] === "on");
}
