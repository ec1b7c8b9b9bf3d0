import { showCard } from "../app/dialog.js";
import { h } from "../app/dom.js";
import { agreeByButton } from "../app/privacy.js";
import { shareCurrentPage } from "../app/share.js";
import { plainEvent } from "../events.js";
import { phoneNumberDetail } from "../wx/phone-number.js";
import { openSetting } from "../wx/setting.js";
import { chosenAvatar } from "./avatar.js";
import { unsupported } from "./unsupported.js";

/**
 * What a button's `open-type` does when it is tapped, and the event that it tells of it with.
 * https://developers.weixin.qq.com/miniprogram/dev/component/button.html
 *
 * @type {Record<string, (button: any) => void | Promise<void>>}
 */
const OPEN_TYPES = {
  share(button) {
    const { target } = plainEvent({ target: button, currentTarget: button });
    return shareCurrentPage({ from: "button", target });
  },

  async getPhoneNumber(button) {
    button.triggerEvent("getphonenumber", await phoneNumberDetail());
  },

  async getRealtimePhoneNumber(button) {
    const { code, errMsg } = await phoneNumberDetail();
    const detail = { errMsg: errMsg.replace("getPhoneNumber", "getRealtimePhoneNumber") };
    button.triggerEvent("getrealtimephonenumber", code ? { ...detail, code } : detail);
  },

  agreePrivacyAuthorization(button) {
    agreeByButton(button.id);
    button.triggerEvent("agreeprivacyauthorization", { errMsg: "agreePrivacyAuthorization:ok" });
  },

  async chooseAvatar(button) {
    const avatarUrl = await chosenAvatar();
    if (avatarUrl) button.triggerEvent("chooseavatar", { avatarUrl, errMsg: "chooseAvatar:ok" });
  },

  /** WeChat gives everybody the same grey name and picture since 2022. */
  getUserInfo(button) {
    const userInfo = {
      nickName: "微信用户",
      avatarUrl: "",
      gender: 0,
      country: "",
      province: "",
      city: "",
      language: "",
    };
    const detail = { userInfo, rawData: JSON.stringify(userInfo), signature: "", encryptedData: "", iv: "" };
    button.triggerEvent("getuserinfo", { ...detail, errMsg: "getUserInfo:ok" });
  },

  async openSetting(button) {
    button.triggerEvent("opensetting", await openSetting());
  },

  async contact(button) {
    const { sendMessageTitle, sendMessagePath, sessionFrom } = button.data;
    const about = [sendMessageTitle, sendMessagePath, sessionFrom].filter(Boolean).join(" · ");
    await showCard(
      "contact",
      h("strong", {}, "客服会话"),
      ...(about ? [h("code", {}, about)] : []),
      h("small", {}, "会话由微信提供，预览中没有客服"),
    );
    button.triggerEvent("contact", { errMsg: "enterContact:ok", path: "", query: {} });
  },

  feedback() {
    return showCard(
      "feedback",
      h("strong", {}, "意见反馈"),
      h("small", {}, "反馈页面由微信提供，内容在小程序管理后台查看；预览中没有"),
    );
  },

  launchApp(button) {
    unsupported('button open-type="launchApp"');
    button.triggerEvent("error", { errMsg: "launchApp:fail invalid scene" });
  },
};

/**
 * Several may stand together, with a bar between them, as `getPhoneNumber|agreePrivacyAuthorization`: the consent counts
 * before the rest.
 *
 * @param {any} button
 */
export async function openWith(button) {
  const names = button.data.openType.split("|").sort((/** @type {string} */ one) => (/^agree/.test(one) ? -1 : 0));
  for (const name of names) {
    if (Object.hasOwn(OPEN_TYPES, name)) await OPEN_TYPES[name](button);
    else unsupported(`button open-type="${name}"`);
  }
}
