import { askForm, showCard } from "../app/dialog.js";
import { h } from "../app/dom.js";
import { recall, remember } from "../app/kept.js";
import { permissions, setPermission } from "../app/permissions.js";
import { api, checkTypes, Failure, privateApi } from "./api.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/location/wx.getLocation.html and its neighbours. */

const SCOPE = "scope.userLocation";
const SAMPLE = {
  name: "广州塔",
  address: "广东省广州市海珠区阅江西路222号",
  latitude: "23.10647",
  longitude: "113.32446",
};

/** @param {Record<string, string>} answer */
function numbers({ latitude, longitude }) {
  return { latitude: Number(latitude), longitude: Number(longitude) };
}

/** @param {"latitude" | "longitude"} name @param {string} label */
function field(name, label) {
  return { name, label, value: recall("location", SAMPLE)[name], type: /** @type {const} */ ("number") };
}

/** Asks where the phone is, once; then it stays there. */
export const getLocation = privateApi("getLocation", async () => {
  const permission = permissions()[SCOPE];
  if (permission === undefined) {
    const fields = [field("latitude", "纬度"), field("longitude", "经度")];
    const title = "小程序申请获取你的位置信息";
    const answer = await askForm({ testid: "location", title, fields, confirm: "允许", cancel: "拒绝" });
    setPermission(SCOPE, answer !== null);
    if (answer) remember("location", { ...SAMPLE, ...answer });
  }
  if (!permissions()[SCOPE]) throw new Failure("auth deny", { errno: 103 });
  const still = { speed: -1, altitude: 0, accuracy: 65, verticalAccuracy: 65, horizontalAccuracy: 65 };
  return { ...numbers(recall("location", SAMPLE)), ...still };
});

export const chooseLocation = privateApi("chooseLocation", async () => {
  const last = recall("location", SAMPLE);
  const fields = [
    { name: "name", label: "名称", value: last.name },
    { name: "address", label: "地址", value: last.address },
    field("latitude", "纬度"),
    field("longitude", "经度"),
  ];
  const answer = await askForm({ testid: "location", title: "选择位置", fields });
  if (!answer) throw new Failure("cancel");
  return { name: answer.name, address: answer.address, ...numbers(answer) };
});

export const openLocation = api("openLocation", async (options) => {
  checkTypes(options, { latitude: "Number", longitude: "Number" });
  const { latitude, longitude, name = "", address = "" } = options;
  void showCard(
    "map",
    h("strong", {}, name || "位置"),
    h("span", {}, address),
    h("code", {}, `${latitude}, ${longitude}`),
    h("small", {}, "预览中没有地图"),
  );
});
