const assert = require("node:assert/strict");
const { beforeEach, test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const invoice = {
  id: 5,
  order_id: 3,
  order_no: "20261122",
  status: "requested",
  kind: "company",
  title: "某某茶业",
  tax_number: "91330106MA27ABCDEB",
  email: "tax@example.com",
  amount_fen: 6800,
  created_at: "2026-11-22T08:00:00Z",
};

/** @type {ReturnType<typeof installPlatform>} */
let platform;
let told;
let before;
let one;
let answers;

beforeEach(() => {
  told = { open: true, amount_fen: 6800, until: null, companies: true, invoice: null };
  before = [];
  one = invoice;
  answers = [];
  platform = installPlatform(({ method, path }) => {
    if (path.endsWith("/file")) return answers.shift() || {};
    if (method === "POST") return answers.shift() || { status: 201, data: invoice };
    if (path.startsWith("/orders/3/invoice")) return { data: told };
    return { data: path.startsWith("/invoices?") ? { items: before, next_cursor: null } : one };
  });
  globalThis.wx.showToast = () => {};
  globalThis.wx.redirectTo = async ({ url }) => platform.opened.push(url);
});

async function open(name, data) {
  const path = require.resolve(`../../modules/invoice/pages/${name}/index`);
  delete require.cache[path];
  const page = loadPage(() => require(path));
  page.setData(data);
  page.withConsent = (work) => work();
  await page.load.call(page);
  return page;
}

const posts = () => platform.sent.filter(({ method }) => method === "POST");

test("the form is filled as the last time", async () => {
  before = [invoice];
  const { form } = (await open("request", { order: 3 })).data;
  assert.deepEqual([form.kind, form.title, form.email], ["company", "某某茶业", "tax@example.com"]);
  told.companies = false;
  const { data } = await open("request", { order: 3 });
  assert.deepEqual([data.form.kind, data.form.title, data.kinds.length], ["personal", "", 1]);
});

test("what was forgotten stays forgotten", async () => {
  before = [{ ...invoice, title: null, tax_number: null, email: null }];
  assert.equal((await open("request", { order: 3 })).data.form.kind, "personal");
});

test("where none can be had, none is asked for", async () => {
  told.open = false;
  assert.equal((await open("request", { order: 3 })).data.state, "empty");
});

test("a lost answer is asked for again with the same key", async (t) => {
  t.mock.method(console, "warn", () => {});
  answers = ["offline"];
  before = [invoice];
  const page = await open("request", { order: 3 });
  await page.save.call(page);
  await page.save.call(page);
  const [first, second] = posts();
  assert.equal(first.header["Idempotency-Key"], second.header["Idempotency-Key"]);
  assert.match(platform.opened[0], /invoice\/pages\/detail\/index\?id=5$/);
});

test("mistakes are not sent", async () => {
  const page = await open("request", { order: 3 });
  await page.save.call(page);
  assert.deepEqual([posts().length, page.data.mistakes.title], [0, "请填写姓名"]);
});

test("one that came to nothing can be asked for again", async () => {
  one = { ...invoice, status: "rejected", reason: "税号不对" };
  assert.equal((await open("detail", { id: 5 })).data.again, true);
  told.open = false;
  assert.equal((await open("detail", { id: 5 })).data.again, false);
  one = invoice;
  told.open = true;
  assert.equal((await open("detail", { id: 5 })).data.again, false);
});

test("the file is fetched with the customer's token", async () => {
  platform.storage.set("session", { token: "mine", expires_at: "" });
  const opened = [];
  globalThis.wx.openDocument = async ({ filePath }) => opened.push(filePath);
  const page = await open("detail", { id: 5 });
  await page.openFile.call(page);
  const fetched = platform.sent.find(({ path }) => path === "/invoices/5/file");
  assert.equal(fetched.header.Authorization, "Bearer mine");
  assert.deepEqual(opened, ["wxfile://tmp_1.pdf"]);
});
