const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { confirm, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { back } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const forms = require("../../services/patient-form");
const patients = require("../../services/patients");

/**
 * @typedef {import("../../services/patients").Patient} Patient
 * @typedef {import("../../services/patient-form").Form} Form
 * @typedef {import("../../services/patient-form").Mistakes} Mistakes
 */

/** Saving again after a lost answer must not add anybody twice. */
const intent = new Intent();

const FAMILY = Object.entries(patients.RELATIONS)
  .filter(([relation]) => relation !== "self")
  .map(([relation, label]) => ({ relation, label }));
const DOCUMENTS = Object.entries(patients.DOCUMENTS).map(([document, label]) => ({ document, label }));
const SEXES = Object.entries(patients.SEXES).map(([sex, label]) => ({ sex, label }));

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    family: FAMILY,
    documents: DOCUMENTS,
    documentLabels: DOCUMENTS.map(({ label }) => label),
    sexes: SEXES,
    today: formatTime(new Date().toISOString()).slice(0, 10),
    state: "loading",
    message: "",
    patient: /** @type {Patient | null} */ (null),
    form: forms.blankForm("self"),
    mistakes: /** @type {Mistakes} */ ({}),
    minor: false,
    adults: /** @type {{id: number, name: string}[]} */ ([]),
    saving: false,
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      const id = Number(query.id || 0);
      wx.setNavigationBarTitle({ title: id ? "就诊人信息" : "添加就诊人" });
      this.load(id);
    },

    /** @param {number} id 0 for a new one */
    async load(id) {
      try {
        const loaded = await this.withConsent(patients.loadPatients);
        const all = loaded ? loaded.items : [];
        const patient = all.find((item) => item.id === id) || null;
        if (!loaded || (id && !patient)) {
          this.setData({ state: "empty" });
          return;
        }
        const form = patient ? forms.formOf(patient) : forms.blankForm(all.length ? "child" : "self");
        const adults = all.filter((item) => !item.minor && item.id !== id);
        if (!patient && adults.length) form.guardian_id = adults[0].id;
        this.setData({ patient, adults, state: "ready" });
        this.fill(form);
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {Form} form */
    fill(form) {
      this.setData({ form, minor: forms.isMinor(form) });
    },

    /** @param {Partial<Form>} change */
    put(change) {
      const mistakes = { ...this.data.mistakes };
      Object.keys(change).forEach((field) => delete mistakes[/** @type {keyof Mistakes} */ (field)]);
      if ("guardian_id" in change || "guardian_agrees" in change) delete mistakes.guardian;
      this.setData({ mistakes });
      this.fill({ ...this.data.form, ...change });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      this.put({ [event.currentTarget.dataset.field]: event.detail.value });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onChoose(event) {
      const { field, value } = event.currentTarget.dataset;
      this.put({ [field]: value });
    },

    /** @param {WechatMiniprogram.PickerChange} event */
    onDocument(event) {
      const { document } = DOCUMENTS[Number(event.detail.value)];
      this.put({ document: /** @type {Form["document"]} */ (document), id_number: "" });
    },

    /** @param {WechatMiniprogram.PickerChange} event */
    onBirthDate(event) {
      this.put({ birth_date: String(event.detail.value) });
    },

    /** Another guardian has to agree anew. @param {WechatMiniprogram.TouchEvent} event */
    onGuardian(event) {
      const guardianId = event.currentTarget.dataset.id;
      if (guardianId !== this.data.form.guardian_id) {
        this.put({ guardian_id: guardianId, guardian_agrees: false });
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{checked: boolean}>} event */
    onAgree(event) {
      this.put({ guardian_agrees: event.detail.checked });
    },

    async save() {
      const { form, patient, saving } = this.data;
      const mistakes = forms.mistakesIn(form, patient !== null);
      this.setData({ mistakes });
      if (saving || Object.keys(mistakes).length) return;
      this.setData({ saving: true });
      try {
        const saved = await this.withConsent(() => this.send(form, patient));
        if (saved) {
          intent.settle();
          await back();
        }
      } catch (error) {
        toastError(error);
      }
      this.setData({ saving: false });
    },

    /**
     * @param {Form} form
     * @param {Patient | null} patient
     */
    send(form, patient) {
      if (patient) return patients.changePatient(patient.id, forms.changeOf(form));
      const body = forms.bodyOf(form);
      return patients.addPatient(body, intent.keyFor(body));
    },

    async remove() {
      const { patient } = this.data;
      if (!patient) return;
      const words = "依法须保存的病历会封存、到期删除，其他信息立即删除。";
      if (!(await confirm(words, { title: `移除${patient.name}`, confirmText: "移除", danger: true }))) return;
      try {
        const until = await patients.removePatient(patient.id);
        if (until) await tell("已移除", `依法须保存的病历封存至 ${formatTime(until).slice(0, 10)}，期满删除。`);
        await back();
      } catch (error) {
        if (hasCode(error, "PATIENT_IN_USE")) await tell(error.message, error.details.reasons.join("\n"));
        else toastError(error);
      }
    },
  },
});

/**
 * @param {string} title
 * @param {string} content
 */
async function tell(title, content) {
  await wx.showModal({ title, content, showCancel: false, confirmText: "知道了" });
}
