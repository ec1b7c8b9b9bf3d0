const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform } = require("./platform");

installPlatform(() => ({ data: {} }));
/** @type {any} */
let behavior;
globalThis.Behavior = (definition) => (behavior = definition);
const { routes } = require("../core/routes");
require("../core/behaviors/page");

/** @param {string} is @returns {string[]} the titles that a page sets when it opens */
function titles(is) {
  /** @type {string[]} */
  const set = [];
  wx.setNavigationBarTitle = ({ title }) => set.push(title);
  behavior.lifetimes.attached.call({ is, setData() {} });
  return set;
}

test("a tab shows the label that the shop gave it", () => {
  assert.deepEqual(titles("pages/me/index"), [routes.me.title]);
});

test("a page that could be a tab has a title where it is none", (context) => {
  const place = routes.me.tab;
  context.after(() => (routes.me.tab = place));
  routes.me.tab = -1;
  assert.deepEqual(titles("pages/me/index"), [routes.me.title]);
});

test("any other page keeps its own", () => {
  assert.deepEqual(titles(routes.about.url.slice(1)), []);
});
