import { ICONS } from "./icon-shapes.js";
import { toPx } from "./length.js";
import { native } from "./native.js";
import { unsupported } from "./unsupported.js";

const SVG = "http://www.w3.org/2000/svg";

/** https://developers.weixin.qq.com/miniprogram/dev/component/icon.html */
export default native({
  tag: "icon",
  properties: {
    type: String,
    size: { type: null, value: 23 },
    color: String,
  },
  observers: {
    "type, size, color"() {
      this.draw();
    },
  },
  methods: {
    draw() {
      const { $$: element, data } = this;
      const shape = ICONS[data.type];
      if (data.type && !shape) unsupported(`icon type="${data.type}"`);
      const svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("viewBox", "0 0 24 24");
      svg.style.width = svg.style.height = `${toPx(data.size)}px`;
      if (shape) {
        const color = data.color || shape.color;
        svg.append(
          path({ d: shape.fill, fill: color, "fill-rule": "evenodd" }),
          path({ d: shape.stroke ?? "", fill: "none", stroke: shape.strokeColor ?? color, "stroke-width": "1.5" }),
        );
      }
      element.dataset.type = data.type;
      element.replaceChildren(svg);
    },
  },
  lifetimes: {
    attached() {
      this.draw();
    },
  },
});

/** @param {Record<string, string>} attributes */
function path(attributes) {
  const element = document.createElementNS(SVG, "path");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
