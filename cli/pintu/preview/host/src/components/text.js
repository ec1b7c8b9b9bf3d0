import { native } from "./native.js";
import { decodeEntities } from "./rich-text-nodes.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/text.html */
export default native({
  tag: "text",
  properties: {
    selectable: Boolean,
    userSelect: Boolean,
    space: String,
    decode: Boolean,
    overflow: { type: String, value: "visible" },
    maxLines: Number,
  },
  observers: {
    "selectable, userSelect"(/** @type {boolean} */ selectable, /** @type {boolean} */ userSelect) {
      this.$$.toggleAttribute("data-selectable", selectable || userSelect);
    },
    space(/** @type {string} */ kind) {
      this.$$.dataset.space = kind;
    },
    "overflow, maxLines"(/** @type {string} */ overflow, /** @type {number} */ lines) {
      const { style, dataset } = this.$$;
      dataset.overflow = overflow;
      style.webkitLineClamp = lines ? String(lines) : "";
    },
    decode() {
      this.rewrite();
    },
  },
  methods: {
    /** Two things that are written in a text and shown as something else: `\\n`, and entities with `decode`. */
    rewrite() {
      for (const node of this.$$.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || node.data === this._written.get(node)) continue;
        const lines = node.data.replaceAll("\\n", "\n");
        const text = this.data.decode ? decodeEntities(lines) : lines;
        this._written.set(node, text);
        if (text !== node.data) node.data = text;
      }
    },
  },
  lifetimes: {
    created() {
      this._written = new WeakMap();
    },
    attached() {
      this._changes = new MutationObserver(() => this.rewrite());
      this._changes.observe(this.$$, { childList: true, characterData: true, subtree: true });
      this.rewrite();
    },
    detached() {
      this._changes.disconnect();
    },
  },
});
