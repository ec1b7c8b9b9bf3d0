const assert = require("node:assert/strict");
const { beforeEach, test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");
const { offerOf, summaryOf } = require("../../modules/coupon/services/choice");
const { TABS, cardOf } = require("../../modules/coupon/services/mine");
const { claimLabelOf, givenPeriodOf, periodOf } = require("../../modules/coupon/services/words");

/** The phone's own zone is not known here: what is shown is compared with what the phone makes of the time. */
const shown = (/** @type {string} */ iso) =>
  require("../../core/time").formatTime(iso);

const coupon = {
  id: 7,
  status: "unused",
  valid_from: "2026-11-01T00:00:00Z",
  valid_until: "2026-12-01T00:00:00Z",
  expires_soon: false,
};
const NOW = Date.UTC(2026, 10, 21);

test("a coupon is good until the minute before its end", () => {
  assert.equal(periodOf(coupon, NOW), `有效期至 ${shown("2026-11-30T23:59:00Z")}`);
});

test("one that is too early says from when on", () => {
  const text = periodOf({ ...coupon, valid_from: "2026-11-22T00:00:00Z" }, NOW);
  assert.match(text, new RegExp(`^${shown("2026-11-22T00:00:00Z")} 起可用，`));
});

test("what is to be claimed says for how long", () => {
  const days = { valid_from: null, valid_until: null, valid_days: 7 };
  assert.equal(givenPeriodOf(days, NOW), "领取后 7 天内有效");
  assert.equal(givenPeriodOf({ ...coupon, valid_days: null }, NOW), periodOf(coupon, NOW));
});

test("the button tells why there is no other coupon", () => {
  assert.equal(claimLabelOf({ mine: 0, per_user_limit: 2, claimable: true }), "立即领取");
  assert.equal(claimLabelOf({ mine: 1, per_user_limit: 2, claimable: true }), "再领一张");
  assert.equal(claimLabelOf({ mine: 2, per_user_limit: 2, claimable: false }), "已领取");
  assert.equal(claimLabelOf({ mine: 1, per_user_limit: 2, claimable: false }), "已领完");
});

test("a card says what hurries and what is over", () => {
  assert.equal(cardOf({ ...coupon, expires_soon: true }, NOW).tag, "即将过期");
  const dim = TABS.map(({ status }) => cardOf({ ...coupon, status }, NOW).dim);
  assert.deepEqual(dim, [false, false, true, true]);
});

const offer = {
  items: [
    { id: 7, discount_fen: 1000, reason: null },
    { id: 8, discount_fen: 500, reason: null },
    { id: 9, discount_fen: 0, reason: "还差 ¥32.00 可用" },
  ],
  chosen: null,
};

test("at the checkout: what is saved, or how many could be used", () => {
  assert.equal(summaryOf(offer, {}).text, "2 张可用");
  assert.equal(summaryOf({ items: [offer.items[2]], chosen: null }, {}).text, "暂无可用");
  assert.equal(summaryOf({ ...offer, chosen: 7 }, { coupon: 7 }).discount_fen, 1000);
});

test("a coupon that was refused is to be chosen anew", () => {
  const { text, urgent } = summaryOf(offer, { coupon: 6 });
  assert.deepEqual([text, urgent], ["请重新选择", true]);
});

test("a preview without an offer offers nothing", () => {
  assert.deepEqual(offerOf({ offers: {} }), { items: [], chosen: null });
  assert.deepEqual(offerOf(null), { items: [], chosen: null });
});

/** @type {ReturnType<typeof installPlatform>} */
let platform;
/** @type {{status?: number, data?: any} | "offline"} */
let answer;

beforeEach(() => {
  platform = installPlatform(() => answer);
});

function exchangePage() {
  const path = require.resolve("../../modules/coupon/pages/exchange/index");
  delete require.cache[path];
  return loadPage(() => require(path));
}

test("nothing typed is nothing sent", async () => {
  const page = exchangePage();
  page.setData({ code: "  " });
  await page.exchange();
  assert.deepEqual([platform.sent, page.data.mistake], [[], "请输入兑换码"]);
});

test("a code that is not taken stays to be corrected, one that is taken leaves", async () => {
  const page = exchangePage();
  page.onInput({ detail: { value: " LAOYOU " } });
  answer = { status: 404, data: { code: "CODE_INVALID", message: "兑换码不正确" } };
  await page.exchange();
  assert.deepEqual([page.data.mistake, page.data.code], ["兑换码不正确", " LAOYOU "]);
  answer = { status: 201, data: coupon };
  await page.exchange();
  assert.deepEqual([page.data.card.id, page.data.code, page.data.mistake], [7, "", ""]);
});

test("after a lost answer the same code is asked for once more, not again", async () => {
  const page = exchangePage();
  page.onInput({ detail: { value: "LAOYOU" } });
  answer = "offline";
  await page.exchange();
  answer = { status: 201, data: coupon };
  await page.exchange();
  page.onInput({ detail: { value: "LAOYOU" } });
  await page.exchange();
  const keys = platform.sent.map(({ header }) => header["Idempotency-Key"]);
  assert.equal(keys[0], keys[1]);
  assert.notEqual(keys[1], keys[2]);
});
