import { native } from "./native.js";

/** The conditions by the properties that name them. */
const LENGTHS = {
  minWidth: "min-width",
  maxWidth: "max-width",
  width: "width",
  minHeight: "min-height",
  maxHeight: "max-height",
  height: "height",
};

/** https://developers.weixin.qq.com/miniprogram/dev/component/match-media.html */
export default native({
  tag: "match-media",
  properties: {
    ...Object.fromEntries(Object.keys(LENGTHS).map((name) => [name, null])),
    orientation: String,
  },
  observers: {
    [[...Object.keys(LENGTHS), "orientation"].join(", ")]() {
      this.watch();
    },
  },
  methods: {
    watch() {
      const { data, $$: element } = this;
      this._ends?.();
      const conditions = Object.entries(LENGTHS)
        .filter(([name]) => data[name] !== null && data[name] !== undefined)
        .map(([name, feature]) => `(${feature}: ${Number(data[name])}px)`);
      if (data.orientation) conditions.push(`(orientation: ${data.orientation})`);
      const media = window.matchMedia(conditions.join(" and "));
      const follow = () => element.toggleAttribute("data-out", !media.matches);
      follow();
      media.addEventListener("change", follow);
      this._ends = () => media.removeEventListener("change", follow);
    },
  },
  lifetimes: {
    attached() {
      this.watch();
    },
    detached() {
      this._ends();
    },
  },
});
