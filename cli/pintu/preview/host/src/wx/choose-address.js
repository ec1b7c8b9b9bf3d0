import { askForm } from "../app/dialog.js";
import { recall, remember } from "../app/kept.js";
import { contact } from "../app/person.js";
import { Failure, privateApi } from "./api.js";

/** What the form starts with, until somebody has written something else. */
const SAMPLE = {
  userName: contact.name,
  telNumber: contact.landline,
  provinceName: "广东省",
  cityName: "广州市",
  countyName: "海珠区",
  streetName: "新港中路街道",
  detailInfo: "新港中路397号",
  postalCode: "510000",
};
const LABELS = ["收货人", "电话", "省", "市", "区县", "街道", "详细地址", "邮编"];

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/address/wx.chooseAddress.html */
export const chooseAddress = privateApi("chooseAddress", async () => {
  /** @type {Record<string, string>} */
  const last = recall("address", SAMPLE);
  const fields = Object.keys(SAMPLE).map((name, index) => ({ name, label: LABELS[index], value: last[name] }));
  const answer = await askForm({ testid: "address", title: "选择收货地址", fields, confirm: "使用这个地址" });
  if (!answer) throw new Failure("cancel");
  remember("address", answer);
  return { ...answer, nationalCode: "510105", detailInfoNew: answer.detailInfo };
});
