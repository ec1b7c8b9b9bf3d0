const assert = require("node:assert/strict");
const { test } = require("node:test");

require("./workshop"); // before what it stands in for is looked for
const { LATHE, NOW } = require("./machines");

const { codeIn } = require("../../modules/device/services/devices");
const { agoOf, paramOf, tileOf } = require("../../modules/device/services/words");

test("the label's address and the bare code name the same device", () => {
  assert.equal(codeIn("https://shop.example/repair?asset=cnc-1"), "cnc-1");
  assert.equal(codeIn("https://shop.example/repair?x=1&asset=cnc-1#top"), "cnc-1");
  assert.equal(codeIn(" cnc-1 "), "cnc-1");
  assert.equal(codeIn("https://somewhere.example/else"), "");
  assert.equal(codeIn("机床"), "");
});

test("values and moments in words", () => {
  assert.deepEqual(
    LATHE.latest.map(tileOf).map(({ value, unit, note, drawn }) => [value, unit, note, drawn]),
    [
      ["自动", "", "", false],
      ["71.46", "°C", "设备时钟不准", true],
      ["—", "", "", true],
    ],
  );
  assert.equal(tileOf({ ...LATHE.latest[2], value: false }).value, "否");
  const ago = (seconds) => agoOf(new Date(NOW - seconds * 1000).toISOString(), NOW);
  assert.deepEqual([-60, 2, 59, 60, 3600, 86_400].map(ago), [
    "刚刚",
    "刚刚",
    "59 秒前",
    "1 分钟前",
    "1 小时前",
    "1 天前",
  ]);
  assert.equal(agoOf(null, NOW), "");
});

test("what is typed for a command is what the command takes", () => {
  const number = { name: "speed", label: "转速", type: "number", unit: "", min: 0, max: 10 };
  assert.deepEqual(paramOf(number, " 2.5 "), { value: 2.5 });
  assert.match(paramOf(number, "").wrong, /请填写转速/);
  assert.match(paramOf(number, "x").wrong, /应为数字/);
  assert.match(paramOf(number, "-1").wrong, /不能小于 0/);
  assert.match(paramOf(number, "11").wrong, /不能大于 10/);
  assert.match(paramOf({ ...number, type: "integer" }, "2.5").wrong, /应为整数/);
  assert.deepEqual(paramOf({ ...number, type: "boolean" }, undefined), { value: false });
  assert.match(paramOf({ ...number, type: "text", max: 2 }, "三个字").wrong, /最多 2 个字/);
});
