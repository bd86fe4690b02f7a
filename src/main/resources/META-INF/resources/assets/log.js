// A submission as it happens: where it is, and its log. Events come from the server, which keeps them: whoever reconnects goes on
// after the last one that they saw.
import { LogView } from "./logview.js";

const STATES = {
  queued: "Waiting for a free sandbox.",
  preparing: "Preparing a sandbox.",
  building: "Building, and building again.",
  running: "Running, probing and breaking it.",
  graded: "The verdict is there.",
  invalid: "Refused before building.",
  error: "Something on our side failed.",
  cancelled: "Cancelled.",
};
const TRY_AGAIN_MILLIS = 2000;

const page = document.querySelector("[data-submission]");
if (page) {
  const later = page.querySelector("[data-log-later]");
  if (page.dataset.live === "true") follow(true);
  // A log can be long. Afterwards it is fetched when somebody wants to read it.
  else if (later) later.addEventListener("toggle", () => follow(false), { once: true });
}

function follow(live) {
  const log = new LogView(page.querySelector("[data-log]"), live ? page.querySelector("[data-follow]") : null);
  const now = page.querySelector("[data-now]");
  const wait = page.querySelector("[data-wait]");
  const lost = page.querySelector("[data-lost]");
  const title = document.title;
  // Regions that are read aloud: unchanged text is not set again, or it would be read again.
  const say = (place, text) => {
    if (place && place.textContent !== text) place.textContent = text;
  };
  if (live) say(now, STATES[now.textContent] ?? now.textContent);

  const source = new EventSource("/submissions/" + page.dataset.submission + "/events");
  const on = (kind, act) => source.addEventListener(kind, (event) => act(JSON.parse(event.data)));

  on("state", (state) => {
    if (live) {
      at(state.state);
      say(now, STATES[state.state] ?? state.state);
      say(wait, "");
      document.title = (STATES[state.state] ?? "") + " " + title;
    }
    if (state.reason) log.notice(state.reason);
    // It is graded once more: the steps that come are others than those of the first run.
    if (state.state === "preparing") log.again();
  });
  on("waiting", (place) => {
    const ahead = place.ahead === 0 ? "You are next." : place.ahead === 1 ? "One is ahead of you." : place.ahead + " are ahead of you.";
    say(now, "Waiting. " + ahead);
    say(wait, place.seconds == null ? "Nobody grades at the moment; yours is kept." : "About " + duration(place.seconds) + " to go.");
  });
  on("phase", (begun) => log.phase(begun.name));
  on("step", (step) => log.step(step));
  on("log", (written) => log.lines(written));
  on("left-out", (left) => log.leftOut(left));
  on("notice", (notice) => log.notice(notice.text));
  on("check", (check) => log.check(check));
  on("end", () => {
    source.close();
    log.end();
    if (live) showVerdict();
  });

  source.addEventListener("open", () => say(lost, ""));
  source.addEventListener("error", () => {
    say(lost, "Connection lost, trying again.");
    // The browser tries again by itself unless it got an answer that is no stream. Then the page begins anew, once it can.
    if (source.readyState === EventSource.CLOSED && live) setTimeout(comeBack, TRY_AGAIN_MILLIS);
  });
  // A page that is left must not hold on to one of the few connections that a browser allows.
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted && live) location.reload();
  });
}

/** Marks the state that it is in, and those that it has left behind. */
function at(state) {
  const items = [...page.querySelectorAll("[data-state]")];
  const current = items.findIndex((item) => item.dataset.state === state);
  items.forEach((item, index) => {
    item.classList.toggle("over", index < current);
    if (index === current) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
}

/** The same page holds the verdict now; it is read from its beginning. */
function showVerdict() {
  history.scrollRestoration = "manual";
  location.reload();
}

async function comeBack() {
  try {
    const answer = await fetch(location.href, { method: "HEAD" });
    if (answer.status < 500) {
      location.reload();
      return;
    }
  } catch {
    // Still away.
  }
  setTimeout(comeBack, TRY_AGAIN_MILLIS);
}

function duration(seconds) {
  return seconds < 90 ? seconds + " s" : Math.round(seconds / 60) + " min";
}
