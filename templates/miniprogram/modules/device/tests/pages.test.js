const assert = require("node:assert/strict");
const { test } = require("node:test");

const { loadPage } = require("../platform");
const { LATHE, SENT, SERIES, lastOf } = require("./machines");
const { opened, sent, settled, sockets, storage, toasts, world } = require("./workshop");

function detailPage() {
  delete require.cache[require.resolve("../../modules/device/pages/detail/index")];
  const page = loadPage(() => require("../../modules/device/pages/detail/index"));
  page.setData({ shown: true });
  return page;
}

test("the page of a device draws its first number, and what is told now", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = detailPage();
  page.onLoad({ id: "7" });
  await settled();
  await settled();
  assert.deepEqual(
    [page.data.state, page.data.reading, page.data.drawing],
    ["ready", "temperature", "ready"],
  );
  assert.deepEqual(
    [page.data.alarmsRoute ? page.data.alarms : "2", page.data.sent[0].with],
    ["2", "原因 换刀"],
  );
  const change = { id: 7, status: "offline", status_label: "离线", last_seen_at: null };
  page.onChange({
    ...change,
    latest: [{ reading: "temperature", value: 99, at: "2026-11-22T10:30:00Z", wrong_clock: false }],
  });
  assert.deepEqual(
    [page.data.device.status, page.data.tiles[1].value, lastOf(page.data.chart.dots).mean],
    ["offline", "99", 99],
  );
  world.answers = { "/series/": { data: { ...SERIES, points: [] } } };
  page.onRange({ currentTarget: { dataset: { range: "7d" } } });
  await settled();
  assert.equal(page.data.drawing, "empty");
  world.isOffline = true;
  await page.drawAnew();
  assert.equal(page.data.drawing, "error");
  world.isOffline = false;
  world.answers = {};
  const asked = sent
    .filter(({ path }) => path.includes("/series/temperature"))
    .map(({ path }) => path);
  const spanOf = (path) => {
    const [, begin, end] = /since=(.+)&until=(.+)$/.exec(decodeURIComponent(path));
    return Date.parse(end) - Date.parse(begin);
  };
  assert.deepEqual(asked.map(spanOf), [3_600_000, 7 * 86_400_000, 7 * 86_400_000]);
  page.leave();
});

test("a command is asked for, sent once, and looked after until it is answered", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = detailPage();
  page.onLoad({ id: "7" });
  await settled();
  await settled();
  const stop = { currentTarget: { dataset: { command: "stop" } } };
  await page.command(stop);
  assert.match(lastOf(toasts), /请填写原因/);
  page.onTyped({ currentTarget: { dataset: { key: "stop.reason" } }, detail: { value: "换刀" } });
  const before = sent.length;
  await Promise.all([page.command(stop), page.command(stop)]);
  const posts = sent.slice(before).filter(({ method }) => method === "POST");
  assert.deepEqual(
    posts.map(({ path, data }) => [path, data]),
    [["/staff/devices/7/commands", { command: "stop", params: { reason: "换刀" } }]],
  );
  assert.ok(posts[0].header["Idempotency-Key"]);
  world.answers = {
    "GET /staff/devices/7/commands": {
      data: { items: [{ ...SENT, status: "done", status_label: "已执行" }], next_cursor: null },
    },
  };
  t.mock.timers.tick(2000);
  await settled();
  assert.equal(page.data.sent[0].status, "done");
  world.answers = { "POST ": { status: 409, data: { code: "DEVICE_OFFLINE", message: "设备不在线" } } };
  page.onTyped({ currentTarget: { dataset: { key: "stop.reason" } }, detail: { value: "再停" } });
  await page.command(stop);
  assert.equal(lastOf(toasts), "设备不在线");
  world.answers = {};
  page.leave();
});

test("a device that is not there, and a shift that is over", async () => {
  world.answers = {
    "/staff/devices/7": {
      status: 404,
      data: { code: "DEVICE_NOT_FOUND", message: "找不到这台设备" },
    },
  };
  const page = detailPage();
  page.onLoad({ id: "7" });
  await settled();
  assert.deepEqual(
    [page.data.state, page.data.message, page.data.signedIn],
    ["error", "找不到这台设备", true],
  );
  world.answers = { "/staff/": { status: 401, data: { code: "UNAUTHENTICATED", message: "请先登录" } } };
  await page.load();
  assert.equal(page.data.signedIn, false);
  world.answers = {};
  storage.set("staff", { token: "t1", expires_at: "x" });
});

function listPage() {
  delete require.cache[require.resolve("../../modules/device/pages/devices/index")];
  const page = loadPage(() => require("../../modules/device/pages/devices/index"));
  page.setData({ shown: true, items: [] });
  page.reload = async () => page.setData({ ...(await page.fetchPage(null)) });
  return page;
}

test("the list counts, searches, follows and scans", async () => {
  const page = listPage();
  sockets.length = 0;
  page.onLoad();
  await settled();
  await settled();
  assert.deepEqual(
    page.data.states.map(({ count }) => count),
    [3, 1, 2, 0, 0],
  );
  assert.deepEqual(page.data.groups, ["全部分组", "车床"]);
  assert.equal(page.data.items[0].where, "cnc-1 · 一车间");
  sockets[0].opens();
  assert.deepEqual(sockets[0].said[0].devices, [7]);
  sockets[0].hears({
    type: "values",
    devices: [{ id: 7, status: "offline", status_label: "离线", last_seen_at: null, latest: [] }],
  });
  assert.equal(page.data.items[0].status_label, "离线");
  page.onGroup({ detail: { value: "1" } });
  page.onWords({ detail: { value: " 车 " } });
  page.search();
  await settled();
  const asked = sent.filter(({ path }) => /^\/staff\/devices(\?|$)/.test(path));
  assert.match(decodeURIComponent(lastOf(asked).path), /group=车床&q=车$/);
  world.scanned = "https://shop.example/repair?asset=CNC-1";
  await page.scan();
  assert.match(lastOf(opened), /detail\/index\?id=7/);
  world.scanned = "https://elsewhere.example";
  await page.scan();
  assert.match(lastOf(toasts), /不是设备上的码/);
  page.leave();
  assert.ok(lastOf(sockets).closed);
});

test("while there is no connection the list is asked for again", async () => {
  const page = listPage();
  sockets.length = 0;
  page.onLoad();
  await settled();
  await settled();
  world.answers = {
    "GET /staff/devices": {
      data: { items: [{ ...LATHE, status_label: "离线" }], next_cursor: null },
    },
  };
  lastOf(sockets).ends(1006);
  await settled();
  assert.equal(page.data.items[0].status_label, "离线");
  world.answers = {};
  page.leave();
});
