const { request } = require("../../../core/request");

/**
 * @typedef {object} Paragraph
 * @property {number[]} articles of the judicial interpretation
 * @property {string} title
 * @property {string} text
 *
 * @typedef {{source: string, paragraphs: Paragraph[]}} Rules
 */

/** @returns {Promise<Rules>} */
function loadRules() {
  return request("/prepaid/rules");
}

/**
 * @param {number[]} articles
 * @returns {string} such as 第 19、20 条
 */
function articlesInWords(articles) {
  return `第 ${articles.join("、")} 条`;
}

module.exports = { articlesInWords, loadRules };
