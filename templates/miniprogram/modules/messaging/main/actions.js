const { follow } = require("../../core/moments");
const { askToSubscribe, prepare } = require("./services/subscribe");

/** WeChat lets a message through for each time the customer agrees: he is asked when he has just ordered. */
function followOrders() {
  follow("checkout_opened", prepare);
  follow("order_placed", askToSubscribe);
  follow("payment_done", askToSubscribe);
}

module.exports = { followOrders };
