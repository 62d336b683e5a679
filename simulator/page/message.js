// One message as it looks in the conversation: bubble, picture, file, place, buttons, list, reactions.
import { el, icon } from "./dom.js";
import { hour, say } from "./words.js";

const REACTIONS = { ":>": "😆", "--b": "😭", ":-((": "😢", "/-strong": "👍", "/-heart": "❤️", ":-h": "😡", ":o": "😮" };

/**
 * The element of a message. `mine`: stands on the right. `acts`: what the one who looks may do
 * ({press(button), react(message), shareInfo()}), null for a conversation that is only read.
 */
export function messageElement(message, mine, acts) {
  const bubble = el("div", { className: `bubble kind-${message.kind}` }, ...contentOf(message, acts));
  if (message.adminId !== null) bubble.prepend(el("div", { className: "by-officer" }, say("officerMark")));
  bubble.append(el("time", { className: "hour", dateTime: new Date(message.at).toISOString() }, hour(message.at)));
  if (message.reactions.length > 0) {
    const shown = message.reactions.map((one) => REACTIONS[one] ?? one).join("");
    bubble.append(
      el("span", { className: "reactions", role: "img", "aria-label": `${say("reacted")} ${shown}` }, shown),
    );
  } else if (acts !== null && !mine) {
    const onclick = () => acts.react(message);
    const label = say("react");
    bubble.append(
      el("button", { type: "button", className: "react", "aria-label": label, title: label, onclick }, icon("heart")),
    );
  }
  return el("li", { className: mine ? "row mine" : "row theirs", "data-id": message.id }, bubble);
}

function contentOf(message, acts) {
  const said = message.text === "" ? null : el("p", { className: "text" }, ...linked(message.text));
  const buttons = message.buttons.length === 0 ? null : buttonsOf(message, acts);
  switch (message.kind) {
    case "image":
    case "gif":
      return [pictureOf(message.media), said];
    case "sticker":
      return [stickerOf(message.media)];
    case "file":
    case "audio":
    case "video":
      return [said, mediaOf(message.kind, message.media)];
    case "location":
      return [placeOf(message.media)];
    case "card":
      return [tile("card", say("cardOf"), phoneIn(message.media.description))];
    case "list":
      return [said, ...message.elements.map((element) => listRow(element, acts)), buttons];
    case "request_user_info":
      return [said, ...message.elements.map((element) => listRow(element, acts)), askButton(acts)];
    default:
      return [said, buttons];
  }
}

function buttonsOf(message, acts) {
  return el("div", { className: "buttons" }, ...message.buttons.map((button) => buttonOf(button, acts)));
}

function buttonOf(button, acts) {
  const { type, payload, title } = button;
  if (type === "oa.open.url") return outerLink(payload.url, title);
  if (type === "oa.open.phone")
    return el("a", { className: "choice", href: `tel:+${payload.phone_code}` }, icon("phone"), title);
  if (type === "oa.open.sms") return el("a", { className: "choice", href: `sms:+${payload.phone_code}` }, title);
  return el(
    "button",
    { type: "button", className: "choice", disabled: acts === null, onclick: () => acts.press(button) },
    title,
  );
}

function outerLink(url, title, className = "choice", ...content) {
  const inside = content.length === 0 ? [icon("link"), title] : content;
  return el("a", { className, href: safeUrl(url), target: "_blank", rel: "noopener noreferrer" }, ...inside);
}

function askButton(acts) {
  return el(
    "div",
    { className: "buttons" },
    el(
      "button",
      { type: "button", className: "choice", disabled: acts === null, onclick: () => acts.shareInfo() },
      say("shareInfo"),
    ),
  );
}

function listRow(element, acts) {
  const { title, subtitle, image_url, default_action } = element;
  const small = subtitle === undefined ? null : el("span", { className: "small" }, subtitle);
  const face = image_url === undefined ? null : pictureOf({ url: image_url });
  const words = el("span", {}, el("strong", {}, title), small);
  if (default_action === undefined) return el("div", { className: "list-row" }, face, words);
  const { type, url, payload } = default_action;
  if (type === "oa.open.url") return outerLink(url, title, "list-row", face, words);
  const onclick = () => acts.press({ payload });
  return el("button", { type: "button", className: "list-row", disabled: acts === null, onclick }, face, words);
}

function pictureOf(media) {
  const image = el("img", {
    className: "picture",
    src: media.url,
    alt: media.name ?? say("pictureAlt"),
    loading: "lazy",
  });
  // A picture from elsewhere is not fetched by this page: it is offered as a link.
  image.addEventListener("error", () => image.replaceWith(outerLink(media.url, say("pictureAlt"))));
  return el(
    "a",
    { href: safeUrl(media.url), target: "_blank", rel: "noopener noreferrer", className: "picture-link" },
    image,
  );
}

function stickerOf(media) {
  const known = /^[a-z]+$/.test(media.stickerId ?? "");
  if (!known) return tile("sticker", say("stickerAlt"), media.stickerId ?? "");
  return el("img", {
    className: "sticker-image",
    src: `page/stickers/${media.stickerId}.svg`,
    alt: say(`sticker.${media.stickerId}`),
  });
}

function mediaOf(kind, media) {
  if (kind === "audio") return el("audio", { controls: true, preload: "metadata", src: media.url });
  if (kind === "video") return el("video", { controls: true, preload: "metadata", src: media.url });
  const size = media.size === undefined ? "" : say("bytes", { count: Math.max(1, Math.round(media.size / 1024)) });
  return el(
    "a",
    { className: "tile-link", href: safeUrl(media.url), target: "_blank", rel: "noopener noreferrer" },
    tile("file", media.name ?? say("file"), size),
  );
}

function placeOf({ latitude, longitude }) {
  return el(
    "div",
    { className: "place" },
    el("div", { className: "map", "aria-hidden": "true" }, icon("pin")),
    el("strong", {}, say("place")),
    el("span", { className: "small" }, `${latitude}, ${longitude}`),
  );
}

function tile(iconName, title, detail) {
  return el(
    "span",
    { className: "tile" },
    icon(iconName),
    el("span", {}, el("strong", {}, title), el("span", { className: "small" }, detail)),
  );
}

function phoneIn(description) {
  try {
    return JSON.parse(description).phone ?? "";
  } catch {
    return "";
  }
}

/** Only web addresses and our own relative ones may be opened. */
function safeUrl(url) {
  return /^(https?:\/\/|media\/)/.test(url ?? "") ? url : "#";
}

const LINKS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|(\b(?:0\d|1[89]00)(?:[ .]?\d){6,9}\b)/g;

/** Splits a text into text nodes and links: web addresses and telephone numbers can be tapped, as on a phone. */
function linked(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(LINKS)) {
    nodes.push(text.slice(end, match.index));
    const [whole, url] = match;
    nodes.push(
      url === undefined
        ? el("a", { href: `tel:${whole.replaceAll(/[ .]/g, "")}` }, whole)
        : el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, whole),
    );
    end = match.index + whole.length;
  }
  nodes.push(text.slice(end));
  return nodes;
}
