// What the token keeper needs from storage. The registry implements it, encrypted.

/** The pair of tokens of the account. Times are epoch milliseconds; plain JSON throughout. */
export interface TokenPair {
  accessToken: string;
  /** Single use. Null when none was given: the access token then ends without renewal. */
  refreshToken: string | null;
  /** When to renew ahead of the end; null when the age is unknown (a pair pasted by an operator). */
  renewAt: number | null;
  expiresAt: number | null;
  /** Zalo's final refusal to renew, once it happened: only a person can give a new pair. */
  needsOperator: string | null;
}

export interface TokenStore {
  read(): Promise<TokenPair | null>;
  /**
   * Runs `work` while no other process or task runs it; `current` is read after the lock was taken, and what `save` stored is durable
   * when `save` resolves. `work` talks to Zalo for seconds: do not hold a transaction of an embedded, single-connection store around it.
   */
  underLock<T>(work: (current: TokenPair | null, save: (pair: TokenPair) => Promise<void>) => Promise<T>): Promise<T>;
}

/** The first pair, copied from Zalo's console by an operator: used as it is until Zalo says that it ended. */
export function pastedPair(accessToken: string, refreshToken: string | null): TokenPair {
  return { accessToken, refreshToken, renewAt: null, expiresAt: null, needsOperator: null };
}
