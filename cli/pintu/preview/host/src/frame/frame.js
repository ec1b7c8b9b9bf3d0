import { showMessage, clearMessages, showProblems } from "./report.js";

/**
 * The page around the phone: sizes, theme, text size, the address of the page that is shown, what the compiler and the
 * console have to say. Loads the mini-program anew after each build. What was chosen stands in the address.
 */

const chosen = new URLSearchParams(location.search);
const frame = /** @type {HTMLIFrameElement} */ (document.getElementById("app"));
const address = /** @type {HTMLInputElement} */ (document.getElementById("address"));

/** The `?` part with which the mini-program is opened. */
function settings() {
  const kept = ["device", "theme", "text", "network", "person"].filter((name) => chosen.has(name));
  return new URLSearchParams(kept.map((name) => [name, String(chosen.get(name))])).toString();
}

/** How often the mini-program was loaded: another address each time, so that the browser does load it. */
let loads = 0;

/** @param {string} url of a page, such as "/pages/home/index?x=1"; "" for the first one */
function load(url) {
  const target = new URL("app/index.html", document.baseURI);
  target.search = settings();
  target.searchParams.set("load", String((loads += 1)));
  target.hash = url;
  frame.src = target.href;
  clearMessages();
}

function keepChoice() {
  const search = chosen.toString();
  history.replaceState(null, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
}

/** @param {{width: number, height: number}} size */
function resize({ width, height }) {
  Object.assign(frame.style, { width: `${width}px`, height: `${height}px` });
  fit();
}

/** A phone that is higher than the window is drawn smaller, so that its tab bar is in sight. */
function fit() {
  const phone = /** @type {HTMLElement} */ (document.getElementById("phone"));
  const stage = /** @type {HTMLElement} */ (phone.parentElement);
  phone.style.zoom = "1";
  const { paddingTop, paddingBottom } = getComputedStyle(stage);
  const room = stage.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  phone.style.zoom = String(Math.min(1, Math.max(0.5, room / phone.offsetHeight)));
}

/** What the mini-program takes over without being loaded anew. @param {Record<string, unknown>} message */
function tellApp(message) {
  frame.contentWindow?.postMessage({ to: "miniprogram-preview", ...message }, location.origin);
}

/** @param {string} id @param {string} [preset] */
function bindSelect(id, preset) {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById(id));
  const value = chosen.get(id) ?? preset ?? select.value;
  if (id === "person" && ![...select.options].some((option) => option.value === value)) select.add(new Option(value));
  select.value = value;
  select.addEventListener("change", () => {
    chosen.set(id, select.value);
    keepChoice();
    if (id === "theme") tellApp({ theme: select.value });
    else if (id === "network") tellApp({ type: "network", online: select.value !== "none" });
    else load(address.value);
  });
  return select;
}

/** What the last build said; nothing while the server is away: it will say hello when it is back. */
async function readBuild() {
  const answer = await fetch("build.json", { cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok) return { written: false };
  const build = await answer.json();
  showProblems(build.diagnostics);
  return build;
}

/** Listens for builds; a server that comes back may be a new one, so that is a reason to load as well. */
function followBuilds() {
  let wasLost = false;
  const events = new EventSource("events");
  events.addEventListener("hello", () => {
    if (wasLost) void rebuilt();
    wasLost = false;
  });
  events.addEventListener("built", () => void rebuilt());
  events.addEventListener("error", () => {
    wasLost = true;
  });
}

async function rebuilt() {
  const { written } = await readBuild();
  if (written) load(address.value);
}

/** @param {MessageEvent} message from the mini-program, which may have begun before this page was there */
function hear({ data, origin, source }) {
  if (origin !== location.origin || source !== frame.contentWindow || data?.from !== "miniprogram-preview") return;
  if (data.type === "hello") {
    const devices = bindDevices(data.devices);
    resize(devices[chosen.get("device") ?? ""] ?? Object.values(devices)[0]);
  }
  if (data.type === "page") {
    address.value = data.url;
    document.title = `${data.title || "小程序"} · 预览`;
    history.replaceState(null, "", `${location.pathname}${location.search}#${data.url}`);
  }
  if (data.type === "console") showMessage(data.level, data.text);
}

/** @param {Record<string, {id: string, name: string, width: number, height: number}>} devices */
function bindDevices(devices) {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById("device"));
  if (!select.options.length) {
    for (const { id, name, width, height } of Object.values(devices)) {
      select.add(new Option(`${name} ${width}×${height}`, id));
    }
    bindSelect("device");
  }
  return devices;
}

/** @type {any} */ (window).listen(hear);
bindSelect("theme", "light");
bindSelect("text", "17");
bindSelect("network", "wifi");
bindSelect("person", "");
document.getElementById("reload")?.addEventListener("click", () => load(address.value));
document.getElementById("clear")?.addEventListener("click", clearMessages);
document.getElementById("go")?.addEventListener("submit", (event) => {
  event.preventDefault();
  load(address.value.startsWith("/") ? address.value : `/${address.value}`);
});

window.addEventListener("resize", fit);
resize({ width: 375, height: 812 });
followBuilds();
const { written } = await readBuild();
if (!written && !(await fetch("app/index.html", { method: "HEAD" })).ok) frame.removeAttribute("src");
