const { open } = require("../../core/navigate");

/** @param {import("../../data/order-actions").OrderSubject} order */
async function writeReview({ id }) {
  await open("review.write", { order: id });
  // Whoever opened the page looks again when it shows.
  return false;
}

module.exports = { writeReview };
