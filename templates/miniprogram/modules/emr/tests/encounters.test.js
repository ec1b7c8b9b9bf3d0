const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform } = require("../platform");

const { sent } = installPlatform(() => ({ data: { items: [], next_cursor: null } }));

const {
  cardOf,
  fetchRecord,
  loadEncounters,
  versionOf,
} = require("../../modules/emr/services/encounters");

const VERSION = {
  number: 2,
  author: "沈砚",
  why: "补充过敏史",
  signed_at: "2026-11-23T02:00:00Z",
  chart: {
    chief_complaint: "反复上腹胀痛",
    history: "",
    examination: "",
    vitals: {
      systolic: 128,
      diastolic: 82,
      pulse: 76,
      respiration: null,
      temperature: 36.5,
      oxygen: null,
      weight: null,
      height: null,
    },
    bmi: null,
    diagnoses: [
      { code: "K21.9", text: "胃食管反流病", kind: /** @type {const} */ ("secondary") },
      { code: "K27.9", text: "消化性溃疡", kind: /** @type {const} */ ("main") },
    ],
    plan: "",
    orders: ["奥美拉唑", "复查"],
  },
};

test("a version says what there is, the main diagnosis first", () => {
  const shown = versionOf(VERSION);
  assert.equal(shown.title, "更正 · 第 2 版");
  assert.deepEqual(shown.facts, [
    { label: "更正原因", text: "补充过敏史" },
    { label: "主诉", text: "反复上腹胀痛" },
    { label: "生命体征", text: "血压 128/82 mmHg，脉搏 76 次/分，体温 36.5 °C" },
    { label: "诊断", text: "消化性溃疡（K27.9）\n次要：胃食管反流病（K21.9）" },
    { label: "医嘱", text: "1. 奥美拉唑\n2. 复查" },
  ]);
});

test("the first version is the record", () => {
  const first = versionOf({
    ...VERSION,
    number: 1,
    why: "",
    chart: { ...VERSION.chart, bmi: 21.9, diagnoses: [], orders: [] },
  });
  assert.equal(first.title, "病历");
  assert.deepEqual(
    first.facts.map(({ label }) => label),
    ["主诉", "生命体征"],
  );
  assert.match(first.facts[1].text, /BMI 21.9$/);
});

test("lists and papers are asked for at their addresses", async () => {
  await loadEncounters("abc");
  await fetchRecord(7);
  assert.deepEqual(
    sent.map(({ path }) => path),
    ["/me/encounters?cursor=abc", "/me/encounters/7/record"],
  );
});

test("a card has its day", () => {
  const one = { id: 1, opened_at: "2026-11-23T02:00:00Z" };
  assert.equal(cardOf(/** @type {any} */ (one)).day, "2026-11-23");
});
