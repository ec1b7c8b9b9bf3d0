const { toast } = require("../../../../core/feedback");
const { entryIn, wrongIn } = require("../../services/entry");
const { KINDS } = require("../../services/words");

/** @typedef {import("../../services/entry").Draft["kind"]} Kind */

const ORDER = /** @type {Kind[]} */ (["labour", "part", "extra"]);

/** Labour, a part or another cost, to be written down. Emits `add` with {entry}; `clear` empties it again. */
Component({
  properties: {
    busy: Boolean,
  },

  data: {
    kinds: ORDER.map((kind) => ({ kind, label: KINDS[kind] })),
    kind: /** @type {Kind} */ ("labour"),
    text: "",
    amount: "",
    yuan: "",
  },

  methods: {
    /** @param {WechatMiniprogram.TouchEvent} event */
    onKind(event) {
      this.setData({ kind: event.currentTarget.dataset.kind, amount: "" });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      this.setData({ [event.currentTarget.dataset.field]: event.detail.value });
    },

    onAdd() {
      const wrong = wrongIn(this.data);
      if (wrong) toast(wrong);
      else if (!this.data.busy) this.triggerEvent("add", { entry: entryIn(this.data) });
    },

    clear() {
      this.setData({ text: "", amount: "", yuan: "" });
    },
  },
});
