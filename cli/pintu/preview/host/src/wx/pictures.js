import { showSheet } from "../app/sheet.js";
import { Failure } from "./api.js";

/**
 * Lets somebody choose files: WeChat's sheet first, which is also the tap that a browser wants to see before it opens a
 * file chooser. Throws the Failure "cancel".
 *
 * @param {{accept: string, count: number, sourceType?: string[]}} options
 * @returns {Promise<File[]>}
 */
export async function pickFiles({ accept, count, sourceType = ["album", "camera"] }) {
  const sources = [
    { source: "camera", label: "拍摄", testid: "pick-camera" },
    { source: "album", label: "从相册选择", testid: "pick-album" },
  ].filter(({ source }) => sourceType.includes(source));
  const chosen = sources[await showSheet({ buttons: sources })];
  if (!chosen) throw new Failure("cancel");
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept, multiple: count > 1 });
  if (chosen.source === "camera") input.setAttribute("capture", "environment");
  return new Promise((resolve, reject) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])].slice(0, count)));
    input.addEventListener("cancel", () => reject(new Failure("cancel")));
    input.click();
  });
}

/**
 * The size of a picture; of a video also how long it is and its first frame is left out.
 *
 * @param {Blob} blob
 * @returns {Promise<{width: number, height: number, duration?: number}>} throws a Failure for what is no picture
 */
export function measured(blob) {
  const url = URL.createObjectURL(blob);
  const isVideo = blob.type.startsWith("video/");
  return new Promise((resolve, reject) => {
    const element = isVideo ? document.createElement("video") : new Image();
    element.addEventListener(isVideo ? "loadedmetadata" : "load", () => {
      if (element instanceof HTMLVideoElement) {
        const { videoWidth: width, videoHeight: height, duration } = element;
        resolve({ width, height, duration });
      } else resolve({ width: element.naturalWidth, height: element.naturalHeight });
      URL.revokeObjectURL(url);
    });
    element.addEventListener("error", () => {
      URL.revokeObjectURL(url);
      reject(new Failure("download image fail. reason: not an image"));
    });
    element.src = url;
  });
}
