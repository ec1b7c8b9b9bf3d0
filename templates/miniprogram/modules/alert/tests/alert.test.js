const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

const ALARM = {
  id: 3,
  device_id: 7,
  device_code: "cnc-1",
  device_name: "一号机",
  title: "主轴过热",
  severity: "critical",
  severity_label: "紧急",
  count: 2,
  told: "主轴温度 90 °C",
  opened_at: "2026-11-22T08:00:00Z",
  last_at: "2026-11-22T08:01:00Z",
  acknowledged_at: null,
  cleared_at: null,
  escalated_at: null,
  work_order: { id: 9, number: "W1", status_label: "待派工" },
};

/** @type {(call: {method: string, path: string}) => {status?: number, data?: any}} */
let backend = () => ({ data: ALARM });
const platform = installPlatform((call) =>
  call.path === "/staff/me" ? { data: { permissions: ["alert.handle"] } } : backend(call),
);
const { sent, storage, opened } = platform;
const toasts = [];
let agrees = true;
Object.assign(globalThis.wx, {
  showToast: ({ title }) => toasts.push(title),
  showModal: async () => ({ confirm: agrees }),
});

const { factsOf, stateOf } = require("../../modules/alert/services/alarms");

const lastOf = (list) => list[list.length - 1];
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const signedIn = () => storage.set("staff", { token: "t1", expires_at: "x" });

test("the four states, and what there is to tell", () => {
  const at = "2026-11-22T08:05:00Z";
  assert.equal(stateOf(ALARM), "未恢复、待确认");
  assert.equal(stateOf({ ...ALARM, acknowledged_at: at }), "未恢复、已确认");
  assert.equal(stateOf({ ...ALARM, cleared_at: at }), "已恢复、待确认");
  assert.equal(stateOf({ ...ALARM, acknowledged_at: at, cleared_at: at }), "已恢复、已确认");
  const labels = (alarm) => factsOf(alarm).map(({ label }) => label);
  assert.deepEqual(labels(ALARM), ["设备", "触发时", "发生", "最近一次", "次数"]);
  assert.deepEqual(labels({ ...ALARM, count: 1, told: "", cleared_at: at }), [
    "设备",
    "发生",
    "次数",
    "恢复",
  ]);
});

function listPage() {
  delete require.cache[require.resolve("../../modules/alert/pages/alarms/index")];
  const page = loadPage(() => require("../../modules/alert/pages/alarms/index"));
  page.reloads = 0;
  page.reload = async () => {
    page.reloads += 1;
    page.setData({ ...(await page.fetchPage(null)), state: "ready" });
  };
  return page;
}

test("the list of one device's alarms, or of all", async () => {
  signedIn();
  backend = () => ({ data: { items: [ALARM], next_cursor: null } });
  const page = listPage();
  page.onLoad({ device_id: "7", name: "%E4%B8%80%E5%8F%B7%E6%9C%BA" });
  await settled();
  assert.equal(page.data.deviceName, "一号机");
  assert.match(lastOf(sent).path, /which=open&device_id=7$/);
  assert.deepEqual([page.data.items[0].state, page.data.items[0].count], ["未恢复、待确认", 2]);
  page.showAll();
  page.onTab({ detail: { value: "cleared" } });
  await settled();
  assert.match(lastOf(sent).path, /\?which=cleared$/);
  page.openAlarm({ currentTarget: { dataset: { id: 3 } } });
  assert.match(lastOf(opened), /alert\/pages\/detail\/index\?id=3/);
});

test("it looks again by itself, but not far down the list and not after an error", async () => {
  signedIn();
  const page = listPage();
  page.setData({ signedIn: true, state: "ready", short: true });
  page.lookAgain();
  page.setData({ state: "error" });
  page.lookAgain();
  page.setData({ state: "ready", short: false });
  page.lookAgain();
  await settled();
  assert.equal(page.reloads, 1);
});

test("the shift is over", async () => {
  signedIn();
  backend = () => ({ status: 401, data: { code: "UNAUTHENTICATED", message: "请先登录" } });
  const page = listPage();
  page.setData({ signedIn: true });
  await assert.rejects(page.fetchPage(null), { code: "UNAUTHENTICATED" });
  assert.equal(page.data.signedIn, false);
});

function detailPage() {
  delete require.cache[require.resolve("../../modules/alert/pages/detail/index")];
  return loadPage(() => require("../../modules/alert/pages/detail/index"));
}

test("acknowledged and cleared, one thing at a time, and only when one is sure", async () => {
  signedIn();
  backend = () => ({ data: ALARM });
  const page = detailPage();
  page.onLoad({ id: "3" });
  await settled();
  assert.deepEqual(
    [page.data.state, page.data.mayHandle, page.data.words],
    ["ready", true, "未恢复、待确认"],
  );
  backend = () => ({ data: { ...ALARM, acknowledged_at: "2026-11-22T08:05:00Z" } });
  const before = sent.length;
  page.acknowledge();
  page.acknowledge();
  await settled();
  assert.deepEqual(
    sent.slice(before).map(({ method, path }) => `${method} ${path}`),
    ["POST /staff/alarms/3/acknowledge"],
  );
  assert.equal(page.data.words, "未恢复、已确认");
  agrees = false;
  await page.clear();
  assert.equal(sent.length, before + 1);
  agrees = true;
  await page.clear();
  assert.equal(lastOf(sent).path, "/staff/alarms/3/clear");
  assert.equal(lastOf(toasts), "已恢复");
  page.openDevice();
  assert.match(lastOf(opened), /device\/pages\/detail\/index\?id=7/);
  page.openOrder();
  if (page.data.orderRoute) assert.match(lastOf(opened), /work_order\/pages\/detail\/index\?id=9/);
});

test("an alarm that is not there", async () => {
  signedIn();
  backend = () => ({ status: 404, data: { code: "ALARM_NOT_FOUND", message: "找不到这条告警" } });
  const page = detailPage();
  page.onLoad({ id: "4" });
  await settled();
  assert.deepEqual([page.data.state, page.data.message], ["error", "找不到这条告警"]);
});
