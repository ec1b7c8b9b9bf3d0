/**
 * What went wrong with a request, whatever the cause, in one shape.
 *
 * `code` is the backend's (`OUT_OF_STOCK`), or `NETWORK` when no answer came, or `BAD_ANSWER` when it was not the
 * backend that answered. `requestId` finds the request in the backend's logs.
 */
class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} message in the customer's language
   * @param {{status?: number, requestId?: string, details?: Record<string, any>}} [more]
   */
  constructor(code, message, more = {}) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = more.status || 0;
    this.requestId = more.requestId || "";
    this.details = more.details || {};
  }
}

/**
 * @param {unknown} error
 * @returns {error is ApiError}
 */
function isApiError(error) {
  return error instanceof ApiError;
}

/**
 * @param {unknown} error
 * @param {string} code
 * @returns {error is ApiError}
 */
function hasCode(error, code) {
  return isApiError(error) && error.code === code;
}

/**
 * A text for the customer. Faults of the program are not theirs to read.
 *
 * @param {unknown} error
 */
function textOf(error) {
  return isApiError(error) ? error.message : "出了点问题，请稍后再试";
}

module.exports = { ApiError, hasCode, isApiError, textOf };
