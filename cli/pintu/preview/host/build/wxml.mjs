import path from "node:path";
import { NATIVE_TAGS } from "../src/components/tags.js";
import { positionAt } from "./diagnostics.mjs";
import { TmplGroup } from "./tools.mjs";
import { requiredBy, toJavaScript, withoutExtension } from "./wxs.mjs";

/** @typedef {import("./components.mjs").Component} Component */
/** @typedef {import("./diagnostics.mjs").Diagnostics} Diagnostics */
/** @typedef {import("./source.mjs").Source} Source */

/** Filters of the browser side: a WXS handler gets WeChat's arguments, any other handler a plain event. */
const HOOKS = "Q.A=globalThis.__preview.changeHandler;Q.C=globalThis.__preview.eventHandler;";

const TAG = /<([a-z][\w-]*)/g;
const SPECIAL = new Set(["block", "include", "import", "slot", "template", "wxs"]);

/**
 * Compiles the templates of one package's components, with all that they include.
 *
 * @param {Source} source
 * @param {Component[]} components
 * @param {Diagnostics} diagnostics
 * @returns {string} a JavaScript expression: an object of template generators by path
 */
export function compileTemplates(source, components, diagnostics) {
  const group = new TmplGroup();
  group.setExtraRuntimeScript(HOOKS);
  const seen = new Set();

  /**
   * @param {string} name the template's name: the path of a component, or beside it
   * @param {string} file the same on disk, without extension
   * @param {Component} component whose template it is part of
   */
  function addTemplate(name, file, component) {
    if (seen.has(name)) return;
    seen.add(name);
    const text = source.read(`${file}.wxml`);
    report(group.addTmpl(name, text), file, component);
    if (component.isOwn) reportUnknownTags(text, file, component);
    for (const module of group.getInlineScriptModuleNames(name)) {
      const script = group.getInlineScript(name, module);
      group.setInlineScript(name, module, toJavaScript(script));
      for (const target of requiredBy(script)) addScript(name, file, target, component);
    }
    for (const target of group.getDirectDependencies(name)) {
      const place = besides(name, file, target);
      if (source.has(`${place}.wxml`)) addTemplate(target, place, component);
      else missing(text, file, target, ".wxml");
    }
    for (const target of group.getScriptDependencies(name)) {
      addScript(name, file, `/${target}`, component);
    }
  }

  /**
   * @param {string} from
   * @param {string} fromFile
   * @param {string} target as written, or from the root
   * @param {Component} component
   */
  function addScript(from, fromFile, target, component) {
    const bare = withoutExtension(target);
    const name = bare.startsWith("/") ? bare.slice(1) : path.posix.join(path.posix.dirname(from), bare);
    const file = besides(from, fromFile, name);
    if (seen.has(`${name}.wxs`)) return;
    seen.add(`${name}.wxs`);
    if (!source.has(`${file}.wxs`)) return missing("", fromFile, name, ".wxs");
    const text = source.read(`${file}.wxs`);
    group.addScript(name, toJavaScript(text));
    for (const next of requiredBy(text)) addScript(name, file, next, component);
  }

  /**
   * @param {any[]} problems
   * @param {string} file
   * @param {Component} component
   */
  function report(problems, file, component) {
    for (const { isError, message, startLine, startColumn } of problems) {
      if (!isError && !component.isOwn) continue;
      const position = { line: startLine + 1, column: startColumn + 1 };
      diagnostics.add(isError ? "error" : "warning", `${source.named(file)}.wxml`, message, position);
    }
  }

  /**
   * @param {string} text
   * @param {string} file
   * @param {Component} component
   */
  function reportUnknownTags(text, file, { config }) {
    const plain = text.replace(/<!--[\s\S]*?-->|<wxs[\s\S]*?<\/wxs>|\{\{[\s\S]*?\}\}/g, (part) =>
      part.replace(/[^\n]/g, " "),
    );
    for (const { 1: tag, index } of plain.matchAll(TAG)) {
      const known =
        NATIVE_TAGS.has(tag) || SPECIAL.has(tag) || config.usingComponents[tag] || config.componentGenerics[tag];
      if (!known) {
        const position = positionAt(text, index);
        const said = `<${tag}> is neither a native component nor in usingComponents`;
        diagnostics.add("warning", `${source.named(file)}.wxml`, said, position);
      }
    }
  }

  /**
   * @param {string} text
   * @param {string} file
   * @param {string} target
   * @param {string} extension
   */
  function missing(text, file, target, extension) {
    const offset = text.indexOf(path.posix.basename(target));
    const position = offset < 0 ? {} : positionAt(text, offset);
    diagnostics.error(`${source.named(file)}.wxml`, `${target}${extension} is not there`, position);
  }

  for (const component of components) addTemplate(component.path, component.file, component);
  const code = group.getTmplGenObjectGroups();
  group.free();
  return code;
}

/**
 * Where something on disk lies, given where its neighbour does. They differ for what comes from an npm package.
 *
 * @param {string} name
 * @param {string} file
 * @param {string} target a name
 */
function besides(name, file, target) {
  if (!path.isAbsolute(file)) return target;
  return path.join(path.dirname(file), path.posix.relative(path.posix.dirname(name), target));
}
