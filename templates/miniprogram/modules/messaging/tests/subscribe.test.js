const assert = require("node:assert/strict");
const { beforeEach, test } = require("node:test");
const { installPlatform } = require("../platform");

let platform = installPlatform(() => "offline");
/** @type {string[][]} */
let asked;
/** @type {(id: string) => string} */
let said = () => "accept";
let subscribe = require("../../pages/messaging/services/subscribe");

beforeEach(() => {
  platform = installPlatform(({ path }) =>
    path === "/messages/templates"
      ? { data: { template_ids: ["a", "b", "c", "d"] } }
      : { data: { accepted: 2 } },
  );
  asked = [];
  said = () => "accept";
  globalThis.wx.requestSubscribeMessage = async ({ tmplIds }) => {
    asked.push(tmplIds);
    return { errMsg: "ok", ...Object.fromEntries(tmplIds.map((id) => [id, said(id)])) };
  };
  const path = require.resolve("../../pages/messaging/services/subscribe");
  delete require.cache[path];
  subscribe = require(path);
});

const told = () => platform.sent.filter(({ path }) => path === "/messages/subscriptions");

test("asks for three, and tells the backend what was said", async () => {
  said = (id) => (id === "b" ? "reject" : "accept");
  await subscribe.prepare();
  assert.equal(await subscribe.askToSubscribe(), 2);
  assert.deepEqual(asked, [["a", "b", "c"]]);
  const [{ data, header }] = told();
  assert.deepEqual(data, { answers: { a: "accept", b: "reject", c: "accept" } });
  assert.ok(header["Idempotency-Key"]);
});

test("asks while the tap is being answered: any later, and WeChat would not", async () => {
  await subscribe.prepare();
  const asking = subscribe.askToSubscribe();
  assert.equal(asked.length, 1);
  await asking;
});

test("asks once for each time it was prepared", async () => {
  assert.equal(await subscribe.askToSubscribe(), 0);
  await subscribe.prepare();
  await subscribe.askToSubscribe();
  await subscribe.askToSubscribe();
  assert.equal(asked.length, 1);
  await subscribe.prepare();
  await subscribe.askToSubscribe();
  assert.equal(asked.length, 2);
});

test("where WeChat does not ask, nothing is told, and the next moment asks again", async (t) => {
  t.mock.method(console, "warn", () => {});
  const ask = globalThis.wx.requestSubscribeMessage;
  globalThis.wx.requestSubscribeMessage = async () => {
    throw { errMsg: "requestSubscribeMessage:fail can only be invoked by user TAP gesture." };
  };
  await subscribe.prepare();
  assert.equal(await subscribe.askToSubscribe(), 0);
  assert.deepEqual(told(), []);
  globalThis.wx.requestSubscribeMessage = ask;
  assert.equal(await subscribe.askToSubscribe(), 2);
});
