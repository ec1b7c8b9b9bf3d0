import { followDrag } from "./drag.js";
import { toPx } from "./length.js";
import { native } from "./native.js";
import { Refresher, REFRESHER_PROPERTIES } from "./refresher.js";
import { unsupportedAttributes } from "./unsupported.js";

/** Attributes of Skyline's, or of a phone's own scrolling, that change nothing here. */
const WITHOUT_EFFECT = {
  type: { type: String, value: "list" },
  enableBackToTop: Boolean,
  enablePassive: Boolean,
  bounces: { type: Boolean, value: true },
  fastDeceleration: Boolean,
  usingSticky: Boolean,
  clip: { type: Boolean, value: true },
  cacheExtent: Number,
  minDragDistance: Number,
  padding: Array,
  reverse: Boolean,
  associativeContainer: String,
};

/** https://developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html */
export default native({
  tag: "scroll-view",
  inside: ["wx-scroll-area", "wx-scroll-content"],
  properties: {
    ...WITHOUT_EFFECT,
    ...REFRESHER_PROPERTIES,
    scrollX: Boolean,
    scrollY: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: String,
    scrollIntoViewOffset: Number,
    scrollIntoViewAlignment: { type: String, value: "start" },
    scrollWithAnimation: Boolean,
    scrollAnchoring: Boolean,
    enableFlex: Boolean,
    enhanced: Boolean,
    showScrollbar: { type: Boolean, value: true },
    pagingEnabled: Boolean,
    scrollPositionX: null,
  },
  observers: {
    "scrollX, scrollY, enableFlex, showScrollbar, enhanced, pagingEnabled, scrollAnchoring"() {
      this.dress();
    },
    scrollTop(/** @type {unknown} */ value) {
      this.later(() => this.scrollToPlace({ top: toPx(value) }));
    },
    scrollLeft(/** @type {unknown} */ value) {
      this.later(() => this.scrollToPlace({ left: toPx(value) }));
    },
    scrollIntoView(/** @type {string} */ id) {
      if (id) this.later(() => this.scrollToElement(`#${CSS.escape(id)}`));
    },
    refresherTriggered(/** @type {boolean} */ isOn) {
      this.later(() => this._refresher.set(isOn));
    },
    "refresherEnabled, refresherDefaultStyle, refresherBackground"() {
      this._refresher?.dress();
    },
  },
  methods: {
    /** What scrolls. @returns {HTMLElement} */
    scroller() {
      return this._area;
    },
    /** What `wx.createSelectorQuery().select(...).node()` gives: https://developers.weixin.qq.com/miniprogram/dev/api/ui/scroll/ScrollViewContext.html */
    queryNode() {
      return this.data.enhanced ? contextOf(this) : null;
    },
    dress() {
      const { $$: element, data } = this;
      const { scrollX, scrollY, enableFlex, enhanced, showScrollbar, pagingEnabled, scrollAnchoring } = data;
      element.toggleAttribute("data-x", scrollX);
      element.toggleAttribute("data-y", scrollY);
      element.toggleAttribute("data-flex", enableFlex);
      element.toggleAttribute("data-bare", !showScrollbar);
      element.toggleAttribute("data-paging", enhanced && pagingEnabled);
      element.toggleAttribute("data-anchoring", scrollAnchoring);
      unsupportedAttributes(this, "scroll-view", { reverse: "reverse" });
    },
    /** Positions are taken when everything that the same change brings is there. @param {() => void} act */
    later(act) {
      queueMicrotask(() => {
        if (this._area) act();
      });
    },
    /** @param {{top?: number, left?: number, animated?: boolean}} place */
    scrollToPlace({ top, left, animated }) {
      this._area.scrollTo({ top, left, behavior: (animated ?? this.data.scrollWithAnimation) ? "smooth" : "instant" });
    },
    /** @param {string} selector @param {{offset?: number, animated?: boolean}} [options] */
    scrollToElement(selector, { offset, animated } = {}) {
      const { _area: scroller, data } = this;
      const target = scroller.querySelector(selector);
      if (!target) return;
      const further = offset ?? data.scrollIntoViewOffset;
      const [own, other] = [scroller.getBoundingClientRect(), target.getBoundingClientRect()];
      this.scrollToPlace({
        ...(data.scrollY && { top: scroller.scrollTop + other.top - own.top + further }),
        ...(data.scrollX && { left: scroller.scrollLeft + other.left - own.left + further }),
        animated,
      });
    },
    scrolled() {
      const self = this;
      const { scrollLeft, scrollTop, scrollHeight, scrollWidth, clientWidth, clientHeight } = self._area;
      const deltaX = self._left - scrollLeft;
      const deltaY = self._top - scrollTop;
      if (!deltaX && !deltaY) return;
      [self._left, self._top] = [scrollLeft, scrollTop];
      // More content has taken the end away.
      if (scrollHeight !== self._height) self._near.delete("bottom");
      if (scrollWidth !== self._width) self._near.delete("right");
      [self._height, self._width] = [scrollHeight, scrollWidth];
      self.triggerEvent("scroll", { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY });
      const { scrollX, scrollY, upperThreshold, lowerThreshold } = self.data;
      const [upper, lower] = [toPx(upperThreshold), toPx(lowerThreshold)];
      if (scrollY && deltaY) {
        self.near("top", scrollTop <= upper && deltaY > 0, scrollTop > upper);
        const rest = scrollHeight - clientHeight - scrollTop;
        self.near("bottom", rest <= lower && deltaY < 0, rest > lower);
      }
      if (scrollX && deltaX) {
        self.near("left", scrollLeft <= upper && deltaX > 0, scrollLeft > upper);
        const rest = scrollWidth - clientWidth - scrollLeft;
        self.near("right", rest <= lower && deltaX < 0, rest > lower);
      }
    },
    /**
     * Tells once of each time that an end comes near.
     *
     * @param {"top" | "bottom" | "left" | "right"} direction
     * @param {boolean} isNear
     * @param {boolean} isFar
     */
    near(direction, isNear, isFar) {
      const { _near: known } = this;
      if (isFar) known.delete(direction);
      if (!isNear || known.has(direction)) return;
      known.add(direction);
      const isUpper = direction === "top" || direction === "left";
      this.triggerEvent(isUpper ? "scrolltoupper" : "scrolltolower", { direction });
    },
    /** @param {string} name @param {import("./drag.js").Point} [velocity] */
    dragged(name, velocity) {
      if (!this.data.enhanced) return;
      const { scrollTop, scrollLeft } = this._area;
      this.triggerEvent(name, { scrollTop, scrollLeft, ...(velocity && { velocity }) });
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._area = self.$$.querySelector(".wx-scroll-area");
      self._near = new Set(["top", "left"]);
      [self._left, self._top] = [0, 0];
      self.dress();
      self._refresher = new Refresher(self);
      self._area.addEventListener("scroll", () => self.scrolled());
      followMouse(self);
    },
  },
});

/**
 * A finger scrolls by itself; the mouse does so here. Both are told of.
 *
 * @param {any} component
 */
function followMouse(component) {
  let isMouse = false;
  let from = { x: 0, y: 0 };
  component.$$.addEventListener("mousedown", () => (isMouse = true), true);
  component.$$.addEventListener("touchstart", () => (isMouse = false), { capture: true, passive: true });
  followDrag(component, {
    begin: () => {
      from = { x: component._area.scrollLeft, y: component._area.scrollTop };
      component.dragged("dragstart");
    },
    accepts: ({ x, y }) =>
      isMouse &&
      (Math.abs(x) > Math.abs(y) ? component.data.scrollX : component.data.scrollY) &&
      !component._refresher.isPulled,
    move: ({ x, y }) => {
      const { scrollX, scrollY } = component.data;
      if (scrollX) component._area.scrollLeft = from.x - x;
      if (scrollY) component._area.scrollTop = from.y - y;
    },
    end: () => {},
  });
  component.addListener("touchmove", () => component.dragged("dragging"));
  component.addListener("touchend", () => component.dragged("dragend", { x: 0, y: 0 }));
}

/** @param {any} component an enhanced scroll-view */
function contextOf(component) {
  return {
    /** @param {{top?: number, left?: number, animated?: boolean}} place */
    scrollTo: ({ top, left, animated = true }) => component.scrollToPlace({ top, left, animated }),
    /** @param {string} selector @param {{offset?: number, animated?: boolean}} [options] */
    scrollIntoView: (selector, options) => component.scrollToElement(selector, { animated: true, ...options }),
    triggerRefresh: () => component.setData({ refresherTriggered: true }),
    closeRefresh: () => component.setData({ refresherTriggered: false }),
    set scrollEnabled(/** @type {boolean} */ isOn) {
      component.$$.toggleAttribute("data-still", !isOn);
    },
    set showScrollbar(/** @type {boolean} */ isOn) {
      component.setData({ showScrollbar: isOn });
    },
    set pagingEnabled(/** @type {boolean} */ isOn) {
      component.setData({ pagingEnabled: isOn });
    },
  };
}
