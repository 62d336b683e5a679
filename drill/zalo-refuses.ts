// Every refusal that Zalo documents, one person each: what becomes of the message.
import { actionFor, KNOWN_CODES, type RefusalAction } from "../bot/zalo/errors.ts";
import { type Drill, saw, until } from "./drill.ts";
import type { Ground } from "./ground.ts";

/** A code nobody has described. */
const UNDESCRIBED = -9999;

/** What must have become of a message with buttons that was refused once. */
interface Fate {
  state: "sent" | "waiting" | "held" | "dead";
  attempts: number;
  operator?: true;
}

/** By what a refusal asks for (bot/zalo/errors.ts). */
const FATES: Record<RefusalAction, Fate> = {
  "refresh-token": { state: "sent", attempts: 1 },
  "back-off": { state: "sent", attempts: 2 },
  retry: { state: "sent", attempts: 2 },
  "render-plain": { state: "sent", attempts: 2 },
  reupload: { state: "dead", attempts: 1, operator: true }, // nothing was uploaded for it
  "wait-for-person": { state: "held", attempts: 1 },
  "reschedule-morning": { state: "waiting", attempts: 1 },
  "drop-person": { state: "dead", attempts: 1 },
  "give-up": { state: "dead", attempts: 1 },
  "tell-operator": { state: "dead", attempts: 1, operator: true },
};

interface Row {
  state: string;
  attempts: number;
  early: boolean;
}

export const everyCode: Drill = {
  fault: "Zalo refuses a message, once with every code of its list and one that nobody has described",
  store: "PostgreSQL",
  promise:
    "each refusal has its own consequence: sent again, as plain text, in the morning, when the person writes, or given up and told to the operator",
  async run(ground) {
    const { simulator } = ground.zalo;
    const server = await ground.start({ ZALO_INTERACTIVE: "on" });
    const codes = [...KNOWN_CODES.oa, UNDESCRIBED];
    const left: number[] = [];
    for (const code of codes) {
      simulator.faults.inject({ kind: "error", code, next: 1, path: "/oa/message/cs" });
      await simulator.person(`refused${code}`).text("menu");
      if (!(await until(20, async () => isAsPromised(code, await messageTo(ground, `refused${code}`)))))
        left.push(code);
    }
    const told = server.process.output().split("an operator is needed").length - 1;
    const toTell = codes.filter((code) => FATES[actionFor(code)].operator).length;
    return [
      saw(
        `${codes.length - left.length} of ${codes.length} codes as promised${left.map((code) => ` not ${code}`)}`,
        left.length === 0,
      ),
      saw(`${told} of ${toTell} that need an operator told to one`, told === toTell),
    ];
  },
};

async function messageTo(ground: Ground, person: string): Promise<Row | undefined> {
  const [row] = await ground.rows<Row>(
    `SELECT state, attempts, ready_at < now() + interval '1 minute' AS early FROM outbound_message WHERE account_id = '${person}'`,
  );
  return row;
}

function isAsPromised(code: number, row: Row | undefined): boolean {
  const fate = FATES[actionFor(code)];
  if (row?.state !== fate.state || row.attempts !== fate.attempts) return false;
  return fate.state !== "waiting" || !row.early;
}
