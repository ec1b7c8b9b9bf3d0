const { follow } = require("../../core/moments");
const { declared } = require("./declared");
const { flush, note } = require("./services/track");

/** Notes what is declared, when it happens, and nothing else. */
function followCustomer() {
  for (const { name, moment, properties } of declared) {
    follow(moment, (/** @type {any} */ facts) => {
      const chosen = properties.map(({ id, fact }) => [id, facts[fact]]);
      note(name, Object.fromEntries(chosen));
    });
  }
  follow("hidden", flush);
}

module.exports = { followCustomer };
