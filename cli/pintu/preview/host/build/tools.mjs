import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder `node_modules` with the packages that the preview needs: named by PREVIEW_MODULES where they are installed
 * apart from these files, else beside them.
 */
export const MODULES = process.env.PREVIEW_MODULES ?? fileURLToPath(new URL("../node_modules/", import.meta.url));

const require = createRequire(path.join(MODULES, "../"));

/** @type {typeof import("esbuild")} */
export const esbuild = require("esbuild");

/** @type {typeof import("postcss").default} */
export const postcss = require("postcss");

/** @type {typeof import("postcss-selector-parser")} */
export const selectorParser = require("postcss-selector-parser");

/** @type {{TmplGroup: typeof import("glass-easel-template-compiler").TmplGroup}} */
export const { TmplGroup } = require("glass-easel-template-compiler");
