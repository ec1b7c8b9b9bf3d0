const assert = require("node:assert/strict");
const { beforeEach, test } = require("node:test");
const { installPlatform } = require("./platform");

/** What the backend takes as signed in; "" for nobody. */
let validToken = "";
let grantTokens = true;

function backend({ path, header }) {
  if (path === "/auth/wx-login") {
    if (!grantTokens)
      return { status: 401, data: { code: "WX_CODE_INVALID", message: "登录失败" } };
    validToken = `token-${Date.now()}-${Math.random()}`;
    return { data: { token: validToken, expires_at: "2030-01-01T00:00:00Z", user: {} } };
  }
  if (path === "/offline") return "offline";
  if (path === "/html") return { status: 502, data: "<html>Bad gateway</html>" };
  if (path === "/refused") {
    const data = {
      code: "OUT_OF_STOCK",
      message: "库存不足",
      request_id: "r1",
      details: { lines: [] },
    };
    return { status: 409, data };
  }
  if (!validToken || header.Authorization !== `Bearer ${validToken}`) {
    return { status: 401, data: { code: "UNAUTHORIZED", message: "请登录", request_id: "r0" } };
  }
  return { data: { path } };
}

const platform = installPlatform(backend);
const { signOut } = require("../core/auth");
const { download, request } = require("../core/request");

beforeEach(() => {
  validToken = "";
  grantTokens = true;
  platform.sent.length = 0;
  signOut();
});

test("a 401 signs in and repeats the call", async () => {
  assert.deepEqual(await request("/cart"), { path: "/cart" });
  assert.deepEqual(
    platform.sent.map(({ path }) => path),
    ["/cart", "/auth/wx-login", "/cart"],
  );
});

test("a file is fetched as everything else is", async () => {
  assert.equal(await download("/reports/1"), "wxfile://tmp_1.pdf");
  assert.deepEqual(
    platform.sent.map(({ path }) => path),
    ["/reports/1", "/auth/wx-login", "/reports/1"],
  );
  await assert.rejects(download("/offline"), { code: "NETWORK" });
});

test("many calls at once share one sign-in", async () => {
  const before = platform.logins();
  await Promise.all(["/cart", "/me", "/orders", "/me/addresses"].map((path) => request(path)));
  assert.equal(platform.logins() - before, 1);
});

test("a call that was refused while another one signed in takes the new token", async () => {
  await request("/me");
  validToken = "replaced elsewhere";
  const before = platform.logins();
  await Promise.all([request("/cart").then(() => request("/orders")), request("/me")]);
  assert.equal(platform.logins() - before, 1);
});

test("a sign-in that fails is told, and the next call tries again", async () => {
  grantTokens = false;
  await assert.rejects(request("/me"), { code: "WX_CODE_INVALID", status: 401 });
  grantTokens = true;
  assert.deepEqual(await request("/me"), { path: "/me" });
});

test("a second 401 is not repeated for ever", async () => {
  await request("/me");
  const refusing = { status: 401, data: { code: "UNAUTHORIZED", message: "请登录" } };
  const { wx } = globalThis;
  const { request: real } = wx;
  wx.request = (call) =>
    call.url.endsWith("/auth/wx-login")
      ? real(call)
      : call.success({ statusCode: refusing.status, data: refusing.data });
  await assert.rejects(request("/me"), { code: "UNAUTHORIZED" });
  wx.request = real;
});

test("the backend's error keeps its code, message, request id and details", async () => {
  await assert.rejects(request("/refused"), {
    name: "ApiError",
    code: "OUT_OF_STOCK",
    message: "库存不足",
    requestId: "r1",
    status: 409,
    details: { lines: [] },
  });
});

test("no answer and an answer from somebody else are errors of their own", async () => {
  await assert.rejects(request("/offline"), { code: "NETWORK" });
  await assert.rejects(request("/html"), { code: "BAD_ANSWER", status: 502 });
});

test("a call that is repeated keeps its body and its key", async () => {
  await request("/orders", { method: "POST", body: { remark: "茶" }, idempotencyKey: "k1" });
  const [first, , second] = platform.sent;
  assert.equal(first.header["Idempotency-Key"], "k1");
  assert.equal(second.header["Idempotency-Key"], "k1");
  assert.deepEqual(second.data, { remark: "茶" });
});

test("empty parts of a query are left out", async () => {
  await request("/spus", {
    query: { q: "龙井 茶", category_id: undefined, cursor: null, sort: "" },
  });
  assert.equal(platform.sent[0].path, `/spus?q=${encodeURIComponent("龙井 茶")}`);
});
