import { native } from "./native.js";
import { closest } from "./tree.js";
import { onScrollRest } from "./wheel.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker-view-column.html */
export default native({
  tag: "picker-view-column",
  inside: ["wx-picker-track"],
  methods: {
    index() {
      return Math.round(this._track.scrollTop / (closest(this, "picker-view")?.rowHeight() || 1));
    },
    /** @param {number} index */
    turnTo(index) {
      if (this._track) this._track.scrollTop = index * (closest(this, "picker-view")?.rowHeight() ?? 0);
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._track = self.$$.querySelector(".wx-picker-track");
      let isTurning = false;
      self._track.addEventListener("scroll", () => {
        const view = closest(self, "picker-view");
        if (isTurning || self.index() === view?.data.value[view.columns().indexOf(self)]) return;
        isTurning = true;
        view?.triggerEvent("pickstart", {});
      });
      onScrollRest(self._track, () => {
        if (isTurning) closest(self, "picker-view")?.turned();
        isTurning = false;
      });
    },
  },
});
