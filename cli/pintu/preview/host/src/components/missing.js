import { native } from "./native.js";
import { unsupported } from "./unsupported.js";

/**
 * Stands for a component of WeChat's that the preview does not have: a box with its name, and a word in the console.
 *
 * @param {string} tag
 */
export function missingComponent(tag) {
  return native({
    tag,
    lifetimes: {
      attached() {
        unsupported(`<${tag}>`);
        this.$$.dataset.missing = `<${tag}>`;
      },
    },
  });
}
