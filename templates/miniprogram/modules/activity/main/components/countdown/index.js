const { parseTime } = require("../../../../core/time");
const { clockOf, offsetOf } = require("../../services/countdown");

/** The timer of each countdown that is ticking. @type {WeakMap<object, number>} */
const timers = new WeakMap();

/** How long until a moment, by the server's clock. Emits `over`, once, when it is there. */
Component({
  properties: {
    until: { type: String, value: "" },
    /** the server's time, as it came together with `until` */
    now: { type: String, value: "" },
    /** "plain" takes the colours of the text around it */
    tone: { type: String, value: "boxed" },
  },
  data: { offset: 0, days: 0, clock: ["00", "00", "00"] },
  observers: {
    "until, now"() {
      this.setData({ offset: offsetOf(this.data.now) });
      this.start();
    },
  },
  lifetimes: {
    detached() {
      this.stop();
    },
  },
  pageLifetimes: {
    show() {
      this.start();
    },
    hide() {
      this.stop();
    },
  },
  methods: {
    start() {
      this.stop();
      if (!this.data.until || !this.show()) return;
      const timer = setInterval(() => {
        if (this.show()) return;
        this.stop();
        this.triggerEvent("over");
      }, 1000);
      timers.set(this, timer);
    },

    stop() {
      clearInterval(timers.get(this) || 0);
      timers.delete(this);
    },

    /** @returns {boolean} whether there is any time left */
    show() {
      const { offset, until } = this.data;
      const left = parseTime(until).getTime() - (Date.now() + offset);
      this.setData(clockOf(left));
      return left > 0;
    },
  },
});
