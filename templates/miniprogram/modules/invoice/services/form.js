/**
 * @typedef {import("./invoices").NewInvoice} NewInvoice
 * @typedef {Partial<Record<"title" | "tax_number" | "email", string>>} Mistakes a text for each field that needs one
 */

/** The characters of a unified social credit code (GB 32100-2015), in the order of their values. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const SHAPE = new RegExp(`^[${ALPHABET}]{2}\\d{6}[${ALPHABET}]{10}$`);

/** @returns {NewInvoice} */
function blankInvoice() {
  return { kind: "personal", title: "", tax_number: "", email: "" };
}

/**
 * What is sent: spaces and small letters are of no account in a tax number, and people have none.
 *
 * @param {NewInvoice} form
 * @returns {NewInvoice}
 */
function trimmed({ kind, title, tax_number, email }) {
  const number = kind === "company" ? tax_number.replace(/\s/g, "").toUpperCase() : "";
  return { kind, title: title.trim(), tax_number: number, email: email.trim() };
}

/**
 * What the customer still has to mend. The backend checks again.
 *
 * @param {NewInvoice} invoice as `trimmed` gives it
 * @returns {Mistakes}
 */
function mistakesIn({ kind, title, tax_number, email }) {
  /** @type {Mistakes} */
  const mistakes = {};
  if (title.length < 2) mistakes.title = kind === "company" ? "请填写企业名称" : "请填写姓名";
  if (kind === "company" && !isTaxNumber(tax_number)) {
    mistakes.tax_number = "请核对 18 位统一社会信用代码";
  }
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]{2,}$/.test(email)) mistakes.email = "请填写正确的邮箱";
  return mistakes;
}

/**
 * The last character checks all others: weights are the powers of 3 modulo 31.
 *
 * @param {string} number
 */
function isTaxNumber(number) {
  if (!SHAPE.test(number)) return false;
  let weight = 1;
  let sum = 0;
  for (const character of number.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return number[17] === ALPHABET[(31 - (sum % 31)) % 31];
}

module.exports = { blankInvoice, isTaxNumber, mistakesIn, trimmed };
