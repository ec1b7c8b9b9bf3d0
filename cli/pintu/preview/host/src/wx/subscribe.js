import { askForm } from "../app/dialog.js";
import { person } from "../app/person.js";
import { fixedSubscriptions, fixSubscriptions, hasJustPaid } from "../app/subscriptions.js";
import { isTapped } from "../app/taps.js";
import { api, Failure } from "./api.js";
import { askStandIn } from "./standin.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html */

const MAX_TEMPLATES = 3;

export const requestSubscribeMessage = api("requestSubscribeMessage", async ({ tmplIds }) => {
  if (!Array.isArray(tmplIds)) throw problem("TmplIds can't be empty", 10001);
  const ids = [...new Set(tmplIds)];
  if (!ids.length) throw problem("TmplIds can't be empty", 10001);
  if (ids.some((id) => typeof id !== "string")) throw problem("TmplIds should be an array of strings", 10004);
  if (ids.length > MAX_TEMPLATES) throw problem("Templates count out of max bounds", 20003);
  if (!isTapped() && !hasJustPaid()) throw new Failure("can only be invoked by user TAP gesture.");
  const fixed = fixedSubscriptions();
  const open = ids.filter((id) => !(id in fixed));
  const answers = { ...Object.fromEntries(ids.map((id) => [id, fixed[id]])), ...(open.length ? await ask(open) : {}) };
  await tellWechat(ids.filter((id) => answers[id] === "accept"));
  return answers;
});

/** WeChat's servers let one message through for each that was accepted. @param {string[]} ids */
async function tellWechat(ids) {
  if (ids.length) await askStandIn("subscriptions", { person, template_ids: ids });
}

/** What WeChat's console calls them, as far as it is known here. @param {string[]} ids @returns {Promise<Record<string, string>>} */
async function titlesOf(ids) {
  try {
    return await askStandIn("template-titles", { template_ids: ids });
  } catch {
    return {};
  }
}

/** @param {string[]} ids @returns {Promise<Record<string, "accept" | "reject">>} */
async function ask(ids) {
  const box = /** @type {const} */ ("checkbox");
  const titles = await titlesOf(ids);
  const fields = ids.map((id) => ({ name: id, label: titles[id] || `模板 ${id}`, value: "on", type: box }));
  const answer = await askForm({
    testid: "subscribe",
    title: "小程序申请给你发送以下消息",
    fields: [...fields, { name: "always", label: "总是保持以上选择，不再询问", type: box }],
    confirm: "允许",
    cancel: "取消",
  });
  /** @type {[string, "accept" | "reject"][]} */
  const rows = ids.map((id) => [id, answer?.[id] === "on" ? "accept" : "reject"]);
  if (answer?.always === "on") fixSubscriptions(Object.fromEntries(rows));
  return Object.fromEntries(rows);
}

/** @param {string} reason @param {number} errCode */
function problem(reason, errCode) {
  return new Failure(reason, { errCode });
}
