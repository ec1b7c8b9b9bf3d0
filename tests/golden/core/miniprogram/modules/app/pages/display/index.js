const { darkMode } = require("../../../../config");
const pageBehavior = require("../../../../core/behaviors/page");
const { getDisplay, paintBars, rootClass, setDisplay } = require("../../../../core/display");

const TEXT_SIZES = [
  { id: "standard", label: "标准" },
  { id: "large", label: "大" },
  { id: "huge", label: "特大" },
];

const APPEARANCES = [
  { id: "auto", label: "跟随系统" },
  { id: "light", label: "浅色" },
  { id: "dark", label: "深色" },
];

Component({
  behaviors: [pageBehavior],

  data: {
    textSizes: TEXT_SIZES,
    appearances: darkMode ? APPEARANCES : [],
    chosen: getDisplay(),
  },

  methods: {
    /** @param {WechatMiniprogram.TouchEvent} event */
    chooseText(event) {
      this.choose({ textSize: event.currentTarget.dataset.id });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    chooseAppearance(event) {
      this.choose({ appearance: event.currentTarget.dataset.id });
    },

    /** @param {Partial<import("../../../../core/display").Display>} changed */
    choose(changed) {
      setDisplay(changed);
      this.setData({ chosen: getDisplay(), look: rootClass() });
      paintBars(false);
    },
  },
});
