const { request } = require("../../../core/request");

/**
 * @typedef {object} Category
 * @property {number} id
 * @property {string} name
 * @property {number | null} parent_id
 * @property {string | null} icon_url
 *
 * @typedef {object} SpuCard
 * @property {number} id
 * @property {string} name
 * @property {string} subtitle
 * @property {string | null} cover_url
 * @property {number} price_fen the lowest of its SKUs
 * @property {number | null} original_price_fen
 * @property {number} sold_count
 * @property {boolean} sold_out
 *
 * @typedef {object} Sku
 * @property {number} id
 * @property {string} code
 * @property {Record<string, string>} specs one value for each name: {规格: "100g"}
 * @property {number} price_fen
 * @property {number | null} original_price_fen
 * @property {string | null} image_url
 * @property {number | null} available null: not counted, always to be had
 *
 * @typedef {object} Spu
 * @property {number} id
 * @property {string} name
 * @property {string} subtitle
 * @property {string} description
 * @property {{kind: "image", url: string}[]} media
 * @property {{name: string, values: string[]}[]} specs
 * @property {Sku[]} skus
 * @property {number} sold_count
 * @property {boolean} on_sale
 *
 * @typedef {"default" | "sales" | "price_asc" | "price_desc"} Sort
 */

/** @returns {Promise<Category[]>} */
async function loadCategories() {
  const { items } = await request("/categories");
  return items;
}

/**
 * @param {{category?: number, q?: string, sort?: Sort, cursor?: string | null}} wanted
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<SpuCard>>}
 */
function loadSpus({ category, q, sort, cursor }) {
  return request("/spus", { query: { category_id: category, q, sort, cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Spu>}
 */
function loadSpu(id) {
  return request(`/spus/${id}`);
}

module.exports = { loadCategories, loadSpu, loadSpus };
