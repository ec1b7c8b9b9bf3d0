import button from "./button.js";
import image from "./image.js";
import input from "./input.js";
import text from "./text.js";
import view from "./view.js";

/** Every native component; native.js says how to add one. @type {import("./native.js").NativeDefinition[]} */
export const COMPONENTS = [button, image, input, text, view];
