const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, isApiError, textOf } = require("../../../../core/errors");
const { confirm, toast, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { decodeInputs, decodeItems, decodeSource } = require("../../../../core/items");
const { happened } = require("../../../../core/moments");
const { open, replace } = require("../../../../core/navigate");
const { loadDefaultAddress } = require("../../../../pages/identity/services/addresses");
const { nextStepOf, perform } = require("../../services/actions");
const { placeOrder, previewOrder } = require("../../services/orders");

/**
 * @typedef {import("../../../../pages/identity/services/addresses").Address} Address
 * @typedef {import("../../services/orders").Preview} Preview
 * @typedef {import("../../../../core/items").Item} Item
 * @typedef {import("../../../../core/items").Source} Source
 */

/** Why an order may be refused that was fine when the page opened. */
const CHANGED = ["ORDER_PROBLEM", "OUT_OF_STOCK", "PRICE_CHANGED", "SKU_UNAVAILABLE"];

/** The order that this page is for; one that is placed, once. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    items: /** @type {Item[]} */ ([]),
    source: /** @type {Source} */ ("direct"),
    address: /** @type {Address | null} */ (null),
    preview: /** @type {Preview | null} */ (null),
    /** what the customer has chosen for promotions, by their name */
    inputs: /** @type {Record<string, unknown>} */ ({}),
    count: 0,
    remark: "",
    placing: false,
  },

  methods: {
    /** @param {{items?: string, source?: string, inputs?: string}} query see core/items.js */
    onLoad(query) {
      this.setData({
        items: decodeItems(query.items),
        source: decodeSource(query.source),
        inputs: decodeInputs(query.inputs),
      });
      happened("checkout_opened");
      this.load();
    },

    async load() {
      this.setData({ state: "loading" });
      try {
        this.setData({ address: await loadDefaultAddress() });
        await this.refresh();
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** Asks for the prices again: they depend on the address and on what was chosen. */
    async refresh() {
      const { items, address, inputs } = this.data;
      const preview = await previewOrder({
        items,
        address_id: address && address.id,
        inputs,
      });
      const count = items.reduce((sum, item) => sum + item.quantity, 0);
      this.setData({ preview, count, state: "ready" });
    },

    chooseAddress() {
      open(
        "identity.addresses",
        { pick: 1 },
        {
          /** @param {Address} address */
          picked: async (address) => {
            this.setData({ address });
            try {
              await this.refresh();
            } catch (error) {
              toastError(error);
            }
          },
        },
      );
    },

    /** @param {WechatMiniprogram.CustomEvent<{step: string, value: unknown}>} event null: chosen no longer */
    async onPart(event) {
      const { step, value } = event.detail;
      const { [step]: before, ...others } = this.data.inputs;
      this.setData({ inputs: value === null ? others : { ...others, [step]: value } });
      try {
        await this.refresh();
      } catch (error) {
        this.setData({ inputs: before === undefined ? others : { ...others, [step]: before } });
        toastError(error);
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onRemark(event) {
      this.setData({ remark: event.detail.value });
    },

    async place() {
      const { address, inputs, items, placing, preview, remark, source } = this.data;
      if (placing || !preview) return;
      const order = {
        items,
        source,
        address_id: address && address.id,
        remark: remark.trim(),
        expected_payable_fen: preview.payable_fen,
        inputs,
      };
      this.setData({ placing: true });
      await happened("order_submitted");
      try {
        const placed = await placeOrder(order, intent.keyFor(order));
        intent.settle();
        happened("order_placed", { orderId: placed.id });
        const next = nextStepOf(placed);
        if (next) await perform(next.id, placed, { replace: true });
        else await replace("order.result", { id: placed.id });
      } catch (error) {
        await this.explain(error);
      }
      this.setData({ placing: false });
    },

    /** @param {unknown} error */
    async explain(error) {
      if (hasCode(error, "ADDRESS_REQUIRED")) {
        toast("请先选择收货地址");
        this.chooseAddress();
      } else if (isApiError(error) && CHANGED.includes(error.code)) {
        // The new prices are shown before the customer is asked again.
        await this.refresh().catch(toastError);
        await confirm(textOf(error), { title: "订单有变化", confirmText: "知道了" });
      } else {
        toastError(error);
        // What is wrong with a choice stands above the prices from now on.
        if (isApiError(error)) await this.refresh().catch(() => {});
      }
    },
  },
});
