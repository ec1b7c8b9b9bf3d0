const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform, loadPage } = require("../platform");

const TRACE = {
  code: "abcdefgh12345678",
  number: "B20261122-01",
  item: "主轴箱",
  quantity: "20 件",
  made_at: "2026-11-20T01:00:00Z",
  origin: "宁波",
  line: "一号线",
  withdrawn: false,
  events: [{ label: "生产", at: "2026-11-20T01:00:00Z", place: "宁波", text: "" }],
  reports: [
    { title: "出厂检验", url: "http://x/a.pdf", picture: false },
    { title: "照片", url: "http://x/a.png", picture: true },
  ],
  made_of: [
    { item: "铸件", number: "C-1", code: "zyxwvuts87654321" },
    { item: "钢料", number: "S-1", code: "" },
  ],
  intact: true,
  scans: 3,
  first_scanned_at: "2026-11-21T01:00:00Z",
};

/** @type {(call: {method: string, path: string, data: any}) => {status?: number, data?: any}} */
let backend = () => ({ data: TRACE });
const platform = installPlatform((call) => backend(call));
const { sent, storage } = platform;
const toasts = [];
const shown = [];
let scanned = "";
Object.assign(globalThis.wx, {
  showToast: ({ title }) => toasts.push(title),
  scanCode: async () => {
    if (!scanned) throw new Error("closed");
    return { result: scanned };
  },
  stopPullDownRefresh: () => {},
  previewImage: ({ urls }) => shown.push(urls[0]),
  downloadFile: ({ url, success, fail }) =>
    url.includes("gone") ? fail({ errMsg: "gone" }) : success({ statusCode: url.includes("lost") ? 404 : 200, tempFilePath: `tmp:${url}` }),
  openDocument: async ({ filePath }) => shown.push(filePath),
});

const { codeIn, codeOf, factsOf, scansOf, verdictOf } = require("../../modules/traceability/services/trace");

/** The page as WeChat would make it anew. */
function opened() {
  return loadPage(() => {
    delete require.cache[require.resolve("../../modules/traceability/pages/trace/index")];
    require("../../modules/traceability/pages/trace/index");
  });
}

const lastOf = (calls) => calls[calls.length - 1];
const tap = (dataset) => ({ currentTarget: { dataset } });

test("the label's address, WeChat's own code and the bare code name the same batch", () => {
  const label = `https://shop.example/trace/${TRACE.code}`;
  assert.equal(codeIn(label), TRACE.code);
  assert.equal(codeIn(` ${TRACE.code} `), TRACE.code);
  assert.equal(codeIn("https://somewhere.example/else"), "");
  assert.equal(codeOf({ q: encodeURIComponent(label) }), TRACE.code);
  assert.equal(codeOf({ scene: TRACE.code }), TRACE.code);
  assert.equal(codeOf({ code: "%E0%A4%A" }), "");
  assert.equal(codeOf({}), "");
});

test("the head of the page says whether to trust it", () => {
  assert.equal(verdictOf(TRACE).good, true);
  assert.match(verdictOf({ ...TRACE, withdrawn: true }).title, /撤回/);
  assert.match(verdictOf({ ...TRACE, intact: false }).title, /不完整/);
  assert.match(scansOf(TRACE), /3 次/);
  assert.equal(scansOf({ ...TRACE, scans: 0, first_scanned_at: null }), "还没有人查看过");
  assert.deepEqual(
    factsOf({ ...TRACE, line: "" }).map(({ label }) => label),
    ["批号", "数量", "生产时间", "产地"],
  );
});

test("what is scanned counts, what is pulled down does not", async () => {
  storage.set("session", { token: "customer", expires_at: "x" });
  const page = opened();
  await page.onLoad({ q: encodeURIComponent(`https://shop.example/trace/${TRACE.code}`) });
  assert.equal(page.data.state, "ready");
  assert.deepEqual([lastOf(sent).method, lastOf(sent).path], ["POST", `/traces/${TRACE.code}/scans`]);
  assert.equal(lastOf(sent).header.Authorization, undefined);
  await page.onPullDownRefresh();
  assert.deepEqual([lastOf(sent).method, lastOf(sent).path], ["GET", `/traces/${TRACE.code}`]);
});

test("a code of something else is said to be one, and a closed camera is nothing", async () => {
  const page = opened();
  await page.onLoad({});
  assert.equal(page.data.state, "idle");
  await page.scan();
  assert.equal(page.data.state, "idle");
  scanned = "https://somewhere.example/";
  await page.scan();
  assert.equal(lastOf(toasts), "这不是溯源码");
  scanned = `https://shop.example/trace/${TRACE.code}`;
  await page.scan();
  assert.equal(page.data.trace.number, TRACE.number);
});

test("reports and parts open, those without a page do not", async () => {
  const page = opened();
  await page.onLoad({ code: TRACE.code });
  await page.openReport(tap({ index: 0 }));
  await page.openReport(tap({ index: 1 }));
  assert.deepEqual(shown, ["tmp:http://x/a.pdf", "http://x/a.png"]);
  for (const url of ["http://x/gone.pdf", "http://x/lost.pdf"]) {
    page.data.trace.reports = [{ title: "", url, picture: false }];
    const before = toasts.length;
    await page.openReport(tap({ index: 0 }));
    assert.deepEqual([shown.length, toasts.length], [2, before + 1]);
  }
  page.openPart(tap({ code: "" }));
  assert.equal(platform.opened.length, 0);
  page.openPart(tap({ code: TRACE.made_of[0].code }));
  assert.match(lastOf(platform.opened), /traceability\/pages\/trace\/index\?code=zyxwvuts87654321/);
});

test("what is not public says so", async () => {
  backend = () => ({ status: 404, data: { code: "TRACE_NOT_FOUND", message: "没有这个追溯码", request_id: "x", details: {} } });
  const page = opened();
  await page.onLoad({ code: TRACE.code });
  assert.deepEqual([page.data.state, page.data.message], ["error", "没有这个追溯码"]);
});
