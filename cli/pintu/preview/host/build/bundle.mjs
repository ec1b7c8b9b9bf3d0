import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readApp } from "./app.mjs";
import { copyAssets, replaceFile, replaceFiles } from "./assets.mjs";
import { collectComponents } from "./components.mjs";
import { Diagnostics } from "./diagnostics.mjs";
import { mixedModules } from "./mixed.mjs";
import { miniprogramResolution } from "./npm.mjs";
import { Source } from "./source.mjs";
import { esbuild, MODULES } from "./tools.mjs";
import { compileTemplates } from "./wxml.mjs";
import { compileStyle } from "./wxss.mjs";

/** @typedef {import("./components.mjs").Component} Component */
/** @typedef {{write: false, metafile: true}} InMemory */

const HOST = fileURLToPath(new URL("../src/", import.meta.url));

/** Entries that exist only while bundling: the app itself, and one for each package. */
const VIRTUAL = "preview:";

/**
 * Bundles a mini-program again and again, doing each time only what is new.
 */
export class Bundler {
  /** @type {import("esbuild").BuildContext<InMemory> | undefined} */
  context;

  /**
   * @param {{project: string, out: string, packages: string[]}} options `project` is the
   *   mini-program's folder, `packages` where its npm packages are
   */
  constructor({ project, out, packages }) {
    this.source = new Source(
      path.resolve(project),
      packages.map((folder) => path.resolve(folder)),
    );
    this.out = path.resolve(out);
    /** @type {Map<string, string>} */
    this.entries = new Map();
  }

  /**
   * @returns {Promise<{diagnostics: import("./diagnostics.mjs").Diagnostic[], written: boolean, components: number}>}
   *   where there is an error the old bundle stays; what was found stands in build.json as well, which is written last
   */
  async build() {
    const diagnostics = new Diagnostics();
    const app = readApp(this.source, diagnostics);
    const components = collectComponents(this.source, app, diagnostics);
    this.entries = new Map([["app", this.#appModule(app)]]);
    for (const { root } of app.packages) {
      const own = [...components.values()].filter((one) => one.package === root);
      this.entries.set(`package/${root}`, this.#packageModule(root, own, diagnostics));
    }
    const output = await this.#bundle(diagnostics);
    const failed = !output || diagnostics.list.some(({ severity }) => severity === "error");
    if (!failed) {
      replaceFiles(path.join(this.out, "app"), output.outputFiles, ["files", "index.html"]);
      replaceFile(path.join(this.out, "app", "index.html"), this.#document(output.metafile));
      copyAssets(this.source.root, path.join(this.out, "app", "files"));
    }
    fs.cpSync(path.join(HOST, "frame"), this.out, { recursive: true });
    const result = { diagnostics: diagnostics.list, written: !failed, components: components.size };
    replaceFile(path.join(this.out, "build.json"), JSON.stringify(result));
    return result;
  }

  async dispose() {
    await this.context?.dispose();
  }

  /** @param {import("./app.mjs").AppConfig} app */
  #appModule({ json, theme, packages }) {
    const loaders = packages
      .slice(1)
      .map(({ root }) => `${quote(root)}: () => import(${quote(`${VIRTUAL}package/${root}`)})`);
    return [
      `import "preview-host/style/page.css";`,
      `import { start } from "preview-host/boot.js";`,
      `import main from ${quote(`${VIRTUAL}package/`)};`,
      `start({ app: ${quote(json)}, theme: ${quote(theme)}, packages: ${quote(packages)}, main,`,
      `  loaders: { ${loaders.join(", ")} } });`,
    ].join("\n");
  }

  /**
   * @param {string} root
   * @param {Component[]} components
   * @param {Diagnostics} diagnostics
   */
  #packageModule(root, components, diagnostics) {
    const rows = components.map((component) => {
      const { path: name, file, isPage, config } = component;
      const style = compileStyle(this.source, file, isPage ? { page: name } : { component: name }, diagnostics);
      const script = quote(`${this.source.absolute(file)}.js`);
      return `{ path: ${quote(name)}, isPage: ${isPage}, config: ${quote(config)}, style: ${quote(style)}, run: () => require(${script}) }`;
    });
    const lines = [`const templates = ${compileTemplates(this.source, components, diagnostics)};`];
    lines.push(`const components = [\n${rows.join(",\n")}\n];`);
    if (!root && this.source.has("app.js")) {
      lines.push(`const style = ${quote(compileStyle(this.source, "app", { app: true }, diagnostics))};`);
      lines.push(`const run = () => require(${quote(this.source.absolute("app.js"))});`);
      lines.push("export default { templates, components, app: { style, run } };");
    } else lines.push("export default { templates, components };");
    return lines.join("\n");
  }

  /** The phone's document asks for what the entry imports together with the entry. @param {import("esbuild").Metafile} metafile */
  #document({ outputs }) {
    const folder = path.relative(process.cwd(), path.join(this.out, "app"));
    const entry = outputs[path.join(folder, "main.js").replaceAll("\\", "/")];
    const links = entry.imports
      .filter(({ kind }) => kind === "import-statement")
      .map(
        (one) =>
          `    <link rel="modulepreload" href="${path.posix.relative(folder.replaceAll("\\", "/"), one.path)}" />\n`,
      );
    return fs.readFileSync(path.join(HOST, "app.html"), "utf8").replace("  </head>", `${links.join("")}  </head>`);
  }

  /** @param {Diagnostics} diagnostics */
  async #bundle(diagnostics) {
    this.context ??= await esbuild.context(this.#options());
    try {
      return await this.context.rebuild();
    } catch (error) {
      const { errors } = /** @type {import("esbuild").BuildFailure} */ (error);
      if (!errors || errors.some(({ location }) => location && this.#isOurs(location.file))) throw error;
      for (const { text, location } of errors) {
        const file = location ? this.source.named(path.resolve(location.file)) : "app.json";
        diagnostics.error(file, text, location ? { line: location.line, column: location.column + 1 } : {});
      }
      return undefined;
    }
  }

  /** Whether a file belongs to the preview: an error there is no mistake of the mini-program's. @param {string} file */
  #isOurs(file) {
    return [HOST, MODULES].some((folder) => path.resolve(file).startsWith(folder));
  }

  /** @returns {import("esbuild").BuildOptions & InMemory} */
  #options() {
    return {
      entryPoints: { main: `${VIRTUAL}app` },
      outdir: path.join(this.out, "app"),
      write: false,
      metafile: true,
      minifySyntax: true,
      minifyWhitespace: true,
      bundle: true,
      splitting: true,
      format: "esm",
      target: "es2022",
      chunkNames: "chunks/[name]-[hash]",
      define: { "process.env.NODE_ENV": '"development"' },
      logLevel: "silent",
      sourcemap: "linked",
      sourcesContent: false,
      nodePaths: [MODULES],
      plugins: [this.#virtual(), miniprogramResolution(this.source), mixedModules(this.source)],
    };
  }

  /** @returns {import("esbuild").Plugin} */
  #virtual() {
    return {
      name: "preview-entries",
      setup: (build) => {
        build.onResolve({ filter: /^preview:/ }, ({ path: name }) => ({
          path: name.slice(VIRTUAL.length),
          namespace: "preview",
        }));
        build.onLoad({ filter: /.*/, namespace: "preview" }, ({ path: name }) => ({
          contents: this.entries.get(name),
          resolveDir: this.source.root,
        }));
        build.onResolve({ filter: /^preview-host\// }, ({ path: name }) => ({
          path: path.join(HOST, name.slice("preview-host/".length)),
        }));
        // The browser side's own packages, whatever the mini-program has installed under the same names.
        build.onResolve({ filter: /^glass-easel/ }, ({ path: name, kind }) =>
          kind === "entry-point" ? undefined : { path: path.join(MODULES, name, moduleFile(MODULES, name)) },
        );
      },
    };
  }
}

/**
 * @param {string} modules
 * @param {string} name
 */
function moduleFile(modules, name) {
  return JSON.parse(fs.readFileSync(path.join(modules, name, "package.json"), "utf8")).module;
}

/** @param {unknown} value */
function quote(value) {
  return JSON.stringify(value).replace(/\u2028|\u2029/g, (character) =>
    character === "\u2028" ? "\\u2028" : "\\u2029",
  );
}
