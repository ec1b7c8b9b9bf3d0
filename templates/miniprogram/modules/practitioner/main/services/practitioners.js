const { request } = require("../../../core/request");

/**
 * @typedef {object} Practitioner
 * @property {number} id that of the resource as well
 * @property {string} title
 * @property {string} department
 * @property {string} licence_no
 * @property {string} introduction
 * @property {import("../../booking/services/bookings").Resource} resource
 *
 * @typedef {Practitioner & {free_follow_ups: number, free_follow_up_days: number}} PractitionerDetail
 */

/** @returns {Promise<{items: string[]}>} */
function loadDepartments() {
  return request("/practitioner-departments");
}

/**
 * @param {string} department "" for all
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Practitioner>>}
 */
function loadPractitioners(department, cursor) {
  return request("/practitioners", { query: { department: department || null, cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<PractitionerDetail>}
 */
function loadPractitioner(id) {
  return request(`/practitioners/${id}`);
}

module.exports = { loadDepartments, loadPractitioner, loadPractitioners };
