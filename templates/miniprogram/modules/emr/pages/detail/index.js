const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { formatTime } = require("../../../../core/time");
const { fetchRecord, loadEncounter, versionOf } = require("../../services/encounters");

/** @typedef {import("../../services/encounters").EncounterDetail} EncounterDetail */

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    encounter: /** @type {EncounterDetail | null} */ (null),
    time: "",
    versions: /** @type {ReturnType<typeof versionOf>[]} */ ([]),
    busy: false,
  },

  methods: {
    /** @param {{id: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        const encounter = await this.withConsent(() => loadEncounter(this.data.id));
        if (!encounter) {
          this.setData({ state: "empty" });
          return;
        }
        const time = formatTime(encounter.opened_at);
        this.setData({ encounter, time, versions: encounter.record.map(versionOf), state: "ready" });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async openPaper() {
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        const filePath = await fetchRecord(this.data.id);
        await wx.openDocument({ filePath, fileType: "pdf", showMenu: true });
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: false });
    },
  },
});
