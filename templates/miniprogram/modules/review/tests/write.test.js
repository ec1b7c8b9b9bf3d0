const assert = require("node:assert/strict");
const { beforeEach, test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const line = (line_id, review = null) => ({ line_id, name: "龙井", review });

/** @type {ReturnType<typeof installPlatform>} */
let platform;
let told;
let answers;

beforeEach(() => {
  told = { open: true, until: null, max_pictures: 6, anonymous: true, items: [line(7), line(8)] };
  answers = [];
  platform = installPlatform(({ method }) => {
    if (method === "POST") return answers.shift() || { status: 201, data: { id: 1 } };
    return { data: told };
  });
  globalThis.wx.showToast = () => {};
  globalThis.wx.redirectTo = async ({ url }) => platform.opened.push(url);
});

async function open() {
  const path = require.resolve("../../modules/review/pages/write/index");
  delete require.cache[path];
  const page = loadPage(() => require(path));
  page.setData({ order: 3 });
  await page.load.call(page);
  return page;
}

const posts = () => platform.sent.filter(({ method }) => method === "POST");

test("an order's action opens the page", async () => {
  await require("../../pages/review/actions").writeReview({ id: 3 });
  assert.match(platform.opened[0], /review\/pages\/write\/index\?order=3$/);
});

test("what has a review, or is too old, is not offered", async () => {
  told.items = [line(7, { id: 1 }), line(8)];
  assert.deepEqual((await open()).data.lines.map(({ line_id }) => line_id), [8]);
  told.open = false;
  assert.equal((await open()).data.state, "empty");
});

test("a lost answer is asked for again with the same key", async (t) => {
  t.mock.method(console, "warn", () => {});
  answers = ["offline"];
  const page = await open();
  await page.save.call(page);
  await page.save.call(page);
  const [first, second] = posts();
  assert.equal(first.header["Idempotency-Key"], second.header["Idempotency-Key"]);
  assert.deepEqual(first.data, second.data);
});

test("the last one leads to one's own reviews", async () => {
  told.items = [line(8)];
  const page = await open();
  await page.save.call(page);
  assert.match(platform.opened[0], /review\/pages\/mine\/index$/);
});
