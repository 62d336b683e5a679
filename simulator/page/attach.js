// What a person can send besides text: picture, file, place, sticker, voice, video, a contact.
import { el } from "./dom.js";
import { fieldForm, openSheet, tileGrid } from "./sheet.js";
import { say } from "./words.js";

const STICKERS = ["smile", "thumb", "heart", "thanks", "rice", "sad"];
/** The centre of the demonstration commune, offered where a device gives no position. */
const CENTRE = { latitude: "20.8196", longitude: "106.4087" };

/** Opens the sheet of attachments; `send(act)` and `sendFile(file)` do the work. */
export function openAttachments(phone, { send, sendFile }) {
  const files = (file) => {
    close();
    sendFile(file);
  };
  const close = openSheet(
    phone,
    say("attach"),
    tileGrid([
      { icon: "picture", label: say("picture"), accept: "image/*", onfile: files },
      { icon: "file", label: say("file"), onfile: files },
      { icon: "pin", label: say("location"), onclick: () => openPlace(phone, send) },
      { icon: "sticker", label: say("stickers"), onclick: () => openStickers(phone, send) },
      { icon: "mic", label: say("voice"), accept: "audio/*", capture: true, onfile: files },
      { icon: "video", label: say("video"), accept: "video/*", onfile: files },
      { icon: "card", label: say("card"), onclick: () => openCard(phone, send) },
    ]),
  );
}

/** Opens the sheet of stickers. */
export function openStickers(phone, send) {
  const tiles = STICKERS.map((stickerId) => ({
    image: `page/stickers/${stickerId}.svg`,
    label: say(`sticker.${stickerId}`),
    onclick: () => {
      close();
      send({ type: "sticker", stickerId });
    },
  }));
  const close = openSheet(phone, say("stickers"), tileGrid(tiles));
}

/** Opens the form that answers request_user_info. */
export function openShareInfo(phone, name, send) {
  const fields = [
    { name: "name", label: say("name"), value: name },
    { name: "phone", label: say("phone"), inputMode: "tel" },
    { name: "address", label: say("address") },
  ];
  const { form } = fieldForm(fields, (info) => {
    close();
    send({ type: "submitInfo", info });
  });
  const close = openSheet(phone, say("shareInfo"), form);
}

function openPlace(phone, send) {
  const hint = el("p", { className: "hint", role: "status" });
  const fields = ["latitude", "longitude"].map((name) => ({
    name,
    label: say(name),
    value: CENTRE[name],
    inputMode: "decimal",
  }));
  const useDevice = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        inputs[0].value = coords.latitude.toFixed(6);
        inputs[1].value = coords.longitude.toFixed(6);
      },
      () => (hint.textContent = say("noDevice")),
    );
  const device = el("button", { type: "button", className: "secondary", onclick: useDevice }, say("useDevice"));
  const { form, inputs } = fieldForm(
    fields,
    ({ latitude, longitude }) => {
      close();
      send({ type: "location", latitude: Number(latitude), longitude: Number(longitude) });
    },
    device,
    hint,
  );
  const close = openSheet(phone, say("location"), form);
}

function openCard(phone, send) {
  const { form } = fieldForm([{ name: "phone", label: say("phone"), inputMode: "tel" }], (card) => {
    close();
    send({ type: "card", ...card });
  });
  const close = openSheet(phone, say("card"), form);
}
