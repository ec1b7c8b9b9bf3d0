const assert = require("node:assert/strict");
const { beforeEach, test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

let granted = false;
let agrees = true;

function backend({ method, path }) {
  if (path === "/me/consents/tracking") granted = method === "PUT";
  const granted_at = granted ? "2026-11-22T03:00:00Z" : null;
  return {
    data: { items: [{ purpose: "tracking", title: "统计", text: "…", version: 1, granted_at }] },
  };
}

const platform = installPlatform(backend);
globalThis.wx.getPrivacySetting = ({ success }) => success({ needAuthorization: !agrees });
globalThis.wx.requirePrivacyAuthorize = ({ success, fail }) => (agrees ? success() : fail());
globalThis.wx.showModal = async () => ({ confirm: true });
const { note } = require("../../pages/tracking/services/track");
const page = loadPage(() => require("../../modules/tracking/pages/settings/index"));

beforeEach(async () => {
  granted = false;
  agrees = true;
  await page.load();
});

test("agreed to, and taken back", async () => {
  assert.deepEqual([page.data.state, page.data.consent.granted_at], ["ready", null]);
  await page.onConsent();
  assert.equal(granted, true);
  assert.ok(page.data.since);
  await page.onConsent();
  assert.deepEqual([granted, page.data.since], [false, ""]);
});

test("who refuses WeChat's guide agrees to nothing", async () => {
  agrees = false;
  await page.onConsent();
  assert.equal(granted, false);
});

test("switched off, what has not been sent is gone", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  note("test.looked", { thing_id: 1 });
  assert.equal(platform.storage.get("tracking-queue").length, 1);
  page.onCounted();
  note("test.looked", { thing_id: 2 });
  assert.deepEqual([page.data.counted, platform.storage.has("tracking-queue")], [false, false]);
  page.onCounted();
  assert.equal(page.data.counted, true);
});
