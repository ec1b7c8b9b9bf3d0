const { request } = require("../../../core/request");
const { distanceText } = require("../../../pages/multi_store/services/places");

/**
 * @typedef {object} Store
 * @property {number} id
 * @property {string} name
 * @property {string} province
 * @property {string} city
 * @property {string} district
 * @property {string} address
 * @property {string} phone
 * @property {number} latitude
 * @property {number} longitude
 * @property {boolean} active
 * @property {boolean} open
 * @property {string} today
 * @property {number | null} distance_m
 *
 * @typedef {Store & {week: Day[], exceptions: Day[]}} StoreDetail
 * @typedef {{day: string, hours: string}} Day
 * @typedef {import("../../../pages/multi_store/services/places").Place} Place
 * @typedef {{province: string, city: string, stores: number}} City
 */

/**
 * @param {{city?: string, here?: Place | null}} wanted
 * @returns {Promise<Store[]>} the nearest first
 */
async function loadStores({ city = "", here = null }) {
  const query = { ...(city ? { city } : {}), ...(here || {}) };
  return (await request("/stores", { query })).items;
}

/** @returns {Promise<City[]>} */
async function loadCities() {
  return (await request("/stores/cities")).items;
}

/**
 * @param {number} id
 * @param {Place | null} here
 * @returns {Promise<StoreDetail>}
 */
function loadStore(id, here) {
  return request(`/stores/${id}`, { query: { ...(here || {}) } });
}

/** @param {Pick<Store, "active" | "open">} store */
function stateOf({ active, open }) {
  if (!active) return "暂停营业";
  return open ? "营业中" : "休息中";
}

/** @param {Store} store */
function cardOf(store) {
  return {
    id: store.id,
    name: store.name,
    place: `${store.city}${store.district}${store.address}`,
    today: store.today,
    state: stateOf(store),
    open: store.open,
    distance: distanceText(store.distance_m),
  };
}

module.exports = { cardOf, loadCities, loadStore, loadStores, stateOf };
