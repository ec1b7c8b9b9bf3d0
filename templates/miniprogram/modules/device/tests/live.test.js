const assert = require("node:assert/strict");
const { test } = require("node:test");

const { lastOf } = require("./machines");
const { settled, sockets, storage } = require("./workshop");

const { watch } = require("../../modules/device/services/live");

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
