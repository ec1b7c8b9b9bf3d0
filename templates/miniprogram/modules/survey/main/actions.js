const { open } = require("../../core/navigate");

/** @param {import("../../data/order-actions").OrderSubject} order */
async function openSurvey({ id }) {
  await open("survey.answer", { order: id });
  // Whoever opened the page looks again when it shows.
  return false;
}

module.exports = { openSurvey };
