import { consented, contractName, needsConsent, setPrivacyListener, showContract } from "../app/privacy.js";
import { api } from "./api.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/privacy/wx.getPrivacySetting.html and its neighbours. */

export const getPrivacySetting = api("getPrivacySetting", () => ({
  needAuthorization: needsConsent(),
  privacyContractName: contractName(),
}));

export const onNeedPrivacyAuthorization = setPrivacyListener;

export const requirePrivacyAuthorize = api("requirePrivacyAuthorize", () => consented("requirePrivacyAuthorize"));

export const openPrivacyContract = api("openPrivacyContract", () => void showContract());
