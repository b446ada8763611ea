// The words that scripts say, in the language of the page.
export const words = JSON.parse(document.getElementById("words").textContent);

export function fill(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

/** Say something once to people who cannot see the page change. */
export function announce(sentence) {
  document.getElementById("announcer").textContent = sentence;
}
