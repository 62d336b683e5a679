// A thread that opens and decides pages of households: two cores do twice as many. It keeps nothing and writes nothing.
import { parentPort, workerData } from "node:worker_threads";
import { loadKnowledge } from "../../knowledge/load.ts";
import { loadSpreadsheet } from "../../knowledge/spreadsheet.ts";
import { openWith } from "../seal.ts";
import type { SealedHousehold } from "./read-page.ts";
import { type ThreadData, tallyPage } from "./tally.ts";

const { key, knowledge, today, on } = workerData as ThreadData;
const library = { knowledge: loadKnowledge(knowledge), spreadsheet: loadSpreadsheet(knowledge) };
const trial = { library, today, on, open: (sealed: string) => openWith(key, sealed) };

parentPort!.on("message", (page: SealedHousehold[]) => {
  parentPort!.postMessage(tallyPage(trial, page));
});
