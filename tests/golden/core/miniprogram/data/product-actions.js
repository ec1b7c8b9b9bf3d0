/**
 * The buttons under a product, from left to right.
 *
 * @typedef {object} Picked
 * @property {number} skuId 0 where the action needs no SKU
 * @property {number} quantity
 *
 * @typedef {object} ProductAction
 * @property {string} id
 * @property {string} label
 * @property {string} icon
 * @property {"icon" | "secondary" | "primary"} tone
 * @property {"sku" | "none"} needs "sku": a specification is picked first
 * @property {import("../core/routes").RouteId | ""} page its badge shows beside an icon
 * @property {(picked: Picked) => Promise<void>} run
 */

/** @type {ProductAction[]} */
const productActions = [
  {
    id: "view_cart",
    label: "购物车",
    icon: "cart",
    tone: "icon",
    needs: "none",
    page: "cart.cart",
    run: require("../pages/cart/actions").viewCart,
  },
  {
    id: "add_to_cart",
    label: "加入购物车",
    icon: "cart",
    tone: "secondary",
    needs: "sku",
    page: "",
    run: require("../pages/cart/actions").addToCart,
  },
  {
    id: "buy_now",
    label: "立即购买",
    icon: "order",
    tone: "primary",
    needs: "sku",
    page: "",
    run: require("../pages/order/actions").buyNow,
  },
];

module.exports = { productActions };
