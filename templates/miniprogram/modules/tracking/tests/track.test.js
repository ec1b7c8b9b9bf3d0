const assert = require("node:assert/strict");
const { beforeEach, mock, test } = require("node:test");
const { installPlatform } = require("../platform");

/** @type {"well" | "offline" | number} */
let backend = "well";
let agreed = true;
let platform = installPlatform(() => "offline");
let tracker = require("../../pages/tracking/services/track");
const { setPaused } = require("../../pages/tracking/services/choice");

/** A start of the mini-program: what the phone kept is there, what was in memory is not. */
function start() {
  const path = require.resolve("../../pages/tracking/services/track");
  delete require.cache[path];
  tracker = require(path);
}

beforeEach(() => {
  backend = "well";
  agreed = true;
  platform = installPlatform(() => {
    if (backend === "offline") return "offline";
    if (backend === "well") return { data: { ignored: 0 } };
    return { status: backend, data: { code: "SOME_CODE", message: "…", request_id: "r" } };
  });
  globalThis.wx.getPrivacySetting = ({ success }) => success({ needAuthorization: !agreed });
  platform.storage.set("session", { token: "t", expires_at: "" });
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  start();
});

/** @param {number} count */
function noteMany(count) {
  for (let i = 0; i < count; i += 1) tracker.note("test.looked", { thing_id: i + 1 });
}

const batches = () => platform.sent.map(({ data }) => data.events.map((one) => one.properties.thing_id));
const waiting = () => (platform.storage.get("tracking-queue") || []).length;
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

test("a few wait for each other, and go as one batch", async () => {
  noteMany(3);
  await settled();
  assert.deepEqual(batches(), []);
  mock.timers.tick(10_000);
  await settled();
  assert.deepEqual(batches(), [[1, 2, 3]]);
  assert.equal(waiting(), 0);
  const [{ path, header, data }] = platform.sent;
  assert.equal(path, "/events");
  assert.equal(header.Authorization, "Bearer t");
  const [first, second] = data.events;
  assert.deepEqual([first.seq, second.seq, first.visit], [1, 2, second.visit]);
  assert.notEqual(first.id, second.id);
});

test("many do not wait, and go fifty at a time", async () => {
  backend = "offline";
  noteMany(120);
  await tracker.flush();
  platform.sent.length = 0;
  backend = "well";
  await tracker.flush();
  assert.deepEqual(batches().map((batch) => batch.length), [50, 50, 20]);
  assert.equal(waiting(), 0);
});

test("without a network they stay, also when the mini-program is closed, and are the same when they go", async () => {
  backend = "offline";
  noteMany(2);
  await tracker.flush();
  const [{ data: lost }] = platform.sent;
  assert.equal(waiting(), 2);
  start();
  backend = "well";
  tracker.note("test.looked", { thing_id: 9 });
  mock.timers.tick(10_000);
  await settled();
  const { events } = platform.sent[1].data;
  assert.deepEqual(events.slice(0, 2), lost.events);
  assert.deepEqual([events[2].seq, events[2].visit === events[0].visit], [1, false]);
  assert.equal(waiting(), 0);
});

test("after a failure there is a pause", async () => {
  backend = "offline";
  noteMany(25);
  await tracker.flush();
  const tries = platform.sent.length;
  noteMany(25);
  mock.timers.tick(59_000);
  await settled();
  assert.equal(platform.sent.length, tries);
  backend = "well";
  mock.timers.tick(2_000);
  await settled();
  assert.equal(waiting(), 0);
});

test("the phone keeps the latest two hundred", async () => {
  backend = "offline";
  noteMany(230);
  await tracker.flush();
  assert.equal(waiting(), 200);
  assert.equal(platform.storage.get("tracking-queue")[0].properties.thing_id, 31);
});

test("what the backend cannot read does not stand in the way of the rest", async (t) => {
  t.mock.method(console, "warn", () => {});
  backend = 422;
  noteMany(3);
  await tracker.flush();
  assert.equal(waiting(), 0);
  for (const status of [429, 500, 503]) {
    backend = status;
    noteMany(1);
    await tracker.flush();
    assert.equal(waiting(), 1);
    tracker.forget();
  }
});

test("until the customer has agreed to the privacy guide, no token goes along", async () => {
  agreed = false;
  noteMany(1);
  await tracker.flush();
  assert.equal(platform.sent[0].header.Authorization, undefined);
});

test("a phone that says nothing of the guide sends no token either", async () => {
  globalThis.wx.getPrivacySetting = ({ fail }) => fail({ errMsg: "getPrivacySetting:fail" });
  noteMany(1);
  await tracker.flush();
  assert.equal(platform.sent[0].header.Authorization, undefined);
});

test("a phone that is switched off notes nothing", async () => {
  setPaused(true);
  noteMany(30);
  await tracker.flush();
  assert.deepEqual([waiting(), platform.sent.length], [0, 0]);
  setPaused(false);
  noteMany(1);
  assert.equal(waiting(), 1);
});
