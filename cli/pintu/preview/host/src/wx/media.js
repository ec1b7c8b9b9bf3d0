import { isPermitted } from "../app/permissions.js";
import { currentPage } from "../app/stack.js";
import { fileOf } from "../file-system.js";
import { fileUrl, keepFile } from "../files.js";
import { api, checkTypes, Failure, privateApi } from "./api.js";
import { measured, measuredFilm, pickFiles } from "./pictures.js";
import { showViewer } from "./viewer.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseImage.html and its neighbours. */

/** So many pictures and videos at a time. */
const MOST_MEDIA = 20;

export const chooseImage = privateApi("chooseImage", async ({ count = 9, sourceType }) => {
  const files = await pickFiles({ accept: "image/*", count, sourceType });
  const tempFiles = files.map((file) => ({ path: keepFile(file), size: file.size }));
  return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles };
});

export const chooseMedia = privateApi("chooseMedia", async (options) => {
  const { count = 9, mediaType = ["image", "video"], sourceType, camera } = options;
  const kinds = mediaType.flatMap((/** @type {string} */ kind) => (kind === "mix" ? ["image", "video"] : [kind]));
  const accept = kinds.map((/** @type {string} */ kind) => `${kind}/*`).join(",");
  const files = await pickFiles({ accept, count: Math.min(count, MOST_MEDIA), sourceType, camera });
  const tempFiles = await Promise.all(files.map(chosenMedium));
  const types = new Set(tempFiles.map(({ fileType }) => fileType));
  return { tempFiles, type: types.size > 1 ? "mix" : [...types][0] };
});

/** What chooseMedia tells of one file. @param {File} file */
async function chosenMedium(file) {
  const { size } = file;
  if (!file.type.startsWith("video/"))
    return { tempFilePath: keepFile(file), size, fileType: "image", ...(await measured(file)) };
  const { first, ...measures } = await measuredFilm(file);
  return { tempFilePath: keepFile(file), size, fileType: "video", ...measures, thumbTempFilePath: keepFile(first) };
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseMessageFile.html: any file will do */
export const chooseMessageFile = privateApi(
  "chooseMessageFile",
  async ({ count = 100, type = "all", extension = [] }) => {
    const accept = { image: "image/*", video: "video/*" }[/** @type {string} */ (type)];
    const endings = extension.map((/** @type {string} */ one) => `.${one.replace(/^\./, "")}`).join(",");
    const files = await pickFiles({ accept: accept ?? endings, count, sourceType: ["album"] });
    return {
      tempFiles: files.map((file) => ({
        path: keepFile(file),
        name: file.name,
        size: file.size,
        time: Math.floor(file.lastModified / 1000),
        type: /^(image|video)(?=\/)/.exec(file.type)?.[0] ?? "file",
      })),
    };
  },
);

export const previewImage = api("previewImage", (options) => {
  checkTypes(options, { urls: "Array" });
  const { urls, current = urls[0] } = options;
  const sources = urls.map((/** @type {string} */ url) => ({ url, type: "image" }));
  showViewer(sources, typeof current === "number" ? current : urls.indexOf(current));
});

export const previewMedia = api("previewMedia", (options) => {
  checkTypes(options, { sources: "Array" });
  showViewer(options.sources, options.current ?? 0);
});

export const getImageInfo = api("getImageInfo", async (options) => {
  checkTypes(options, { src: "String" });
  const src = /^[\w-]+:|^\//.test(options.src) ? options.src : `/${options.src}`;
  const blob = await fileOf(src);
  if (!blob) throw new Failure(`file not found ${options.src}`);
  const { width, height } = await measured(blob);
  const path = /^https?:/.test(src) ? keepFile(blob) : src.replace(/^\//, "");
  return { width, height, path, orientation: "up", type: blob.type.replace(/^image\//, "").split(/[+;]/)[0] };
});

export const compressImage = api("compressImage", async (options) => {
  checkTypes(options, { src: "String" });
  const { src, quality = 80, compressedWidth, compressedHeight } = options;
  const blob = await fileOf(src);
  if (!blob) throw new Failure(`file not found ${src}`);
  const picture = await createImageBitmap(blob);
  const scale = (compressedWidth ?? NaN) / picture.width || (compressedHeight ?? NaN) / picture.height || 1;
  const canvas = new OffscreenCanvas(
    compressedWidth ?? Math.round(picture.width * scale),
    compressedHeight ?? Math.round(picture.height * scale),
  );
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const compressed = await canvas.convertToBlob({ type: "image/jpeg", quality: quality / 100 });
  return { tempFilePath: keepFile(compressed) };
});

export const saveImageToPhotosAlbum = privateApi("saveImageToPhotosAlbum", (options) => saveToAlbum(options.filePath));

export const saveVideoToPhotosAlbum = privateApi("saveVideoToPhotosAlbum", (options) => saveToAlbum(options.filePath));

/** The album is the folder of downloads. @param {string} filePath */
async function saveToAlbum(filePath) {
  checkTypes({ filePath }, { filePath: "String" });
  if (/^https?:/.test(filePath)) throw new Failure("invalid file type");
  if (!(await fileOf(filePath))) throw new Failure("file not exists");
  if (!(await isPermitted("scope.writePhotosAlbum"))) throw new Failure("auth deny", { errno: 103 });
  const link = document.createElement("a");
  link.href = fileUrl(filePath, currentPage()?.path);
  link.download = filePath.split("/").at(-1) ?? "";
  link.click();
}
