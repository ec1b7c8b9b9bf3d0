const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform } = require("../platform");

installPlatform(() => ({ data: {} }));
const { cardOf, stateOf } = require("../../modules/multi_store/services/stores");
const { distanceText, whereAmI } = require("../../pages/multi_store/services/places");

test("distances as people say them", () => {
  assert.deepEqual([null, 3, 324, 999, 1449, 23400].map(distanceText), [
    "",
    "10 m",
    "320 m",
    "1000 m",
    "1.4 km",
    "23 km",
  ]);
});

test("a store that is closed down is not merely resting", () => {
  assert.equal(stateOf({ active: false, open: false }), "暂停营业");
  assert.equal(stateOf({ active: true, open: false }), "休息中");
  assert.equal(stateOf({ active: true, open: true }), "营业中");
});

test("a card has the whole address", () => {
  const store = {
    ...{ id: 1, name: "西湖店", province: "浙江省", city: "杭州市", district: "西湖区", address: "龙井路 18 号" },
    ...{ phone: "", latitude: 30, longitude: 120, active: true, open: true, today: "09:00–21:00", distance_m: 52 },
  };
  assert.equal(cardOf(store).place, "杭州市西湖区龙井路 18 号");
  assert.equal(cardOf(store).distance, "50 m");
});

test("somebody who does not say where he is gets the list all the same", async () => {
  wx.getFuzzyLocation = ({ fail }) => fail({ errMsg: "getFuzzyLocation:fail auth deny" });
  assert.equal(await whereAmI(), null);
  wx.getFuzzyLocation = ({ success }) => success({ latitude: 30.2, longitude: 120.1 });
  assert.deepEqual(await whereAmI(), { latitude: 30.2, longitude: 120.1 });
});
