// `ansinh token`: how long this installation may still write to Zalo, and whether a person has to do something. Never the token.
import type { TokenPair } from "../bot/zalo/token-store.ts";
import { systemClock } from "../foundation/clock.ts";
import { createTokenStore } from "../registry/tokens.ts";
import type { Command, Io } from "./command.ts";
import { withStore } from "./open-store.ts";

export const token: Command = {
  name: "token",
  forms: [
    {
      call: "token",
      example: "token",
      does: "say when the access to Zalo is renewed and ends, and whether an operator is needed (exit code 1)",
      run: (_, io) => tellToken(io),
    },
  ],
};

async function tellToken(io: Io): Promise<number> {
  const config = io.config();
  const { oaId } = config.zalo;
  const pair = await withStore(config, (store) => createTokenStore<TokenPair>(store, oaId, systemClock()).read());
  const need = operatorNeed(pair);
  io.out(`account: ${oaId}`);
  if (pair !== null) {
    io.out(`renewed ahead at: ${instant(pair.renewAt)}`);
    io.out(`ends at: ${instant(pair.expiresAt)}`);
  }
  io.out(`operator: ${need ?? "not needed"}`);
  return need === null ? 0 : 1;
}

/** Why a person has to give a new pair, or null when the machine keeps itself going. */
export function operatorNeed(pair: TokenPair | null): string | null {
  if (pair === null) return "needed: there is no token yet; consent for the account or set ZALO_REFRESH_TOKEN";
  return pair.needsOperator === null ? null : `needed: Zalo does not renew (${pair.needsOperator}); consent again`;
}

/** Zero stands for a token that was never given (bot/connect.ts): the next call renews first. */
function instant(milliseconds: number | null): string {
  if (milliseconds === null) return "not known, an operator pasted the token";
  return milliseconds === 0 ? "the next call" : new Date(milliseconds).toISOString();
}
