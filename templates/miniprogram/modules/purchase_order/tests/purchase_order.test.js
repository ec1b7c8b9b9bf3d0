const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

const ORDER = {
  id: 3,
  number: "PO20261122000001",
  title: "一季度轴承",
  status: "to_receive_and_bill",
  status_label: "待收货待开票",
  milestone: "shipped",
  milestone_label: "已发货",
  total_fen: 80125,
  received_percent: 0,
  billed_percent: 0,
  created_at: "2026-11-22T08:00:00Z",
  note: "",
  lines: [],
  milestones: [],
  next_milestones: ["in_production", "packed", "shipped"],
};

/** @type {(call: {method: string, path: string, data: any}) => {status?: number, data?: any}} */
let backend = () => ({ data: ORDER });
const platform = installPlatform((call) => backend(call));
const { sent, storage } = platform;
const toasts = [];
const uploads = [];
Object.assign(globalThis.wx, {
  showToast: ({ title }) => toasts.push(title),
  chooseMedia: async () => ({ tempFiles: [{ tempFilePath: "a.jpg" }, { tempFilePath: "b.jpg" }] }),
  uploadFile({ url, filePath, success }) {
    uploads.push([url.split("/api/v1")[1], filePath]);
    setImmediate(() => success({ statusCode: 201, data: JSON.stringify({ id: 1, url: "x" }) }));
  },
});
storage.set("session", { token: "t", expires_at: "x" });

const { dayOf, wrongIn } = require("../../modules/purchase_order/services/words");

const pageOf = () =>
  loadPage(() => {
    delete require.cache[require.resolve("../../modules/purchase_order/pages/detail/index")];
    require("../../modules/purchase_order/pages/detail/index");
  });

test("the day is the phone's own, and what is shipped says how", () => {
  assert.equal(dayOf(new Date(2026, 0, 5)), "2026-01-05");
  assert.match(wrongIn({ kind: "shipped", happened_on: "2026-01-05", note: " " }), /单号/);
  assert.equal(wrongIn({ kind: "packed", happened_on: "2026-01-05", note: "" }), "");
});

test("a report goes out once, with its photos", async () => {
  backend = ({ method }) =>
    method === "POST" ? { status: 201, data: { id: 8 } } : { data: ORDER };
  const page = pageOf();
  page.onLoad({ id: "3" });
  await page.load();
  assert.equal(page.data.kind, "shipped");
  await page.report();
  assert.match(toasts[toasts.length - 1], /单号/);
  page.onInput({ currentTarget: { dataset: { field: "note" } }, detail: { value: " 顺丰 SF1 " } });
  await page.addShot();
  page.removeShot({ detail: { index: 0 } });
  const before = sent.length;
  await Promise.all([page.report(), page.report()]);
  const posts = sent.slice(before).filter(({ method }) => method === "POST");
  assert.equal(posts.length, 1);
  assert.equal(posts[0].data.note, "顺丰 SF1");
  assert.ok(posts[0].header["Idempotency-Key"]);
  assert.deepEqual(uploads, [["/supplier/milestones/8/photos", "b.jpg"]]);
  assert.deepEqual([page.data.note, page.data.shots], ["", []]);
});

test("a photo that did not get through: the same report is not made twice", async () => {
  const good = globalThis.wx.uploadFile;
  globalThis.wx.uploadFile = ({ fail }) => setImmediate(() => fail({ errMsg: "uploadFile:fail" }));
  const page = pageOf();
  page.onLoad({ id: "3" });
  await page.load();
  page.choose({ currentTarget: { dataset: { kind: "packed" } } });
  await page.addShot();
  const before = sent.length;
  await page.report();
  assert.equal(page.data.shots.length, 2);
  assert.equal(page.data.kind, "packed");
  globalThis.wx.uploadFile = good;
  await page.report();
  const keys = sent
    .slice(before)
    .filter(({ method }) => method === "POST")
    .map(({ header }) => header["Idempotency-Key"]);
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
});

test("what is over wants no report", () => {
  const page = pageOf();
  page.show({ ...ORDER, status: "completed", next_milestones: [] });
  assert.deepEqual([page.data.choices, page.data.kind], [[], ""]);
});

test("the list is what the backend says", async () => {
  backend = () => ({ data: { items: [ORDER], next_cursor: null } });
  const page = loadPage(() => require("../../modules/purchase_order/pages/list/index"));
  const { items } = await page.fetchPage(null);
  assert.equal(items[0].milestone_label, "已发货");
});
