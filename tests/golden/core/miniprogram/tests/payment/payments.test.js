const assert = require("node:assert/strict");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { ApiError } = require("../../core/errors");
const { askWechat, untilKnown } = require("../../modules/payment/services/payments");

const noPause = async () => {};
const prepared = { pay_no: "p1", request: {} };

/** @param {any[]} answers in order; the last one stays */
function backend(answers) {
  let asked = 0;
  const ask = async () => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer instanceof Error) throw answer;
    return { status: answer, amount_fen: 100 };
  };
  return { ask, asked: () => asked };
}

test("asks until the backend knows", async () => {
  const { ask, asked } = backend(["waiting", "waiting", "success"]);
  assert.equal((await untilKnown(ask, noPause)).status, "success");
  assert.equal(asked(), 3);
});

test("a lost answer and a busy backend are asked again", async () => {
  const { ask } = backend([
    new ApiError("NETWORK", ""),
    new ApiError("RATE_LIMITED", ""),
    "success",
  ]);
  assert.equal((await untilKnown(ask, noPause)).status, "success");
});

test("gives up after a while without claiming anything", async () => {
  const { ask, asked } = backend(["waiting"]);
  assert.equal(await untilKnown(ask, noPause), undefined);
  assert.ok(asked() > 3);
});

test("any other error is told", async () => {
  const { ask } = backend([new ApiError("ORDER_NOT_FOUND", "没有这个订单")]);
  await assert.rejects(untilKnown(ask, noPause), { code: "ORDER_NOT_FOUND" });
});

test("WeChat's answer is told apart", async () => {
  const failing = (errMsg) => async () => {
    throw { errMsg };
  };
  globalThis.wx.requestPayment = async () => ({ errMsg: "requestPayment:ok" });
  assert.equal(await askWechat(prepared), "done");
  globalThis.wx.requestPayment = failing("requestPayment:fail cancel");
  assert.equal(await askWechat(prepared), "canceled");
  globalThis.wx.requestPayment = failing("requestPayment:fail system error");
  assert.equal(await askWechat(prepared), "failed");
});
