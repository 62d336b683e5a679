// `npm run kills`: two hundred times kill -9 at random instants while a commune lives through its day (reports, questions back,
// approvals, complaints; every webhook delivered twice) and others write as well, on both stores. Whoever wrote has every answer
// in order, and each day leaves the registry that an undisturbed day leaves. KILLS sets another number.
import { type Disturbance, liveThroughKills, type Survived } from "../test/day/day-of-kills.ts";
import { newStore } from "../test/setup/new-store.ts";
import { findBinaries, startServer } from "../test/setup/postgres-server.ts";
import { seededRandom } from "../test/setup/random.ts";
import { keep } from "./keep.ts";

const KILLS = Number(process.env.KILLS ?? 200);
const LONGEST_LIFE = 1500;
const WAVE = 5;

/** What the days on one store came to. */
interface Row {
  days: number;
  kills: number;
  "messages of others": number;
  lost: number;
  "out of order": number;
  "came twice": number;
  "may have come twice": number;
  "days whose registry differs": number;
  "broken audit chains": number;
}

const binaries = findBinaries();
const postgres = binaries === null ? null : await startServer(binaries);
const rows: Record<string, Row> = {};
try {
  const undisturbed = (await lived(null, { most: 0, longestLife: 0, wave: 0, random: seededRandom(1) })).books;
  const stores = { embedded: null, ...(postgres === null ? {} : { postgresql: postgres.url }) };
  const each = Math.ceil(KILLS / Object.keys(stores).length);
  for (const [kind, server] of Object.entries(stores)) rows[kind] = await days(server, each, undisturbed);
} finally {
  postgres?.stop();
}
console.table(rows);
keep("kills", { stores: rows });
process.exitCode = Object.values(rows).every(whole) ? 0 : 1;

/** Days, one after the other, until the server was killed `kills` times. */
async function days(server: string | null, kills: number, undisturbed: Survived["books"]): Promise<Row> {
  const random = seededRandom(server === null ? 31 : 32);
  const survived: Survived[] = [];
  const killed = () => survived.reduce((sum, one) => sum + one.kills, 0);
  while (killed() < kills) {
    survived.push(await lived(server, { most: kills - killed(), longestLife: LONGEST_LIFE, wave: WAVE, random }));
    console.log(
      `${server === null ? "embedded" : "postgresql"}: ${killed()} of ${kills} kills, ${survived.length} days`,
    );
  }
  const sum = (figure: (one: Survived) => number) => survived.reduce((total, one) => total + figure(one), 0);
  const differs = ({ books }: Survived) => JSON.stringify(books) !== JSON.stringify(undisturbed);
  return {
    days: survived.length,
    kills: killed(),
    "messages of others": sum(({ heard }) => heard.wanted.flat().length),
    lost: sum(({ heard }) => heard.wanted.map((one, at) => missing(one, heard.got[at]!)).reduce((a, b) => a + b, 0)),
    "out of order": sum(({ heard }) => heard.wanted.filter((one, at) => misplaced(one, heard.got[at]!)).length),
    "came twice": sum(({ heard }) => heard.doubled),
    "may have come twice": sum(({ heard }) => heard.maybeTwice),
    "days whose registry differs": survived.filter(differs).length,
    "broken audit chains": survived.filter(({ audit }) => !audit.intact).length,
  };
}

function missing(wanted: string[], got: string[]): number {
  return wanted.filter((one) => !got.includes(one)).length;
}

function misplaced(wanted: string[], got: string[]): boolean {
  return missing(wanted, got) === 0 && String(wanted) !== String(got);
}

/** Nothing lost, nothing out of order, nothing done twice, and only messages that the server names came twice. */
function whole(row: Row): boolean {
  const faults = row.lost + row["out of order"] + row["days whose registry differs"] + row["broken audit chains"];
  return faults === 0 && row["came twice"] <= row["may have come twice"];
}

async function lived(server: string | null, disturbance: Disturbance): Promise<Survived> {
  const store = await newStore(server);
  try {
    return await liveThroughKills(store, disturbance);
  } finally {
    await store.remove();
  }
}
