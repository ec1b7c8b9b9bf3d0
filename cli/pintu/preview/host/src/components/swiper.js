import { h } from "../app/dom.js";
import { along, followDrag } from "./drag.js";
import { toPx } from "./length.js";
import { moveNumber } from "./motion.js";
import { native } from "./native.js";
import { closest, descendants } from "./tree.js";

/** A finger that leaves faster than this (px/ms) goes on to the next item, however short the way. */
const FLICK = 0.3;

/** https://developers.weixin.qq.com/miniprogram/dev/component/swiper.html */
export default native({
  tag: "swiper",
  inside: ["wx-swiper-frame"],
  properties: {
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: "rgba(0, 0, 0, .3)" },
    indicatorActiveColor: { type: String, value: "#000000" },
    autoplay: Boolean,
    current: { type: Number, value: 0 },
    currentItemId: String,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    previousMargin: { type: String, value: "0px" },
    nextMargin: { type: String, value: "0px" },
    displayMultipleItems: { type: Number, value: 1 },
    easingFunction: { type: String, value: "default" },
    snapToEdge: Boolean,
    skipHiddenItemLayout: Boolean,
    direction: { type: String, value: "all" },
    cacheExtent: Number,
    scrollWithAnimation: { type: Boolean, value: true },
    indicatorType: String,
  },
  observers: {
    current(/** @type {number} */ current) {
      if (this._frame && current !== this._index) queueMicrotask(() => this.go(this.data.current, ""));
    },
    "indicatorDots, indicatorColor, indicatorActiveColor, circular, vertical, previousMargin, nextMargin, displayMultipleItems"() {
      this.arrange();
    },
    "autoplay, interval"() {
      this.wind();
    },
  },
  methods: {
    /** @returns {any[]} */
    items() {
      return descendants(this, "swiper-item").filter((one) => closest(one, "swiper") === this);
    },
    /** The highest index that can stand first. */
    last() {
      const count = this.items().length;
      return Math.max(0, this.data.circular ? count - 1 : count - this.data.displayMultipleItems);
    },
    arrange() {
      const { _frame: frame, data, $$: element } = this;
      if (!frame) return;
      const [before, after] = data.vertical ? ["top", "bottom"] : ["left", "right"];
      frame.style.inset = "0";
      frame.style[before] = `${toPx(data.previousMargin)}px`;
      frame.style[after] = `${toPx(data.nextMargin)}px`;
      element.toggleAttribute("data-vertical", data.vertical);
      const items = this.items();
      if (this._index > this.last()) this._index = this.last();
      if (!this._isMoving) this._place = this._index;
      this._dots.hidden = !data.indicatorDots;
      this._dots.replaceChildren(...items.map(() => h("i", { class: "wx-swiper-dot" })));
      this.draw();
    },
    /** Puts each item where it belongs while `_place` is the item (or a fraction between two) that stands first. */
    draw() {
      const { _place: place, data } = this;
      const items = this.items();
      const { displayMultipleItems: shown, circular, vertical } = data;
      const spare = Math.floor((items.length - shown) / 2);
      items.forEach((/** @type {any} */ item, /** @type {number} */ index) => {
        const away = index - place;
        const offset = circular && items.length > shown ? modulo(away + spare, items.length) - spare : away;
        item.placeAt(offset, shown, vertical);
      });
      [...this._dots.children].forEach((dot, index) => {
        const isOn = modulo(index - this._index, items.length) < shown;
        dot.style.background = isOn ? data.indicatorActiveColor : data.indicatorColor;
        dot.classList.toggle("wx-swiper-dot-active", isOn);
      });
    },
    /** The length of one item, in px. */
    length() {
      const { clientWidth, clientHeight } = this._frame;
      return (this.data.vertical ? clientHeight : clientWidth) / this.data.displayMultipleItems || 1;
    },
    /**
     * Goes to an item.
     *
     * @param {number} index
     * @param {"" | "autoplay" | "touch"} source what `change` tells
     * @param {number} [place] where that is on the way that is taken; the shortest without it
     */
    go(index, source, place) {
      const self = this;
      const { circular, duration, easingFunction: curve, scrollWithAnimation } = self.data;
      const count = self.items().length;
      const target = circular ? modulo(index, count || 1) : Math.max(0, Math.min(index, self.last()));
      const nearest = circular ? self._place + shortest(target - self._place, count) : target;
      const isNew = target !== self._index;
      self._stop?.();
      if (!self._isMoving) self._settled = self._index;
      self._isMoving = true;
      self._index = target;
      const told = { current: target, source, currentItemId: self.items()[target]?.data.itemId ?? "" };
      if (isNew) {
        self.setData({ current: target });
        self.triggerEvent("change", told);
      }
      self._stop = moveNumber({
        from: self._place,
        to: place ?? nearest,
        duration: scrollWithAnimation && self.$$.clientWidth ? duration : 0,
        curve,
        step: (at) => self.moveTo(at),
        done: () => {
          self._isMoving = false;
          self._place = target;
          self.draw();
          self.triggerEvent("animationfinish", told);
        },
      });
      self.wind();
    },
    /** @param {number} place */
    moveTo(place) {
      const self = this;
      const way = (place - self._settled) * self.length();
      self._place = place;
      self.draw();
      self.triggerEvent("transition", self.data.vertical ? { dx: 0, dy: way } : { dx: way, dy: 0 });
    },
    /** Starts the clock of `autoplay` anew. */
    wind() {
      const self = this;
      clearTimeout(self._clock);
      if (!self._frame || !self.data.autoplay) return;
      self._clock = setTimeout(() => {
        const isSeen = self.$$.clientWidth > 0 && !document.hidden;
        if (!isSeen || self.items().length < 2 || self._isHeld) return self.wind();
        const isEnd = !self.data.circular && self._index >= self.last();
        return self.go(isEnd ? 0 : self._index + 1, "autoplay", isEnd ? 0 : self._index + 1);
      }, self.data.interval);
    },
    followFinger() {
      const self = this;
      let from = 0;
      const axis = () => (self.data.vertical ? "y" : "x");
      followDrag(self, {
        begin: () => {
          from = self._place;
        },
        accepts: (moved) => {
          self._isHeld = along(axis())(moved) && self.items().length > 1;
          if (self._isHeld) self._stop?.();
          self._settled = self._index;
          return self._isHeld;
        },
        move: (moved) => {
          const place = from - moved[axis()] / self.length();
          self._isMoving = true;
          self.moveTo(self.data.circular ? place : Math.max(0, Math.min(place, self.last())));
        },
        end: (moved, speed) => {
          self._isHeld = false;
          const way = -moved[axis()] / self.length();
          const flick = Math.abs(speed[axis()]) > FLICK ? Math.sign(-speed[axis()]) : 0;
          const place = flick
            ? flick > 0
              ? Math.floor(from + way) + 1
              : Math.ceil(from + way) - 1
            : Math.round(from + way);
          const kept = self.data.circular ? place : Math.max(0, Math.min(place, self.last()));
          self.go(kept, "touch", kept);
        },
      });
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._frame = self.$$.querySelector(".wx-swiper-frame");
      self._dots = h("div", { class: "wx-swiper-dots", "aria-hidden": "true" });
      self.$$.append(self._dots);
      self._index = self.data.current;
      self._place = self._index;
      self._settled = self._index;
      self.arrange();
      self._items = new MutationObserver(() => self.arrange());
      self._items.observe(self._frame, { childList: true });
      self.followFinger();
      self.wind();
    },
    detached() {
      clearTimeout(this._clock);
      this._stop?.();
      this._items.disconnect();
    },
  },
});

/** @param {number} number @param {number} by */
function modulo(number, by) {
  return ((number % by) + by) % by;
}

/** The shorter way round a circle. @param {number} way @param {number} count */
function shortest(way, count) {
  const forth = modulo(way, count || 1);
  return forth > count / 2 ? forth - count : forth;
}
