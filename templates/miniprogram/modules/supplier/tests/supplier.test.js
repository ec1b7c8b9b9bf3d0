const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

/** @type {(call: {method: string, path: string, data: any}) => {status?: number, data?: any}} */
let backend = () => ({ data: {} });
const platform = installPlatform((call) => backend(call));
const { sent, storage } = platform;
const toasts = [];
Object.assign(globalThis.wx, {
  showToast: ({ title }) => toasts.push(title),
  showModal: async () => ({ confirm: true }),
});

const { codeIn } = require("../../modules/supplier/services/portal");

test("a code is found in what was pasted or scanned", () => {
  assert.equal(codeIn(" ab12 cd34\n"), "ab12cd34");
  assert.equal(codeIn("https://x/supplier?code=ab12&x=1"), "ab12");
});

test("who is nobody's is asked for a code, and is let in with it", async () => {
  storage.set("session", { token: "t", expires_at: "x" });
  let bound = false;
  backend = ({ method, path }) => {
    if (method === "POST" && path === "/supplier/bind") bound = true;
    if (method === "DELETE") bound = false;
    if (path === "/supplier/bind" || method === "DELETE") return { status: 204 };
    if (!bound) return { status: 403, data: { code: "NOT_SUPPLIER", message: "请先绑定" } };
    const waiting = [
      { page: "supplier.portal", label: "询价", count: 1 },
      { page: "nowhere.at_all", label: "别的", count: 1 },
    ];
    return {
      data: { name: "甲厂", contact: "周敏", status: "active", status_label: "合作中", waiting },
    };
  };
  const page = loadPage(() => require("../../modules/supplier/pages/portal/index"));
  page.onLoad({ code: "" });
  await page.load();
  assert.deepEqual([page.data.unknown, page.data.state], [true, "ready"]);
  await page.bind();
  assert.match(toasts[toasts.length - 1], /邀请码/);
  page.setData({ code: " ab12cd34 " });
  const before = sent.length;
  await Promise.all([page.bind(), page.bind()]);
  const binds = sent.slice(before).filter(({ path }) => path === "/supplier/bind");
  assert.deepEqual(
    binds.map(({ data }) => data),
    [{ code: "ab12cd34" }],
  );
  assert.equal(page.data.portal.name, "甲厂");
  assert.deepEqual(
    page.data.portal.waiting.map(({ label }) => label),
    ["询价"],
  );
  await page.unbind();
  assert.equal(page.data.unknown, true);
});
