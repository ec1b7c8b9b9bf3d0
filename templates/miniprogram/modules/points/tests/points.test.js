const assert = require("node:assert/strict");
const { test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const rules = {
  earn_per_yuan: 1,
  redeem_per_yuan: 100,
  redeem_max_percent: 50,
  expire_months: 12,
};
const platform = installPlatform(({ path }) => {
  if (path === "/points") return { data: { balance: 70, owed: 0, expiring: null, rules } };
  return {
    data: {
      items: [
        { seq: 2, at: "2026-11-22T02:00:00Z", biz_type: "spent", order_id: 7, note: "", points: -30 },
        { seq: 1, at: "2026-11-21T02:00:00Z", biz_type: "new", order_id: null, note: "", points: 100 },
      ],
      next_cursor: null,
    },
  };
});

const { rulesInWords } = require("../../modules/points/services/points");

test("what does not apply is not told", () => {
  assert.equal(rulesInWords(rules).length, 3);
  const few = rulesInWords({ ...rules, earn_per_yuan: 0, redeem_max_percent: 0, expire_months: 0 });
  assert.deepEqual(few, ["积分永久有效"]);
});

test("the page shows the balance with the first entries", async () => {
  const page = loadPage(() => require("../../modules/points/pages/points/index"));
  const { items } = await page.fetchPage(null);
  assert.deepEqual(
    items.map(({ cause, points, gained }) => [cause, points, gained]),
    [
      ["下单抵扣", "−30", false],
      ["积分变动", "+100", true],
    ],
  );
  assert.equal(page.data.balance, 70);
  page.openOrder({ currentTarget: { dataset: { order: null } } });
  page.openOrder({ currentTarget: { dataset: { order: 7 } } });
  assert.equal(platform.opened.length, 1);
});

/** @param {object} preview @param {object} inputs */
function shown(preview, inputs) {
  /** @type {any} */
  let component;
  globalThis.Component = (definition) => (component = definition);
  const path = require.resolve("../../modules/points/components/points-switch/index");
  delete require.cache[path];
  require(path);
  /** @type {any[]} */
  const told = [];
  const self = {
    data: { ...component.data },
    setData: (change) => Object.assign(self.data, change),
    triggerEvent: (name, detail) => told.push([name, detail]),
    ...component.methods,
  };
  const observe = component.observers["preview, inputs"];
  observe.call(self, preview, inputs);
  return { self, told, observe };
}

const offers = (usable) => ({ offers: { points: { balance: 80, usable, usable_fen: usable } } });

test("the switch chooses all that may be used, or none", () => {
  const { self, told } = shown(offers(50), {});
  self.onSwitch({ detail: { value: true } });
  self.onSwitch({ detail: { value: false } });
  assert.deepEqual(told, [
    ["change", { step: "points", value: 50 }],
    ["change", { step: "points", value: null }],
  ]);
});

test("what may be used is asked for once, though it was refused", () => {
  const { self, told, observe } = shown(offers(30), { points: 50 });
  observe.call(self, offers(30), { points: 30 });
  observe.call(self, offers(30), { points: 50 });
  assert.equal(told.length, 1);
  observe.call(self, offers(20), { points: 50 });
  assert.deepEqual(told[1], ["change", { step: "points", value: 20 }]);
});

test("what was chosen follows what may be used", () => {
  assert.deepEqual(shown(offers(50), { points: 50 }).told, []);
  assert.deepEqual(shown(offers(30), { points: 50 }).told, [
    ["change", { step: "points", value: 30 }],
  ]);
  assert.deepEqual(shown(offers(0), { points: 50 }).told, [
    ["change", { step: "points", value: null }],
  ]);
  assert.deepEqual(shown({}, { points: 50 }).told, []);
});
