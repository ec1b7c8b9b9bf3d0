/**
 * Where the caret of a text field is.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 */
export function caretOf(field) {
  return field.selectionStart ?? field.value.length;
}

/**
 * Changes a field without letting the caret jump to the end.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {() => void} change
 */
export function keepCaret(field, change) {
  const caret = caretOf(field);
  const isAtEnd = caret === field.value.length;
  change();
  if (!isAtEnd && document.activeElement === field) field.setSelectionRange(caret, caret);
}
