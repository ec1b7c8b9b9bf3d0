const { request } = require("../../../core/request");

/**
 * @typedef {"self" | "spouse" | "child" | "parent" | "other"} Relation
 * @typedef {"resident_id" | "passport" | "other"} Document
 * @typedef {"female" | "male"} Sex
 *
 * @typedef {object} Patient
 * @property {number} id
 * @property {Relation} relation
 * @property {string} name
 * @property {Sex} sex
 * @property {string} birth_date
 * @property {number} age
 * @property {boolean} minor
 * @property {Document} document
 * @property {string} id_number masked
 * @property {string} phone masked
 * @property {string} allergies
 * @property {string} past_illnesses
 * @property {number | null} guardian_id
 * @property {string} guardian "" for none
 * @property {boolean} name_fixed
 */

const RELATIONS = /** @type {const} */ ({
  self: "本人",
  spouse: "配偶",
  child: "子女",
  parent: "父母",
  other: "其他家人",
});
const DOCUMENTS = /** @type {const} */ ({
  resident_id: "身份证",
  passport: "护照",
  other: "其他证件",
});
const SEXES = /** @type {const} */ ({ female: "女", male: "男" });

/** @returns {Promise<{items: Patient[], limit: number}>} rejects with CONSENT_REQUIRED until it is given */
function loadPatients() {
  return request("/me/patients");
}

/**
 * @param {object} body
 * @param {string} idempotencyKey
 * @returns {Promise<Patient>}
 */
function addPatient(body, idempotencyKey) {
  return request("/me/patients", { method: "POST", body, idempotencyKey });
}

/**
 * @param {number} id
 * @param {object} body
 * @returns {Promise<Patient>}
 */
function changePatient(id, body) {
  return request(`/me/patients/${id}`, { method: "PUT", body });
}

/**
 * @param {number} id
 * @returns {Promise<string | null>} until when records are locked away; null where nothing is left
 */
async function removePatient(id) {
  const { kept_until } = await request(`/me/patients/${id}`, { method: "DELETE" });
  return kept_until;
}

/** @param {Patient} patient */
function cardOf(patient) {
  return {
    ...patient,
    kin: RELATIONS[patient.relation],
    about: `${SEXES[patient.sex]} · ${patient.age} 岁 · ${patient.phone}`,
    papers: `${DOCUMENTS[patient.document]} ${patient.id_number}`,
  };
}

module.exports = {
  DOCUMENTS,
  RELATIONS,
  SEXES,
  addPatient,
  cardOf,
  changePatient,
  loadPatients,
  removePatient,
};
