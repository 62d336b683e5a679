// One contender measured: the most it answers a second, then how fast and how heavy it is at parts of that.
import type { Contender, Started } from "./contenders.ts";
import { answeredAll, counted, countOf, makeEvents, type Steady, steady } from "./load.ts";

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 6000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
const WARM_UP = Math.min(2000, MESSAGES);
/** Messages of one person: they come in turn, so a person never writes twice in one breath. */
const EACH = 5;
const SHARES = [0.25, 0.5, 0.75, 1];

/** Milliseconds: half of all were faster than `p50`, all but one of a hundred than `p99`. */
export interface Quantiles {
  p50: number;
  p99: number;
}

/** At a steady pace: from post to 200, from post to the answer at Zalo, and resident memory of all processes at the end. */
export interface Level {
  share: number;
  perSecond: number;
  acknowledgedMs: Quantiles;
  answeredMs: Quantiles;
  memoryMb: number;
}

export interface Figures {
  /** Messages answered per second when they come as fast as they are taken. */
  perSecond: number;
  /** Messages answered per second of the processes' own processor time. */
  perCpuSecond: number;
  levels: Level[];
}

/** What was asked of every contender, for the record. */
export const ASKED = { messages: MESSAGES, seconds: SECONDS, shares: SHARES };

/** @param withLevels the floor is asked for its most alone */
export async function measure(started: Started, { floor, store }: Contender): Promise<Figures> {
  await most(started, WARM_UP);
  const { perSecond, perCpuSecond } = await most(started, MESSAGES);
  const levels: Level[] = [];
  const isFloor = floor === undefined && store !== "none";
  for (const share of isFloor ? [] : SHARES) levels.push(await level(started, share, perSecond));
  return { perSecond: Math.round(perSecond), perCpuSecond: Math.round(perCpuSecond), levels };
}

/** From the first post to the last answer at Zalo. */
async function most(started: Started, count: number) {
  const { processes, zalo } = started;
  const cpuSeconds = () => processes.reduce((sum, one) => sum + (one.cpuSeconds() ?? Number.NaN), 0);
  const events = makeEvents(count, count / EACH);
  const cpu = cpuSeconds();
  const began = performance.now();
  await answeredAll(urlsOf(started), zalo.url, events);
  const seconds = (performance.now() - began) / 1000;
  await answersOf(zalo.url);
  return { perSecond: count / seconds, perCpuSecond: count / (cpuSeconds() - cpu) };
}

async function level(started: Started, share: number, most: number): Promise<Level> {
  const { processes, zalo } = started;
  const perSecond = Math.max(1, Math.round(most * share));
  const count = perSecond * SECONDS;
  const before = await countOf(zalo.url);
  const { acknowledgedMs, writtenAt } = await steady(
    urlsOf(started),
    makeEvents(count, Math.ceil(count / EACH)),
    perSecond,
  );
  await counted(zalo.url, before + count);
  const answeredMs = answerTimes(writtenAt, await answersOf(zalo.url));
  const memoryMb = processes.reduce((sum, one) => sum + (one.memory() ?? Number.NaN), 0);
  return { share, perSecond, acknowledgedMs: quantiles(acknowledgedMs), answeredMs: quantiles(answeredMs), memoryMb };
}

/** A person's first answer is to their first message, the second to the second: each message brings exactly one. */
function answerTimes(writtenAt: Steady["writtenAt"], answers: [person: string, at: number][]): number[] {
  const next = new Map<string, number>();
  return answers.map(([person, at]) => {
    const index = next.get(person) ?? 0;
    next.set(person, index + 1);
    return at - (writtenAt.get(person)?.[index] ?? Number.NaN);
  });
}

function urlsOf({ processes }: Started): string[] {
  return processes.map(({ url }) => url);
}

async function answersOf(zaloUrl: string): Promise<[person: string, at: number][]> {
  return (await (await fetch(`${zaloUrl}/answers`)).json()) as [string, number][];
}

function quantiles(times: number[]): Quantiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1));
  return { p50: at(0.5), p99: at(0.99) };
}
