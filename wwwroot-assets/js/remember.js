// Stores a preference that the server has applied already.
export function remember(name, value) {
  window.dispatchEvent(new CustomEvent('strikeboard:remember', { detail: { name, value } }));
}
