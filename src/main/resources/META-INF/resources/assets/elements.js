// Making elements. Text is only ever set as text, so that nothing that a build wrote becomes markup.

export function element(name, look, text) {
  const made = document.createElement(name);
  if (look) made.className = look;
  if (text !== undefined) made.textContent = text;
  return made;
}
