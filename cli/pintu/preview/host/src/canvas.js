import { pageOffset } from "./app/geometry.js";
import { fileUrl } from "./files.js";

/** @type {WeakMap<object, HTMLCanvasElement>} what a node draws on, by the node: a mini-program does not get at it */
const elements = new WeakMap();

/**
 * What `fields({node: true})` gives of a canvas: WeChat's interface, and nothing else of the browser's element.
 * https://developers.weixin.qq.com/miniprogram/dev/api/canvas/Canvas.html
 */
export class CanvasNode {
  #element;
  #from;

  /** @param {HTMLCanvasElement} element @param {string} from the page or component where it stands: paths count from there */
  constructor(element, from) {
    this.#element = element;
    this.#from = from;
    elements.set(this, element);
  }

  get width() {
    return this.#element.width;
  }

  set width(width) {
    this.#element.width = width;
  }

  get height() {
    return this.#element.height;
  }

  set height(height) {
    this.#element.height = height;
  }

  /** @param {string} type only that of the component: WeChat has no other context beside it */
  getContext(type) {
    if (type !== "2d") return null;
    const context = this.#element.getContext("2d");
    if (context && !Object.hasOwn(context, "canvas")) {
      const drawImage = context.drawImage.bind(context);
      const canvas = { value: this, enumerable: true };
      const draw = (/** @type {any} */ image, /** @type {any[]} */ ...where) =>
        /** @type {Function} */ (drawImage)(elements.get(image) ?? image, ...where);
      Object.defineProperties(context, { canvas, drawImage: { value: draw } });
    }
    return context;
  }

  /** An image whose `src` may be a file of the mini-program's. */
  createImage() {
    const image = new Image();
    const from = this.#from;
    const native = /** @type {PropertyDescriptor} */ (
      Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src")
    );
    Object.defineProperty(image, "src", {
      get: () => native.get?.call(image),
      set(path) {
        native.set?.call(image, fileUrl(path, from));
      },
    });
    return image;
  }

  /** @param {Path2D | string} [path] */
  createPath2D(path) {
    return new Path2D(path);
  }

  createImageData() {
    return new ImageData(this.width || 1, this.height || 1);
  }

  /** @param {FrameRequestCallback} callback */
  requestAnimationFrame(callback) {
    return requestAnimationFrame(callback);
  }

  /** @param {number} id */
  cancelAnimationFrame(id) {
    cancelAnimationFrame(id);
  }

  /** @param {string} [type] @param {number} [quality] */
  toDataURL(type, quality) {
    return this.#element.toDataURL(type, quality);
  }

  /**
   * https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html: a CanvasTouch
   *
   * @param {{identifier: number, clientX: number, clientY: number}} touch
   */
  touchOf({ identifier, clientX, clientY }) {
    const [box, page] = [this.#element.getBoundingClientRect(), pageOffset()];
    return { identifier, x: clientX + page.left - box.left, y: clientY + page.top - box.top };
  }
}

/** @param {unknown} node @returns {HTMLCanvasElement | undefined} */
export function elementOfCanvas(node) {
  return typeof node === "object" && node !== null ? elements.get(node) : undefined;
}
