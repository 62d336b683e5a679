// A thread that opens and decides pages of households: two cores do twice as many. It keeps nothing and writes nothing.
import { parentPort, workerData } from "node:worker_threads";
import { compileLaw } from "../../knowledge/compile.ts";
import { openWith } from "../seal.ts";
import { type ThreadData, tallyPage } from "./tally.ts";

const { key, law, spreadsheet, today, on } = workerData as ThreadData;
const library = { knowledge: compileLaw(law), spreadsheet };
const trial = { library, today, on, open: (sealed: string) => openWith(key, sealed) };

parentPort!.on("message", (page: string) => {
  parentPort!.postMessage(tallyPage(trial, page));
});
