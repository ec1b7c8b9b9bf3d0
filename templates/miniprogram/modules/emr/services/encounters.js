const { download, request } = require("../../../core/request");
const { formatTime } = require("../../../core/time");

/**
 * @typedef {object} Encounter a signed record
 * @property {number} id
 * @property {string} number
 * @property {number} patient_id
 * @property {string} patient
 * @property {string} doctor
 * @property {string} opened_at
 * @property {string} signed_at
 * @property {string} diagnosis
 * @property {boolean} amended
 *
 * @typedef {object} Vitals
 * @property {number | null} systolic
 * @property {number | null} diastolic
 * @property {number | null} pulse
 * @property {number | null} respiration
 * @property {number | null} temperature
 * @property {number | null} oxygen
 * @property {number | null} weight
 * @property {number | null} height
 *
 * @typedef {object} Chart
 * @property {string} chief_complaint
 * @property {string} history
 * @property {string} examination
 * @property {Vitals} vitals
 * @property {number | null} bmi
 * @property {{code: string, text: string, kind: "main" | "secondary"}[]} diagnoses
 * @property {string} plan
 * @property {string[]} orders
 *
 * @typedef {{number: number, author: string, why: string, signed_at: string, chart: Chart}} Version
 *
 * @typedef {Encounter & {about: string, record: Version[]}} EncounterDetail the newest version comes first
 *
 * @typedef {{label: string, text: string}} Fact
 */

/** @type {[keyof Vitals, string, string][]} */
const MEASURES = [
  ["pulse", "脉搏", "次/分"],
  ["respiration", "呼吸", "次/分"],
  ["temperature", "体温", "°C"],
  ["oxygen", "血氧", "%"],
  ["weight", "体重", "kg"],
  ["height", "身高", "cm"],
];

/**
 * @param {string | null} cursor
 * @returns {Promise<{items: Encounter[], next_cursor: string | null}>} rejects with CONSENT_REQUIRED until it is given
 */
function loadEncounters(cursor) {
  return request("/me/encounters", { query: { cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<EncounterDetail>}
 */
function loadEncounter(id) {
  return request(`/me/encounters/${id}`);
}

/**
 * @param {number} id
 * @returns {Promise<string>} where the PDF is on the phone
 */
function fetchRecord(id) {
  return download(`/me/encounters/${id}/record`);
}

/** @param {Encounter} encounter */
function cardOf(encounter) {
  return { ...encounter, day: formatTime(encounter.opened_at).slice(0, 10) };
}

/**
 * What a version says, part by part; what is empty is left out.
 *
 * @param {Version} version
 */
function versionOf(version) {
  const { chart } = version;
  const diagnoses = [...chart.diagnoses]
    .sort((a, b) => a.kind.localeCompare(b.kind))
    .map(({ code, kind, text }) => `${kind === "main" ? "" : "次要："}${text}（${code}）`);
  /** @type {Fact[]} */
  const facts = [
    { label: "更正原因", text: version.why },
    { label: "主诉", text: chart.chief_complaint },
    { label: "病史", text: chart.history },
    { label: "体格检查", text: chart.examination },
    { label: "生命体征", text: vitalsIn(chart).join("，") },
    { label: "诊断", text: diagnoses.join("\n") },
    { label: "处理意见", text: chart.plan },
    { label: "医嘱", text: chart.orders.map((order, index) => `${index + 1}. ${order}`).join("\n") },
  ];
  return {
    number: version.number,
    title: version.number === 1 ? "病历" : `更正 · 第 ${version.number} 版`,
    author: version.author,
    time: formatTime(version.signed_at),
    facts: facts.filter(({ text }) => text),
  };
}

/**
 * @param {Chart} chart
 * @returns {string[]}
 */
function vitalsIn({ vitals, bmi }) {
  const words = MEASURES.filter(([name]) => vitals[name] !== null).map(
    ([name, label, unit]) => `${label} ${vitals[name]} ${unit}`,
  );
  if (vitals.systolic !== null) words.unshift(`血压 ${vitals.systolic}/${vitals.diastolic} mmHg`);
  if (bmi !== null) words.push(`BMI ${bmi}`);
  return words;
}

module.exports = { cardOf, fetchRecord, loadEncounter, loadEncounters, versionOf };
