// `ansinh doctor`: what is wrong with this installation, and what to do about each thing. Sends nothing of anybody anywhere.
import { existsSync, mkdirSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { AppError, describeFault } from "../foundation/errors.ts";
import { loadKnowledge } from "../knowledge/load.ts";
import { loadOperations } from "../knowledge/operations.ts";
import type { Command, Io } from "./command.ts";
import { diskFinding } from "./doctor-machine.ts";
import { inspectOutside } from "./doctor-outside.ts";
import { inspectStore } from "./doctor-store.ts";
import { type Finding, linesOf } from "./finding.ts";
import { KNOWLEDGE } from "./knowledge-folder.ts";
import { withStore } from "./open-store.ts";

export const doctor: Command = {
  name: "doctor",
  forms: [
    {
      call: "doctor",
      example: "doctor",
      does: "look for what is wrong with this installation and say what to do (exit code 1 when something is)",
      run: (_, io) => examine(io),
    },
  ],
};

async function examine(io: Io): Promise<number> {
  const findings = await inspect(io);
  for (const line of findings.flatMap(linesOf)) io.out(line);
  return findings.some(({ state }) => state === "bad") ? 1 : 0;
}

async function inspect(io: Io): Promise<Finding[]> {
  const config = configurationOf(io);
  if ("state" in config) return [config];
  const folder = inspectFolder(config.dataDir);
  const known: Finding[] = [{ state: "good", what: "the configuration is complete" }, ...modesOf(config), inspectLaw()];
  // Without a folder to write in, opening the store would only say the same thing in other words.
  if (folder.state === "bad") return [...known, folder];
  const { findings, inUse } = await openAndInspect(config);
  const stopped = config.databaseUrl === null && !inUse;
  return [...known, folder, ...inspectDisks(config), ...findings, ...(await inspectOutside(config, stopped))];
}

/** The disk of the data folder, and that of the evidence when it is another one. */
function inspectDisks({ dataDir, evidenceS3 }: Config): Finding[] {
  const { free_percent: alertAt } = loadOperations(KNOWLEDGE).alerts.disk;
  const evidence = join(dataDir, "evidence");
  const apart = evidenceS3 === null && existsSync(evidence) && statSync(evidence).dev !== statSync(dataDir).dev;
  return [dataDir, ...(apart ? [evidence] : [])].map((folder) => {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return diskFinding(folder, { freeBytes: bavail * bsize, totalBytes: blocks * bsize }, alertAt);
  });
}

function configurationOf(io: Io): Config | Finding {
  try {
    return io.config();
  } catch (fault) {
    return { state: "bad", what: describeFault(fault), remedy: "correct these variables; .env.example explains each" };
  }
}

function modesOf({ simulator, today }: Config): Finding[] {
  const notes: Finding[] = [];
  if (simulator)
    notes.push({
      state: "note",
      what: "the simulator is on: messages go to the chat page, not to Zalo",
      remedy: "for the real account set the ZALO_ variables; SIMULATOR=off makes their absence an error",
    });
  if (today !== null)
    notes.push({ state: "note", what: `today is fixed to ${today}`, remedy: "leave TODAY empty in real use" });
  return notes;
}

function inspectLaw(): Finding {
  try {
    return { state: "good", what: `the knowledge is whole: ${loadKnowledge(KNOWLEDGE).policies.size} policies` };
  } catch (fault) {
    return { state: "bad", what: describeFault(fault), remedy: "take back the last change of knowledge/ or mend it" };
  }
}

function inspectFolder(folder: string): Finding {
  const probe = join(folder, ".doctor");
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, "");
    rmSync(probe);
    return { state: "good", what: `the data folder ${folder} can be written` };
  } catch (fault) {
    const what = `the data folder ${folder} cannot be written (${describeFault(fault)})`;
    return { state: "bad", what, remedy: "give the folder to the user that runs An Sinh, or set DATA_DIR elsewhere" };
  }
}

async function openAndInspect(config: Config): Promise<{ findings: Finding[]; inUse: boolean }> {
  try {
    const findings = await withStore(config, (store, database) => inspectStore(config, store, database));
    return { findings, inUse: false };
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    const inUse = fault.code === "store:in-use";
    return { findings: [unopened(config, fault)], inUse };
  }
}

function unopened({ databaseUrl }: Config, { code, message }: AppError): Finding {
  if (code === "store:in-use")
    return { state: "note", what: message, remedy: "if that is the server, /readyz and /metrics tell how it is" };
  const remedy =
    databaseUrl === null ? "restore a backup (ansinh restore)" : "check DATABASE_URL and that the server runs";
  return { state: "bad", what: message, remedy };
}
