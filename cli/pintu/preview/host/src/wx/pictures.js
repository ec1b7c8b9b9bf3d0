import { showSheet } from "../app/sheet.js";
import { Failure } from "./api.js";

/**
 * Lets somebody choose files: WeChat's sheet first, which is also the tap that a browser wants to see before it opens a
 * file chooser. Throws the Failure "cancel".
 *
 * @param {{accept: string, count: number, sourceType?: string[], camera?: string}} options camera: back or front
 * @returns {Promise<File[]>}
 */
export async function pickFiles({ accept, count, sourceType = ["album", "camera"], camera = "back" }) {
  const sources = [
    { source: "camera", label: "拍摄", testid: "pick-camera" },
    { source: "album", label: "从相册选择", testid: "pick-album" },
  ].filter(({ source }) => sourceType.includes(source));
  const chosen = sources[await showSheet({ buttons: sources })];
  if (!chosen) throw new Failure("cancel");
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept, multiple: count > 1 });
  if (chosen.source === "camera") input.setAttribute("capture", camera === "front" ? "user" : "environment");
  return new Promise((resolve, reject) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])].slice(0, count)));
    input.addEventListener("cancel", () => reject(new Failure("cancel")));
    input.click();
  });
}

/**
 * The size of a picture, in pixels.
 *
 * @param {Blob} blob
 * @returns {Promise<{width: number, height: number}>} throws a Failure for what is no picture
 */
export async function measured(blob) {
  const { naturalWidth: width, naturalHeight: height } = await loaded(new Image(), "load", blob);
  return { width, height };
}

/**
 * The size of a film in pixels, how long it is in seconds, and its first picture.
 *
 * @param {Blob} blob
 * @returns {Promise<{width: number, height: number, duration: number, first: Blob}>} throws a Failure for what is no film
 */
export async function measuredFilm(blob) {
  const film = document.createElement("video");
  film.muted = true;
  film.preload = "auto";
  const { videoWidth: width, videoHeight: height, duration } = await loaded(film, "loadeddata", blob);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(film, 0, 0);
  return { width, height, duration, first: await canvas.convertToBlob({ type: "image/jpeg" }) };
}

/**
 * @template {HTMLImageElement | HTMLVideoElement} T
 * @param {T} element
 * @param {string} event when there is enough of it
 * @param {Blob} blob
 * @returns {Promise<T>}
 */
function loaded(element, event, blob) {
  const url = URL.createObjectURL(blob);
  return new Promise((resolve, reject) => {
    element.addEventListener(event, () => {
      resolve(element);
      URL.revokeObjectURL(url);
    });
    element.addEventListener("error", () => {
      URL.revokeObjectURL(url);
      reject(new Failure("download image fail. reason: not an image"));
    });
    element.src = url;
  });
}
