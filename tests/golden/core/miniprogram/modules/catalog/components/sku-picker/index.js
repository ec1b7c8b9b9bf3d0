const { toast } = require("../../../../core/feedback");
const sku = require("../../services/sku");

/**
 * @typedef {import("../../../../pages/catalog/services/catalog").Spu} Spu
 * @typedef {import("../../../../pages/catalog/services/catalog").Sku} Sku
 * @typedef {import("../../../../data/product-actions").ProductAction} ProductAction
 */

/** How many of one SKU go into an order line. */
const MOST = 99;

/**
 * A sheet to pick a specification and a quantity. Events: `pick` with {action, sku, quantity}, `close`, and `choice`
 * with {text} whenever something else is chosen.
 */
Component({
  properties: {
    visible: Boolean,
    spu: { type: Object, value: /** @type {any} */ (null) },
    /** the buttons at the foot: ProductAction[] */
    actions: { type: Array, value: /** @type {ProductAction[]} */ ([]) },
    busy: { type: String, value: "" },
  },

  data: {
    chosen: /** @type {sku.Chosen} */ ({}),
    rows: /** @type {sku.SpecRow[]} */ ([]),
    sku: /** @type {Sku | null} */ (null),
    price: { low: 0, high: 0 },
    image: /** @type {string | null} */ (""),
    text: "",
    quantity: 1,
    most: MOST,
  },

  observers: {
    /** @param {Spu | null} spu */
    spu(spu) {
      if (spu) this.show(sku.initialChoice(spu));
    },
  },

  methods: {
    /** @param {sku.Chosen} chosen */
    show(chosen) {
      const spu = /** @type {Spu} */ (this.data.spu);
      const picked = sku.chosenSku(spu, chosen) || null;
      const most = picked && picked.available !== null ? Math.min(picked.available, MOST) : MOST;
      this.setData({
        chosen,
        most,
        text: sku.choiceText(spu, chosen),
        sku: picked,
        rows: sku.specRows(spu, chosen),
        price: sku.priceRange(spu, chosen),
        image: (picked && picked.image_url) || (spu.media.length ? spu.media[0].url : ""),
        quantity: Math.max(1, Math.min(this.data.quantity, most)),
      });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onValue(event) {
      const { name, value, enabled } = event.currentTarget.dataset;
      if (!enabled) return;
      this.show(sku.toggle(this.data.chosen, name, value));
      this.triggerEvent("choice", { text: this.data.text });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: number}>} event */
    onQuantity(event) {
      this.setData({ quantity: event.detail.value });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onAction(event) {
      const { sku: picked, quantity, text } = this.data;
      if (!picked) toast(text);
      else if (!sku.inStock(picked)) toast("这一款已售罄");
      else
        this.triggerEvent("pick", {
          action: event.currentTarget.dataset.id,
          sku: picked,
          quantity,
        });
    },

    /** @param {WechatMiniprogram.CustomEvent<{visible: boolean}>} event */
    onVisible(event) {
      if (!event.detail.visible) this.onClose();
    },

    onClose() {
      this.triggerEvent("close");
    },
  },
});
