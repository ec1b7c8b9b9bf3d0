import { pageOf } from "../app/ready.js";
import { refreshScreen } from "../app/screen.js";
import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/navigation-bar.html */
export default native({
  tag: "navigation-bar",
  properties: {
    title: String,
    loading: Boolean,
    frontColor: String,
    backgroundColor: String,
    colorAnimationDuration: Number,
    colorAnimationTimingFunc: { type: String, value: "linear" },
  },
  observers: {
    "**"() {
      this.apply();
    },
  },
  methods: {
    apply() {
      const { title, loading, frontColor, backgroundColor } = this.data;
      const page = pageOf(this);
      if (!page) return;
      page.isLoading = loading;
      if (title) page.changed.navigationBarTitleText = title;
      if (frontColor) page.changed.navigationBarTextStyle = frontColor === "#ffffff" ? "white" : "black";
      if (backgroundColor) page.changed.navigationBarBackgroundColor = backgroundColor;
      refreshScreen(page);
    },
  },
  lifetimes: {
    attached() {
      this.apply();
    },
  },
});
