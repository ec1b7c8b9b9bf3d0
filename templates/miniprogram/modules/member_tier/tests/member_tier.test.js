const assert = require("node:assert/strict");
const { test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const usual = { id: 1, name: "普通会员", growth: 0, price_percent: 100, points_percent: 100, benefits: [], category_names: [] };
const gold = {
  id: 2,
  name: "金卡会员",
  growth: 500,
  price_percent: 95,
  points_percent: 150,
  benefits: ["专属客服"],
  category_names: ["绿茶", "白茶"],
};
const rules = {
  growth_per_yuan: 1,
  growth_months: 12,
  keep_months: 6,
  member_day: 0,
  member_day_points_percent: 200,
};
let held = usual;
let prices = { tier: "金卡会员", items: [{ sku_id: 1, price_fen: 950 }, { sku_id: 2, price_fen: 1900 }] };
const platform = installPlatform(({ path }) => {
  if (path === "/membership") {
    const next = held === usual ? { name: gold.name, missing: 375 } : null;
    const growth = held === usual ? 125 : 700;
    return { data: { growth, tier: held, until: next ? null : "2027-05-22T02:00:00Z", next, tiers: [usual, gold], rules } };
  }
  if (path.startsWith("/membership/prices")) return { data: prices };
  return {
    data: {
      items: [
        { id: 2, at: "2026-11-22T02:00:00Z", biz_type: "refunded", order_id: 7, note: "", growth: -30 },
        { id: 1, at: "2026-11-21T02:00:00Z", biz_type: "new", order_id: null, note: "", growth: 100 },
      ],
      next_cursor: null,
    },
  };
});

const { benefitsOf, progressOf, rulesInWords } = require("../../modules/member_tier/services/membership");

test("what a tier brings, in words", () => {
  assert.deepEqual(
    benefitsOf(gold).map(({ title, text }) => [title, text]),
    [
      ["会员价 9.5 折", "限绿茶、白茶"],
      ["1.5 倍积分", "订单完成后自动到账"],
      ["专属客服", ""],
    ],
  );
  assert.deepEqual(benefitsOf({ ...gold, benefits: [], points_percent: null, price_percent: 100 }), []);
});

test("members' day, where there is one", () => {
  assert.equal(rulesInWords(rules).length, 3);
  const day = rulesInWords({ ...rules, member_day: 8, member_day_points_percent: 150 })[0];
  assert.equal(day, "每月 8 日是会员日，当天付款的订单积分再乘 1.5");
});

test("progress runs from one tier to the next", () => {
  const next = (missing) => ({ name: "", missing });
  assert.equal(progressOf({ growth: 125, tier: usual, next: next(375) }), 25);
  assert.equal(progressOf({ growth: 20, tier: gold, next: next(980) }), 0);
  assert.equal(progressOf({ growth: 900, tier: gold, next: null }), 100);
});

test("the card shows how far it is", async () => {
  const page = loadPage(() => require("../../modules/member_tier/pages/card/index"));
  await page.load();
  assert.equal(page.data.ahead, "再得 375 成长值升级为金卡会员");
  assert.deepEqual([page.data.name, page.data.progress, page.data.until], ["普通会员", 25, ""]);
  assert.deepEqual(
    page.data.tiers.map(({ from, held: own }) => [from, own]),
    [
      ["登录即可享有", true],
      ["成长值满 500", false],
    ],
  );
  held = gold;
  await page.load();
  assert.deepEqual([page.data.ahead, page.data.until], ["已是最高等级", "2027-05-22"]);
  held = null;
  await page.load();
  assert.equal(page.data.state, "empty");
});

test("an entry leads to its order", async () => {
  const page = loadPage(() => require("../../modules/member_tier/pages/growth/index"));
  const { items } = await page.fetchPage(null);
  assert.deepEqual(
    items.map(({ cause, growth, gained }) => [cause, growth, gained]),
    [
      ["订单退款，扣回", "−30", false],
      ["成长值变动", "+100", true],
    ],
  );
  page.openOrder({ currentTarget: { dataset: { order: null } } });
  page.openOrder({ currentTarget: { dataset: { order: 7 } } });
  assert.equal(platform.opened.length, 1);
});

test("a product's page tells members their price, and nobody else", async () => {
  const component = loadPage(() => require("../../modules/member_tier/components/member-price/index"));
  await component.load([{ id: 1 }, { id: 2 }]);
  const { tier, low, several } = component.data;
  assert.deepEqual([tier, low, several], ["金卡会员", 950, true]);
  assert.equal(platform.sent.at(-1).path, "/membership/prices?sku_id=1&sku_id=2");
  prices = { tier: "普通会员", items: [] };
  await component.load([{ id: 1 }]);
  assert.equal(component.data.tier, "");
});
