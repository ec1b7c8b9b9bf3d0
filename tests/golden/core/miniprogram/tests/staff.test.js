const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform } = require("./platform");

/** @type {{status?: number, data?: any}} */
let answer = { data: { items: [] } };
const { sent, storage } = installPlatform(({ path }) =>
  path === "/staff/login"
    ? { status: 200, data: { token: "t1", expires_at: "x", must_change_password: true } }
    : answer,
);
const { isStaffIn, requestAsStaff, signInStaff, signOutStaff } = require("../core/staff");

test("a member of staff has a token of his own", async () => {
  storage.set("session", { token: "customer", expires_at: "x" });
  assert.equal(isStaffIn(), false);
  assert.equal(await signInStaff("clerk", "secret"), true);
  assert.equal(isStaffIn(), true);
  await requestAsStaff("/staff/me");
  assert.equal(sent[sent.length - 1].header.Authorization, "Bearer t1");
  assert.equal(storage.get("session").token, "customer");
});

test("a refusal leaves him signed in, the end of the shift does not", async () => {
  answer = { status: 409, data: { code: "MOVED", message: "已变化" } };
  await assert.rejects(requestAsStaff("/staff/things"), { code: "MOVED" });
  assert.equal(isStaffIn(), true);
  answer = { status: 401, data: { code: "UNAUTHENTICATED", message: "请先登录" } };
  await assert.rejects(requestAsStaff("/staff/things"), { code: "UNAUTHENTICATED" });
  assert.equal(isStaffIn(), false);
});

test("signed out, nothing is sent along", async () => {
  answer = { data: {} };
  await signInStaff("clerk", "secret");
  signOutStaff();
  await requestAsStaff("/staff/things");
  assert.equal(sent[sent.length - 1].header.Authorization, undefined);
});
