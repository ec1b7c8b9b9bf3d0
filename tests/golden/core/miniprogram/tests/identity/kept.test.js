const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform } = require("../platform");

/** @type {() => {status?: number, data?: any}} */
let backend = () => ({ status: 204, data: "" });
installPlatform(() => backend());
const shown = [];
Object.assign(globalThis.wx, { showModal: async ({ content }) => shown.push(content) });

const { withdrawConsent } = require("../../core/account");
const { tellKept } = require("../../modules/identity/services/kept");
const { deleteAccount } = require("../../modules/identity/services/profile");

const WHY = "病历依法保存 15 年";
const kept = [
  { what: "林**的就诊档案", why: WHY, until: "2041-11-23T04:00:00Z" },
  { what: "周**的就诊档案", why: WHY, until: "2041-12-01T04:00:00Z" },
];

test("nothing is said where nothing is kept", async () => {
  await tellKept(await withdrawConsent("phone"));
  await tellKept(await deleteAccount());
  assert.deepEqual(shown, []);
});

test("what is locked away is said with its end, and why only once", async () => {
  backend = () => ({ status: 200, data: { items: kept } });
  await tellKept(await withdrawConsent("health_data"));
  await tellKept(await deleteAccount());
  const words = ["林**的就诊档案：封存至 2041-11-23", "周**的就诊档案：封存至 2041-12-01", WHY].join("\n");
  assert.deepEqual(shown, [words, words]);
});
