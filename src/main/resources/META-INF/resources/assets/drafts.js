// What somebody writes on an exercise stays in this browser until it has been handed in.

const HANDING = "handing";
// People can share a browser, one after the other.
const key = (owner, exercise, field) => ["draft", owner, exercise, field].join(":");

// Storage can be full or forbidden. Then there are no drafts, and everything else works.
const kept = {
  get(where, name) {
    try {
      return window[where].getItem(name);
    } catch {
      return null;
    }
  },
  set(where, name, value) {
    try {
      window[where].setItem(name, value);
      return true;
    } catch {
      return false;
    }
  },
  remove(where, name) {
    try {
      window[where].removeItem(name);
    } catch {
      // Then there was nothing to remove.
    }
  },
};

settle();
for (const form of document.querySelectorAll("form[data-drafts]")) keepDrafts(form);

/**
 * Sending a form does not tell whether it was taken: the page that comes next does. If it is the submission, the drafts that were
 * sent are done with; if it is an error or anything else, they stay.
 */
function settle() {
  const text = kept.get("sessionStorage", HANDING);
  kept.remove("sessionStorage", HANDING);
  const page = document.querySelector("[data-submission]");
  if (text === null || !page) return;
  const handing = JSON.parse(text);
  if (handing.exercise !== page.dataset.exercise) return;
  for (const [field, value] of Object.entries(handing.files)) {
    const name = key(handing.owner, handing.exercise, field);
    // Something else was written meanwhile in another tab.
    if (kept.get("localStorage", name) === value) kept.remove("localStorage", name);
  }
}

function keepDrafts(form) {
  const exercise = form.dataset.drafts;
  const owner = form.dataset.owner;
  const name = (area) => key(owner, exercise, area.name);
  const note = form.querySelector("[data-draft-note]");
  const submit = form.querySelector("button[type=submit]");
  const discard = form.querySelector("[data-discard]");
  const again = form.querySelector("[data-start-over]");
  const areas = [...form.querySelectorAll("textarea")];
  const save = (area) => {
    // A text as it came from the server is no draft.
    if (area.value === area.defaultValue) kept.remove("localStorage", name(area));
    else return kept.set("localStorage", name(area), area.value);
    return true;
  };

  for (const area of areas) {
    const draft = kept.get("localStorage", name(area));
    if (draft !== null && draft !== area.defaultValue) {
      area.value = draft;
      note.textContent = "Restored what you had written here and not handed in.";
      discard.hidden = false;
    }
    area.addEventListener("input", () => {
      note.textContent = save(area) ? "Kept in this browser until you submit." : "This browser keeps no drafts.";
      discard.hidden = areas.every((other) => other.value === other.defaultValue);
    });
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        if (!submit.disabled) form.requestSubmit();
      }
    });
  }

  form.addEventListener("submit", () => {
    const files = Object.fromEntries(areas.map((area) => [area.name, area.value]));
    kept.set("sessionStorage", HANDING, JSON.stringify({ owner, exercise, files }));
    // After the form was read: twice would be two submissions.
    setTimeout(() => (submit.disabled = true));
  });
  // Also when somebody comes back and the browser shows the page as it was left.
  addEventListener("pageshow", () => (submit.disabled = false));

  const replace = (text, told) => {
    for (const area of areas) {
      area.value = text(area);
      save(area);
    }
    discard.hidden = areas.every((area) => area.value === area.defaultValue);
    note.textContent = told;
    areas[0]?.focus();
  };
  again.hidden = false;
  again.addEventListener("click", () => {
    if (confirm("Replace your text by the files that the exercise starts with?")) {
      replace((area) => area.dataset.starter, "Started over.");
    }
  });
  discard.addEventListener("click", () => {
    if (confirm("Throw away what you have written since you last handed in?")) {
      replace((area) => area.defaultValue, "The draft is gone.");
    }
  });
}
