// `ansinh law …`: check, decide, diff, explain. Every command reads and writes only through `io`.
import type { Day } from "../foundation/day.ts";
import { readShortCode } from "../foundation/digest.ts";
import { AppError } from "../foundation/errors.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Receipt } from "../knowledge/receipt.ts";
import { tell } from "../knowledge/tell.ts";
import type { Call, Form, Io } from "./command.ts";
import { checkReport } from "./law-check.ts";
import { answerDecide } from "./law-decide.ts";
import { diffReport } from "./law-diff.ts";
import { readDecideInput } from "./law-input.ts";
import type { ReceiptStore } from "./receipt-folder.ts";

export interface LawIo extends Omit<Io, "config"> {
  /** Loads and checks the knowledge; throws AppError law:broken-knowledge. */
  knowledge(): Knowledge;
  readonly today: Day;
  readonly receipts: ReceiptStore;
}

export interface LawForm extends Omit<Form, "run"> {
  run(call: Call, io: LawIo): Promise<number>;
}

/** Exit codes: 0 done, 1 the knowledge is broken or a line failed, 2 the command was called wrongly. */
export const lawForms: readonly LawForm[] = [
  {
    call: "law check",
    example: "law check",
    does: "load and validate all knowledge, and count what is in it",
    run: (_, io) => withKnowledge(io, async (knowledge) => print(io, checkReport(knowledge, io.today))),
  },
  {
    call: "law decide [--assume-absent-false] [--jsonl] < household.yaml",
    example: "law decide < household.yaml",
    does: "decide one household (YAML or JSON on standard input), or one a line with --jsonl",
    run: runDecide,
  },
  {
    call: "law diff YYYY-MM-DD YYYY-MM-DD",
    example: "law diff 2025-11-30 2026-01-01",
    does: "what changed in the law between two days",
    run: ({ words }, io) => {
      const [from, to] = words as [Day, Day];
      return withKnowledge(io, async (knowledge) => print(io, diffReport(knowledge, from, to)));
    },
  },
  {
    call: "law explain RECEIPT",
    example: "law explain MWMF-3RNZ",
    does: "reopen the computation behind an answer code",
    run: runExplain,
  },
];

async function runExplain({ words: [typed] }: Call, io: LawIo): Promise<number> {
  const code = readShortCode(typed!)!;
  const receipt = await io.receipts.find(code);
  if (receipt === null) return io.refuse("no-receipt", { value: code });
  return withKnowledge(io, async (knowledge) => print(io, explainReport(knowledge, receipt)));
}

async function runDecide(call: Call, io: LawIo): Promise<number> {
  const assume = call.has("assume-absent-false");
  return withKnowledge(io, async (knowledge) => {
    if (!call.has("jsonl")) return decideOne(knowledge, await io.readInput(), assume, io, true);
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
    if (single) return io.refuse("household-input", { detail: fault.message });
    io.out(JSON.stringify({ error: fault.message }));
    return 1;
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
