/** Twenty-four characters that nobody has had before. */
function randomId() {
  const part = () => Math.random().toString(36).slice(2, 10).padEnd(8, "0");
  return `${part()}${part()}${part()}`;
}

module.exports = { randomId };
