// The page's line to the simulator: one state that follows the server's stream, and the calls that act.

/** Everything the page knows. `messages` holds one list a person, oldest first. */
export const state = { oa: { id: "", name: "" }, people: new Map(), messages: new Map(), trouble: null };

const watchers = new Set();

/** Calls `watcher(change)` after each change; kinds: state, message, person, trouble, offline. Returns the way to stop. */
export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Opens the stream; after every (re)connection the whole state is read again, so nothing is missed. */
export function connect() {
  const feed = new EventSource("feed");
  feed.addEventListener("open", loadState);
  feed.addEventListener("error", () => tell({ kind: "offline" }));
  feed.addEventListener("message", (event) => take(JSON.parse(event.data)));
}

async function loadState() {
  const { oa, people, messages, trouble } = await (await fetch("state")).json();
  state.oa = oa;
  state.trouble = trouble;
  state.people = new Map(people.map((person) => [person.id, person]));
  state.messages = new Map(people.map((person) => [person.id, []]));
  for (const message of messages) place(message);
  tell({ kind: "state" });
}

function take(change) {
  if (change.kind === "message") place(change.message);
  if (change.kind === "person") state.people.set(change.person.id, change.person);
  if (change.kind === "trouble") state.trouble = change.trouble;
  tell(change);
}

function place(message) {
  const list = messagesOf(message.personId);
  const index = list.findIndex((other) => other.id === message.id);
  if (index === -1) list.push(message);
  else list[index] = message;
}

function tell(change) {
  for (const watcher of [...watchers]) watcher(change);
}

/** The conversation of a person. */
export function messagesOf(personId) {
  if (!state.messages.has(personId)) state.messages.set(personId, []);
  return state.messages.get(personId);
}

/** How many messages of the OA a person has not seen. */
export function unreadOf(personId) {
  return messagesOf(personId).filter((message) => message.from === "oa" && !message.seen).length;
}

/** A person does something; the answer tells what became of the event ({outcome}), null when the server refused. */
export function act(personId, doing) {
  return call("POST", `people/${personId}/acts`, doing);
}

/** Marks what a person sees on the screen as seen. */
export function see(personId) {
  const unseen = messagesOf(personId).filter((message) => message.from === "oa" && !message.seen);
  if (unseen.length === 0) return;
  for (const message of unseen) message.seen = true;
  void act(personId, { type: "see" });
}

/** Stores a file and sends it as picture, gif, audio, video or file, whichever it is. */
export async function sendFile(personId, file) {
  const type = file.type || "application/octet-stream";
  const query = new URLSearchParams({ name: file.name });
  const stored = await fetch(`people/${personId}/media?${query}`, {
    method: "POST",
    headers: { "content-type": safeType(type) },
    body: file,
  });
  if (!stored.ok) return null;
  const { mediaId } = await stored.json();
  return act(personId, { type: kindOf(type), mediaId });
}

function safeType(type) {
  return /^text\/|multipart|urlencoded/.test(type) ? "application/octet-stream" : type;
}

function kindOf(type) {
  if (type === "image/gif") return "gif";
  const family = type.split("/")[0];
  return ["image", "audio", "video"].includes(family) ? family : "file";
}

/** Adds somebody nobody knows yet. */
export function addPerson(name) {
  return call("POST", "people", { name });
}

/** An officer answers by hand. */
export function replyAsOfficer(personId, text) {
  return call("POST", "officer/replies", { personId, text });
}

/** Orders or ends trouble. */
export function setTrouble(wish) {
  return call("PUT", "trouble", wish);
}

async function call(method, path, body) {
  try {
    const response = await fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
