import { along, followDrag } from "./drag.js";
import { toPx } from "./length.js";
import { native } from "./native.js";
import { closest } from "./tree.js";
import { unsupportedAttributes } from "./unsupported.js";

/** The style segment that the place is written to, beside the template's own and that of WXS. */
const PLACE_SEGMENT = 3;

/** https://developers.weixin.qq.com/miniprogram/dev/component/movable-view.html */
export default native({
  tag: "movable-view",
  properties: {
    direction: { type: String, value: "none" },
    inertia: Boolean,
    outOfBounds: Boolean,
    x: null,
    y: null,
    damping: { type: Number, value: 20 },
    friction: { type: Number, value: 2 },
    disabled: Boolean,
    scale: Boolean,
    scaleMin: { type: Number, value: 0.1 },
    scaleMax: { type: Number, value: 10 },
    scaleValue: { type: Number, value: 1 },
    animation: { type: Boolean, value: true },
  },
  observers: {
    "x, y"(/** @type {unknown} */ x, /** @type {unknown} */ y) {
      if (this._at) queueMicrotask(() => this.moveTo({ x: toPx(x), y: toPx(y) }, ""));
    },
  },
  methods: {
    /** @param {import("./drag.js").Point} place @param {"" | "touch"} source */
    moveTo(place, source) {
      const self = this;
      const area = closest(self, "movable-area")?.$$;
      if (!area) return;
      const [width, height] = [area.clientWidth - self.$$.offsetWidth, area.clientHeight - self.$$.offsetHeight];
      const [x, y] = [inside(place.x, width), inside(place.y, height)];
      if (x === self._at.x && y === self._at.y) return;
      self._at = { x, y };
      self.setNodeStyle(`transform:translate(${x}px,${y}px)`, PLACE_SEGMENT);
      self.triggerEvent("change", { x, y, source });
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._at = { x: 0, y: 0 };
      unsupportedAttributes(self, "movable-view", { inertia: "inertia", outOfBounds: "out-of-bounds", scale: "scale" });
      queueMicrotask(() => self.moveTo({ x: toPx(self.data.x), y: toPx(self.data.y) }, ""));
      let from = self._at;
      followDrag(self, {
        begin: () => {
          from = self._at;
          return !self.data.disabled && self.data.direction !== "none";
        },
        accepts: (moved) =>
          self.data.direction === "all" || along(self.data.direction === "vertical" ? "y" : "x")(moved),
        move: (moved) => {
          const { direction } = self.data;
          const x = direction === "vertical" ? 0 : moved.x;
          const y = direction === "horizontal" ? 0 : moved.y;
          self.moveTo({ x: from.x + x, y: from.y + y }, "touch");
        },
        end: () => {},
      });
    },
  },
});

/** Between the edges, also where the view is larger than the area. @param {number} at @param {number} room */
function inside(at, room) {
  return Math.min(Math.max(at, Math.min(0, room)), Math.max(0, room));
}
