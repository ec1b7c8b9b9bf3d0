const pageBehavior = require("../../../../core/behaviors/page");
const consentBehavior = require("../../../../core/behaviors/consent");
const { textOf } = require("../../../../core/errors");
const { toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { byRole, open, replace, urlOf } = require("../../../../core/navigate");
const {
  book,
  clockOf,
  loadAttendees,
  loadResource,
  loadSlots,
  momentOf,
  moveBooking,
  pay,
  weekdayOf,
} = require("../../../../pages/booking/services/bookings");

/** @typedef {import("../../../../pages/booking/services/bookings").ResourceDetail} ResourceDetail */
/** @typedef {import("../../../../pages/booking/services/bookings").Slot} Slot */
/** @typedef {Slot & {clock: string, label: string}} Choice */

/** One press of the button; a request that got lost is repeated with its key. */
const intent = new Intent();

/** A day, a time, and who comes. With `move`, another time for that booking. */
Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    id: 0,
    /** the booking that is to have another time; 0 for a new one */
    moves: 0,
    state: "loading",
    message: "",
    resource: /** @type {ResourceDetail | null} */ (null),
    days: /** @type {{day: string, free: number, weekday: string, date: string}[]} */ ([]),
    day: "",
    slots: /** @type {Choice[]} */ ([]),
    slotsState: "loading",
    chosen: /** @type {Choice | null} */ (null),
    when: "",
    people: /** @type {{id: number, name: string}[]} */ ([]),
    person: 0,
    /** whether somebody has to be entered first who comes */
    nobody: false,
    remark: "",
    busy: false,
  },

  pageLifetimes: {
    show() {
      if (this.data.nobody) this.loadPeople();
    },
  },

  methods: {
    /** @param {{id?: string, move?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id), moves: Number(query.move || 0) });
      if (query.move) wx.setNavigationBarTitle({ title: "改期" });
      this.load();
    },

    async load() {
      try {
        const resource = await loadResource(this.data.id);
        const days = resource.days.map((one) => ({
          ...one,
          weekday: weekdayOf(one.day),
          date: one.day.slice(5),
        }));
        const first = days.find(({ free }) => free > 0) || days[0];
        this.setData({ resource, days, state: "ready" });
        if (first) await this.choose(this.data.day || first.day);
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
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

    /** @param {WechatMiniprogram.TouchEvent} event */
    onDay(event) {
      this.choose(event.currentTarget.dataset.day);
    },

    /** @param {string} day */
    async choose(day) {
      this.setData({ day, chosen: null, slotsState: "loading" });
      try {
        const { items } = await loadSlots(this.data.id, day);
        if (day !== this.data.day) return;
        this.setData({ slots: items.map(choiceOf), slotsState: "ready" });
      } catch (error) {
        if (day === this.data.day) this.setData({ slotsState: "error", message: textOf(error) });
      }
    },

    retrySlots() {
      this.choose(this.data.day);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onSlot(event) {
      const chosen = this.data.slots[event.currentTarget.dataset.index];
      if (chosen.state !== "free") return;
      this.setData({ chosen, when: momentOf(chosen.starts_at) });
      if (!this.data.moves && !this.data.people.length) this.loadPeople();
    },

    async loadPeople() {
      try {
        const people = await this.withConsent(loadAttendees);
        if (!people) return;
        const [first] = people.items;
        this.setData({
          people: people.items,
          person: first ? first.id : 0,
          nobody: !first && byRole("patients") !== "",
        });
      } catch (error) {
        toastError(error);
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onPerson(event) {
      this.setData({ person: event.currentTarget.dataset.id });
    },

    openPatients() {
      const patients = byRole("patients");
      if (patients) open(patients);
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onRemark(event) {
      this.setData({ remark: event.detail.value });
    },

    async submit() {
      const { busy, chosen, moves } = this.data;
      if (busy || !chosen) return;
      if (this.data.nobody) {
        this.openPatients();
        return;
      }
      this.setData({ busy: true });
      try {
        if (moves) await this.move(moves, chosen.id);
        else await this.book(chosen);
      } catch (error) {
        toastError(error);
        await this.choose(this.data.day);
      }
      this.setData({ busy: false });
    },

    /**
     * @param {number} id
     * @param {number} slotId
     */
    async move(id, slotId) {
      await moveBooking(id, slotId);
      toastDone("已改期");
      await replace("booking.detail", { id });
    },

    /** @param {Choice} chosen */
    async book(chosen) {
      const wish = { slot_id: chosen.id, attendee_id: this.data.person, remark: this.data.remark };
      const made = await this.withConsent(() => book(wish, intent.keyFor(wish)));
      if (!made) return;
      intent.settle();
      if (made.status === "held") await pay(made.id);
      else await open("booking.detail", { id: made.id });
      await this.choose(this.data.day);
    },

    onShareAppMessage() {
      const { id, resource } = this.data;
      return {
        title: resource ? `预约${resource.name}` : "预约",
        path: urlOf("booking.resource", { id }),
      };
    },
  },
});

/**
 * @param {Slot} slot
 * @returns {Choice}
 */
function choiceOf(slot) {
  const left = slot.capacity > 1 ? `余 ${slot.left}` : "可约";
  const label = { free: left, full: "约满", over: "已截止" }[slot.state];
  return { ...slot, clock: clockOf(slot.starts_at), label };
}
