// The panel that makes Zalo slow, silent or refusing, and shows how the webhook fares.
import { el, iconButton } from "./dom.js";
import { say } from "./words.js";
import { setTrouble, state } from "./zalo.js";

const ORDERS = {
  none: [],
  slow: [{ kind: "slow", ms: 5000, path: "/openapi/" }],
  timeout: [{ kind: "timeout", path: "/openapi/" }],
  "http-500": [{ kind: "http-500", path: "/openapi/" }],
  reset: [{ kind: "reset", path: "/openapi/" }],
  error: [{ kind: "error", code: -200, path: "/openapi/" }],
};

/** Draws the panel into `panel`; call again after each change of the trouble in force. */
export function drawTrouble(panel, onclose) {
  const { orders, acceptInteractive, webhook } = state.trouble;
  const current = orders[0]?.kind ?? "none";
  const options = Object.keys(ORDERS).map((kind) => {
    const choose = () => setTrouble({ orders: ORDERS[kind] });
    return el(
      "label",
      { className: "option" },
      el("input", { type: "radio", name: "fault", checked: kind === current, onchange: choose }),
      say(`fault.${kind}`),
    );
  });
  const interactive = el("input", {
    type: "checkbox",
    checked: acceptInteractive,
    onchange: () => setTrouble({ acceptInteractive: interactive.checked }),
  });
  panel.replaceChildren(
    el("header", {}, el("strong", {}, say("trouble")), iconButton("close", say("close"), onclose)),
    el("fieldset", {}, el("legend", {}, say("faultTitle")), ...options),
    el("p", { className: "hint" }, say("faultHint")),
    el("label", { className: "option" }, interactive, say("interactive")),
    el("p", { className: "hint" }, say("webhook", webhook)),
    webhook.disabled ? el("p", { className: "warning" }, say("webhookOff")) : "",
    webhook.disabled
      ? el(
          "button",
          { type: "button", className: "primary", onclick: () => setTrouble({ enableWebhook: true }) },
          say("webhookOn"),
        )
      : "",
  );
}
