import { showSheet } from "../app/sheet.js";
import { notePayment } from "../app/subscriptions.js";
import { api, checkTypes, Failure } from "./api.js";
import { askStandIn } from "./standin.js";

/**
 * The cashier. What is checked, paid and told to the shop happens at the stand-in for WeChat; here somebody only decides.
 * https://developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html
 */
const CANCELLED = "requestPayment:fail cancel";
const DECIDED = ["pay", "fail"];

export const requestPayment = api("requestPayment", async (options) => {
  const names = ["timeStamp", "nonceStr", "package", "paySign"];
  checkTypes(options, Object.fromEntries(names.map((name) => [name, "String"])));
  const request = Object.fromEntries([...names, "signType"].map((name) => [name, options[name] ?? ""]));
  const { merchant, transactions } = await askStandIn("state");
  /** @param {"pay" | "cancel"} action */
  const cashier = async (action) => {
    const { errMsg } = await askStandIn("cashier", { appid: merchant.appid, request, action });
    return errMsg;
  };
  try {
    // WeChat checks the signature before it shows anything.
    const checked = await cashier("cancel");
    if (checked !== CANCELLED) throw told(checked);
    const prepayId = request.package.replace("prepay_id=", "");
    const decision = DECIDED[await askPayer(Object.values(transactions).find(({ prepay_id: id }) => id === prepayId))];
    if (decision === "fail") throw new Failure("支付失败：余额不足");
    const errMsg = await cashier(decision === "pay" ? "pay" : "cancel");
    if (errMsg !== "requestPayment:ok") throw told(errMsg);
  } finally {
    notePayment();
  }
});

/** @param {{order: {total_fen: number, description: string}}} [transaction] */
function askPayer(transaction) {
  const { total_fen: fen = 0, description = "" } = transaction?.order ?? {};
  return showSheet({
    title: `微信支付 ¥${(fen / 100).toFixed(2)}${description ? ` · ${description}` : ""}`,
    buttons: [
      { label: "支付", color: "#07c160", testid: "cashier-pay" },
      { label: "支付失败", testid: "cashier-fail" },
    ],
  });
}

/** @param {string} errMsg "requestPayment:fail <reason>" */
function told(errMsg) {
  return new Failure(errMsg.replace("requestPayment:fail ", ""));
}
