/**
 * Which specifications can be picked. Plain functions: the picker shows what they say.
 *
 * @typedef {import("../../../pages/catalog/services/catalog").Spu} Spu
 * @typedef {import("../../../pages/catalog/services/catalog").Sku} Sku
 * @typedef {Record<string, string>} Chosen a value for each name that is decided
 *
 * @typedef {object} SpecValue
 * @property {string} value
 * @property {boolean} chosen
 * @property {boolean} enabled whether some SKU in stock has it, together with what else is chosen
 *
 * @typedef {object} SpecRow
 * @property {string} name
 * @property {SpecValue[]} values
 */

/** @param {Sku} sku */
function inStock(sku) {
  return sku.available === null || sku.available > 0;
}

/**
 * @param {Sku} sku
 * @param {Chosen} chosen
 */
function fits(sku, chosen) {
  return Object.entries(chosen).every(([name, value]) => sku.specs[name] === value);
}

/**
 * What is chosen to begin with: names with one value only, and everything when there is one SKU.
 *
 * @param {Spu} spu
 * @returns {Chosen}
 */
function initialChoice(spu) {
  const single = spu.specs.filter(({ values }) => values.length === 1);
  return Object.fromEntries(single.map(({ name, values }) => [name, values[0]]));
}

/**
 * @param {Chosen} chosen
 * @param {string} name
 * @param {string} value
 * @returns {Chosen} with the value chosen, or given up when it was
 */
function toggle(chosen, name, value) {
  const { [name]: before, ...others } = chosen;
  return before === value ? others : { ...others, [name]: value };
}

/**
 * @param {Spu} spu
 * @param {Chosen} chosen
 * @returns {SpecRow[]}
 */
function specRows(spu, chosen) {
  return spu.specs.map(({ name, values }) => ({
    name,
    values: values.map((value) => ({
      value,
      chosen: chosen[name] === value,
      enabled: spu.skus.some((sku) => inStock(sku) && fits(sku, { ...chosen, [name]: value })),
    })),
  }));
}

/**
 * The one SKU that is meant, once every name is decided.
 *
 * @param {Spu} spu
 * @param {Chosen} chosen
 * @returns {Sku | undefined}
 */
function chosenSku(spu, chosen) {
  if (spu.specs.some(({ name }) => !(name in chosen))) return undefined;
  return spu.skus.find((sku) => fits(sku, chosen));
}

/**
 * The lowest and the highest price of what may still be meant.
 *
 * @param {Spu} spu
 * @param {Chosen} chosen
 */
function priceRange(spu, chosen) {
  const fitting = spu.skus.filter((sku) => fits(sku, chosen));
  const prices = (fitting.length ? fitting : spu.skus).map((sku) => sku.price_fen);
  return { low: Math.min(...prices), high: Math.max(...prices) };
}

/**
 * @param {Spu} spu
 * @param {Chosen} chosen
 * @returns {string} the names that are still open: "请选择 规格、包装", or what is chosen: "已选 100g、罐装"
 */
function choiceText(spu, chosen) {
  const open = spu.specs.filter(({ name }) => !(name in chosen)).map(({ name }) => name);
  if (open.length) return `请选择 ${open.join("、")}`;
  const values = spu.specs.map(({ name }) => chosen[name]);
  return values.length ? `已选 ${values.join("、")}` : "";
}

module.exports = { choiceText, chosenSku, inStock, initialChoice, priceRange, specRows, toggle };
