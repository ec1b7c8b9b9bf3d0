const assert = require("node:assert/strict");
const { test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const { opened } = installPlatform(() => "offline");
const { byRole } = require("../../core/navigate");
const { routes } = require("../../core/routes");

if (!byRole("checkout")) routes["till.checkout"] = { url: "/checkout", tab: -1, role: "checkout" };

test("what is selected goes to the checkout, which is told that it comes from the cart", () => {
  const page = loadPage(() => require("../../pages/cart/cart/index"));
  const item = { sku_id: 7, quantity: 2, selected: true, problem: null };
  page.setData({ cart: { items: [item, { ...item, sku_id: 8, selected: false }] } });
  page.checkOut();
  assert.deepEqual(opened, [`${routes[byRole("checkout")].url}?items=7x2&source=cart`]);
});
