import { fileUrl } from "../files.js";
import { native } from "./native.js";
import { ownerPath } from "./tree.js";
import { unsupportedAttributes } from "./unsupported.js";

const SHOWN_WHOLE = {
  scaleToFill: "fill",
  aspectFit: "contain",
  aspectFill: "cover",
  widthFix: "fill",
  heightFix: "fill",
};

/** https://developers.weixin.qq.com/miniprogram/dev/component/image.html */
export default native({
  tag: "image",
  properties: {
    src: String,
    mode: { type: String, value: "scaleToFill" },
    webp: Boolean,
    lazyLoad: Boolean,
    fadeIn: Boolean,
    showMenuByLongpress: Boolean,
    forceHttps: Boolean,
  },
  observers: {
    src() {
      this.load();
    },
    mode() {
      this.fit();
    },
  },
  methods: {
    load() {
      const self = this;
      if (!self._image) return;
      const { src, lazyLoad } = self.data;
      self._image.loading = lazyLoad ? "lazy" : "eager";
      if (src) self._image.src = fileUrl(src, ownerPath(self));
      else self._image.removeAttribute("src");
      self._image.hidden = !src;
    },
    fit() {
      const self = this;
      if (!self._image) return;
      const { mode } = self.data;
      const whole = SHOWN_WHOLE[/** @type {keyof typeof SHOWN_WHOLE} */ (mode)];
      Object.assign(self._image.style, { objectFit: whole ?? "none", objectPosition: whole ? "" : mode });
      self.$$.dataset.mode = mode;
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      const image = document.createElement("img");
      self._image = image;
      image.alt = "";
      image.draggable = false;
      image.addEventListener("load", () => {
        image.dataset.loaded = "true";
        self.triggerEvent("load", { width: image.naturalWidth, height: image.naturalHeight });
      });
      image.addEventListener("error", () => {
        console.warn(`[preview] image not found: ${self.data.src}`);
        self.triggerEvent("error", { errMsg: `GET ${self.data.src} 404 (Not Found)` });
      });
      image.dataset.fade = String(self.data.fadeIn);
      self.$$.append(image);
      unsupportedAttributes(self, "image", { showMenuByLongpress: "show-menu-by-longpress" });
      self.fit();
      self.load();
    },
  },
});
