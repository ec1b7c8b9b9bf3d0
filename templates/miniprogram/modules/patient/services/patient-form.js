const { normal, toldBy } = require("./identity-number");

/**
 * @typedef {import("./patients").Patient} Patient
 * @typedef {import("./patients").Relation} Relation
 * @typedef {import("./patients").Document} Document
 * @typedef {import("./patients").Sex} Sex
 *
 * @typedef {object} Form what is typed; of somebody who is known already, "" leaves number and phone as they are
 * @property {Relation} relation
 * @property {string} name
 * @property {Document} document
 * @property {string} id_number
 * @property {string} birth_date
 * @property {Sex | ""} sex
 * @property {string} phone
 * @property {string} allergies
 * @property {string} past_illnesses
 * @property {number} guardian_id 0 for nobody yet
 * @property {boolean} guardian_agrees
 *
 * @typedef {Partial<Record<"name" | "id_number" | "birth_date" | "sex" | "phone" | "guardian", string>>} Mistakes
 */

const OF_AGE = 18;

/**
 * @param {Relation} relation
 * @returns {Form}
 */
function blankForm(relation) {
  return {
    relation,
    name: "",
    document: "resident_id",
    id_number: "",
    birth_date: "",
    sex: "",
    phone: "",
    allergies: "",
    past_illnesses: "",
    guardian_id: 0,
    guardian_agrees: false,
  };
}

/**
 * @param {Patient} patient
 * @returns {Form}
 */
function formOf(patient) {
  return {
    ...blankForm(patient.relation),
    name: patient.name,
    document: patient.document,
    birth_date: patient.birth_date,
    sex: patient.sex,
    allergies: patient.allergies,
    past_illnesses: patient.past_illnesses,
    guardian_id: patient.guardian_id || 0,
    guardian_agrees: patient.guardian_id !== null,
  };
}

/**
 * @param {string} birthDate 2017-03-18
 * @param {Date} [now]
 * @returns {number} full years
 */
function ageOf(birthDate, now = new Date()) {
  const [year, month, day] = birthDate.split("-").map(Number);
  const before =
    now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day);
  return now.getFullYear() - year - (before ? 1 : 0);
}

/**
 * @param {Form} form
 * @returns {string} "" as long as it is not known
 */
function birthDateIn(form) {
  if (form.document !== "resident_id") return form.birth_date;
  const told = toldBy(normal(form.id_number));
  return told ? told.birthDate : form.birth_date;
}

/**
 * Whether a guardian has to decide.
 *
 * @param {Form} form
 * @param {Date} [now]
 */
function isMinor(form, now) {
  const birthDate = birthDateIn(form);
  return Boolean(birthDate) && ageOf(birthDate, now) < OF_AGE;
}

/**
 * What the customer still has to mend.
 *
 * @param {Form} form
 * @param {boolean} known whether the patient is kept already
 * @returns {Mistakes}
 */
function mistakesIn(form, known) {
  /** @type {Mistakes} */
  const mistakes = known ? {} : mistakesInPapers(form);
  if (!form.name.trim()) mistakes.name = "请填写姓名";
  const phone = form.phone.trim();
  if (!(known && !phone) && !/^\+?\d[\d -]{4,18}$/.test(phone)) {
    mistakes.phone = "请填写能联系到的手机号";
  }
  if (isMinor(form)) {
    if (!form.guardian_id) mistakes.guardian = "请选择监护人";
    else if (!form.guardian_agrees) mistakes.guardian = "请监护人阅读并同意";
  }
  return mistakes;
}

/**
 * @param {Form} form
 * @returns {Mistakes}
 */
function mistakesInPapers(form) {
  /** @type {Mistakes} */
  const mistakes = {};
  const number = normal(form.id_number);
  if (form.document === "resident_id") {
    if (!toldBy(number)) mistakes.id_number = "身份证号不对，请检查";
    return mistakes;
  }
  if (number.length < 4) mistakes.id_number = "请填写证件号码";
  if (!form.birth_date) mistakes.birth_date = "请选择出生日期";
  if (!form.sex) mistakes.sex = "请选择性别";
  return mistakes;
}

/**
 * @param {Form} form of somebody who is kept already
 * @returns {object} the body that changes him
 */
function changeOf(form) {
  return {
    relation: form.relation,
    name: form.name.trim(),
    phone: form.phone.trim() || null,
    allergies: form.allergies.trim(),
    past_illnesses: form.past_illnesses.trim(),
    guardian_id: isMinor(form) ? form.guardian_id : null,
    guardian_agrees: form.guardian_agrees,
  };
}

/**
 * @param {Form} form
 * @returns {object} the body that adds somebody
 */
function bodyOf(form) {
  const resident = form.document === "resident_id";
  return {
    ...changeOf(form),
    document: form.document,
    id_number: normal(form.id_number),
    birth_date: resident ? null : form.birth_date,
    sex: resident ? null : form.sex,
  };
}

module.exports = { ageOf, blankForm, bodyOf, changeOf, formOf, isMinor, mistakesIn };
