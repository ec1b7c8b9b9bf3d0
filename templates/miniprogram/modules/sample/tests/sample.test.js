const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

const SAMPLE = {
  id: 4,
  number: "S20261122000001",
  version: 1,
  item: "轴承",
  quantity: 5,
  status: "failed",
  status_label: "不合格",
  created_at: "2026-11-22T08:00:00Z",
  note: "",
  carrier: "顺丰",
  tracking_number: "SF1",
  message: "",
  verdict: "圆度超差",
  photos: [],
  versions: [{ id: 4, version: 1, status: "failed", status_label: "不合格", verdict: "圆度超差" }],
  can: ["resend"],
};

/** @type {(call: {method: string, path: string, data: any}) => {status?: number, data?: any}} */
let backend = () => ({ data: SAMPLE });
const platform = installPlatform((call) => backend(call));
const { sent, storage } = platform;
const toasts = [];
Object.assign(globalThis.wx, { showToast: ({ title }) => toasts.push(title) });
storage.set("session", { token: "t", expires_at: "x" });

const pageOf = () =>
  loadPage(() => {
    delete require.cache[require.resolve("../../modules/sample/pages/detail/index")];
    require("../../modules/sample/pages/detail/index");
  });

test("what failed is sent again once, and the next version is shown", async () => {
  const second = { ...SAMPLE, id: 9, version: 2, status: "sent", status_label: "已寄出", can: [] };
  backend = ({ method }) => ({ data: method === "GET" ? SAMPLE : second });
  const page = pageOf();
  page.onLoad({ id: "4" });
  await page.load();
  assert.equal(page.data.open, false);
  await page.send();
  assert.match(toasts[toasts.length - 1], /快递单号/);
  page.onInput({
    currentTarget: { dataset: { field: "tracking_number" } },
    detail: { value: " SF2 " },
  });
  const before = sent.length;
  await Promise.all([page.send(), page.send()]);
  const posts = sent.slice(before).filter(({ method }) => method === "POST");
  assert.deepEqual(
    posts.map(({ path, data }) => [path, data.tracking_number]),
    [["/supplier/samples/4/resend", "SF2"]],
  );
  assert.ok(posts[0].header["Idempotency-Key"]);
  assert.deepEqual([page.data.id, page.data.sample.version, page.data.open], [9, 2, true]);
});

test("the first one is sent as it is; where it was received meanwhile, it is shown so", async () => {
  const asked = { ...SAMPLE, status: "requested", can: ["send"], verdict: "" };
  const received = { ...asked, status: "received", can: [] };
  backend = ({ method }) =>
    method === "POST"
      ? { status: 409, data: { code: "SAMPLE_MOVED", message: "状态已变" } }
      : { data: received };
  const page = pageOf();
  page.onLoad({ id: "4" });
  page.show(asked);
  page.onInput({
    currentTarget: { dataset: { field: "tracking_number" } },
    detail: { value: "SF3" },
  });
  await page.send();
  assert.equal(
    sent.filter(({ method }) => method === "POST").pop().path,
    "/supplier/samples/4/send",
  );
  assert.equal(toasts[toasts.length - 1], "状态已变");
  assert.equal(page.data.sample.status, "received");
});

test("the list says which ones are his to send", async () => {
  backend = () => ({ data: { items: [SAMPLE, { ...SAMPLE, status: "sent" }], next_cursor: null } });
  const page = loadPage(() => require("../../modules/sample/pages/list/index"));
  const { items } = await page.fetchPage(null);
  assert.deepEqual(
    items.map(({ mine }) => mine),
    [true, false],
  );
});
