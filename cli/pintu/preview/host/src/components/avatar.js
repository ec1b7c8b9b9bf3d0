import { consented } from "../app/privacy.js";
import { showSheet } from "../app/sheet.js";
import { Failure } from "../failure.js";
import { keepFile } from "../files.js";
import { pickFiles } from "../wx/pictures.js";

/** The side of the picture that stands for somebody's own, in px. */
const SIDE = 132;

/**
 * What `open-type="chooseAvatar"` asks: WeChat's own picture of somebody, or another one.
 *
 * @returns {Promise<string>} a temporary file's path; "" when nothing was chosen
 */
export async function chosenAvatar() {
  try {
    await consented("button.chooseAvatar");
    const buttons = [
      { label: "用微信头像", testid: "avatar-own" },
      { label: "从相册选择", testid: "avatar-album" },
    ];
    const choice = await showSheet({ title: "头像", buttons });
    if (choice === 0) return keepFile(await ownPicture());
    if (choice === 1) return keepFile((await pickFiles({ accept: "image/*", count: 1, sourceType: ["album"] }))[0]);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return "";
}

/** A picture for whoever has none. @returns {Promise<Blob>} */
function ownPicture() {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#c8d8cf";
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.fillStyle = "#fff";
  pen.beginPath();
  pen.arc(SIDE / 2, SIDE * 0.4, SIDE * 0.2, 0, Math.PI * 2);
  pen.arc(SIDE / 2, SIDE * 1.05, SIDE * 0.4, 0, Math.PI * 2);
  pen.fill();
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(/** @type {Blob} */ (blob)), "image/png"));
}
