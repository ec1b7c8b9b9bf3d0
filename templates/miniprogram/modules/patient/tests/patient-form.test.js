const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform } = require("../platform");

installPlatform(() => ({ data: null }));

const { normal, toldBy } = require("../../modules/patient/services/identity-number");
const {
  ageOf,
  blankForm,
  bodyOf,
  changeOf,
  formOf,
  isMinor,
  mistakesIn,
} = require("../../modules/patient/services/patient-form");
const { cardOf } = require("../../modules/patient/services/patients");

const MOTHER = {
  ...blankForm("self"),
  name: " 林婉清 ",
  id_number: "330106 19880512 442x",
  phone: "13800001001",
};
const KNOWN = {
  id: 3,
  relation: /** @type {const} */ ("child"),
  name: "周小满",
  sex: /** @type {const} */ ("female"),
  birth_date: "2017-03-18",
  age: 9,
  minor: true,
  document: /** @type {const} */ ("resident_id"),
  id_number: "**************1524",
  phone: "138****1001",
  allergies: "青霉素",
  past_illnesses: "",
  guardian_id: 1,
  guardian: "林婉清",
  name_fixed: false,
};

test("an identity number tells birth date and sex", () => {
  assert.deepEqual(toldBy(normal(" 330106 19880512 442x")), {
    birthDate: "1988-05-12",
    sex: "female",
  });
  assert.equal(toldBy("33010619880512442X").sex, "female");
  for (const wrong of ["", "330106198805124421", "33010619880230442X", "3301061988051244"]) {
    assert.equal(toldBy(wrong), null, wrong);
  }
});

test("one is a year older on the birthday", () => {
  assert.equal(ageOf("2008-11-23", new Date(2026, 10, 22)), 17);
  assert.equal(ageOf("2008-11-23", new Date(2026, 10, 23)), 18);
});

test("what is complete has no mistakes", () => {
  assert.deepEqual(mistakesIn(MOTHER, false), {});
  assert.deepEqual(bodyOf(MOTHER), {
    relation: "self",
    name: "林婉清",
    phone: "13800001001",
    allergies: "",
    past_illnesses: "",
    guardian_id: null,
    guardian_agrees: false,
    document: "resident_id",
    id_number: "33010619880512442X",
    birth_date: null,
    sex: null,
  });
});

test("everything that is missing is named", () => {
  assert.deepEqual(Object.keys(mistakesIn(blankForm("self"), false)), ["id_number", "name", "phone"]);
  const foreign = { ...blankForm("self"), document: /** @type {const} */ ("passport") };
  assert.deepEqual(Object.keys(mistakesIn(foreign, false)), [
    "id_number",
    "birth_date",
    "sex",
    "name",
    "phone",
  ]);
});

test("a minor takes a guardian who agrees", () => {
  const now = new Date();
  const born = `${now.getFullYear() - 8}-01-01`;
  const young = {
    ...MOTHER,
    document: /** @type {const} */ ("other"),
    id_number: "B1234567",
    sex: /** @type {const} */ ("male"),
    birth_date: born,
  };
  assert.equal(isMinor(young), true);
  assert.equal(mistakesIn(young, false).guardian, "请选择监护人");
  assert.equal(mistakesIn({ ...young, guardian_id: 1 }, false).guardian, "请监护人阅读并同意");
  assert.deepEqual(mistakesIn({ ...young, guardian_id: 1, guardian_agrees: true }, false), {});
  assert.equal(isMinor(MOTHER), false);
});

test("of somebody who is known, what is left empty stays", () => {
  const form = formOf(KNOWN);
  assert.deepEqual(mistakesIn(form, true), {});
  assert.equal(/** @type {any} */ (changeOf(form)).phone, null);
  assert.equal(/** @type {any} */ (changeOf(form)).guardian_id, 1);
  assert.ok(mistakesIn({ ...form, phone: "电话" }, true).phone);
});

test("a card shows what is masked", () => {
  const card = cardOf(KNOWN);
  assert.equal(card.about, "女 · 9 岁 · 138****1001");
  assert.equal(card.papers, "身份证 **************1524");
  assert.equal(card.kin, "子女");
});
