// The floor: what any bot must do for a message and nothing more. Checks the seal, stores the event with one INSERT through
// the same client and driver, posts one answer to Zalo over the same HTTP client, then answers 200.
import { openDatabase } from "../prisma/database.ts";
import { answerThrough, openDoor } from "./door.ts";

const { DATABASE_URL: url, DATA_DIR: folder = "", ZALO_API_BASE_URL: zaloUrl = "" } = process.env;
const { client } = await openDatabase(url === undefined ? { folder } : { url });
const answer = answerThrough(zaloUrl);

openDoor(async ({ raw, eventName, messageId, personId }) => {
  const now = new Date();
  await client.$executeRaw`
    INSERT INTO inbound_event (dedup_key, event_name, account_id, event_sealed, occurred_at, received_at, ready_at)
    VALUES (${messageId}, ${eventName}, ${personId}, ${raw}, ${now}, ${now}, ${now})`;
  await answer(personId, "Chào bác.");
});
