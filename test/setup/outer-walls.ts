// The two walls through which a road reaches the outside, with fate standing in them: Prisma's driver adapter, and HTTP to Zalo.
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import type { Http } from "../../bot/zalo/http.ts";
import { CallFailed, type Fate } from "./fate.ts";

/** A store behind fate. */
export interface FatefulStore {
  factory: SqlDriverAdapterFactory;
  /** What a store does when a process is gone: ends what it had open. Resolves when nothing of the dead is under way. */
  bury(): Promise<void>;
}

/** Every statement, BEGIN, COMMIT and ROLLBACK is one call. */
export function fatefulStore(factory: SqlDriverAdapterFactory, fate: Fate): FatefulStore {
  const open = new Set<Transaction>();
  const pass = <T>(name: string, call: () => Promise<T>, undo?: () => Promise<void>) =>
    fate.pass(name, call, undo).catch((fault: unknown) => {
      throw fault instanceof CallFailed ? new DriverAdapterError({ kind: "ConnectionClosed" }) : fault;
    });
  const statements = (inner: SqlQueryable) => ({
    queryRaw: (query: SqlQuery) => pass(query.sql, () => inner.queryRaw(query)),
    executeRaw: (query: SqlQuery) => pass(query.sql, () => inner.executeRaw(query)),
  });

  function transaction(inner: Transaction): Transaction {
    open.add(inner);
    const rollBack = async () => {
      if (open.delete(inner)) await inner.rollback();
    };
    const commit = async () => {
      if (open.delete(inner)) await inner.commit();
    };
    return Object.assign(Object.create(inner), statements(inner), {
      commit: () => pass("COMMIT", commit, rollBack),
      rollback: () => pass("ROLLBACK", rollBack, rollBack),
    });
  }

  function adapter(inner: SqlDriverAdapter): SqlDriverAdapter {
    const startTransaction = async () => {
      let begun: Transaction | null = null;
      const begin = async () => {
        begun = await inner.startTransaction();
        return transaction(begun);
      };
      return pass("BEGIN", begin).catch(async (fault: unknown) => {
        if (begun !== null && open.delete(begun)) await begun.rollback(); // a store ends what was begun on a connection that broke
        throw fault;
      });
    };
    return Object.assign(Object.create(inner), statements(inner), { startTransaction });
  }

  return {
    factory: Object.assign(Object.create(factory), { connect: async () => adapter(await factory.connect()) }),
    async bury() {
      while (open.size > 0 || fate.underway.size > 0) {
        for (const one of [...open]) if (open.delete(one)) await one.rollback();
        await new Promise((resolve) => setImmediate(resolve)); // what waited for the connection gets it, and is ended too
      }
    },
  };
}

/** A call that fails is a connection that was reset: nobody knows whether Zalo had it. */
export function fatefulHttp(http: Http, fate: Fate): Http {
  return {
    close: () => http.close(),
    send: (request) =>
      fate
        .pass(`Zalo ${new URL(request.url).pathname}`, () => http.send(request))
        .catch((fault: unknown) => {
          if (!(fault instanceof CallFailed)) throw fault;
          return { answered: false, reason: "ECONNRESET", outcomeUnknown: true };
        }),
  };
}
