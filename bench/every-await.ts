// `npm run every-await`: the road ended at each of its calls to the store and to Zalo, before it and after it, by death and by a
// failed call; what test/bot/every-await.test.ts does at some of them.
import { endEverywhere } from "../test/setup/end-everywhere.ts";
import { openStage } from "../test/setup/small-story.ts";
import { keep } from "./keep.ts";

const stage = await openStage();
const ends = await endEverywhere(stage, { every: Number(process.env.EVERY ?? 1), from: 0 });
const { intact } = await stage.audit();
await stage.close();
const { calls, struck, different, doubled, broken } = ends;
const row = {
  calls,
  ...struck,
  "different calls": `${different.struck} of ${different.all}`,
  "came twice": doubled,
  broken: broken.length,
  "audit chain": intact ? "intact" : "broken",
};
console.table([row]);
for (const line of broken) console.log(line);
keep("every-await", row);
process.exit(broken.length === 0 && intact ? 0 : 1);
