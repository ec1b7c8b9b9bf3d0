/**
 * Bundles a mini-program for the browser.
 *
 *   node main.mjs --project <miniprogram> --out <folder> [--packages <folder>]... [--serve]
 *
 * Writes one line of JSON for each build: {"diagnostics": [...], "written": true, "components": 12, "ms": 640}. With
 * `--serve` it builds once for each line on its standard input, until that ends.
 */
import path from "node:path";
import readline from "node:readline";
import { parseArgs } from "node:util";
import { Bundler } from "./bundle.mjs";

const { values } = parseArgs({
  options: {
    project: { type: "string" },
    out: { type: "string" },
    packages: { type: "string", multiple: true, default: [] },
    serve: { type: "boolean", default: false },
  },
});

const { project, out, packages, serve } = values;
if (!project || !out) throw new Error("--project and --out are required");
const own = ["miniprogram_npm", "node_modules"].map((folder) => path.join(project, folder));
const bundler = new Bundler({ project, out, packages: [...own, ...packages] });

async function build() {
  const started = performance.now();
  const result = await bundler.build().catch(broken);
  process.stdout.write(`${JSON.stringify({ ...result, ms: Math.round(performance.now() - started) })}\n`);
  return result.written;
}

/**
 * A file that went away meanwhile, or a mistake of ours: the next build may do better.
 *
 * @param {any} error
 */
function broken(error) {
  process.stderr.write(`${error.stack}\n`);
  const diagnostics = [
    { severity: "error", file: "app.json", message: `the bundle could not be made: ${error.message}` },
  ];
  return { diagnostics, written: false, components: 0 };
}

if (serve) {
  for await (const _ of readline.createInterface({ input: process.stdin })) await build();
} else if (!(await build())) process.exitCode = 1;
await bundler.dispose();
