import { pageOf } from "../app/ready.js";
import { refreshScreen } from "../app/screen.js";
import { rpxToCss } from "../rpx.js";
import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/page-meta.html */
export default native({
  tag: "page-meta",
  properties: {
    backgroundTextStyle: String,
    backgroundColor: String,
    backgroundColorTop: String,
    backgroundColorBottom: String,
    rootBackgroundColor: String,
    scrollTop: String,
    scrollDuration: { type: Number, value: 300 },
    pageStyle: String,
    pageFontSize: String,
    rootFontSize: String,
    pageOrientation: String,
  },
  observers: {
    "**"() {
      this.apply();
    },
  },
  methods: {
    apply() {
      const { data, $$: element } = this;
      const page = pageOf(this);
      const root = element.closest("wx-page");
      if (!page || !root) return;
      root.style.cssText = rpxToCss(data.pageStyle);
      if (data.pageFontSize) root.style.fontSize = data.pageFontSize;
      // A page that is not to scroll says so in its style: what scrolls is around it here.
      page.scroller.style.overflow = /overflow\s*:\s*hidden/.test(data.pageStyle) ? "hidden" : "";
      for (const name of ["backgroundTextStyle", "backgroundColor"]) if (data[name]) page.changed[name] = data[name];
      refreshScreen(page);
    },
  },
  lifetimes: {
    attached() {
      this.apply();
    },
  },
});
