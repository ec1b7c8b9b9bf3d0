import { device } from "../app/settings.js";
import { elementOfCanvas } from "../canvas.js";
import { keepFile } from "../files.js";
import { api, Failure } from "./api.js";

const TYPES = { png: "image/png", jpg: "image/jpeg" };

/**
 * Sizes are those of the canvas itself (`canvas.width`), as its documentation has them.
 * https://developers.weixin.qq.com/miniprogram/dev/api/canvas/wx.canvasToTempFilePath.html
 */
export const canvasToTempFilePath = api("canvasToTempFilePath", async (options) => {
  const canvas = elementOfCanvas(options.canvas);
  if (!canvas) throw new Failure("fail canvas is empty");
  const { x = 0, y = 0, fileType = "png", quality = 1 } = options;
  const { width = canvas.width - x, height = canvas.height - y } = options;
  const { destWidth = width * device.pixelRatio, destHeight = height * device.pixelRatio } = options;
  const type = TYPES[/** @type {keyof typeof TYPES} */ (fileType)];
  if (!type) throw new Failure(`invalid fileType ${fileType}`);
  if (!(destWidth >= 1 && destHeight >= 1)) throw new Failure("create bitmap failed");
  const picture = new OffscreenCanvas(Math.round(destWidth), Math.round(destHeight));
  picture.getContext("2d")?.drawImage(canvas, x, y, width, height, 0, 0, picture.width, picture.height);
  const kept = quality > 0 && quality <= 1 ? quality : 1;
  return { tempFilePath: keepFile(await picture.convertToBlob({ type, quality: kept })) };
});
