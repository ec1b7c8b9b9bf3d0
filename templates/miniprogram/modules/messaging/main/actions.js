const { follow } = require("../../core/moments");
const { askToSubscribe, prepare } = require("./services/subscribe");

/** WeChat lets a message through for each time the customer agrees: he is asked as he orders. */
function followOrders() {
  follow("checkout_opened", prepare);
  follow("order_submitted", askToSubscribe);
  follow("payment_done", askToSubscribe);
}

module.exports = { followOrders };
