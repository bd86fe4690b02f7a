// Draws a log: phases with their build steps, which can be folded, and checks. Everything that comes within one frame is drawn at
// once, and what is folded is not laid out, so that a chatty build does not keep the page busy.
import { element } from "./elements.js";

const MARKS = { passed: "✓", partial: "◐", failed: "✗", "not-verified": "–", skipped: "○", error: "!" };
const WORDS = { passed: "passed", partial: "partly", failed: "not yet", "not-verified": "not verified here", skipped: "not tried", error: "our fault" };
const NEAR_THE_END = 24;

export class LogView {
  #log;
  #button;
  #following = true;
  #top = 0;
  #height = 0;
  #phases = new Map();
  #steps = new Map();
  #checks = null;
  #waiting = [];

  /** The button follows and pauses; without one, nothing is followed and finished steps stay folded. */
  constructor(log, button) {
    this.#log = log;
    this.#button = button;
    if (!button) {
      this.#following = false;
      return;
    }
    button.hidden = false;
    button.addEventListener("click", () => {
      this.#follow(!this.#following);
      if (this.#following) this.#toTheEnd();
    });
    log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  phase(name) {
    this.#draw(() => this.#section(name));
  }

  step(step) {
    this.#draw(() => {
      const shown = this.#entry(step.phase, step.step);
      shown.status = step.status;
      shown.box.dataset.status = step.status;
      shown.head.replaceChildren(element("span", "name", step.name), element("span", "took " + step.status, took(step)));
      if (shown.text) this.#fold(shown);
    });
  }

  lines(written) {
    this.#draw(() => {
      const chunk = element("span", "chunk");
      let plain = "";
      for (const line of written.lines) {
        for (const piece of line) {
          if (piece.look) {
            chunk.append(plain, element("span", piece.look, piece.text));
            plain = "";
          } else {
            plain += piece.text;
          }
        }
        plain += "\n";
      }
      chunk.append(plain);
      this.#output(written.phase, written.step).append(chunk);
    });
  }

  leftOut(left) {
    this.#draw(() => this.#output(left.phase, left.step).append(element("span", "left-out", "… " + size(left.bytes) + " left out here …")));
  }

  notice(text) {
    this.#draw(() => this.#log.append(element("p", "notice", text)));
  }

  check(check) {
    this.#draw(() => {
      if (!this.#checks) {
        this.#checks = element("section");
        this.#checks.append(element("h3", "", "Checks"));
        this.#log.append(this.#checks);
      }
      const status = check.status.toLowerCase().replace("_", "-");
      const row = element("p", "check " + status);
      const mark = element("span", "mark", MARKS[status] ?? "?");
      mark.setAttribute("aria-hidden", "true");
      row.append(mark, element("span", "title", check.title), element("span", "status", WORDS[status] ?? status),
        element("span", "points", check.points + "/" + check.maxPoints));
      this.#checks.append(row);
    });
  }

  /** Nothing more comes. */
  end() {
    this.#draw(() => {
      if (!this.#log.hasChildNodes()) this.#log.append(element("p", "", "Nothing was logged."));
    });
  }

  /** What comes now belongs to another run. */
  again() {
    this.#draw(() => {
      this.#phases.clear();
      this.#steps.clear();
      this.#checks = null;
    });
  }

  #draw(act) {
    if (this.#waiting.length === 0) {
      // Hidden pages draw no frames, and still have to take in what comes.
      if (document.hidden) setTimeout(() => this.#flush(), 250);
      else requestAnimationFrame(() => this.#flush());
    }
    this.#waiting.push(act);
  }

  #flush() {
    const acts = this.#waiting;
    this.#waiting = [];
    for (const act of acts) act();
    if (this.#following) this.#toTheEnd();
  }

  #atTheEnd() {
    return this.#log.scrollTop + this.#log.clientHeight >= this.#log.scrollHeight - NEAR_THE_END;
  }

  #toTheEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#top = this.#log.scrollTop;
    this.#height = this.#log.scrollHeight;
  }

  /**
   * Whoever scrolls up wants to read, also by a few pixels: browsers scroll in small steps, and what is drawn in between must not
   * pull the reader back. Whoever scrolls down to the end wants to follow. A log that becomes shorter, as a step is folded, moves
   * up without anybody having wanted it.
   */
  #scrolled() {
    const { scrollTop, scrollHeight } = this.#log;
    if (scrollTop < this.#top - 1 && scrollHeight >= this.#height) this.#follow(false);
    else if (scrollTop > this.#top && this.#atTheEnd()) this.#follow(true);
    this.#top = scrollTop;
    this.#height = scrollHeight;
  }

  #follow(following) {
    if (following === this.#following) return;
    this.#following = following;
    this.#button.textContent = following ? "Pause" : "Jump to the end";
  }

  /** Phases overlap, so each has a place of its own. */
  #section(name) {
    if (!this.#phases.has(name)) {
      const section = element("section");
      section.append(element("h3", "", name.charAt(0).toUpperCase() + name.slice(1)));
      // Checks stay last: they are what one waits for.
      if (this.#checks) this.#checks.before(section);
      else this.#log.append(section);
      this.#phases.set(name, section);
    }
    return this.#phases.get(name);
  }

  #entry(phase, step) {
    const name = phase + " " + step;
    if (!this.#steps.has(name)) {
      const box = element("div", "step");
      const head = element("div", "head");
      box.append(head);
      this.#section(phase).append(box);
      this.#steps.set(name, { box, head, text: null, status: "started" });
    }
    return this.#steps.get(name);
  }

  /** Where a step's output goes. Only a step that writes something can be folded. */
  #output(phase, step) {
    const shown = this.#entry(phase, step);
    if (!shown.text) {
      const box = element("details", "step");
      box.dataset.status = shown.status;
      const head = element("summary", "head");
      head.append(...shown.head.childNodes);
      shown.text = element("pre");
      box.append(head, shown.text);
      shown.box.replaceWith(box);
      shown.box = box;
      shown.head = head;
      // What the reader opened or closed stays so.
      head.addEventListener("click", () => (shown.touched = true));
      this.#fold(shown);
    }
    return shown.text;
  }

  #fold(shown) {
    if (shown.touched) return;
    if (shown.status === "failed") shown.box.open = true;
    else if (shown.status === "started") shown.box.open = this.#button !== null;
    // Not under the eyes of somebody who reads it.
    else if (this.#following || !this.#button) shown.box.open = false;
  }
}

function took(step) {
  if (step.status === "finished") return ((step.millis ?? 0) / 1000).toFixed(1) + " s";
  return { started: "running", cached: "cached", failed: "failed" }[step.status] ?? step.status;
}

function size(bytes) {
  return bytes < 1e3 ? bytes + " bytes" : bytes < 1e6 ? Math.round(bytes / 1e3) + " kB" : (bytes / 1e6).toFixed(1) + " MB";
}
