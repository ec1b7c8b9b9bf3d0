import { h } from "../app/dom.js";
import { followDrag } from "./drag.js";

/** Pulled content follows the finger half-way. */
const RESISTANCE = 0.5;

export const REFRESHER_PROPERTIES = {
  refresherEnabled: Boolean,
  refresherThreshold: { type: Number, value: 45 },
  refresherDefaultStyle: { type: String, value: "black" },
  refresherBackground: { type: String, value: "" },
  refresherTriggered: Boolean,
  refresherTwoLevelEnabled: Boolean,
  refresherTwoLevelThreshold: { type: Number, value: 150 },
  refresherTwoLevelCloseThreshold: { type: Number, value: 80 },
  refresherTwoLevelScrollEnabled: Boolean,
  refresherBallisticRefreshEnabled: Boolean,
  refresherTwoLevelPinned: Boolean,
};

/** What a scroll-view shows when it is pulled down, and what it tells then. */
export class Refresher {
  isPulled = false;
  #isOn = false;
  #distance = 0;

  /** @param {any} component a scroll-view */
  constructor(component) {
    this.component = component;
    this.dots = h("div", { class: "wx-pull-dots wx-scroll-refresher" }, h("i"), h("i"), h("i"));
    component.$$.prepend(this.dots);
    this.dress();
    followDrag(component, {
      accepts: ({ x, y }) => {
        const { data } = component;
        this.isPulled = data.refresherEnabled && !this.#isOn && component.scroller().scrollTop <= 0 && y > Math.abs(x);
        return this.isPulled;
      },
      move: ({ y }) => {
        this.#draw(Math.max(0, y * RESISTANCE), false);
        this.#tell("refresherpulling");
      },
      end: () => this.#letGo(),
    });
  }

  dress() {
    const { refresherEnabled, refresherDefaultStyle, refresherBackground } = this.component.data;
    this.dots.hidden = !refresherEnabled || refresherDefaultStyle === "none";
    this.dots.dataset.text = refresherDefaultStyle === "white" ? "light" : "dark";
    this.component.$$.style.setProperty("--refresher-background", refresherBackground || null);
  }

  /** What the mini-program says with `refresher-triggered`. @param {boolean} isOn */
  set(isOn) {
    if (isOn === this.#isOn) return;
    if (isOn) this.#start();
    else {
      this.#isOn = false;
      this.#draw(0, true);
      this.#tell("refresherrestore");
    }
  }

  #letGo() {
    this.isPulled = false;
    if (this.#distance >= this.component.data.refresherThreshold) this.#start();
    else {
      this.#tell("refresherabort");
      this.#draw(0, true);
    }
  }

  #start() {
    this.#isOn = true;
    this.#draw(this.component.data.refresherThreshold, true);
    this.#tell("refresherrefresh");
    // It stays open for as long as the mini-program says that it is triggered.
    this.component.setData({ refresherTriggered: true });
  }

  /** @param {string} name */
  #tell(name) {
    this.component.triggerEvent(name, { dy: this.#distance });
  }

  /** @param {number} distance @param {boolean} isAnimated */
  #draw(distance, isAnimated) {
    this.#distance = distance;
    const { $$: element } = this.component;
    const scroller = this.component.scroller();
    element.classList.toggle("wx-pulled", distance > 0);
    element.classList.toggle("wx-refreshing", this.#isOn);
    scroller.style.transition = isAnimated ? "transform 0.2s" : "";
    scroller.style.transform = distance ? `translateY(${distance}px)` : "";
  }
}
