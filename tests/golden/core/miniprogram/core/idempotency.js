/**
 * One thing that the customer wants done once: placing this order, paying that one.
 *
 * Pressing the button again after a lost answer must not do it twice, so the key stays the same for as long as the
 * request does. Another address or another quantity is another wish, and gets another key.
 */
class Intent {
  constructor() {
    this.key = "";
    this.body = "";
  }

  /**
   * @param {object} body what will be sent
   * @returns {string} the value for the header Idempotency-Key
   */
  keyFor(body) {
    const text = JSON.stringify(body);
    if (!this.key || text !== this.body) {
      this.key = randomKey();
      this.body = text;
    }
    return this.key;
  }

  /** The wish came true, or was given up: the next one is new. */
  settle() {
    this.key = "";
    this.body = "";
  }
}

/** Unique for one customer, whom the backend knows already; it needs no secrecy. */
function randomKey() {
  const part = () => Math.random().toString(36).slice(2, 12).padEnd(10, "0");
  return `${Date.now().toString(36)}-${part()}-${part()}`;
}

module.exports = { Intent };
