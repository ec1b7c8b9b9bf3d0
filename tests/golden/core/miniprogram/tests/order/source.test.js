const assert = require("node:assert/strict");
const { beforeEach, test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const preview = { lines: [], payable_fen: 100, address_required: false, problems: [] };

/** @type {ReturnType<typeof installPlatform>} */
let platform;

beforeEach(() => {
  platform = installPlatform(({ path }) => {
    if (path === "/orders/preview") return { data: preview };
    if (path === "/orders")
      return { status: 409, data: { code: "TOO_MANY_OPEN_ORDERS", message: "" } };
    return { data: { items: [] } };
  });
  globalThis.wx.showToast = () => {};
});

test("buying now is past the cart", async () => {
  await require("../../pages/order/actions").buyNow({ skuId: 7, quantity: 2 });
  const [url] = platform.opened;
  assert.match(url, /checkout\/index\?items=7x2&source=direct$/);
});

for (const [query, source] of [
  [{ items: "7x2", source: "cart" }, "cart"],
  [{ items: "7x2", source: "direct" }, "direct"],
  [{ items: "7x2" }, "direct"],
]) {
  test(`the order says where its items come from: ${JSON.stringify(query)}`, async (t) => {
    t.mock.method(console, "warn", () => {});
    const path = require.resolve("../../modules/order/pages/checkout/index");
    delete require.cache[path];
    const page = loadPage(() => require(path));
    page.setData({ items: [], source: "direct" });
    page.onLoad(query);
    await page.load();
    await page.place();
    const order = platform.sent.find((call) => call.path === "/orders");
    assert.deepEqual([order.data.items, order.data.source], [[{ sku_id: 7, quantity: 2 }], source]);
  });
}
