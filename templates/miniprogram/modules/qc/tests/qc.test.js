const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

const INSPECTION = {
  id: 7,
  number: "Q2026112200000001",
  kind_label: "出货检验",
  plan_label: "出厂",
  item: "主轴",
  lot: "B-1",
  quantity: 20,
  status: "open",
  status_label: "检验中",
  inspector: "",
  created_at: "2026-11-22T08:00:00Z",
  note: "",
  reason: "",
  results: [
    { position: 1, text: "轴径", kind: "measure", minimum: 79.98, maximum: 80.02, unit: "mm", required: true, value: null, good: null },
    { position: 2, text: "无磕碰", kind: "yes_no", minimum: null, maximum: null, unit: "", required: true, value: null, good: true },
  ],
  missing: ["轴径"],
  pictures: ["http://x/a.png"],
  can: ["record", "photo", "judge", "cancel"],
};

/** @type {(call: {method: string, path: string, data: any}) => {status?: number, data?: any}} */
let backend = () => ({ data: INSPECTION });
const platform = installPlatform((call) => backend(call));
const { sent, storage } = platform;
const toasts = [];
let said = "";
Object.assign(globalThis.wx, {
  showToast: ({ title }) => toasts.push(title),
  showModal: async () => ({ confirm: true, content: said }),
  redirectTo: async ({ url }) => platform.opened.push(url),
  stopPullDownRefresh: () => {},
});

const { checksOf, limitsOf, numberIn } = require("../../modules/qc/services/inspections");

const lastOf = (calls) => calls[calls.length - 1];
const typed = (value, position = 1, before = "") => ({
  detail: { value },
  currentTarget: { dataset: { position, typed: before } },
});

/** The page as WeChat would make it anew, with the inspection loaded. */
async function opened() {
  storage.set("staff", { token: "t1", expires_at: "x" });
  const page = loadPage(() => {
    delete require.cache[require.resolve("../../modules/qc/pages/inspect/index")];
    require("../../modules/qc/pages/inspect/index");
  });
  page.setData({ id: 7, signedIn: true });
  await page.load();
  return page;
}

test("limits and what is typed", () => {
  const of = (minimum, maximum) => limitsOf({ minimum, maximum, unit: "mm" });
  assert.deepEqual([of(1, 2), of(1, null), of(null, 2), of(null, null)], ["1 – 2 mm", "≥ 1 mm", "≤ 2 mm", ""]);
  assert.deepEqual(["80.01", " -3 ", "", "8a", "1e9"].map(numberIn), [80.01, -3, null, null, null]);
  assert.deepEqual(checksOf(INSPECTION).map(({ measured, tone }) => [measured, tone]), [[true, ""], [false, "good"]]);
});

test("a measure is sent once it is typed, and only when it is another one", async () => {
  const page = await opened();
  assert.equal(page.data.state, "ready");
  const before = sent.length;
  await page.onMeasured(typed("80.01"));
  assert.deepEqual([lastOf(sent).method, lastOf(sent).path, lastOf(sent).data], ["PUT", "/staff/inspections/7/results/1", { value: 80.01 }]);
  await page.onMeasured(typed("80.01", 1, "80.01"));
  await page.onMeasured(typed(" "));
  assert.equal(sent.length, before + 1);
  await page.onMeasured(typed("厚"));
  assert.equal(lastOf(toasts), "请填数值");
  await page.onChosen({ currentTarget: { dataset: { position: 2, good: false } } });
  assert.deepEqual(lastOf(sent).data, { good: false });
});

test("nothing is judged before it is done", async () => {
  const page = await opened();
  const before = sent.length;
  await page.judge();
  assert.equal(sent.length, before);
  assert.match(lastOf(toasts), /轴径/);
  backend = () => ({ data: { ...INSPECTION, missing: [] } });
  await page.load();
  await page.judge();
  assert.equal(lastOf(sent).path, "/staff/inspections/7/judge");
});

test("what failed is conceded with a reason, or inspected again", async () => {
  backend = ({ path }) =>
    path.endsWith("/repeat") ? { status: 201, data: { id: 8 } } : { data: { ...INSPECTION, status: "failed", can: ["repeat", "concede"] } };
  const page = await opened();
  assert.deepEqual([page.data.view.may.repeat, page.data.view.may.concede, page.data.view.may.judge], [true, true, false]);
  const before = sent.length;
  await page.concede();
  assert.equal(sent.length, before);
  said = "客户同意";
  await page.concede();
  assert.deepEqual([lastOf(sent).path, lastOf(sent).data], ["/staff/inspections/7/concede", { reason: "客户同意" }]);
  await page.repeat();
  assert.match(lastOf(platform.opened), /qc\/pages\/inspect\/index\?id=8/);
});

test("who is signed out is asked to sign in", async () => {
  backend = () => ({ status: 401, data: { code: "UNAUTHENTICATED", message: "请先登录" } });
  const page = await opened();
  assert.equal(page.data.signedIn, false);
});
