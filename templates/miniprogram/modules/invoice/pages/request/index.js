const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { replace } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { blankInvoice, mistakesIn, trimmed } = require("../../services/form");
const { askForInvoice, loadInvoices, loadOrderInvoice } = require("../../services/invoices");
const { KINDS } = require("../../services/words");

/** Asking again after a lost answer must not be refused as a second time. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    order: 0,
    state: "loading",
    message: "",
    amount: 0,
    until: "",
    kinds: /** @type {{kind: string, label: string}[]} */ ([]),
    form: blankInvoice(),
    mistakes: /** @type {import("../../services/form").Mistakes} */ ({}),
    saving: false,
  },

  methods: {
    /** @param {{order?: string}} query */
    onLoad(query) {
      this.setData({ order: Number(query.order) });
      this.load();
    },

    async load() {
      try {
        const [told, before] = await Promise.all([
          loadOrderInvoice(this.data.order),
          loadInvoices(null, 1),
        ]);
        this.setData({
          amount: told.amount_fen,
          until: formatTime(told.until),
          kinds: Object.entries(KINDS)
            .map(([kind, label]) => ({ kind, label }))
            .filter(({ kind }) => told.companies || kind !== "company"),
          form: likeBefore(before.items[0], told.companies),
          state: told.open ? "ready" : "empty",
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onKind(event) {
      const { kind } = event.currentTarget.dataset;
      if (kind === this.data.form.kind) return;
      this.setData({ "form.kind": kind, "form.title": "", mistakes: {} });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      const { field } = event.currentTarget.dataset;
      this.setData({ [`form.${field}`]: event.detail.value, [`mistakes.${field}`]: "" });
    },

    async save() {
      const { form, order, saving } = this.data;
      const wish = trimmed(form);
      const mistakes = mistakesIn(wish);
      this.setData({ mistakes });
      if (saving || Object.keys(mistakes).length) return;
      this.setData({ saving: true });
      try {
        const invoice = await this.withConsent(() =>
          askForInvoice(order, wish, intent.keyFor({ order, ...wish })),
        );
        if (invoice) {
          intent.settle();
          await replace("invoice.detail", { id: invoice.id });
        }
      } catch (error) {
        toastError(error);
      }
      this.setData({ saving: false });
    },
  },
});

/**
 * Most people's invoices all go to the same address.
 *
 * @param {import("../../services/invoices").Invoice | undefined} before
 * @param {boolean} companies
 */
function likeBefore(before, companies) {
  if (!before || before.title === null || (before.kind === "company" && !companies)) {
    return blankInvoice();
  }
  const { kind, title, tax_number, email } = before;
  return { kind, title, tax_number: tax_number || "", email: email || "" };
}
