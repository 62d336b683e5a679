// Who has read an entry of the law against its source and found it right. A changed entry has to be read again: its hash is another.
import { sha256 } from "../foundation/digest.ts";
import type { Version } from "../knowledge/schema/policy.ts";
import { appendAudit } from "./audit.ts";
import { actorMark, type Desk, may } from "./desk.ts";
import { personNames } from "./people/names.ts";

/** A reading of one version of a policy. */
export interface LawReading {
  by: string;
  at: Date;
  note: string | null;
}

/** What names a version: the policy and the day it begins. */
export const entryOf = (policyId: string, { from }: Version) => `${policyId} ${from}`;
const hashOf = (version: Version) => sha256(JSON.stringify(version));

/** The last reading of each of these versions as it stands today, by `entryOf`. */
export async function lawReviews(
  desk: Desk,
  versions: readonly { policyId: string; version: Version }[],
): Promise<ReadonlyMap<string, LawReading>> {
  const hashes = new Map(versions.map(({ policyId, version }) => [entryOf(policyId, version), hashOf(version)]));
  const rows = await desk.tx.lawReview.findMany({
    where: { entryId: { in: [...hashes.keys()] } },
    orderBy: { at: "asc" },
  });
  const valid = rows.filter(({ entryId, entryHash }) => hashes.get(entryId) === entryHash);
  const names = await personNames(
    desk,
    valid.map(({ personId }) => personId),
  );
  return new Map(
    valid.map(({ entryId, personId, note, at }) => [entryId, { by: names.get(personId) ?? "", at, note }]),
  );
}

/** Notes that the actor read this version; false without the right to do so. */
export async function reviewLaw(
  desk: Desk,
  { policyId, version, note }: { policyId: string; version: Version; note: string | null },
): Promise<boolean> {
  const { tx, actor, now } = desk;
  if (!may(desk, "law.review") || actor.personId === null) return false;
  const entryId = entryOf(policyId, version);
  const entryHash = hashOf(version);
  await tx.lawReview.create({ data: { entryId, entryHash, personId: actor.personId, note, at: now } });
  const detail = { from: version.from, hash: entryHash };
  await appendAudit(
    tx,
    [{ actor: actorMark(desk), action: "law_reviewed", subject: `policy:${policyId}`, detail }],
    now,
  );
  return true;
}
