const assert = require("node:assert/strict");
const { beforeEach, test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const blank = { question: "您愿意推荐本店吗？", open: true, until: null, answer: null };
const given = { score: 2, text: "茶叶碎了", created_at: "2026-11-22T08:00:00Z" };

/** @type {ReturnType<typeof installPlatform>} */
let platform;
let told;
let answers;
let toasts;

beforeEach(() => {
  told = blank;
  answers = [];
  toasts = [];
  platform = installPlatform(({ method }) => {
    if (method !== "POST") return { data: told };
    return answers.shift() || { status: 201, data: { ...blank, open: false, answer: given } };
  });
  globalThis.wx.showToast = ({ title }) => toasts.push(title);
});

async function open() {
  const path = require.resolve("../../modules/survey/pages/answer/index");
  delete require.cache[path];
  const page = loadPage(() => require(path));
  page.setData({ order: 3 });
  await page.load.call(page);
  return page;
}

const posts = () => platform.sent.filter(({ method }) => method === "POST");

test("an order's action opens the page", async () => {
  await require("../../pages/survey/actions").openSurvey({ id: 3 });
  assert.match(platform.opened[0], /survey\/pages\/answer\/index\?order=3$/);
});

test("what is too old is not asked", async () => {
  told = { ...blank, open: false };
  assert.equal((await open()).data.state, "empty");
});

test("what was answered is shown", async () => {
  told = { ...blank, open: false, answer: given };
  const { data } = await open();
  assert.deepEqual([data.state, data.answered, data.given.text], ["ready", true, "茶叶碎了"]);
});

test("a score is wanted first, 0 is one", async () => {
  const page = await open();
  await page.save.call(page);
  assert.deepEqual([posts().length, toasts], [0, ["请先选一个分数"]]);
  page.onScore({ currentTarget: { dataset: { score: 0 } } });
  page.onText({ detail: { value: " 茶叶碎了 " } });
  await page.save.call(page);
  assert.deepEqual(posts()[0].data, { score: 0, text: "茶叶碎了" });
  assert.equal(page.data.answered, true);
});

test("a lost answer is asked for again with the same key", async (t) => {
  t.mock.method(console, "warn", () => {});
  answers = ["offline"];
  const page = await open();
  page.onScore({ currentTarget: { dataset: { score: 9 } } });
  await page.save.call(page);
  await page.save.call(page);
  const [first, second] = posts();
  assert.equal(first.header["Idempotency-Key"], second.header["Idempotency-Key"]);
});
