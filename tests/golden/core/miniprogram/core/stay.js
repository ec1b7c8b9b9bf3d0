const { happened } = require("./moments");

/** The one page that is before the customer. @type {{page: string, since: number} | null} */
let shown = null;

/** @param {string} page its id */
function arrive(page) {
  shown = { page, since: Date.now() };
  happened("page_shown", { page });
}

/**
 * A page that closes is told twice, when it hides and when it goes; it is left once.
 *
 * @param {string} page its id
 */
function leave(page) {
  if (!shown || shown.page !== page) return;
  const seconds = Math.round((Date.now() - shown.since) / 1000);
  shown = null;
  happened("page_left", { page, seconds });
}

module.exports = { arrive, leave };
