const { Intent } = require("../../../core/idempotency");
const { request } = require("../../../core/request");

/** How many templates WeChat asks for at a time. */
const AT_ONCE = 3;

/**
 * What is worth asking for. It is fetched before the button is pressed: WeChat only asks right after a tap.
 *
 * @type {string[]}
 */
let templates = [];

/** Fetches what is worth asking for next. */
async function prepare() {
  const { template_ids } = await request("/messages/templates");
  templates = template_ids;
}

/**
 * Asks the customer, through WeChat, whether he wants to be told how his order goes on. Once for each time it was
 * prepared; nothing is asked when there is nothing to ask for.
 *
 * @returns {Promise<number>} how many messages he lets through
 */
async function askToSubscribe() {
  const asked = templates.slice(0, AT_ONCE);
  if (!asked.length) return 0;
  const said = await ask(asked);
  if (!said) return 0;
  templates = [];
  const answers = Object.fromEntries(asked.filter((id) => said[id]).map((id) => [id, said[id]]));
  if (!Object.keys(answers).length) return 0;
  const body = { answers };
  const idempotencyKey = new Intent().keyFor(body);
  const { accepted } = await request("/messages/subscriptions", {
    method: "POST",
    body,
    idempotencyKey,
  });
  return accepted;
}

/**
 * @param {string[]} tmplIds
 * @returns {Promise<Record<string, string> | undefined>} undefined where WeChat does not ask: no tap just before, all
 *   messages switched off, or a template that is not there
 */
async function ask(tmplIds) {
  try {
    const said = await wx.requestSubscribeMessage({ tmplIds });
    return /** @type {Record<string, string>} */ (/** @type {unknown} */ (said));
  } catch (failure) {
    console.warn(failure);
    return undefined;
  }
}

module.exports = { askToSubscribe, prepare };
