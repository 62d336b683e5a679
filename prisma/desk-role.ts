// The role that a superuser of the store becomes while a desk is served (docs/decisions/016-second-wall.md): row-level security
// bounds no superuser. Roles belong to the server, not to the database: looked for at every start, made where it is missing.
import { AppError } from "../foundation/errors.ts";
import type { AdapterFactory } from "./schema-engine.ts";

const ROLE = "an_sinh_desk";
const IS_BOUND = "SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = session_user";
const IS_THERE = `SELECT count(*) > 0 FROM pg_roles WHERE rolname = '${ROLE}'`;
const IS_GRANTED = `SELECT has_table_privilege('${ROLE}', 'household', 'UPDATE')`;
const RIGHTS = "SELECT, INSERT, UPDATE, DELETE";
const GRANTS = [
  `GRANT ${ROLE} TO CURRENT_USER`,
  `GRANT USAGE ON SCHEMA public TO ${ROLE}`,
  `GRANT ${RIGHTS} ON ALL TABLES IN SCHEMA public TO ${ROLE}`,
  `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${ROLE}`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ${RIGHTS} ON TABLES TO ${ROLE}`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${ROLE}`,
];

/** Makes the role where the store's user needs it. Throws AppError `store:wall` when that user passes every bound and may make no role. */
export async function keepDeskRole(factory: AdapterFactory): Promise<void> {
  const adapter = await factory.connect();
  const ask = async (sql: string) => (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows[0]?.[0] === true;
  const run = (sql: string) => adapter.executeRaw({ sql, args: [], argTypes: [] });
  try {
    if (await ask(IS_BOUND)) return;
    if (!(await ask(IS_THERE)))
      await run(`CREATE ROLE ${ROLE} NOLOGIN`).catch(async (cause: unknown) => {
        if (await ask(IS_THERE)) return; // another process was first
        const what = `row-level security does not bound the store's user, and it may not make the role ${ROLE}: make it, or take BYPASSRLS from the user`;
        throw new AppError("store:wall", what, { cause });
      });
    if (!(await ask(IS_GRANTED))) for (const grant of GRANTS) await run(grant);
  } finally {
    await adapter.dispose();
  }
}
