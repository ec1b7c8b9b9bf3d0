const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

const RFQ = {
  id: 5,
  number: "RFQ20261122000001",
  title: "一季度轴承",
  status: "open",
  status_label: "报价中",
  revision: 2,
  deadline: "2026-11-25T12:00:00Z",
  quote_status: "",
  quote_label: "未报价",
  may_quote: true,
  note: "",
  lines: [
    { id: 11, position: 1, item: "轴承", spec: "", quantity: 200, unit: "套", wanted_on: null },
    { id: 12, position: 2, item: "油封", spec: "", quantity: 33, unit: "件", wanted_on: null },
  ],
  files: [],
  quote: null,
};

/** @type {(call: {method: string, path: string, data: any}) => {status?: number, data?: any}} */
let backend = () => ({ data: RFQ });
const platform = installPlatform((call) => backend(call));
const { sent, storage } = platform;
const toasts = [];
Object.assign(globalThis.wx, {
  showToast: ({ title }) => toasts.push(title),
  showModal: async () => ({ confirm: true }),
});
storage.set("session", { token: "t", expires_at: "x" });

const { fenOf, yuanOf } = require("../../modules/rfq/services/money");
const { draftOf, offerIn, totalOf, wrongIn } = require("../../modules/rfq/services/offer");

const DRAFT = { prices: { 11: "3.8", 12: "" }, days: "15", until: "2027-01-31", remark: " 含税 " };

test("yuan are typed, fen are kept", () => {
  assert.equal(fenOf("86"), 8600);
  assert.equal(fenOf("86.5"), 8650);
  assert.equal(fenOf(""), 0);
  assert.ok(Number.isNaN(fenOf("86.555")));
  assert.ok(Number.isNaN(fenOf("x")));
  for (const fen of [8600, 8650, 1, 105]) assert.equal(fenOf(yuanOf(fen)), fen);
});

test("prices are typed in yuan and sent in fen; a line that is left empty is not offered", () => {
  assert.equal(wrongIn(RFQ, DRAFT), "");
  const offer = {
    revision: 2,
    lines: [{ line_id: 11, price_fen: 380 }],
    lead_days: 15,
    valid_until: "2027-01-31",
    remark: "含税",
  };
  assert.deepEqual(offerIn(RFQ, DRAFT), offer);
  assert.equal(totalOf(RFQ, { ...DRAFT, prices: { 11: "3.8", 12: "1.25" } }), 200 * 380 + 33 * 125);
  assert.equal(totalOf(RFQ, { ...DRAFT, prices: { 11: "3.8", 12: "x" } }), 200 * 380);
  assert.match(wrongIn(RFQ, { ...DRAFT, prices: {} }), /单价/);
  assert.match(wrongIn(RFQ, { ...DRAFT, prices: { 12: "0" } }), /第 2 行/);
  assert.match(wrongIn(RFQ, { ...DRAFT, prices: { 11: "1.234" } }), /第 1 行/);
  assert.match(wrongIn(RFQ, { ...DRAFT, days: "x" }), /交期/);
  assert.match(wrongIn(RFQ, { ...DRAFT, until: "" }), /有效期/);
});

test("what was quoted before stands in the form", () => {
  const quote = {
    ...offerIn(RFQ, DRAFT),
    status: "draft",
    status_label: "未提交",
    total_fen: 76000,
  };
  const draft = draftOf({ ...RFQ, quote });
  assert.deepEqual(draft, {
    prices: { 11: "3.8" },
    days: "15",
    until: "2027-01-31",
    remark: "含税",
  });
  assert.deepEqual(draftOf(RFQ).prices, {});
});

test("a quote is sent once, and shown as it is then", async () => {
  const now = {
    ...RFQ,
    may_quote: false,
    quote_label: "已报价",
    quote: { ...offerIn(RFQ, DRAFT), total_fen: 76000 },
  };
  backend = ({ method }) => ({ data: method === "GET" ? RFQ : now });
  const page = loadPage(() => require("../../modules/rfq/pages/quote/index"));
  page.onLoad({ id: "5" });
  await page.load();
  await page.send();
  assert.match(toasts[toasts.length - 1], /单价/);
  page.onPrice({ currentTarget: { dataset: { line: 11 } }, detail: { value: "3.8" } });
  page.onInput({ currentTarget: { dataset: { field: "days" } }, detail: { value: "15" } });
  page.onInput({ currentTarget: { dataset: { field: "until" } }, detail: { value: "2027-01-31" } });
  assert.equal(page.data.total, 76000);
  await page.save();
  assert.equal(sent[sent.length - 1].method, "PUT");
  page.show(RFQ);
  page.setDraft(DRAFT);
  const before = sent.length;
  await Promise.all([page.send(), page.send()]);
  const posts = sent.slice(before).filter(({ method }) => method === "POST");
  assert.equal(posts.length, 1);
  assert.ok(posts[0].header["Idempotency-Key"]);
  assert.equal(page.data.rfq.quote_label, "已报价");
});

test("somebody changed the request meanwhile: it is shown as it is now", async () => {
  const now = { ...RFQ, revision: 3, title: "二季度轴承" };
  backend = ({ method }) =>
    method === "POST"
      ? { status: 409, data: { code: "RFQ_REVISED", message: "询价有改动" } }
      : { data: now };
  const page = loadPage(() => {
    delete require.cache[require.resolve("../../modules/rfq/pages/quote/index")];
    require("../../modules/rfq/pages/quote/index");
  });
  page.onLoad({ id: "5" });
  page.show(RFQ);
  page.setDraft(DRAFT);
  await page.send();
  assert.equal(toasts[toasts.length - 1], "询价有改动");
  assert.equal(page.data.rfq.title, "二季度轴承");
});

test("the list says which ones want an answer", async () => {
  const { title, id, number, status_label, deadline, quote_label, may_quote } = RFQ;
  backend = () => ({
    data: {
      items: [{ title, id, number, status_label, deadline, quote_label, may_quote }],
      next_cursor: null,
    },
  });
  const page = loadPage(() => require("../../modules/rfq/pages/list/index"));
  const { items } = await page.fetchPage(null);
  assert.deepEqual([items[0].quote_label, items[0].may_quote], ["未报价", true]);
});
