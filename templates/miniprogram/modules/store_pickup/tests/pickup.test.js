const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform } = require("../platform");

installPlatform(({ path }) =>
  path === "/staff/login"
    ? { status: 200, data: { token: "t1", expires_at: "x", must_change_password: false } }
    : { status: 401, data: { code: "UNAUTHENTICATED", message: "请先登录" } },
);
const { placeOf, spoken } = require("../../modules/store_pickup/services/pickup");
const { isStaffIn, signInStaff, signOutStaff } = require("../../core/staff");
const { atCounter } = require("../../modules/store_pickup/services/clerk");

test("a code is read out in two groups", () => {
  assert.equal(spoken("12345678"), "1234 5678");
  assert.equal(spoken(null), "");
});

test("a place is written from the city down", () => {
  const store = { id: 1, name: "西湖店", city: "杭州市", district: "西湖区", address: "龙井路 18 号" };
  assert.equal(placeOf({ ...store, open: true, today: "", distance_m: null }), "杭州市西湖区龙井路 18 号");
});

test("a shift that is over signs the clerk out", async () => {
  signOutStaff();
  assert.equal(await signInStaff("clerk", "secret"), false);
  assert.equal(isStaffIn(), true);
  await assert.rejects(atCounter("verify", "12345678"), { code: "UNAUTHENTICATED" });
  assert.equal(isStaffIn(), false);
});
