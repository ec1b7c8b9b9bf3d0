const pageBehavior = require("../../../core/behaviors/page");
const { textOf } = require("../../../core/errors");
const { confirm, toastError } = require("../../../core/feedback");
const { encodeItems } = require("../../../core/items");
const { byRole, open } = require("../../../core/navigate");
const { loadCart, removeItem, selectAll, updateItem } = require("../services/cart");

/**
 * @typedef {import("../services/cart").Cart} Cart
 * @typedef {import("../services/cart").CartItem} CartItem
 */

/** @type {Cart} */
const EMPTY = { items: [], selected_count: 0, selected_fen: 0 };

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    cart: EMPTY,
    allSelected: false,
    canCheckOut: byRole("checkout") !== "",
    problems: { off_sale: "已下架", out_of_stock: "已售罄", short: "库存不足" },
  },

  pageLifetimes: {
    show() {
      this.load();
    },
  },

  methods: {
    async load() {
      try {
        this.showCart(await loadCart());
      } catch (error) {
        if (this.data.state !== "ready") {
          this.setData({ state: "error", message: textOf(error) });
        } else {
          toastError(error);
        }
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    /** @param {Cart} cart */
    showCart(cart) {
      const sellable = cart.items.filter(isSellable);
      this.setData({
        cart,
        state: cart.items.length ? "ready" : "empty",
        allSelected: sellable.length > 0 && sellable.every((item) => item.selected),
      });
    },

    /**
     * Where a change fails, the cart as the backend has it is shown again.
     *
     * @param {Promise<Cart>} change
     */
    async apply(change) {
      try {
        this.showCart(await change);
      } catch (error) {
        toastError(error);
        this.load();
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{checked: boolean}>} event */
    onSelect(event) {
      const { id } = event.currentTarget.dataset;
      this.apply(updateItem(id, { selected: event.detail.checked }));
    },

    /** @param {WechatMiniprogram.CustomEvent<{checked: boolean}>} event */
    onSelectAll(event) {
      this.apply(selectAll(event.detail.checked));
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: number}>} event */
    onQuantity(event) {
      const { id } = event.currentTarget.dataset;
      this.apply(updateItem(id, { quantity: event.detail.value }));
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async onRemove(event) {
      const { id } = event.currentTarget.dataset;
      if (await confirm("从购物车里删除？", { danger: true })) this.apply(removeItem(id));
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openProduct(event) {
      open("catalog.product", { id: event.currentTarget.dataset.spu });
    },

    goHome() {
      open("home");
    },

    checkOut() {
      const checkout = byRole("checkout");
      const items = this.data.cart.items.filter((item) => item.selected && isSellable(item));
      if (checkout && items.length) open(checkout, { items: encodeItems(items), source: "cart" });
    },
  },
});

/** @param {CartItem} item */
function isSellable(item) {
  return item.problem === null || item.problem === "short";
}
