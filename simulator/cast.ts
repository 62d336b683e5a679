// The invented people of the demonstration, with ids that stay the same from one start to the next.
import cast from "./cast.json" with { type: "json" };
import type { CastMember } from "./settings.ts";

/** The OA's name and the people who open the chat page with a phone each: `createSimulator({...demonstrationCast(), …})`. */
export function demonstrationCast(): { oaName: string; people: CastMember[] } {
  return {
    oaName: cast.oaName,
    people: cast.people.map((member) => ({ ...member, role: member.role as CastMember["role"] })),
  };
}
