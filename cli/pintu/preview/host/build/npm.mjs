import fs from "node:fs";
import path from "node:path";

/** @typedef {import("./source.mjs").Source} Source */

const ENDINGS = ["", ".js", ".json", "/index.js"];

/**
 * An esbuild plugin: how a mini-program's `require` finds a file. "/x" is below its root; a bare name is looked for in
 * every `miniprogram_npm` from the file upwards, then in the project's packages.
 *
 * @param {Source} source
 * @returns {import("esbuild").Plugin}
 */
export function miniprogramResolution(source) {
  return {
    name: "miniprogram-resolution",
    setup(build) {
      build.onResolve({ filter: /^\// }, ({ path: target, kind }) => {
        if (kind === "entry-point") return undefined;
        const file = existing(source.absolute(target.slice(1))) ?? existing(target);
        return file ? { path: file } : undefined;
      });
      build.onResolve({ filter: /^[^./]/ }, ({ path: target, importer }) => {
        const file = [...nearby(importer, source.root), ...source.packages]
          .map((folder) => existing(path.join(folder, target)) ?? viaManifest(folder, target))
          .find(Boolean);
        return file ? { path: file } : undefined;
      });
    },
  };
}

/** @param {string} base */
function existing(base) {
  return ENDINGS.map((ending) => base + ending).find(isFile);
}

/** @param {string} file */
function isFile(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * @param {string} importer
 * @param {string} root
 */
function* nearby(importer, root) {
  for (let folder = path.dirname(importer); ; folder = path.dirname(folder)) {
    yield path.join(folder, "miniprogram_npm");
    if (folder === root || folder === path.dirname(folder)) return;
  }
}

/**
 * The main file of a package, where `miniprogram` in its package.json counts first.
 *
 * @param {string} folder
 * @param {string} name
 */
function viaManifest(folder, name) {
  const manifest = path.join(folder, name, "package.json");
  if (!isFile(manifest)) return undefined;
  const { miniprogram, main = "index.js" } = JSON.parse(fs.readFileSync(manifest, "utf8"));
  return existing(path.join(folder, name, miniprogram ?? main));
}
