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
 * A file of a package that was installed but not built.
 *
 * @param {string} folder
 * @param {string} target the package's name, and perhaps a path inside it
 */
function viaManifest(folder, target) {
  const [name, ...below] = splitPackage(target);
  const { main = "index.js" } = manifest(folder, name) ?? {};
  const inside = existing(path.join(folder, name, filesOf(folder, name), ...below));
  return inside ?? (below.length ? undefined : existing(path.join(folder, name, main)));
}

/**
 * Where in a package that was installed but not built a mini-program's files are: what `miniprogram` in package.json
 * says, `miniprogram_dist` by default.
 *
 * @param {string} folder
 * @param {string} name the package's
 */
export function filesOf(folder, name) {
  return manifest(folder, name)?.miniprogram ?? "miniprogram_dist";
}

/** @param {string} folder @param {string} name @returns {{main?: string, miniprogram?: string} | undefined} */
function manifest(folder, name) {
  const file = path.join(folder, name, "package.json");
  return isFile(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
}

/** The name of an npm package and the path inside it. @param {string} target */
export function splitPackage(target) {
  const parts = target.split("/");
  return target.startsWith("@") ? [parts.slice(0, 2).join("/"), ...parts.slice(2)] : parts;
}
