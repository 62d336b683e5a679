// `ansinh law …`: check, decide, diff, explain. Every command reads and writes only through `io`.
import { type Day, isDay } from "../foundation/day.ts";
import { readShortCode } from "../foundation/digest.ts";
import { AppError } from "../foundation/errors.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Receipt } from "../knowledge/receipt.ts";
import { tell } from "../knowledge/tell.ts";
import { checkReport } from "./law-check.ts";
import { answerDecide } from "./law-decide.ts";
import { diffReport } from "./law-diff.ts";
import { readDecideInput } from "./law-input.ts";
import type { ReceiptStore } from "./receipt-folder.ts";

export interface LawIo {
  /** Loads and checks the knowledge; throws AppError law:broken-knowledge. */
  knowledge(): Knowledge;
  readonly today: Day;
  readonly receipts: ReceiptStore;
  /** Standard input, whole or line by line. */
  readInput(): Promise<string>;
  readLines(): AsyncIterable<string>;
  out(line: string): void;
  err(line: string): void;
}

export interface LawCommand {
  readonly summary: string;
  readonly usage: string;
  run(args: readonly string[], io: LawIo): Promise<number>;
}

/** Exit codes: 0 done, 1 the knowledge is broken or a line failed, 2 the command was called wrongly. */
export const lawCommands: Readonly<Record<string, LawCommand>> = {
  check: {
    summary: "load and validate all knowledge, and count what is in it",
    usage: "law check",
    run: async (_, io) => withKnowledge(io, async (knowledge) => print(io, checkReport(knowledge, io.today))),
  },
  decide: {
    summary: "decide one household (YAML or JSON on standard input), or one a line with --jsonl",
    usage: "law decide [--assume-absent-false] [--jsonl] < household.yaml",
    run: runDecide,
  },
  diff: {
    summary: "what changed in the law between two days",
    usage: "law diff YYYY-MM-DD YYYY-MM-DD",
    run: async (args, io) => {
      const [from, to] = args;
      if (args.length !== 2 || !from || !to || !isDay(from) || !isDay(to)) return wrongCall(io, "diff");
      return withKnowledge(io, async (knowledge) => print(io, diffReport(knowledge, from, to)));
    },
  },
  explain: {
    summary: "reopen the computation behind an answer code",
    usage: "law explain CODE",
    run: async (args, io) => {
      const code = readShortCode(args[0] ?? "");
      if (!code) return wrongCall(io, "explain");
      const receipt = await io.receipts.find(code);
      if (!receipt) {
        io.err(`no receipt with the code ${code} is kept here`);
        return 1;
      }
      return withKnowledge(io, async (knowledge) => print(io, explainReport(knowledge, receipt)));
    },
  },
};

async function runDecide(args: readonly string[], io: LawIo): Promise<number> {
  const known = ["--assume-absent-false", "--jsonl"];
  if (args.some((arg) => !known.includes(arg))) return wrongCall(io, "decide");
  const assume = args.includes("--assume-absent-false");
  return withKnowledge(io, async (knowledge) => {
    if (!args.includes("--jsonl")) return decideOne(knowledge, await io.readInput(), assume, io, true);
    let worst = 0;
    for await (const line of io.readLines()) {
      if (line.trim()) worst = Math.max(worst, await decideOne(knowledge, line, assume, io, false));
    }
    return worst;
  });
}

// In a stream every line gets an answer line, also a bad one; only single decisions keep their receipts.
async function decideOne(
  knowledge: Knowledge,
  text: string,
  assume: boolean,
  io: LawIo,
  single: boolean,
): Promise<number> {
  try {
    const { json, receipts } = answerDecide(knowledge, readDecideInput(text), assume);
    if (single) await io.receipts.save(receipts);
    io.out(JSON.stringify(json, null, single ? 2 : undefined));
    return 0;
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    if (single) io.err(fault.message);
    else io.out(JSON.stringify({ error: fault.message }));
    return single ? 2 : 1;
  }
}

function explainReport(knowledge: Knowledge, receipt: Receipt): string[] {
  const inputs = receipt.inputs.map(
    ({ who, fact, value, origin }) => `  ${who}: ${fact} = ${JSON.stringify(value)} (${origin})`,
  );
  const moved = receipt.knowledge === knowledge.version ? "" : `, now ${knowledge.version}`;
  return [
    `receipt ${receipt.code}, day ${receipt.day}, knowledge ${receipt.knowledge}${moved}`,
    "inputs:",
    ...inputs,
    ...receipt.results.flatMap((result) =>
      (["full", "why"] as const).map((form) =>
        tell(knowledge, { ...receipt, results: [result] }, { language: "vi", form }),
      ),
    ),
  ];
}

async function withKnowledge(io: LawIo, work: (knowledge: Knowledge) => Promise<number>): Promise<number> {
  let knowledge: Knowledge;
  try {
    knowledge = io.knowledge();
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    io.err(fault.message);
    return 1;
  }
  return work(knowledge);
}

function print(io: LawIo, lines: readonly string[]): number {
  for (const line of lines) io.out(line);
  return 0;
}

function wrongCall(io: LawIo, name: string): number {
  io.err(`usage: ${lawCommands[name]!.usage}`);
  return 2;
}
