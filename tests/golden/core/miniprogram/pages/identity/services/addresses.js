const { hasCode } = require("../../../core/errors");
const { request } = require("../../../core/request");

/**
 * @typedef {object} AddressFields
 * @property {string} name
 * @property {string} phone
 * @property {string} province
 * @property {string} city
 * @property {string} district
 * @property {string} detail
 * @property {boolean} is_default
 *
 * @typedef {AddressFields & {id: number}} Address
 */

/** @returns {Promise<Address[]>} rejects with CONSENT_REQUIRED until the customer has agreed */
async function loadAddresses() {
  const { items } = await request("/me/addresses");
  return items;
}

/** @returns {Promise<Address | null>} also null while the customer has not agreed to having any kept */
async function loadDefaultAddress() {
  try {
    const addresses = await loadAddresses();
    return addresses.find((address) => address.is_default) || addresses[0] || null;
  } catch (error) {
    if (hasCode(error, "CONSENT_REQUIRED")) return null;
    throw error;
  }
}

/**
 * @param {number} id 0 for a new one
 * @param {AddressFields} fields
 * @param {string} idempotencyKey
 * @returns {Promise<Address>}
 */
function saveAddress(id, fields, idempotencyKey) {
  return id
    ? request(`/me/addresses/${id}`, { method: "PUT", body: fields })
    : request("/me/addresses", { method: "POST", body: fields, idempotencyKey });
}

/** @param {number} id */
async function deleteAddress(id) {
  await request(`/me/addresses/${id}`, { method: "DELETE" });
}

module.exports = { deleteAddress, loadAddresses, loadDefaultAddress, saveAddress };
