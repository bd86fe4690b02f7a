// Enhances pages that work without it. Each module looks for what it is about and does nothing on other pages.
import "./reading.js";
import "./drafts.js";
import "./log.js";
