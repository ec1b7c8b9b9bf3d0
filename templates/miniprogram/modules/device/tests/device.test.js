const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

const NOW = Date.parse("2026-11-22T10:00:00Z");
const LATHE = {
  id: 7,
  code: "cnc-1",
  type: "cnc",
  type_label: "数控机床",
  name: "一号机",
  place: "一车间",
  group: "",
  status: "online",
  status_label: "在线",
  last_seen_at: "2026-11-22T09:59:58Z",
  latest: [
    {
      reading: "mode",
      label: "模式",
      type: "text",
      unit: "",
      value: "自动",
      at: null,
      wrong_clock: false,
    },
    {
      reading: "temperature",
      label: "主轴温度",
      type: "number",
      unit: "°C",
      value: 71.456,
      at: "2026-11-22T09:59:58Z",
      wrong_clock: true,
    },
    {
      reading: "running",
      label: "运转",
      type: "boolean",
      unit: "",
      value: null,
      at: null,
      wrong_clock: false,
    },
  ],
  commands: [
    {
      command: "stop",
      label: "停机",
      confirm: true,
      params: [{ name: "reason", label: "原因", type: "text", unit: "", min: null, max: 4 }],
    },
  ],
  counts: [],
};
const SENT = {
  id: 1,
  label: "停机",
  params: { reason: "换刀" },
  status: "sent",
  status_label: "已下发",
  note: "",
  created_at: "2026-11-22T10:00:00Z",
};
const SERIES = {
  reading: "temperature",
  label: "主轴温度",
  unit: "°C",
  step_s: 10,
  points: [
    { at: "2026-11-22T09:00:00Z", low: 60, mean: 62, high: 64 },
    { at: "2026-11-22T09:00:10Z", low: 61, mean: 63, high: 70 },
    { at: "2026-11-22T09:50:00Z", low: 71, mean: 72, high: 73 },
  ],
};

/** @type {Record<string, any>} answers by what the path has in it */
let answers = {};
let isOffline = false;
const platform = installPlatform(({ method, path }) => {
  if (isOffline) return "offline";
  const key = Object.keys(answers).find((one) => `${method} ${path}`.includes(one));
  if (key) return answers[key];
  if (path === "/staff/me") return { data: { permissions: ["device.read", "device.command"] } };
  if (path.includes("/series/")) return { data: SERIES };
  if (path.includes("/commands"))
    return { data: method === "POST" ? SENT : { items: [SENT], next_cursor: null } };
  if (path.startsWith("/staff/alarms")) return { data: { items: [{}, {}], next_cursor: null } };
  if (path === "/staff/devices/summary")
    return { data: { states: { online: 1, offline: 2 }, groups: ["车床"] } };
  if (/^\/staff\/devices(\?|$)/.test(path)) return { data: { items: [LATHE], next_cursor: null } };
  return { data: LATHE };
});
const { sent, storage, opened } = platform;

/** Sockets that a test opens, hears and closes by hand. */
const sockets = [];
const toasts = [];
let scanned = "";
Object.assign(globalThis.wx, {
  connectSocket({ url, fail }) {
    const listeners = {};
    const task = { url, fail, said: [], closed: false };
    for (const name of ["Open", "Message", "Error", "Close"])
      task[`on${name}`] = (one) => (listeners[name] = one);
    task.send = ({ data }) => task.said.push(JSON.parse(data));
    task.close = () => (task.closed = true);
    task.opens = () => listeners.Open({});
    task.hears = (message) => listeners.Message({ data: JSON.stringify(message) });
    task.ends = (code) => listeners.Close({ code, reason: "" });
    sockets.push(task);
    return task;
  },
  showToast: ({ title }) => toasts.push(title),
  showModal: async () => ({ confirm: true }),
  scanCode: async () => ({ result: scanned }),
});

const {
  chartInWords,
  chartOf,
  dotAt,
  dotInWords,
  draw,
  levelsOf,
  stretchesOf,
  withValue,
} = require("../../modules/device/services/chart");
const { codeIn } = require("../../modules/device/services/devices");
const { watch } = require("../../modules/device/services/live");
const { agoOf, paramOf, tileOf } = require("../../modules/device/services/words");

const lastOf = (list) => list[list.length - 1];
const settled = () =>
  new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
const since = new Date("2026-11-22T09:00:00Z");
const until = new Date("2026-11-22T10:00:00Z");

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

test("a chart has round levels, and a hole where nothing was told", () => {
  const chart = chartOf(SERIES, false, since, until);
  assert.deepEqual(levelsOf(chart), [60, 65, 70, 75]);
  assert.deepEqual(levelsOf({ ...chart, dots: [chart.dots[0]] }), [60, 61, 62, 63, 64]);
  assert.deepEqual(
    levelsOf({ ...chart, dots: [{ at: 0, low: 0, mean: 0, high: 0 }] }),
    [-1, -0.5, 0, 0.5, 1],
  );
  assert.deepEqual(levelsOf({ ...chart, onOff: true }), [0, 1]);
  assert.deepEqual(
    stretchesOf(chart).map((stretch) => stretch.length),
    [2, 1],
  );
  assert.equal(chartInWords(chart), "主轴温度曲线，最低 60，最高 73，最新 72 °C");
  assert.equal(
    chartInWords({ ...chart, onOff: true, dots: [{ at: 0, low: 1, mean: 1, high: 1 }] }),
    "主轴温度曲线，最新：是",
  );
});

test("what is told now goes into the chart", () => {
  const chart = chartOf(SERIES, false, since, until);
  const same = withValue(chart, "2026-11-22T09:50:05Z", 80);
  assert.deepEqual(lastOf(same.dots), { at: chart.dots[2].at, low: 71, mean: 80, high: 80 });
  const later = withValue(chart, "2026-11-22T10:00:05Z", 50);
  assert.equal(later.until - later.since, chart.until - chart.since);
  assert.deepEqual(
    later.dots.map(({ mean }) => mean),
    [63, 72, 50],
  );
});

test("a finger finds the nearest moment", () => {
  const chart = chartOf(SERIES, false, since, until);
  assert.equal(dotAt(chart, 0, 300), chart.dots[0]);
  assert.equal(dotAt(chart, 300, 300), chart.dots[2]);
  assert.match(dotInWords(chart, chart.dots[2]), / \d\d:50　72 °C（71–73）$/);
  assert.match(dotInWords({ ...chart, onOff: true }, chart.dots[2]), /　是$/);
});

test("it is drawn within its canvas", () => {
  const seen = [];
  const note = (x, y) => seen.push([x, y]);
  const nothing = () => {};
  const pen = {
    beginPath: nothing,
    closePath: nothing,
    fill: nothing,
    stroke: nothing,
    clearRect: nothing,
  };
  Object.assign(pen, { moveTo: note, lineTo: note, arc: note, fillText: (_, x, y) => note(x, y) });
  const colours = { line: "#000", band: "#eee", grid: "#ccc", text: "#999" };
  for (const onOff of [false, true]) {
    const chart = chartOf(
      {
        ...SERIES,
        points: onOff ? [{ ...SERIES.points[0], low: 0, mean: 1, high: 1 }] : SERIES.points,
      },
      onOff,
      since,
      until,
    );
    draw(pen, chart, { width: 300, height: 200 }, colours, chart.dots[0]);
  }
  assert.ok(seen.length > 40);
  assert.deepEqual(
    seen.filter(([x, y]) => !(x >= 0 && x <= 300 && y >= 0 && y <= 200)),
    [],
  );
});

/** @param {import("node:test").TestContext} t */
function watched(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  storage.set("staff", { token: "t1", expires_at: "x" });
  sockets.length = 0;
  const heard = [];
  const ways = [];
  const asked = [];
  let answer = async () => {};
  const watching = watch({
    devices: [7],
    changed: (changes) => heard.push(changes),
    ask: () => (asked.push(1), answer()),
    comes: (way) => ways.push(way),
    refused: () => ways.push("refused"),
  });
  t.after(() => watching.stop());
  return { watching, heard, ways, asked, answers: (work) => (answer = work) };
}

test("live values: the token goes with the first message, and beats are answered", (t) => {
  const { heard, ways, watching } = watched(t);
  const [socket] = sockets;
  assert.equal(socket.url, "ws://127.0.0.1:8000/api/v1/staff/devices/live");
  socket.opens();
  assert.deepEqual(socket.said, [{ token: "t1", devices: [7] }]);
  socket.hears({ type: "values", devices: [{ id: 7 }] });
  socket.hears({ type: "beat" });
  assert.deepEqual([heard, ways, socket.said.length], [[[{ id: 7 }]], ["live", "live"], 2]);
  watching.stop();
  assert.ok(socket.closed);
  socket.hears({ type: "values", devices: [{ id: 7 }] });
  assert.equal(heard.length, 1);
});

test("without a connection it asks every five seconds, until there is one again", async (t) => {
  const { ways, asked, answers } = watched(t);
  sockets[0].ends(1006);
  sockets[0].ends(1006);
  await settled();
  assert.deepEqual([asked.length, lastOf(ways)], [1, "asking"]);
  answers(() => Promise.reject(new Error("offline")));
  t.mock.timers.tick(5000);
  await settled();
  assert.deepEqual([asked.length, lastOf(ways), sockets.length], [2, "away", 2]);
  sockets[1].opens();
  sockets[1].hears({ type: "beat" });
  t.mock.timers.tick(30_000);
  await settled();
  assert.deepEqual([asked.length, lastOf(ways)], [2, "live"]);
});

test("a connection that says nothing is given up", async (t) => {
  const { asked } = watched(t);
  sockets[0].opens();
  sockets[0].hears({ type: "beat" });
  t.mock.timers.tick(39_000);
  assert.equal(sockets[0].closed, false);
  t.mock.timers.tick(1000);
  await settled();
  assert.deepEqual([sockets[0].closed, asked.length], [true, 1]);
});

test("whoever may not look does not come again", async (t) => {
  const { ways, asked } = watched(t);
  sockets[0].ends(4401);
  t.mock.timers.tick(600_000);
  await settled();
  assert.deepEqual([ways, asked.length, sockets.length], [["refused"], 0, 1]);
});

test("no socket at all: it asks", async (t) => {
  const before = globalThis.wx.connectSocket;
  globalThis.wx.connectSocket = ({ fail }) => void setImmediate(fail);
  const { asked } = watched(t);
  await settled();
  globalThis.wx.connectSocket = before;
  assert.equal(asked.length, 1);
});

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
  answers = { "/series/": { data: { ...SERIES, points: [] } } };
  page.onRange({ currentTarget: { dataset: { range: "7d" } } });
  await settled();
  assert.equal(page.data.drawing, "empty");
  isOffline = true;
  await page.drawAnew();
  assert.equal(page.data.drawing, "error");
  isOffline = false;
  answers = {};
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
  answers = {
    "GET /staff/devices/7/commands": {
      data: { items: [{ ...SENT, status: "done", status_label: "已执行" }], next_cursor: null },
    },
  };
  t.mock.timers.tick(2000);
  await settled();
  assert.equal(page.data.sent[0].status, "done");
  answers = { "POST ": { status: 409, data: { code: "DEVICE_OFFLINE", message: "设备不在线" } } };
  page.onTyped({ currentTarget: { dataset: { key: "stop.reason" } }, detail: { value: "再停" } });
  await page.command(stop);
  assert.equal(lastOf(toasts), "设备不在线");
  answers = {};
  page.leave();
});

test("a device that is not there, and a shift that is over", async () => {
  answers = {
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
  answers = { "/staff/": { status: 401, data: { code: "UNAUTHENTICATED", message: "请先登录" } } };
  await page.load();
  assert.equal(page.data.signedIn, false);
  answers = {};
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
  scanned = "https://shop.example/repair?asset=CNC-1";
  await page.scan();
  assert.match(lastOf(opened), /detail\/index\?id=7/);
  scanned = "https://elsewhere.example";
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
  answers = {
    "GET /staff/devices": {
      data: { items: [{ ...LATHE, status_label: "离线" }], next_cursor: null },
    },
  };
  lastOf(sockets).ends(1006);
  await settled();
  assert.equal(page.data.items[0].status_label, "离线");
  answers = {};
  page.leave();
});
