import { navigateBack, navigateTo, reLaunch, redirectTo, switchTab } from "../wx/navigate.js";
import { followHover, hoverProperties } from "./hover.js";
import { native } from "./native.js";
import { unsupported } from "./unsupported.js";

/** @type {Record<string, (options: any) => any>} */
const MOVES = { navigate: navigateTo, redirect: redirectTo, switchTab, reLaunch, navigateBack };

/** https://developers.weixin.qq.com/miniprogram/dev/component/navigator.html */
export default native({
  tag: "navigator",
  properties: {
    ...hoverProperties("navigator-hover", 50, 600),
    target: { type: String, value: "self" },
    url: String,
    openType: { type: String, value: "navigate" },
    delta: { type: Number, value: 1 },
    appId: String,
    path: String,
    extraData: null,
    version: { type: String, value: "release" },
    shortLink: String,
  },
  methods: {
    press() {
      const self = this;
      const { target, openType, url, delta } = self.data;
      const move = MOVES[openType];
      if (target === "miniProgram" || !move) {
        const name = target === "miniProgram" ? 'navigator target="miniProgram"' : `navigator open-type="${openType}"`;
        unsupported(name);
        self.triggerEvent("fail", { errMsg: `${name}:fail not supported` });
        self.triggerEvent("complete", {});
        return;
      }
      move({
        url,
        delta,
        success: () => self.triggerEvent("success", {}),
        fail: (/** @type {{errMsg: string}} */ { errMsg }) => {
          console.warn(`[preview] navigator url="${url}": ${errMsg}`);
          self.triggerEvent("fail", { errMsg });
        },
        complete: () => self.triggerEvent("complete", {}),
      });
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      if (!self.$$.hasAttribute("role")) self.$$.setAttribute("role", "link");
      followHover(self);
      self.addListener("tap", () => self.press());
    },
  },
});
