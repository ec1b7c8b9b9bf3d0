import path from "node:path";
import { esbuild } from "./tools.mjs";

/** @typedef {import("./source.mjs").Source} Source */

const IMPORTS = /^\s*import\b/m;
const COMMON = /\b(?:module\.exports|exports\.\w+)\s*=/;

/**
 * An esbuild plugin for files that `import` and assign to `module.exports`: WeChat's own compiler makes CommonJS of
 * every file, so that works there.
 *
 * @param {Source} source
 * @returns {import("esbuild").Plugin}
 */
export function mixedModules(source) {
  const root = source.root.replace(/\W/g, "\\$&");
  return {
    name: "miniprogram-mixed-modules",
    setup(build) {
      build.onLoad({ filter: RegExp(`^${root}.*\\.js$`) }, ({ path: file }) => {
        const contents = source.derive(file, "as-common-js", asCommonJs);
        return contents === undefined ? undefined : { contents, resolveDir: path.dirname(file) };
      });
    },
  };
}

/** @param {string} text */
function asCommonJs(text) {
  if (!IMPORTS.test(text) || !COMMON.test(text)) return undefined;
  return esbuild.transformSync(text, { format: "cjs", logLevel: "silent", sourcemap: "inline" }).code;
}
