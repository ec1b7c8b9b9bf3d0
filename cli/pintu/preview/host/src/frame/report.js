/** What is shown beside the phone: the compiler's findings, and what the mini-program writes to its console. */

const MAX_MESSAGES = 100;

/** @param {string} id @returns {HTMLElement} */
function section(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {{severity: string, file: string, line?: number, column?: number, message: string}[]} diagnostics */
export function showProblems(diagnostics) {
  const rows = diagnostics.map(({ severity, file, line, column, message }) => {
    const place = document.createElement("code");
    place.textContent = [file, line, column].filter(Boolean).join(":");
    return row(severity, message, place);
  });
  section("problems").hidden = !rows.length;
  section("problems")
    .querySelector("ol")
    ?.replaceChildren(...rows);
}

/** @param {string} level @param {string} text */
export function showMessage(level, text) {
  const list = /** @type {HTMLElement} */ (section("messages").querySelector("ol"));
  section("messages").hidden = false;
  list.append(row(level, text));
  while (list.children.length > MAX_MESSAGES) list.firstElementChild?.remove();
}

export function clearMessages() {
  section("messages").hidden = true;
  section("messages").querySelector("ol")?.replaceChildren();
}

/** @param {string} severity @param {string} text @param {...Node} more */
function row(severity, text, ...more) {
  const item = document.createElement("li");
  item.dataset.severity = severity;
  item.append(text, ...more);
  return item;
}
