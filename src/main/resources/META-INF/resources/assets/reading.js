// Texts: times, copying of code, the current section in a table of contents, a quiz's tally.
import { element } from "./elements.js";

// Times as people of this browser read them.
const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime]")) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.getTime())) time.textContent = format.format(moment);
}

// Code can be copied, where the browser lets us: it does not over plain HTTP from another machine.
if (navigator.clipboard) {
  for (const figure of document.querySelectorAll("figure.code")) figure.append(copyButton(figure));
}

function copyButton(figure) {
  const button = element("button", "copy", "Copy");
  const what = figure.querySelector("figcaption")?.textContent;
  button.type = "button";
  if (what) button.setAttribute("aria-label", "Copy " + what);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(figure.querySelector("pre code").textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select it by hand";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  return button;
}

// Tables that lie next to each other are told apart by those who hear them.
const tables = document.querySelectorAll('.table[aria-label="Table"]');
if (tables.length > 1) tables.forEach((table, index) => table.setAttribute("aria-label", "Table " + (index + 1)));

// The table of contents shows where one is: at the last heading that has passed the upper third of the window.
const entries = new Map(
  [...document.querySelectorAll(".contents a[href^='#']")].map((link) => [document.getElementById(link.hash.slice(1)), link]));
entries.delete(null);
if (entries.size > 0) {
  const mark = () => {
    let here = null;
    for (const heading of entries.keys()) {
      if (heading.getBoundingClientRect().top < innerHeight / 3) here = heading;
    }
    for (const [heading, link] of entries) {
      if (heading === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      mark();
    });
  }, { passive: true });
  mark();
}

// How many questions were right.
const quiz = document.querySelector("[data-quiz]");
if (quiz) {
  const right = quiz.querySelectorAll(".question.right").length;
  const wrong = quiz.querySelectorAll(".question.wrong").length;
  const all = quiz.querySelectorAll(".question").length;
  if (right + wrong > 0) {
    const open = all - right - wrong;
    const text = right + " of " + all + " right" + (open > 0 ? ", " + open + " not answered yet." : ".");
    quiz.prepend(element("p", "tally", text));
  }
}
