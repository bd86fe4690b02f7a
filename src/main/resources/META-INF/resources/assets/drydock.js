// Enhances pages that work without it: drafts and keys on exercises, the live log of submissions, copying of code.

function element(name, look, text) {
  const made = document.createElement(name);
  if (look) made.className = look;
  if (text !== undefined) made.textContent = text;
  return made;
}

// Times as people of this browser read them.
for (const time of document.querySelectorAll("time[datetime]")) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.getTime())) time.textContent = moment.toLocaleString();
}

// Code can be copied.
for (const figure of document.querySelectorAll("figure.code")) {
  const button = element("button", "copy", "Copy");
  button.type = "button";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(figure.querySelector("code").textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  figure.append(button);
}

// Drafts stay in this browser until they are handed in.
for (const form of document.querySelectorAll("form[data-drafts]")) keepDrafts(form);

function keepDrafts(form) {
  const note = form.querySelector("[data-draft-note]");
  const areas = [...form.querySelectorAll("textarea")];
  const key = (area) => "draft:" + form.dataset.drafts + ":" + area.name;
  for (const area of areas) {
    const draft = localStorage.getItem(key(area));
    if (draft !== null && draft !== area.value) {
      area.value = draft;
      note.textContent = "Restored what you had written here before.";
    }
    area.addEventListener("input", () => {
      localStorage.setItem(key(area), area.value);
      note.textContent = "Kept in this browser until you submit.";
    });
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }
  form.addEventListener("submit", () => {
    for (const area of areas) localStorage.removeItem(key(area));
  });
  const again = form.querySelector("[data-start-over]");
  again.hidden = false;
  again.addEventListener("click", () => {
    if (!confirm("Replace your text by the file that the exercise starts with?")) return;
    for (const area of areas) {
      area.value = area.dataset.starter;
      localStorage.removeItem(key(area));
    }
    note.textContent = "Started over.";
  });
}

const submission = document.querySelector("[data-submission]");
if (submission) follow(submission);

function follow(page) {
  const live = page.dataset.live === "true";
  const log = page.querySelector("[data-log]");
  const now = page.querySelector("[data-now]");
  const steps = new Map();
  let phase = null;
  let waiting = [];

  const source = new EventSource("/submissions/" + page.dataset.submission + "/events");
  const on = (kind, act) => source.addEventListener(kind, (event) => act(JSON.parse(event.data)));

  // Everything that comes within one frame is drawn at once: a chatty build must not keep the page busy.
  const draw = (act) => {
    if (waiting.length === 0) requestAnimationFrame(flush);
    waiting.push(act);
  };
  const flush = () => {
    const follows = log.scrollTop + log.clientHeight >= log.scrollHeight - 24;
    const acts = waiting;
    waiting = [];
    for (const act of acts) act();
    if (live && follows) log.scrollTop = log.scrollHeight;
  };
  const say = (text) => {
    if (now) now.textContent = text;
  };

  on("state", (state) => {
    for (const item of page.querySelectorAll("[data-state]")) {
      item.toggleAttribute("aria-current", item.dataset.state === state.state);
    }
    say(words(state.state));
    if (state.reason) draw(() => log.append(element("p", "notice", state.reason)));
    if (state.state === "preparing") {
      draw(() => {
        steps.clear();
        phase = null;
      });
    }
  });
  on("waiting", (place) => {
    const ahead = place.ahead === 0 ? "You are next." : place.ahead === 1 ? "One is ahead of you." : place.ahead + " are ahead of you.";
    const wait = place.seconds === undefined ? "Nobody grades at the moment; yours is kept." : "About " + duration(place.seconds) + " to go.";
    say("Waiting. " + ahead + " " + wait);
  });
  on("phase", (begun) => draw(() => log.append((phase = element("h3", "phase", begun.name)))));
  on("step", (step) => draw(() => showStep(step)));
  on("log", (written) =>
    draw(() => {
      const place = output(written.phase, written.step);
      for (const line of written.lines) {
        for (const piece of line) place.append(piece.look ? element("span", piece.look, piece.text) : piece.text);
        place.append("\n");
      }
    }));
  on("left-out", (left) =>
    draw(() => output(left.phase, left.step).append(element("span", "left-out", "… " + size(left.bytes) + " left out …\n"))));
  on("notice", (notice) => draw(() => log.append(element("p", "notice", notice.text))));
  on("check", (check) =>
    draw(() => {
      const row = element("p", "check " + check.status.toLowerCase().replace("_", "-"));
      row.append(element("span", "title", check.title), " ", element("span", "points", check.points + "/" + check.maxPoints));
      log.append(row);
    }));
  on("end", () => {
    source.close();
    if (live) location.reload();
  });

  function showStep(step) {
    const shown = entry(step.phase, step.step);
    shown.summary.replaceChildren(
      element("span", "name", step.name), " ",
      element("span", "how " + step.status, how(step)));
    shown.details.dataset.status = step.status;
    if (step.status === "failed") shown.details.open = true;
  }
  function entry(of, step) {
    const key = of + " " + step;
    if (!steps.has(key)) {
      const details = element("details", "step");
      const summary = element("summary");
      const text = element("pre");
      details.append(summary, text);
      details.open = live;
      log.append(details);
      steps.set(key, { details, summary, text });
    }
    return steps.get(key);
  }
  function output(of, step) {
    return entry(of, step).text;
  }
}

function words(state) {
  return {
    queued: "Waiting for a free sandbox.",
    preparing: "Preparing a sandbox.",
    building: "Building, and building again.",
    running: "Running, probing and breaking it.",
    graded: "The verdict is there.",
    invalid: "Refused before building.",
    error: "Something on our side failed.",
    cancelled: "Cancelled.",
  }[state];
}

function how(step) {
  if (step.status === "finished") return (step.millis / 1000).toFixed(1) + " s";
  return { started: "running", cached: "cached", failed: "failed" }[step.status];
}

function duration(seconds) {
  return seconds < 90 ? seconds + " s" : Math.round(seconds / 60) + " min";
}

function size(bytes) {
  return bytes < 1e6 ? Math.round(bytes / 1e3) + " kB" : (bytes / 1e6).toFixed(1) + " MB";
}
