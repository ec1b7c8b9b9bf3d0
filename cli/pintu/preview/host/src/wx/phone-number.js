import { askForm } from "../app/dialog.js";
import { contact, person } from "../app/person.js";
import { consented } from "../app/privacy.js";
import { Failure } from "./api.js";
import { askStandIn } from "./standin.js";

/**
 * What a button with open-type getPhoneNumber hands to its event. It never throws: what went wrong is in `errMsg`.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html
 *
 * @returns {Promise<{errMsg: string, code?: string, errno?: number, encryptedData?: string, iv?: string}>}
 */
export async function phoneNumberDetail() {
  const name = "getPhoneNumber";
  try {
    await consented(`button.${name}`);
    const fields = [{ name: "phone", label: "手机号", value: contact.phone, type: /** @type {const} */ ("tel") }];
    const title = "小程序申请获取并验证你的手机号";
    const answer = await askForm({ testid: "phone-number", title, fields, confirm: "允许", cancel: "不允许" });
    if (!answer) return { errMsg: `${name}:fail user deny` };
    const { code } = await askStandIn("login-codes", { person, phone: answer.phone });
    return { errMsg: `${name}:ok`, code, encryptedData: "", iv: "" };
  } catch (error) {
    if (!(error instanceof Failure)) console.error(error);
    const { message, fields = {} } = /** @type {Failure} */ (error);
    return { errMsg: `${name}:fail ${message}`, ...fields };
  }
}
