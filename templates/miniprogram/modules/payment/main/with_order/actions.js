const navigate = require("../../core/navigate");

/** @param {import("../../data/order-actions").OrderSubject} subject */
async function pay({ collection, id, next, replace }) {
  const go = replace ? navigate.replace : navigate.open;
  await go("payment.cashier", { collection, id, next });
  // The cashier leads on from there; whoever opened it looks again when it shows.
  return false;
}

module.exports = { pay };
