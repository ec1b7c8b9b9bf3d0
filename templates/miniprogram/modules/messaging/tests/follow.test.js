const assert = require("node:assert/strict");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

const platform = installPlatform(() => ({ data: {} }));
/** @type {string[]} */
const switched = [];
globalThis.wx.switchTab = async ({ url }) => switched.push(url);
const { routes } = require("../../core/routes");
const { follow } = require("../../modules/messaging/services/messages");

test("a page of the tab bar is switched to, another is put on top, an unknown one is left alone", async () => {
  await follow(routes.home.url.slice(1));
  await follow(`${routes.about.url.slice(1)}?id=7&name=%E8%8C%B6`);
  await follow("modules/gone/pages/gone/index?id=7");
  assert.deepEqual(switched, [routes.home.url]);
  assert.deepEqual(platform.opened, [`${routes.about.url}?id=7&name=%E8%8C%B6`]);
});
