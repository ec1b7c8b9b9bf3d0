const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

const ORDER = {
  id: 7,
  number: "W2026112200000001",
  title: "主轴异响",
  asset: "CNC-01",
  asset_name: "一号机",
  priority: "urgent",
  priority_label: "紧急",
  status: "in_progress",
  status_label: "维修中",
  source_label: "设备告警",
  assignee: "王强",
  due_at: "2026-11-22T12:00:00Z",
  overdue: false,
  created_at: "2026-11-22T08:00:00Z",
  can: ["hold", "complete"],
  description: "",
  result: "",
  checklist: "维修后检查",
  checks: [{ position: 1, text: "断电挂牌", required: true, done: false, done_by: "" }],
  needs_signature: true,
  signed_by: "",
  signed_at: null,
  missing: ["断电挂牌"],
  pictures: [
    { key: "a", kind: "photo", url: "http://x/a.png" },
    { key: "b", kind: "signature", url: "http://x/b.png" },
  ],
  entries: [{ id: 1, kind: "labour", text: "拆检", minutes: 90, quantity: 0, cost_fen: 6000 }],
  labour_minutes: 90,
  cost_fen: 6000,
  downtime_from: null,
  downtime_to: null,
  history: [{ label: "开单", at: "2026-11-22T08:00:00Z", who: "系统", text: "83 °C" }],
  comments: [{ label: "", at: "2026-11-22T08:00:00Z", who: "李娜", text: "备件在二号柜" }],
};

/** @type {(call: {method: string, path: string, data: any}) => {status?: number, data?: any}} */
let backend = () => ({ data: ORDER });
const platform = installPlatform((call) => backend(call));
const { sent, storage } = platform;
const toasts = [];
Object.assign(globalThis.wx, {
  showToast: ({ title }) => toasts.push(title),
  showModal: async () => ({ confirm: true, content: "还在响" }),
  showActionSheet: async () => ({ tapIndex: 0 }),
  redirectTo: async ({ url }) => platform.opened.push(url),
});

const { assetIn, assetOf, keptReports, report } = require("../../modules/work_order/services/reports");
const { entryIn, fenOf, wrongIn } = require("../../modules/work_order/services/entry");
const { downtimeOf, entryOf, factsOf, leftOf, machineOf, storyOf, timeOf } = require("../../modules/work_order/services/words");

const signedIn = () => storage.set("staff", { token: "t1", expires_at: "x" });
const lastOf = (calls) => calls[calls.length - 1];

test("the label's address, WeChat's own code and the bare code name the same machine", () => {
  const label = "https://shop.example/repair?asset=CNC%2001";
  assert.equal(assetIn(label), "CNC 01");
  assert.equal(assetIn(" CNC-01 "), "CNC-01");
  assert.equal(assetIn("https://somewhere.example/else"), "");
  assert.equal(assetIn("x".repeat(41)), "");
  assert.equal(assetOf({ asset: "CNC-01" }), "CNC-01");
  assert.equal(assetOf({ scene: "CNC-01" }), "CNC-01");
  assert.equal(assetOf({ q: encodeURIComponent(label) }), "CNC 01");
  assert.equal(assetOf({}), "");
});

test("amounts are typed in yuan and sent in fen", () => {
  assert.equal(fenOf("86"), 8600);
  assert.equal(fenOf("86.5"), 8650);
  assert.equal(fenOf(""), 0);
  assert.ok(Number.isNaN(fenOf("86.555")));
  const draft = { kind: "labour", text: " 拆检 ", amount: "40", yuan: "60" };
  assert.equal(wrongIn(draft), "");
  assert.deepEqual(entryIn(draft), { kind: "labour", text: "拆检", minutes: 40, quantity: 0, cost_fen: 6000 });
  assert.match(wrongIn({ ...draft, text: " " }), /内容/);
  assert.match(wrongIn({ ...draft, amount: "0" }), /分钟/);
  assert.match(wrongIn({ ...draft, kind: "part", amount: "" }), /数量/);
  assert.match(wrongIn({ ...draft, yuan: "x" }), /金额/);
  assert.equal(wrongIn({ ...draft, kind: "extra", amount: "" }), "");
});

test("orders in words", () => {
  assert.equal(timeOf(90), "1 小时 30 分钟");
  assert.equal(timeOf(60), "1 小时");
  assert.equal(machineOf(ORDER), "一号机 CNC-01");
  assert.deepEqual(entryOf(ORDER.entries[0]), { id: 1, text: "拆检", note: "工时 1 小时 30 分钟", fen: 6000 });
  assert.equal(leftOf(ORDER), "还差：“断电挂牌”、签名");
  assert.equal(leftOf({ ...ORDER, missing: [], signed_at: "2026-11-22T08:00:00Z" }), "");
  assert.equal(storyOf(ORDER.history)[0].text, "系统：83 °C");
  assert.deepEqual([storyOf(ORDER.comments)[0].label, storyOf(ORDER.comments)[0].text], ["李娜", "备件在二号柜"]);
});

test("the machine stood still since the order was opened, whatever the phone's clock says", () => {
  const since = { created_at: "2026-11-22T08:00:00Z" };
  const late = downtimeOf(since, new Date("2026-11-22T09:30:00Z"));
  assert.deepEqual(late, { downtime_from: since.created_at, downtime_to: "2026-11-22T09:30:00.000Z" });
  assert.equal(downtimeOf(since, new Date("2026-11-22T07:00:00Z")).downtime_to, "2026-11-22T08:00:00.000Z");
  const labels = (order) => factsOf(order).map(({ label }) => label);
  assert.ok(!labels(ORDER).includes("停机"));
  assert.ok(labels({ ...ORDER, ...late }).includes("停机"));
});

test("a report is sent by nobody, and the phone keeps its code", async () => {
  storage.set("session", { token: "customer", expires_at: "x" });
  const made = { code: "c1", asset: "CNC-01", asset_name: "", description: "漏油", created_at: "2026-11-22T08:00:00Z" };
  backend = () => ({ status: 201, data: made });
  await report({ asset: "CNC-01", description: "漏油", picture_keys: [], attempt: "a".repeat(16) });
  await report({ asset: "CNC-01", description: "漏油", picture_keys: [], attempt: "a".repeat(16) });
  assert.equal(lastOf(sent).header.Authorization, undefined);
  assert.deepEqual(keptReports(), [{ code: "c1", title: "CNC-01 · 漏油", at: made.created_at }]);
});

test("the page of an order does what may be done, one thing at a time", async () => {
  signedIn();
  backend = () => ({ data: ORDER });
  const page = loadPage(() => require("../../modules/work_order/pages/detail/index"));
  page.onLoad({ id: "7" });
  await page.load();
  assert.equal(page.data.state, "ready");
  assert.deepEqual(page.data.view.photos.map(({ key }) => key), ["a"]);
  await page.complete();
  assert.match(lastOf(toasts), /断电挂牌/);
  const before = sent.length;
  await Promise.all([page.hold(), page.hold()]);
  const calls = sent.slice(before);
  assert.deepEqual(calls.map(({ path, data }) => [path, data]), [["/staff/work-orders/7/hold", { reason: "parts" }]]);
  backend = ({ method }) => (method === "POST" ? { status: 401, data: { code: "UNAUTHENTICATED", message: "请先登录" } } : { data: ORDER });
  await page.work("take", () => require("../../modules/work_order/services/orders").act(7, "take"));
  assert.equal(page.data.signedIn, false);
});

test("somebody else was faster: the order is shown as it is now", async () => {
  signedIn();
  const now = { ...ORDER, status: "assigned", status_label: "待接单", can: [] };
  backend = ({ method }) =>
    method === "POST" ? { status: 409, data: { code: "WORK_ORDER_MOVED", message: "状态已变" } } : { data: now };
  const page = loadPage(() => {
    delete require.cache[require.resolve("../../modules/work_order/pages/detail/index")];
    require("../../modules/work_order/pages/detail/index");
  });
  page.onLoad({ id: "7" });
  await page.work("take", () => require("../../modules/work_order/services/orders").act(7, "take"));
  assert.equal(page.data.order.status, "assigned");
  assert.equal(lastOf(toasts), "状态已变");
});

test("the page of a report sends it once, and then shows how it goes", async () => {
  backend = () => ({
    status: 201,
    data: { code: "c2", asset: "", asset_name: "", description: "漏油", created_at: "2026-11-22T08:00:00Z" },
  });
  const page = loadPage(() => require("../../modules/work_order/pages/request/index"));
  page.onLoad({ q: encodeURIComponent("https://shop.example/repair?asset=CNC-01") });
  assert.equal(page.data.asset, "CNC-01");
  await page.send();
  assert.match(lastOf(toasts), /哪里坏了/);
  page.setData({ description: "漏油", pictures: [{ key: "k1", url: "" }] });
  const before = sent.length;
  await Promise.all([page.send(), page.send()]);
  assert.equal(sent.length, before + 1);
  const { attempt, ...body } = lastOf(sent).data;
  assert.deepEqual(body, { asset: "CNC-01", description: "漏油", picture_keys: ["k1"] });
  assert.ok(attempt.length >= 16);
  assert.match(lastOf(platform.opened), /request_status\/index\?code=c2/);
});
