const assert = require("node:assert/strict");
const { test } = require("node:test");
const {
  blankAddress,
  fromWechat,
  mistakesIn,
} = require("../../modules/identity/services/address-form");

const GOOD = {
  ...blankAddress(),
  name: "林小满",
  phone: "13800000000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  detail: "龙井路 1 号",
};

test("a complete address has no mistakes", () => {
  assert.deepEqual(mistakesIn(GOOD), {});
});

test("every field that is missing is named", () => {
  assert.deepEqual(Object.keys(mistakesIn(blankAddress())), ["name", "phone", "region", "detail"]);
  assert.ok(mistakesIn({ ...GOOD, phone: "电话" }).phone);
  assert.ok(mistakesIn({ ...GOOD, phone: "123" }).phone);
  assert.deepEqual(mistakesIn({ ...GOOD, phone: "0571-88880000" }), {});
  assert.ok(mistakesIn({ ...GOOD, detail: "  " }).detail);
});

test("WeChat's address is taken over", () => {
  const chosen = {
    userName: "林小满",
    telNumber: "13800000000",
    provinceName: "浙江省",
    cityName: "杭州市",
    countyName: "西湖区",
    detailInfo: "龙井路 1 号",
  };
  assert.deepEqual({ ...blankAddress(), ...fromWechat(chosen) }, GOOD);
});
