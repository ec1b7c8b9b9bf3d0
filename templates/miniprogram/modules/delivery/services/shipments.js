const { request } = require("../../../core/request");
const { formatTime } = require("../../../core/time");

/**
 * @typedef {object} Piece
 * @property {number} order_line_id
 * @property {string} name
 * @property {string} specs_text
 * @property {string | null} image_url
 * @property {number} quantity
 *
 * @typedef {object} Step
 * @property {string} at
 * @property {string} text
 * @property {string} place
 *
 * @typedef {object} Shipment
 * @property {number} id
 * @property {number} order_id
 * @property {"packed" | "shipped" | "delivered"} status
 * @property {string} courier
 * @property {string} courier_name
 * @property {string} tracking_no
 * @property {string | null} shipped_at
 * @property {string | null} delivered_at
 * @property {Piece[]} pieces
 * @property {Step[]} steps the latest first
 *
 * @typedef {object} Delivery
 * @property {string} status the order's
 * @property {Shipment[]} shipments
 * @property {Piece[]} left what is in no parcel yet
 * @property {boolean} can_receive
 * @property {string | null} completes_at
 */

/** The states of a parcel, in the customer's words. */
const STATES = {
  packed: { label: "已打包", hint: "商家已打包，等待快递员取件" },
  shipped: { label: "运输中", hint: "快递公司还没有更新物流信息" },
  delivered: { label: "已签收", hint: "包裹已送达" },
};

/**
 * @param {number} orderId
 * @returns {Promise<Delivery>}
 */
function loadDelivery(orderId) {
  return request(`/orders/${orderId}/shipments`);
}

/**
 * @param {number} orderId
 * @returns {Promise<Delivery>}
 */
function receiveOrder(orderId) {
  return request(`/orders/${orderId}/receive`, { method: "POST", body: {} });
}

/**
 * @param {number} id
 * @returns {Promise<Shipment>}
 */
function loadShipment(id) {
  return request(`/shipments/${id}`);
}

/**
 * A parcel as lists show it.
 *
 * @param {Shipment} shipment
 * @param {number} index its place among the order's
 * @param {number} total how many there are
 */
function cardOf(shipment, index, total) {
  const { id, status, courier_name, tracking_no, pieces, steps } = shipment;
  const words = STATES[status];
  return {
    id,
    title: total > 1 ? `包裹 ${index + 1}` : "包裹",
    label: words.label,
    carried: [courier_name, tracking_no].filter(Boolean).join(" "),
    news: steps.length ? steps[0].text : words.hint,
    time: steps.length ? formatTime(steps[0].at) : formatTime(shipment.shipped_at),
    count: countOf(pieces),
  };
}

/** @param {Piece[]} pieces */
function countOf(pieces) {
  return pieces.reduce((sum, piece) => sum + piece.quantity, 0);
}

/**
 * What happened to a parcel, the latest first, down to its leaving.
 *
 * @param {Shipment} shipment
 */
function storyOf(shipment) {
  const told = shipment.steps.map(({ at, text, place }, index) => ({
    key: `step-${index}`,
    text,
    place,
    time: formatTime(at),
  }));
  const left = { key: "left", text: "商家已发货", place: "", time: formatTime(shipment.shipped_at) };
  return shipment.shipped_at ? [...told, left] : told;
}

module.exports = { STATES, cardOf, countOf, loadDelivery, loadShipment, receiveOrder, storyOf };
