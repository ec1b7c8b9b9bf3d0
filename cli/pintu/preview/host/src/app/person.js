/**
 * Who holds the phone: the name by which the stand-in for WeChat knows a customer. `?person=小红` is somebody else.
 */

/** Who sits before WeChat's developer tools, and here as long as nobody else is chosen. */
const DEVELOPER = "devtools";

export const person = new URLSearchParams(location.search).get("person") || DEVELOPER;

/** How the names of what this person keeps in the browser's storage begin; another's are his own. @param {string} what */
export function kept(what) {
  return person === DEVELOPER ? `${what}:` : `${what}@${person}:`;
}

/** What forms start with; nobody shares a number with somebody else. */
export const contact =
  person === DEVELOPER
    ? { name: "张三", phone: "13800138000", landline: "020-81167888" }
    : { name: person, phone: phoneOf(person), landline: phoneOf(person) };

/** @param {string} name */
function phoneOf(name) {
  const number = [...name].reduce((sum, letter) => (sum * 31 + Number(letter.codePointAt(0))) % 1e8, 7);
  return `139${String(number).padStart(8, "0")}`;
}
