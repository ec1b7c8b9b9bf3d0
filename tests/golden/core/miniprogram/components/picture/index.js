/** A picture that fills its place, with a quiet stand-in while there is none. */
Component({
  options: { virtualHost: true },
  properties: {
    /** an address; null and "" show the stand-in */
    src: { type: null, value: "" },
    label: { type: String, value: "" },
  },
  data: { failed: false, loaded: false, current: "" },
  observers: {
    // Told whenever it is set, even to what it was; only another picture is loaded anew.
    /** @param {string | null} src */
    src(src) {
      if (src === this.data.current) return;
      this.setData({ current: src || "", failed: false, loaded: false });
    },
  },
  methods: {
    onLoad() {
      this.setData({ loaded: true });
    },
    onError() {
      this.setData({ failed: true });
    },
  },
});
