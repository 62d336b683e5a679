// `node bench/import.ts [HOUSEHOLDS]`: an import of 30,000 households (about 105,000 people) on the embedded store and on
// PostgreSQL, against only reading the same file (in this thread) and putting its rows into one plain table with the fewest
// statements.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { day } from "../foundation/day.ts";
import { loadKnowledge } from "../knowledge/load.ts";
import { loadSpreadsheet } from "../knowledge/spreadsheet.ts";
import { type DatabaseLocation, openDatabase } from "../prisma/database.ts";
import { createSeal } from "../registry/seal.ts";
import { readXlsx, writeXlsx } from "../registry/spreadsheets/exceljs.ts";
import { headerRow, rowWriter } from "../registry/spreadsheets/export-rows.ts";
import { importHouseholds } from "../registry/spreadsheets/import-households.ts";
import { openSpreadsheet } from "../registry/spreadsheets/open-file.ts";
import { dataSheet } from "../registry/spreadsheets/template.ts";
import { createWorkbook } from "../registry/spreadsheets/workbook.ts";
import { findBinaries, startServer } from "../test/setup/postgres-server.ts";
import { seededRandom } from "../test/setup/random.ts";
import { inventedHouseholds } from "./invented-households.ts";

const HOUSEHOLDS = Number(process.argv[2] ?? 30_000);
const KNOWLEDGE = join(import.meta.dirname, "../knowledge");
const UNITS = {
  commune: { code: "11074", name: "Tứ Kỳ", type: "xã" },
  province: { code: "31", name: "Hải Phòng", type: "thành phố" },
  since: day("2025-07-01"),
};
const NOW = new Date("2026-11-21T03:00:00Z");
const workbook = createWorkbook(loadSpreadsheet(KNOWLEDGE), loadKnowledge(KNOWLEDGE), day("2026-11-21"));
const seconds = (from: number) => Math.round((performance.now() - from) / 10) / 100;

const folder = mkdtempSync(join(tmpdir(), "an-sinh-import-"));
const file = join(folder, "households.xlsx");
const bin = findBinaries();
const server = bin === null ? null : await startServer(bin);
try {
  const people = await writeFile();
  console.log(`${HOUSEHOLDS} households, ${people} people, ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  const reading = await timed(readOnly);
  console.log(`only reading the file: ${reading} s`);
  const embedded = await importInto({ folder: join(folder, "data") });
  console.log(`import on the embedded store: ${embedded} s (at most 60)`);
  const load = Math.round(loadavg()[0]! * 10) / 10;
  console.log(`load average of the last minute: ${load} (other work on the machine counts against all figures)`);
  const results: Record<string, number> = { households: HOUSEHOLDS, people, load, reading, embedded };
  if (server === null) console.log("no PostgreSQL on this machine");
  else {
    const floor = await timed(() => readAndInsert(server.url));
    const postgresql = await importInto({ url: server.url });
    const ratio = Math.round((postgresql / floor) * 100) / 100;
    console.log(
      `PostgreSQL: reading and a plain bulk insert ${floor} s, import ${postgresql} s, ratio ${ratio} (at most 1.5)`,
    );
    Object.assign(results, { floor, postgresql, ratio });
  }
  const { version } = JSON.parse(readFileSync(join(KNOWLEDGE, "../package.json"), "utf8")) as { version: string };
  writeFileSync(join(import.meta.dirname, `results/import-${version}.json`), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  server?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return seconds(from);
}

/** Writes the file; returns how many people are in it. */
async function writeFile(): Promise<number> {
  const rowsOf = rowWriter(workbook, (code) => code);
  let people = 0;
  function* rows() {
    yield headerRow(workbook);
    for (const household of inventedHouseholds(HOUSEHOLDS, seededRandom(7))) {
      people += household.members.length;
      yield* rowsOf(household);
    }
  }
  await writeXlsx(file, [dataSheet(workbook, rows(), "vi")]);
  return people;
}

async function readOnly(): Promise<(readonly unknown[])[]> {
  const list: (readonly unknown[])[] = [];
  for await (const { cells } of readXlsx(file)) list.push(cells);
  return list;
}

/** The floor: the cells as they are, a thousand rows a statement, one transaction, no index, no seal. */
async function readAndInsert(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const columns = workbook.columns.map(({ id }) => `"${id}"`);
  await client.query(`CREATE TABLE plain (${columns.map((column) => `${column} text`).join(", ")})`);
  const list = await readOnly();
  await client.query("BEGIN");
  for (let at = 0; at < list.length; at += 1000) {
    const page = list.slice(at, at + 1000).map((cells) => columns.map((_, index) => cells[index] ?? null));
    await client.query(
      `INSERT INTO plain SELECT ${columns.map((_, index) => `r->>${index}`).join(", ")} FROM jsonb_array_elements($1::jsonb) AS r`,
      [JSON.stringify(page)],
    );
  }
  await client.query("COMMIT");
  await client.query("DROP TABLE plain");
  await client.end();
}

/** Seconds for the import as the command does it, the opening of the store not counted. */
async function importInto(location: DatabaseLocation): Promise<number> {
  const database = await openDatabase(location);
  try {
    const store = { client: database.client, seal: createSeal("5a".repeat(32)) };
    const options = { createVillages: true, acceptValidRows: false, dryRun: false };
    return await timed(async () => {
      const by = { actor: "bench", now: NOW };
      const rows = await openSpreadsheet(file);
      const result = await importHouseholds(store, workbook, rows, { ...options, units: UNITS, by });
      if (result.created !== HOUSEHOLDS)
        throw new Error(
          `created ${result.created} of ${HOUSEHOLDS}: ${result.problems.find(({ level }) => level === "error")?.reason}`,
        );
    });
  } finally {
    await database.close();
  }
}
