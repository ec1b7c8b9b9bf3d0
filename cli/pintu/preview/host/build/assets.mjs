import fs from "node:fs";
import path from "node:path";

/** What a page may show or play: files that WeChat uploads as they are. */
const ASSET = /\.(png|jpe?g|gif|svg|webp|mp3|aac|m4a|mp4|wav|ogg|silk|json|cer)$/i;
const LEFT_OUT = new Set(["node_modules", "miniprogram_npm", "tests"]);

/**
 * Copies pictures and sounds where they are new.
 *
 * @param {string} root
 * @param {string} target
 */
export function copyAssets(root, target) {
  for (const entry of fs.readdirSync(root, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || LEFT_OUT.has(entry.name)) continue;
    const [from, to] = [path.join(root, entry.name), path.join(target, entry.name)];
    if (entry.isDirectory()) copyAssets(from, to);
    else if (ASSET.test(entry.name) && entry.name !== "package-lock.json") copyNewer(from, to);
  }
}

/** @param {string} from @param {string} to */
function copyNewer(from, to) {
  const [here, there] = [fs.statSync(from), fs.statSync(to, { throwIfNoEntry: false })];
  if (there && there.mtimeMs >= here.mtimeMs && there.size === here.size) return;
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
}

/**
 * Puts the new files in a folder and takes the old ones away, the entry last: a page that loads meanwhile gets a
 * whole bundle.
 *
 * @param {string} folder
 * @param {import("esbuild").OutputFile[]} files
 * @param {string[]} kept names in the folder that are not ours
 */
export function replaceFiles(folder, files, kept) {
  const isEntry = (/** @type {{path: string}} */ { path: file }) => path.dirname(file) === folder;
  const names = new Set(files.map((file) => file.path));
  for (const file of [...files].sort((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
    replaceFile(file.path, file.contents);
  }
  for (const old of listFiles(folder, kept)) if (!names.has(old)) fs.rmSync(old);
}

/** Writes a file so that nobody sees half of it. @param {string} file @param {string | Uint8Array} content */
export function replaceFile(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.part`, content);
  fs.renameSync(`${file}.part`, file);
}

/** @param {string} folder @param {string[]} kept @returns {string[]} */
function listFiles(folder, kept) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (kept.includes(entry.name)) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(file, []) : [file];
  });
}
