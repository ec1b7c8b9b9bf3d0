/**
 * A component that a `label` can lead to: the label calls `pressByLabel`.
 *
 * @param {any} component
 * @param {() => void} press
 */
export function followLabel(component, press) {
  component.pressByLabel = press;
}
