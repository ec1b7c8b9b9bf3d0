import { fileUrl } from "../files.js";
import { native } from "./native.js";
import { ownerClasses } from "./owner-class.js";
import { richNodes } from "./rich-text-nodes.js";
import { ownerPath } from "./tree.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html */
export default native({
  tag: "rich-text",
  properties: {
    nodes: { type: null, value: [] },
    space: String,
    userSelect: Boolean,
    mode: { type: String, value: "default" },
  },
  observers: {
    nodes() {
      this.draw();
    },
    "space, userSelect"(/** @type {string} */ space, /** @type {boolean} */ userSelect) {
      this.$$.dataset.space = space;
      this.$$.toggleAttribute("data-selectable", userSelect);
    },
  },
  methods: {
    draw() {
      const self = this;
      if (!self._content) return;
      self._content.replaceChildren(
        ...richNodes(self.data.nodes, {
          file: (src) => fileUrl(src, ownerPath(self)),
          classes: (names) => ownerClasses(self, names),
        }),
      );
    },
  },
  lifetimes: {
    attached() {
      this._content = document.createElement("div");
      this.$$.append(this._content);
      this.draw();
    },
  },
});
