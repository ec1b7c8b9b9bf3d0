import { fileUrl } from "../files.js";
import { native } from "./native.js";
import { ownerPath } from "./tree.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/cover-image.html */
export default native({
  tag: "cover-image",
  properties: { src: String, referrerPolicy: String },
  observers: {
    src() {
      this.draw();
    },
  },
  methods: {
    draw() {
      const self = this;
      if (!self._image) return;
      self._image.hidden = !self.data.src;
      if (self.data.src) self._image.src = fileUrl(self.data.src, ownerPath(self));
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._image = document.createElement("img");
      self._image.alt = "";
      self._image.draggable = false;
      self._image.addEventListener("load", () => {
        const { naturalWidth: width, naturalHeight: height } = self._image;
        self.triggerEvent("load", { width, height });
      });
      self._image.addEventListener("error", () => {
        console.warn(`[preview] image not found: ${self.data.src}`);
        self.triggerEvent("error", { errMsg: `GET ${self.data.src} 404 (Not Found)` });
      });
      self.$$.append(self._image);
      self.draw();
    },
  },
});
