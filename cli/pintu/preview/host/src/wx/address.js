const THIS_MACHINE = new Set(["127.0.0.1", "localhost", "0.0.0.0", "[::1]"]);

/**
 * The address that a call really goes to. A backend on this machine is the one that serves the preview, whatever port
 * the mini-program has in its configuration: no other origin, and no second place to configure.
 *
 * @param {string} url
 * @returns {string}
 */
export function backendUrl(url) {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  if (!/^(https?|wss?):$/.test(address.protocol) || !THIS_MACHINE.has(address.hostname)) return url;
  address.host = location.host;
  return address.href;
}

/** This machine, or one of the local network: WeChat asks for no domain there. @param {string} hostname */
export function isNearby(hostname) {
  return THIS_MACHINE.has(hostname) || /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|127)\.[\d.]+$/.test(hostname);
}
