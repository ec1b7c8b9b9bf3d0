const assert = require("node:assert/strict");
const { test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const paragraph = { articles: [19, 20], title: "已使用部分：按原价", text: "按打折前的价格计算" };
let fails = false;
installPlatform(() =>
  fails
    ? { statusCode: 500, data: { code: "INTERNAL", message: "服务器开小差了" } }
    : { data: { source: "法释〔2025〕4 号", paragraphs: [paragraph] } },
);

const page = loadPage(() => require("../../modules/prepaid/pages/rules/index"));

test("each paragraph says which articles it follows", async () => {
  await page.load();
  assert.equal(page.data.state, "ready");
  assert.deepEqual(page.data.paragraphs, [{ ...paragraph, articles: "第 19、20 条" }]);
});

test("what does not come can be asked for again", async () => {
  fails = true;
  await page.load();
  assert.equal(page.data.state, "error");
  fails = false;
  await page.load();
  assert.equal(page.data.state, "ready");
});
